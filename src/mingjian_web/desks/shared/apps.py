"""The desk as Django knows it."""

from django.apps import AppConfig


class SharedDeskConfig(AppConfig):
    """Pages of the shared desk."""

    name = "mingjian_web.desks.shared"
    label = "desk_shared"
