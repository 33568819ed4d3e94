"""What the worker does of screening: carry out a run, and ask for one when rows were taken in."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from mingjian.terms import Text
from mingjian_web import moment
from mingjian_web.records import news
from mingjian_web.screening import actions
from mingjian_web.screening.queue import run_screening

__all__ = ["follow", "run_screening"]

#: News after which a screening would judge other records, or by other law, and what to say of it.
CAUSES = {
    "exchange.taken_in": Text("第 {intake} 次收录后", "after intake {intake}"),
    "exchange.undone": Text("撤回第 {intake} 次收录后", "after intake {intake} was undone"),
    "law.confirmed": Text("规定更新后", "after the law was brought up to date"),
    "calendar.confirmed": Text("日历更新后", "after the calendar was brought up to date"),
}


@task()
def follow() -> int:
    """Queue a screening after what was taken in, taken back or confirmed; how many pieces of news there were."""
    return news.read("screening", tuple(CAUSES), _take)


def _take(kind: str, about: dict[str, Any]) -> None:
    words, intake = CAUSES[kind], about.get("intake", "")
    cause = Text(words.zh.format(intake=intake), words.en.format(intake=intake))
    actions.run_after(cause, now=moment.now())
