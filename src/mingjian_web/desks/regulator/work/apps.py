"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorWorkConfig(AppConfig):
    """待办."""

    name = "mingjian_web.desks.regulator.work"
    label = "regulator_work"
