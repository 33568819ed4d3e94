"""Addresses of findings."""

from django.urls import path

from mingjian_web.desks.regulator.findings import act_views, views

patterns = [
    path("findings/", views.findings, name="findings"),
    path("findings/assign/", act_views.assign_chosen, name="findings-assign"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/<str:act>/", act_views.act, name="finding-act"),
    path("findings/attachment/<str:answer>/<int:pk>/", views.attachment, name="finding-attachment"),
    path("findings/attachment/<str:answer>/<int:pk>/picture/", views.picture, name="finding-picture"),
    path("findings/attachment/<str:answer>/photos.pdf", views.photos, name="finding-photos"),
]
