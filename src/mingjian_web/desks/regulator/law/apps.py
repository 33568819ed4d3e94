"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorLawConfig(AppConfig):
    """规定、日历与期限."""

    name = "mingjian_web.desks.regulator.law"
    label = "regulator_law"
