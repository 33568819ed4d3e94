"""The chapter as Django knows it."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """时钟."""

    name = "mingjian_web.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
