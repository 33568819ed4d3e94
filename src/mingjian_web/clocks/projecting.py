"""What a new law or calendar does to the clocks that run: reckoned here, written by actions, shown by previews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mingjian.clock import Budget, Moved, WorkCalendar, reproject, reproject_law
from mingjian.law import Law
from mingjian.terms import BadInput, Text
from mingjian_web.clocks.models import Clock
from mingjian_web.clocks.resolving import Standing, standing
from mingjian_web.clocks.stored import budget_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A clock on its new law, and the row of the journal for it."""

    row: Clock
    budget: Budget
    standing: Standing
    moved: Moved


def by_calendar(rows: Iterable[Clock], old: WorkCalendar, new: WorkCalendar) -> tuple[Moved, ...]:
    """What a new calendar moves."""
    return reproject((budget_of(row) for row in rows), old, new)


def by_law(rows: Iterable[Clock], law: Law, calendar: WorkCalendar) -> list[Changed]:
    """What a new law changes: each clock is asked for anew by the law of its own starting day.

    A clock whose limit that law no longer knows stays as it is.
    """
    return [changed for row in rows if (changed := _by_law(row, law, calendar))]


def _by_law(row: Clock, law: Law, calendar: WorkCalendar) -> Changed | None:
    before = budget_of(row)
    try:
        now = standing(law, before.basis.name, before.start, before.basis.whose, row.keys, before.limit)
    except (BadInput, KeyError):
        return None
    (after,), moved = reproject_law([before], now.limit, now.basis, calendar)
    if not moved:
        return None
    why = _why_setting(before, now) if now.declared else _in_both(moved[0].why, now)
    return Changed(row, after, now, replace(moved[0], why=why))


def _in_both(why: Text, now: Standing) -> Text:
    """The reason with the citation in each language: a `Basis` knows the Chinese one alone."""
    return Text(why.zh, why.en.replace(now.basis.citation, now.citation_en))


def _why_setting(before: Budget, now: Standing) -> Text:
    """A setting of the office has no status of law to speak of."""
    was, is_, name, source = before.limit.text, now.limit.text, now.basis.name, now.basis.citation
    return Text(
        f"{name} 由 {was.zh}改为 {is_.zh}，机关自行设定（{source}）",
        f"{name}: {was.en} became {is_.en}, set by the office ({now.citation_en})",
    )
