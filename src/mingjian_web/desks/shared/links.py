"""Addresses, also from one desk to another: by prefix on one host, with the other host's name on three."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

DESKS = ("public", "regulator", "institution")


def here(name: str, *args: Any, **kwargs: Any) -> str:
    """An address on this desk."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def desk_url(name: str, *args: Any, **kwargs: Any) -> str:
    """An address of any desk: `desk_url("public:institution", key)`."""
    desk = name.partition(":")[0]
    host = settings.DESK_HOSTS.get(desk)
    if host is None:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    path = reverse(name, urlconf=f"mingjian_web.config.urls_{desk}", args=args or None, kwargs=kwargs or None)
    return f"{'https' if settings.HTTPS else 'http'}://{host}{path}"
