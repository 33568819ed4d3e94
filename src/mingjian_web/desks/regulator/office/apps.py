"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorOfficeConfig(AppConfig):
    """本处室."""

    name = "mingjian_web.desks.regulator.office"
    label = "regulator_office"
