"""Addresses of the front page and the search."""

from django.urls import path

from mingjian_web.desks.public.home import views

patterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
]
