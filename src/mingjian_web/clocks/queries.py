"""Asking clocks: everything is derived from the budget and the calendar in use; nothing here is a stored "overdue"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from mingjian.clock import Budget, Certificate, Deadline, Moved, Reading, WorkCalendar
from mingjian.clock import certificate as certificate_of
from mingjian.law import Law
from mingjian.terms import LawStatus, Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.accounts.models import Office
from mingjian_web.clocks.facts import ClockFacts, MoveFacts
from mingjian_web.clocks.models import Clock, ClockMove
from mingjian_web.clocks.projecting import by_calendar, by_law
from mingjian_web.clocks.stored import budget_of
from mingjian_web.law import queries as law

CAUSES = {"law": Text("规定", "law"), "calendar": Text("日历", "calendar")}
SET_BY_THE_OFFICE = Text("机关自行设定，不是法定期限", "set by the office, not a limit of law")


def budget(id: str) -> Budget | None:
    """The clock with that id."""
    row = Clock.objects.filter(pk=id).first()
    return budget_of(row) if row else None


def deadline(id: str) -> Deadline | None:
    """Its deadline by the calendar in use; None for no such clock, or one that stands stopped without an end."""
    found = budget(id)
    return found.deadline(law.current_calendar()) if found else None


def deadlines(ids: Sequence[str]) -> dict[str, Deadline | None]:
    """The deadlines of many clocks by id, in one reading; ids without a clock are left out."""
    calendar = law.current_calendar()
    return {row.pk: budget_of(row).deadline(calendar) for row in Clock.objects.filter(pk__in=set(ids))}


def readings(ids: Sequence[str], today: date) -> dict[str, Reading]:
    """What many clocks say at the end of `today`, by id: also of those that ended or stand stopped."""
    calendar = law.current_calendar()
    return {row.pk: budget_of(row).read(today, calendar) for row in Clock.objects.filter(pk__in=set(ids))}


def clock(id: str, today: date, scope: Scope) -> ClockFacts | None:
    """All a page says of a clock; None where there is none in reach."""
    row = _in(scope).filter(pk=id).first()
    if row is None:
        return None
    found, calendar = budget_of(row), law.current_calendar()
    office = Office.objects.filter(key=row.office).values_list("name", flat=True).first()
    return ClockFacts(
        budget=found,
        deadline=found.deadline(calendar),
        reading=found.read(today, calendar),
        declared=row.declared,
        law=_law(row),
        about=(row.about_kind, row.about_key),
        office=row.office,
        office_name=office or row.office,
        institution=row.institution,
        opened_at=row.opened_at,
    )


def certificate(id: str) -> Certificate | None:
    """The clock certificate by the calendar in use; None while there is no day to certify.

    A limit the office set itself is said to be that, never a law of some status.
    """
    row = Clock.objects.filter(pk=id).first()
    found = budget_of(row) if row else None
    due = found.deadline(law.current_calendar()) if found else None
    if row is None or found is None or due is None:
        return None
    made = certificate_of(due, found)
    facts = tuple((name, _law(row) if name.zh == "依据" else said) for name, said in made.facts)
    return replace(made, facts=facts)


def certificate_json(id: str) -> dict[str, Any] | None:
    """The certificate for a program: the facts, each day with its number or why it has none, the sum and the end."""
    made = certificate(id)
    if made is None:
        return None
    return {
        "clock": id,
        "title": made.title.as_json(),
        "facts": [{"name": name.as_json(), "value": said.as_json()} for name, said in made.facts],
        "days": [
            {
                "day": line.day.isoformat(),
                "kind": line.kind.value,
                "number": line.number,
                "why": line.why.as_json(),
                "due": line.due,
            }
            for week in made.weeks
            for line in week.lines
        ],
        "total": made.total.as_json(),
        "due": made.due.isoformat(),
        "provisional": made.provisional,
        "notes": [note.as_json() for note in made.notes],
    }


def moved(since: datetime | None = None, *, scope: Scope, clock: str = "") -> list[MoveFacts]:
    """The journal, newest first: what moved since a moment, in this reach; of one clock where it is named."""
    rows = ClockMove.objects.filter(clock__in=_in(scope)).select_related("clock")
    if since is not None:
        rows = rows.filter(at__gte=since)
    if clock:
        rows = rows.filter(clock=clock)
    return [_move(row) for row in rows]


def would_move_by_calendar(new: WorkCalendar) -> tuple[Moved, ...]:
    """What a calendar not in use yet would move."""
    return by_calendar(Clock.objects.filter(done_on=None), law.current_calendar(), new)


def would_move_by_law(new: Law) -> tuple[Moved, ...]:
    """What a law not in use yet would change."""
    return tuple(one.moved for one in by_law(Clock.objects.filter(done_on=None), new, law.current_calendar()))


def _law(row: Clock) -> Text:
    whose = budget_of(row).basis.whose.label
    status = SET_BY_THE_OFFICE if row.declared else LawStatus(row.basis_status).label
    return Text(
        f"{row.citation}（{row.basis_name}，{status.zh}，期限属{whose.zh}）",
        f"{row.citation_en or row.citation} ({row.basis_name}, {status.en}, a limit of {whose.en})",
    )


def _move(row: ClockMove) -> MoveFacts:
    return MoveFacts(
        clock=row.clock_id,
        name=Text(**row.clock.name),
        about=(row.clock.about_kind, row.clock.about_key),
        at=row.at,
        cause=CAUSES[row.cause],
        old_due=row.old_due,
        new_due=row.new_due,
        old_provisional=row.old_provisional,
        new_provisional=row.new_provisional,
        why=Text(**row.why),
    )


def _in(scope: Scope) -> QuerySet[Clock]:
    """The clocks in reach: all, one institution's, or those of the offices of a territory."""
    rows = Clock.objects.all()
    if scope.everything:
        return rows
    if scope.institution:
        return rows.filter(institution=scope.institution)
    if not scope.territory:
        return rows.none()
    offices = Office.objects.filter(division__startswith=scope.territory).values("key")
    return rows.filter(office__in=offices)
