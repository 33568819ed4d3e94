"""The top of the house as Django knows it."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """总装."""

    name = "mingjian_web.config"
    label = "house"
