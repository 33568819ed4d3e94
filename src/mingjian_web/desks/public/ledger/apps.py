"""The part as Django knows it."""

from django.apps import AppConfig


class PublicLedgerConfig(AppConfig):
    """公开账本."""

    name = "mingjian_web.desks.public.ledger"
    label = "public_ledger"
