"""Reading the runs: what was asked, what came of it, and above all what was not run and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from mingjian.terms import Text
from mingjian_web.findings.stored import text_from
from mingjian_web.screening.models import Run, RunState


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rule, or part of one, that was not run: why, and how many rows went unjudged (None: nobody can count)."""

    rule: str
    reason: Text
    rows: int | None
    part: bool


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run, as pages show it. `counts`: new, same, changed, reopened, gone, not_looked → how many findings."""

    id: int
    as_of: date
    by: str
    name: str
    cause: Text | None
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    state: RunState
    step: Text | None
    rules_done: int
    rules_all: int
    ran: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    counts: dict[str, int]
    law: Text | None
    package: str
    release: str
    faults: tuple[Text, ...]

    @property
    def not_run(self) -> tuple[LeftOut, ...]:
        """Rules that did not run at all."""
        return tuple(one for one in self.left_out if one.rule not in self.ran)

    @property
    def under_way(self) -> bool:
        """Whether its page has to look again."""
        return self.state in (RunState.QUEUED, RunState.RUNNING)


def runs() -> QuerySet[Run]:
    """Every run, newest first, to page through; `as_facts` makes one of them ready to show."""
    return Run.objects.all()


def run(id_: int) -> RunFacts | None:
    """One run."""
    row = Run.objects.filter(pk=id_).first()
    return as_facts(row) if row else None


def latest() -> RunFacts | None:
    """The last run that ended well: what the office's findings rest on."""
    row = Run.objects.filter(state=RunState.DONE.value).first()
    return as_facts(row) if row else None


def under_way() -> RunFacts | None:
    """The run that waits or runs now."""
    row = Run.objects.filter(state__in=(RunState.QUEUED.value, RunState.RUNNING.value)).first()
    return as_facts(row) if row else None


def as_facts(row: Run) -> RunFacts:
    """The row as pages show it."""
    return RunFacts(
        id=row.pk,
        as_of=row.as_of,
        by=row.by,
        name=row.name,
        cause=row.cause,
        queued_at=row.queued_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        state=RunState(row.state),
        step=row.step,
        rules_done=row.rules_done,
        rules_all=row.rules_all,
        ran=tuple(row.ran),
        left_out=tuple(_left_out(said) for said in row.not_run),
        counts=dict(row.counts),
        law=row.law,
        package=row.package,
        release=row.release,
        faults=tuple(text_from(line) for line in row.fault),
    )


def _left_out(said: dict[str, Any]) -> LeftOut:
    return LeftOut(said["rule"], text_from(said["reason"]), said["rows"], said["part"])
