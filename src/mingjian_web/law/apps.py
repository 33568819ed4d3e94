"""The chapter as Django knows it."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """规定与日历."""

    name = "mingjian_web.law"
    label = "law"
    default_auto_field = "django.db.models.BigAutoField"
