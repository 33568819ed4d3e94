"""Law inside expressions: what a concept says on the day in a column, and working days that can be counted.

`find(t, law)` never sees a number of law. It asks `law.number("staff.evaluators_minimum", on=t.day, grade=t.grade)`
and gets a CASE over the periods of that concept, so each row is judged by the law of its own day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

from mingjian.law.facts import significant

if TYPE_CHECKING:
    from mingjian.clock import WorkCalendar
    from mingjian.law import Law, Value

    Take = Callable[[Value], Any]

#: Days for which working days can be counted inside an expression.
CALENDAR_FIRST, CALENDAR_LAST = date(2000, 1, 1), date(2049, 12, 31)


class LawTable:
    """The law as expressions. `keys` are columns (or literals) that choose among values: kind, grade, division."""

    def __init__(self, law: Law, work_calendar: WorkCalendar) -> None:
        self.law = law
        self.work_calendar = work_calendar

    def setting(self, concept: str) -> Any:
        """A declared setting of this software or office (not law): a plain number."""
        (value,) = self.law.periods(concept)
        return value.value

    def number(self, concept: str, *, on: Any, part: str | None = None, **keys: Any) -> Any:
        """The concept's number on the day `on`; null where no known value governs.

        `part` picks one number of a value that has several ({day: 15}); null where the value has no such part.
        """
        return self._case(concept, on, keys, lambda value: _part(value.value, part), "float64")

    def text(self, concept: str, *, on: Any, **keys: Any) -> Any:
        """The concept's words on the day `on`; null where no known value governs."""
        return self._case(concept, on, keys, lambda value: str(value.value), "string")

    def governs(self, concept: str, *, on: Any, **keys: Any) -> Any:
        """Whether a known value of the concept governs on the day `on`; one that says no (abolished) does not."""
        return self._case(concept, on, keys, lambda value: value.value is not False, "boolean").fill_null(False)

    def may_be_hard(self, concept: str, *, on: Any, **keys: Any) -> Any:
        """Whether the concept's value on that day is well enough known for a hard finding."""
        return self._case(concept, on, keys, lambda value: value.may_be_hard, "boolean").fill_null(False)

    def known_days(self, concepts: Iterable[str], on: Any) -> Any:
        """Whether any of the concepts has a known value on the day `on`, whatever its keys."""
        known = [_within(value, on) for concept in concepts for value in self.law.periods(concept) if value.known]
        return ibis.or_(*known) if known else ibis.literal(False)

    def unknown_to_all(self, concepts: Iterable[str], day: date) -> bool:
        """Whether none of the concepts has a known value on that day, whatever its keys."""
        return not any(value.known and value.covers(day) for name in concepts for value in self.law.periods(name))

    def _case(self, concept: str, on: Any, keys: dict[str, Any], take: Take, type_: str) -> Any:
        values = sorted(self.law.periods(concept), key=lambda value: value.rank, reverse=True)
        branches = [
            (_applies(value, on, keys), _literal(take(value) if value.known else None, type_))
            for value in values
            if set(value.keys) <= set(keys)
        ]
        return ibis.cases(*branches, else_=ibis.null(type_)) if branches else ibis.null(type_)

    @cached_property
    def calendar(self) -> Any:
        """One row a day: `day`, `working`, `nth` (working days up to and including it), `next_working`, `final`.

        `nth` counts from an arbitrary first day, so only differences mean anything. `final` is false where a
        notice still to come may move the day.
        """
        length = (CALENDAR_LAST - CALENDAR_FIRST).days
        days = [CALENDAR_FIRST + timedelta(days=n) for n in range(length + 1)]
        working = [self.work_calendar.is_working(day) for day in days]
        columns = {
            "day": days,
            "working": working,
            "nth": list(accumulate(working, initial=0))[1:],
            "next_working": _next_working(days, working),
            "final": [self.work_calendar.is_settled(day) for day in days],
        }
        return ibis.memtable(pa.table(columns))


def _next_working(days: list[date], working: list[bool]) -> list[date]:
    """For each day the first working day not before it; the last days of all stand for themselves."""
    following = days[-1]
    nexts = []
    for day, works in zip(reversed(days), reversed(working), strict=True):
        following = day if works else following
        nexts.append(following)
    return nexts[::-1]


def _within(value: Value, on: Any) -> Any:
    after = on >= value.valid_from
    return after if value.valid_to is None else after & (on <= value.valid_to)


def _applies(value: Value, on: Any, keys: dict[str, Any]) -> Any:
    condition = _within(value, on)
    for key, wanted in value.keys.items():
        asked = keys[key]
        agrees = asked.startswith(significant(wanted)) if key == "division" else asked == wanted
        condition = condition & agrees
    return condition


def _part(value: Any, part: str | None) -> float | None:
    found = value if part is None else value.get(part)
    return None if found is None else float(found)


def _literal(value: Any, type_: str) -> Any:
    return ibis.null(type_) if value is None else ibis.literal(value, type=type_)
