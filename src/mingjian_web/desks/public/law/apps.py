"""The part as Django knows it."""

from django.apps import AppConfig


class PublicLawConfig(AppConfig):
    """规定与期限."""

    name = "mingjian_web.desks.public.law"
    label = "public_law"
