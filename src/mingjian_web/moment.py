"""What time it is, asked in one place. The demonstration province runs on a calendar of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from mingjian.terms import SHANGHAI


def now() -> datetime:
    """This moment in Shanghai, to the second; moved by the demonstration's days where there are any.

    For the edges alone (middleware, tasks, commands): chapters are told the time.
    """
    return datetime.now(SHANGHAI).replace(microsecond=0) + settings.CLOCK_SHIFT


def today() -> date:
    """The day of `now`."""
    return now().date()
