"""The chapter as Django knows it."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """证据、附件."""

    name = "mingjian_web.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
