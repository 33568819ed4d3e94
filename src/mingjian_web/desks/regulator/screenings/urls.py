"""Addresses of screenings."""

from django.urls import path

from mingjian_web.desks.regulator.screenings import views

patterns = [
    path("screenings/", views.screenings, name="screenings"),
    path("screenings/<int:pk>/", views.screening, name="screening"),
    path("screenings/<int:pk>/progress/", views.progress, name="screening-progress"),
]
