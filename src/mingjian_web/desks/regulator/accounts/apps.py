"""The part as Django knows it."""

from django.apps import AppConfig


class RegulatorAccountsConfig(AppConfig):
    """账号、角色、机关、审计."""

    name = "mingjian_web.desks.regulator.accounts"
    label = "regulator_accounts"
