"""A request as the views know it: with the time and the person."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest

from mingjian_web.accounts.actor import Actor


class DeskRequest(HttpRequest):
    """`now` and `today` are told by middleware; `actor` is falsy for a stranger."""

    now: datetime
    today: date
    actor: Actor
