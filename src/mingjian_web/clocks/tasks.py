"""What runs beside the desks: open clocks follow the law and the calendar."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from mingjian_web import moment
from mingjian_web.clocks import actions
from mingjian_web.records import news

READER = "clocks"
KINDS = ("law.confirmed", "calendar.confirmed")


@task()
def follow() -> int:
    """Re-project open clocks by every edition of law or calendar not followed yet; how many editions there were."""
    return news.read(READER, KINDS, _take)


def _take(kind: str, about: dict[str, Any]) -> None:
    move = actions.follow_law if kind == "law.confirmed" else actions.follow_calendar
    move(about["edition"], now=moment.now())
