"""The law as pages show it: questions by matter, each value with its days, status and origin, what waits for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingjian.law import Concept, Unit, Value
from mingjian.terms import LawStatus, Text
from mingjian_web.law.states import CalendarKind, EntryState


@dataclass(frozen=True, slots=True)
class Question:
    """A question of law and the values that answer it on a day; several where they differ by kind or grade."""

    concept: Concept
    unit: Unit
    values: tuple[Value, ...]
    waiting: int

    @property
    def status(self) -> LawStatus:
        """The weakest status of the day's values: what the list is filtered by."""
        order = list(LawStatus)
        return max((value.status for value in self.values), key=order.index, default=LawStatus.UNKNOWN)


@dataclass(frozen=True, slots=True)
class OfMatter:
    """The questions of one matter."""

    id: str
    label: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who did or can do something."""

    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an entry's history."""

    at: datetime
    name: str
    act: Text
    reason: str
    ledger: int | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What every entry has on its page. `entered` names who entered, `can_confirm` who may decide now."""

    id: int
    state: EntryState
    version: int
    document: str
    office: str
    entered: Person
    entered_at: datetime
    pending: bool
    reason: str
    confirmed_name: str
    can_confirm: tuple[Person, ...]
    history: tuple[Step, ...]
    ledger_index: int | None
    may_confirm: bool
    may_withdraw: bool
    why_not: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """An entered value: the entry and what it says."""

    page: EntryPage
    concept: str
    label: Text
    unit: Unit
    keys: Mapping[str, str]
    value: Any
    first: date
    last: date | None
    status: LawStatus | None
    cites: tuple[Text, ...]
    source: str
    note: Text | None
    quoted: str
    new_texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day an entry speaks of."""

    day: date
    working: bool
    why: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An entered year, or one day."""

    page: EntryPage
    kind: CalendarKind
    year: int
    papers: tuple[str, ...]
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """One day of the year's grid. `mark`: work, rest, swap (调休上班), weekend."""

    day: date
    mark: str
    why: Text


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year of the working calendar in weeks from Monday: whose notice, and whether an office entered it.

    A cell is None where the day belongs to a neighbouring year.
    """

    year: int
    announced: bool
    papers: tuple[str, ...]
    entered: bool
    weeks: tuple[tuple[CalendarCell | None, ...], ...]
    working_days: int
