"""The chapter as Django knows it."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """数据交换."""

    name = "mingjian_web.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
