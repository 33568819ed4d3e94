"""The part as Django knows it."""

from django.apps import AppConfig


class PublicInstitutionsConfig(AppConfig):
    """机构."""

    name = "mingjian_web.desks.public.institutions"
    label = "public_institutions"
