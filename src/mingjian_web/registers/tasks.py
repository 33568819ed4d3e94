"""What the registers do in the background: keep the index of names and numbers up with the intakes."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from mingjian_web.records import news
from mingjian_web.registers import actions

#: The news of intakes; `about["intake"]` is which.
KINDS = ("exchange.taken_in", "exchange.undone")


@task()
def follow_intakes() -> int:
    """Bring the index up to the intakes that came into force or were undone since; how many there were."""
    return news.read("registers.search", KINDS, _take)


def _take(kind: str, about: dict[str, Any]) -> None:
    actions.refresh_search(int(about["intake"]))
