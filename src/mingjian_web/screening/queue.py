"""The job that stands in the queue."""

from __future__ import annotations

from django_tasks import task

from mingjian_web import moment
from mingjian_web.screening.running import carry_out


@task()
def run_screening(run: int) -> None:
    """Carry out a queued run; at least once, and once is enough."""
    carry_out(run, moment.now)
