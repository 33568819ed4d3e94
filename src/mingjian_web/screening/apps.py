"""The chapter as Django knows it."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """筛查."""

    name = "mingjian_web.screening"
    label = "web_screening"
    default_auto_field = "django.db.models.BigAutoField"
