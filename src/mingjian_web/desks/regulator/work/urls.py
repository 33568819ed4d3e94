"""Addresses of the work to be done."""

from django.urls import path

from mingjian_web.desks.regulator.work import views

patterns = [
    path("", views.start, name="start"),
    path("work/", views.work, name="work"),
]
