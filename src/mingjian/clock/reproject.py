"""When the calendar or the law changes, every open clock is counted anew and what moved is journalled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from mingjian.clock.budget import Basis, Budget
from mingjian.clock.calendar import WorkCalendar
from mingjian.clock.deadline import Deadline
from mingjian.clock.limits import Limit
from mingjian.terms import Text


@dataclass(frozen=True, slots=True)
class Moved:
    """A row of the journal: the clock, its due day old and new (None: it stands), why, the days changed."""

    clock: str
    name: Text
    old_due: date | None
    new_due: date | None
    old_provisional: bool
    new_provisional: bool
    why: Text
    days: tuple[date, ...] = ()


def reproject(clocks: Iterable[Budget], old: WorkCalendar, new: WorkCalendar) -> tuple[Moved, ...]:
    """The journal of a changed calendar: a row for each open clock whose due day or mark changes."""
    rows = (_by_calendar(clock, clock.deadline(old), clock.deadline(new)) for clock in clocks if clock.done_on is None)
    return tuple(row for row in rows if row is not None)


def reproject_law(
    clocks: Iterable[Budget], limit: Limit, basis: Basis, calendar: WorkCalendar
) -> tuple[tuple[Budget, ...], tuple[Moved, ...]]:
    """The clocks on law once the name of `basis` stands at `limit`, and the journal of what changed.

    Open clocks that rest on that name are changed, the others returned as they are. A row is written when the
    due day, the limit or the status of the law changed.
    """
    after, journal = [], []
    for clock in clocks:
        if clock.done_on is not None or clock.basis.name != basis.name:
            after.append(clock)
            continue
        changed = replace(clock, limit=limit, basis=basis)
        after.append(changed)
        if changed != clock:
            why = _why_law(clock, changed)
            journal.append(_row(clock, clock.deadline(calendar), changed.deadline(calendar), why, ()))
    return tuple(after), tuple(journal)


def _by_calendar(clock: Budget, before: Deadline | None, after: Deadline | None) -> Moved | None:
    if before is None or after is None:
        return None
    if (before.due, before.provisional) == (after.due, after.provisional):
        return None
    stretches = (*before.consulted, *after.consulted)
    days = {day for stretch in stretches for day in before.calendar.moved_days(after.calendar, *stretch)}
    return _row(clock, before, after, _why_calendar(before, after, sorted(days)), tuple(sorted(days)))


def _row(clock: Budget, before: Deadline | None, after: Deadline | None, why: Text, days: tuple[date, ...]) -> Moved:
    return Moved(
        clock=clock.id,
        name=clock.name,
        old_due=before.due if before else None,
        new_due=after.due if after else None,
        old_provisional=before.provisional if before else False,
        new_provisional=after.provisional if after else False,
        why=why,
        days=days,
    )


def _why_calendar(before: Deadline, after: Deadline, days: list[date]) -> Text:
    """2027 年放假安排公布；2027-02-08 由工作日改为春节假期."""
    told, old, new = [], before.calendar, after.calendar
    for year in sorted(set(before.doubtful_years) ^ set(after.doubtful_years)):
        if new.is_announced(year):
            told.append(Text(f"{year} 年放假安排公布", f"the holidays of {year} were announced"))
        elif old.is_announced(year):
            told.append(Text(f"{year} 年放假安排撤下", f"the holidays of {year} were taken away"))
    for day in days:
        was, now = old.why(day), new.why(day)
        told.append(Text(f"{day} 由{was.zh}改为{now.zh}", f"{day}: {was.en} became {now.en}"))
    return Text("；".join(each.zh for each in told), "; ".join(each.en for each in told))


def _why_law(before: Budget, after: Budget) -> Text:
    """licensing.decide 由 20 个工作日（未核对原文）改为 15 个工作日（已核对原文），依据 …."""
    was, now = before.limit.text, after.limit.text
    old, new = before.basis.status.label, after.basis.status.label
    name, cited = after.basis.name, after.basis.citation
    return Text(
        f"{name} 由 {was.zh}（{old.zh}）改为 {now.zh}（{new.zh}），依据 {cited}",
        f"{name}: {was.en} ({old.en}) became {now.en} ({new.en}), by {cited}",
    )
