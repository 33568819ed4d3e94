"""Addresses of the institution's own register."""

from django.urls import path

from mingjian_web.desks.institution.register import project_views, views

patterns = [
    path("register/", views.register, name="register"),
    path("register/export/", views.export_register, name="register-export"),
    path("projects/", project_views.projects, name="projects"),
    path("projects/<str:key>/", project_views.project, name="project"),
]
