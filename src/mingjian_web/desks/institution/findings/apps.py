"""The part as Django knows it."""

from django.apps import AppConfig


class InstitutionFindingsConfig(AppConfig):
    """要求说明的事项."""

    name = "mingjian_web.desks.institution.findings"
    label = "institution_findings"
