"""The chapter as Django knows it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """收录."""

    name = "mingjian_web.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
