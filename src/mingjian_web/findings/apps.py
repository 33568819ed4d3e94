"""The chapter as Django knows it."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """疑点."""

    name = "mingjian_web.findings"
    label = "findings"
    default_auto_field = "django.db.models.BigAutoField"
