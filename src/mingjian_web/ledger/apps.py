"""The chapter as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """公开账本."""

    name = "mingjian_web.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
