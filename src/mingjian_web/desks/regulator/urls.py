"""Addresses of the regulator desk, gathered from its parts."""

from django.urls import include, path

from mingjian_web.desks.parts import patterns

urlpatterns = [path("", include((patterns("regulator"), "regulator")))]
