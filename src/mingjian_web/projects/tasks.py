"""What the projects chapter does in the background: keep its part of the index up with the intakes."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from mingjian_web.projects import actions
from mingjian_web.records import news
from mingjian_web.registers.tasks import KINDS


@task()
def follow_intakes() -> int:
    """Bring the index up to the intakes that came into force or were undone since; how many there were."""
    return news.read("projects.search", KINDS, _take)


def _take(kind: str, about: dict[str, Any]) -> None:
    actions.refresh_search(int(about["intake"]))
