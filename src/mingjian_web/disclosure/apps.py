"""The chapter as Django knows it."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """公开."""

    name = "mingjian_web.disclosure"
    label = "disclosure"
    default_auto_field = "django.db.models.BigAutoField"
