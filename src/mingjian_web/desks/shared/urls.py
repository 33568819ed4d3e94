"""Addresses every desk has."""

from django.urls import include, path

from mingjian_web.desks.shared import own, password, views

shared_patterns = (
    [
        path("sign-in/", views.sign_in, name="sign-in"),
        path("sign-out/", views.sign_out, name="sign-out"),
        path("password/", password.password, name="password"),
        path("me/", own.me, name="me"),
        path("views/<str:page>/new/", own.save_view, name="save-view"),
        path("views/<int:number>/delete/", own.delete_view, name="delete-view"),
    ],
    "shared",
)

urlpatterns = [path("", include(shared_patterns))]

#: Addresses that have no language: browsers ask for the mark by this name whatever the page says.
outside_languages = [
    path("favicon.ico", views.favicon),
]
