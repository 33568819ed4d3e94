"""Clocks opened, stopped, extended, closed, and moved when law or calendar changed.

Called inside the transaction of the act that starts or ends the clock; whether the act may be done was judged there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from mingjian.clock import Budget, Extension, Moved, Suspension, WorkCalendar
from mingjian.law import Law
from mingjian.terms import BadInput, Text
from mingjian_web.clocks.models import Clock, ClockMove
from mingjian_web.clocks.projecting import by_calendar, by_law
from mingjian_web.clocks.resolving import side, standing
from mingjian_web.clocks.stored import budget_of, columns_of
from mingjian_web.law import queries as law

AT_ONCE = 200
STARTED = Text("起算", "start")


def open_clock(
    *,
    id: str,
    name: Text,
    limit: str,
    start: date,
    whose: str,
    about: tuple[str, str],
    office: str,
    now: datetime,
    institution: str = "",
    start_event: Text = STARTED,
    deemed: Text | None = None,
    keys: Mapping[str, str] | None = None,
) -> Budget:
    """Start a clock under the limit of that name, by the law of its starting day.

    `whose`: institution, applicant, office, or a value of `Whose`. Raises BadInput for a limit nobody has read, or an
    id that is taken.
    """
    if Clock.objects.filter(pk=id).exists():
        raise BadInput(Text(f"时钟 {id} 已经有了", f"there is a clock {id} already"))
    asked = dict(keys or {})
    found = standing(law.current_law(), limit, start, side(str(whose)), asked)
    budget = Budget(id, name, start, start_event, found.limit, found.basis, deemed=deemed)
    row = Clock(
        **columns_of(budget),
        citation_en=found.citation_en,
        declared=found.declared,
        keys=asked,
        about_kind=about[0],
        about_key=about[1],
        office=office,
        institution=institution,
        opened_at=now,
    )
    _project(row, budget, law.current_calendar())
    row.save(force_insert=True)
    return budget


def close_clock(*, id: str, on: date, now: datetime, document: str = "") -> None:
    """End a clock on that day. One that has ended stays as it ended."""
    with transaction.atomic():
        row = _locked(id)
        if row.done_on is not None:
            return
        row.done_on, row.done_document = on, document
        _put(row, budget_of(row))


def suspend(*, id: str, reason: str, first: date, last: date | None, document: str, now: datetime) -> None:
    """Stop a clock from day to day, both included; `last` None until it is resumed. BadInput without a document."""
    stop = Suspension(first, last, reason.strip(), document.strip())
    with transaction.atomic():
        row = _running(id)
        _put(row, budget_of(row).suspend(stop, law.current_calendar()))


def resume(*, id: str, last: date, now: datetime) -> None:
    """Let a stopped clock run again after `last`, the last day it stood."""
    with transaction.atomic():
        row = _running(id)
        budget = budget_of(row)
        stop = budget.open_suspension
        if stop is None:
            raise BadInput(Text("时钟没有停表，不能恢复", "the clock is not stopped; there is nothing to resume"))
        ended = replace(stop, last=last)
        stops = tuple(ended if one is stop else one for one in budget.suspensions)
        _put(row, replace(budget, suspensions=stops))


def extend(
    *, id: str, count: int, approved_by: str, document: str, granted_on: date, now: datetime, reason: str = ""
) -> None:
    """Give a clock `count` more units of its limit. BadInput without approver or document, or once it ran out."""
    more = Extension(count, approved_by.strip(), document.strip(), granted_on, reason.strip())
    with transaction.atomic():
        row = _running(id)
        _put(row, budget_of(row).extend(more, law.current_calendar()))


def follow_calendar(edition: int, *, now: datetime) -> int:
    """Re-project every open clock by an edition of the calendar, a row of the journal each; how many moved.

    Doing it twice writes nothing twice.
    """
    old, new = law.calendar_of(edition - 1), law.calendar_of(edition)
    return sum(_follow_calendar(rows, old, new, edition, now) for rows in _in_batches())


def follow_law(edition: int, *, now: datetime) -> int:
    """Put every open clock on an edition of the law, by the law of its own starting day; how many changed."""
    found, calendar = law.law_of(edition), law.current_calendar()
    return sum(_follow_law(rows, found, calendar, edition, now) for rows in _in_batches())


def _follow_calendar(ids: list[str], old: WorkCalendar, new: WorkCalendar, edition: int, now: datetime) -> int:
    with transaction.atomic():
        rows = list(Clock.objects.select_for_update().filter(pk__in=ids, done_on=None))
        since = law.calendar_since(edition)
        moved = by_calendar([row for row in rows if row.opened_at <= since], old, new)
        for row in rows:
            _project(row, budget_of(row), new)
        Clock.objects.bulk_update(rows, ("due", "provisional"))
        _journal(moved, "calendar", edition, now)
    return len(moved)


def _follow_law(ids: list[str], found: Law, calendar: WorkCalendar, edition: int, now: datetime) -> int:
    with transaction.atomic():
        rows = list(Clock.objects.select_for_update().filter(pk__in=ids, done_on=None))
        changed = by_law(rows, found, calendar)
        for one in changed:
            one.row.citation_en, one.row.declared = one.standing.citation_en, one.standing.declared
            _put(one.row, one.budget)
        _journal([one.moved for one in changed], "law", edition, now)
    return len(changed)


def _in_batches() -> Iterable[list[str]]:
    """The ids of the open clocks, so many at once: each batch is a short transaction."""
    ids = list(Clock.objects.filter(done_on=None).order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(ids), AT_ONCE):
        yield ids[begin : begin + AT_ONCE]


def _journal(moved: Iterable[Moved], cause: str, edition: int, now: datetime) -> None:
    rows = [
        ClockMove(
            clock_id=one.clock,
            cause=cause,
            edition=edition,
            at=now,
            old_due=one.old_due,
            new_due=one.new_due,
            old_provisional=one.old_provisional,
            new_provisional=one.new_provisional,
            why=one.why.as_json(),
            days=[day.isoformat() for day in one.days],
        )
        for one in moved
    ]
    ClockMove.objects.bulk_create(rows, ignore_conflicts=True)


def _locked(id: str) -> Clock:
    row = Clock.objects.select_for_update().filter(pk=id).first()
    if row is None:
        raise BadInput(Text(f"没有时钟 {id}", f"there is no clock {id}"))
    return row


def _running(id: str) -> Clock:
    row = _locked(id)
    if row.done_on is not None:
        raise BadInput(Text(f"时钟已于 {row.done_on} 办结", f"the clock ended on {row.done_on}"))
    return row


def _put(row: Clock, budget: Budget) -> None:
    for name, value in columns_of(budget).items():
        setattr(row, name, value)
    _project(row, budget, law.current_calendar())
    row.save()


def _project(row: Clock, budget: Budget, calendar: WorkCalendar) -> None:
    """What lists are ordered by: the day it is due by this calendar, and whether that may still move."""
    found = budget.deadline(calendar)
    row.due, row.provisional = (found.due, found.provisional) if found else (None, False)
