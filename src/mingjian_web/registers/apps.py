"""The chapter as Django knows it."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """登记."""

    name = "mingjian_web.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
