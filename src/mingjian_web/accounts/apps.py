"""The chapter as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账号与权限."""

    name = "mingjian_web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
