"""Addresses of institutions."""

from django.urls import path

from mingjian_web.desks.public.institutions import views

patterns = [
    path("institutions/", views.institutions, name="institutions"),
    path("institutions/<str:key>/", views.institution, name="institution"),
]
