"""The part as Django knows it."""

from django.apps import AppConfig


class PublicReportsConfig(AppConfig):
    """报告公开."""

    name = "mingjian_web.desks.public.reports"
    label = "public_reports"
