"""Addresses of what was asked."""

from django.urls import path

from mingjian_web.desks.institution.findings import views

patterns = [
    path("", views.work, name="work"),
    path("findings/", views.findings, name="findings"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/answer/", views.answer, name="finding-answer"),
    path("findings/<int:pk>/clock/", views.clock, name="finding-clock"),
    path("findings/attachment/<str:answer>/<int:pk>/", views.attachment, name="finding-attachment"),
    path("findings/attachment/<str:answer>/<int:pk>/picture/", views.picture, name="finding-picture"),
]
