"""Addresses of the public pages of law."""

from django.urls import path

from mingjian_web.desks.public.law import views

patterns = [
    path("law/", views.law, name="law"),
    path("law/counting/", views.counting, name="law-counting"),
    path("law/<str:concept>/", views.concept, name="law-concept"),
]
