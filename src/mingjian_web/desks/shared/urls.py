"""Addresses every desk has."""

from django.urls import include, path

from mingjian_web.desks.shared import views

shared_patterns = (
    [
        path("sign-in/", views.sign_in, name="sign-in"),
        path("sign-out/", views.sign_out, name="sign-out"),
    ],
    "shared",
)

urlpatterns = [path("", include(shared_patterns))]

#: Addresses that have no language.
outside_languages: list[object] = []
