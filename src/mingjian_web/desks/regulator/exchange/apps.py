"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorExchangeConfig(AppConfig):
    """导入导出."""

    name = "mingjian_web.desks.regulator.exchange"
    label = "regulator_exchange"
