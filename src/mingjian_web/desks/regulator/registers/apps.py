"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorRegistersConfig(AppConfig):
    """机构、人员、项目、报告。"""

    name = "mingjian_web.desks.regulator.registers"
    label = "regulator_registers"
