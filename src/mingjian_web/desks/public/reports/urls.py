"""Addresses of disclosed reports."""

from django.urls import path

from mingjian_web.desks.public.reports import views

patterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<str:key>/", views.report, name="report"),
]
