"""Clocks as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mingjian.clock import Budget, Deadline, Reading
from mingjian.terms import Text


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """A clock on a day. `declared`: its limit is the office's own setting. `deadline` None while it stands stopped."""

    budget: Budget
    deadline: Deadline | None
    reading: Reading
    declared: bool
    law: Text
    about: tuple[str, str]
    office: str
    office_name: str
    institution: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """A row of the journal."""

    clock: str
    name: Text
    about: tuple[str, str]
    at: datetime
    cause: Text
    old_due: date | None
    new_due: date | None
    old_provisional: bool
    new_provisional: bool
    why: Text
