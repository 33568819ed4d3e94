"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorScreeningsConfig(AppConfig):
    """筛查."""

    name = "mingjian_web.desks.regulator.screenings"
    label = "regulator_screenings"
