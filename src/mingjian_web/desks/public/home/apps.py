"""The part as Django knows it."""

from django.apps import AppConfig


class PublicHomeConfig(AppConfig):
    """首页."""

    name = "mingjian_web.desks.public.home"
    label = "public_home"
