"""Addresses of office life."""

from django.urls import path

from mingjian_web.desks.regulator.office import hand_over, views

patterns = [
    path("office/", views.office, name="office"),
    path("office/stand-in/<str:key>/", views.stand_in, name="stand-in"),
    path("office/stand-ins/<int:number>/end/", views.end_stand_in, name="stand-in-end"),
    path("office/hand-over/<str:key>/", hand_over.hand_over, name="hand-over"),
]
