"""The part as Django knows it."""

from django.apps import AppConfig


class InstitutionRegisterConfig(AppConfig):
    """本机构登记."""

    name = "mingjian_web.desks.institution.register"
    label = "institution_register"
