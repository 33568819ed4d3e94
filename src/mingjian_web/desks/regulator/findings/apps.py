"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorFindingsConfig(AppConfig):
    """疑点."""

    name = "mingjian_web.desks.regulator.findings"
    label = "regulator_findings"
