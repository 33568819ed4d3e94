"""The finding and its parts, as screening hands them on and the data package writes them.

Two names tell findings apart. `id` says *these facts*: the same facts give the same id on every run,
whatever the order of the rows, and a changed telling fact gives another. `matter_key` says *this matter*: it
stays when the facts change, so that a dismissed finding whose facts have changed is known and opened again.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingjian.findings.marks import BASIS_NOT_VERIFIED, DOUBTS
from mingjian.terms import SHANGHAI, LawStatus, Level, Severity, Text

#: A value as it stands in JSON. Days and times are ISO 8601 text; `None` is unknown, never no.
Value = str | int | float | bool | None | list["Value"]

#: Statuses of law that can carry a hard fact.
READ = (LawStatus.CONFIRMED, LawStatus.SEEN)

DIGITS_OF_NAME = 16


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Whom or what a finding is about: `Subject("person", "p-17")`."""

    kind: str
    id: str

    def as_json(self) -> dict[str, str]:
        """`{"kind", "id"}`."""
        return {"kind": self.kind, "id": self.id}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row that tells, and the fields of it that tell.

    A row of a keyed table is named by `id`, any other by `row`, its number in its file (first data row = 1).
    `fields` takes days and times as they come and keeps them as ISO text; without offset they are Shanghai's.
    Raises ValueError if the row is named in neither or both ways, or a field cannot stand in JSON.
    """

    table: str
    id: str | None = None
    row: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if (self.id is None) == (self.row is None):
            raise ValueError(f"evidence from {self.table} is named by its id or by its row, one of the two")
        object.__setattr__(self, "fields", {name: as_value(value) for name, value in self.fields.items()})

    @property
    def facts(self) -> list[Any]:
        """What tells: the table, the row's key if it has one, the fields. A row number is not a fact."""
        return [self.table, self.id, dict(self.fields)]

    def as_json(self) -> dict[str, Any]:
        """`{"table", "id", "fields"}` for keyed tables, `{"table", "row", "fields"}` for the others."""
        name: dict[str, Any] = {"id": self.id} if self.id is not None else {"row": self.row}
        return {"table": self.table, **name, "fields": dict(self.fields)}


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision relied on, in the words of a citation, and how sure we are of its text."""

    text: str
    status: LawStatus
    note: Text | None = None

    def as_json(self) -> dict[str, Any]:
        """`{"text", "status"}`, and the note where there is one."""
        said: dict[str, Any] = {"text": self.text, "status": self.status.value}
        return said if self.note is None else {**said, "note": self.note.as_json()}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, with all that is needed to doubt it.

    `basis` says which of the rule's bases carries it, in the rule's own word: a rule on two duties has two.
    `on` is the day it is judged on, in Shanghai; `score` runs from 0 to 1, 1 for a plain contradiction.
    Raises ValueError for a finding nobody could check (no subject, evidence or citation), and for a hard one
    with a doubt: that nothing resting on remembered law is hard is held here, where no rule can forget it.
    """

    rule: str
    basis: str
    level: Level
    severity: Severity
    regime: str
    on: date
    subjects: tuple[Subject, ...]
    evidence: tuple[Evidence, ...]
    message: Text
    citations: tuple[Citation, ...]
    check: Text
    excuses: tuple[Text, ...]
    score: float = 1.0
    notes: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if not (self.subjects and self.evidence and self.citations):
            raise ValueError(f"{self.rule}: a finding names its subjects, its evidence and its law")
        if not 0 <= self.score <= 1:
            raise ValueError(f"{self.rule}: a score lies between 0 and 1, not {self.score}")
        if self.level is Level.HARD and self.doubts:
            raise ValueError(f"{self.rule}: not hard, because {self.doubts[0].en}")

    @property
    def doubts(self) -> tuple[Text, ...]:
        """What is uncertain about the law and the calendar behind it; empty when both are read and stand."""
        said = {*self.notes, *(citation.note for citation in self.citations)}
        if not any(citation.status in READ for citation in self.citations):
            said.add(BASIS_NOT_VERIFIED)
        return tuple(doubt for doubt in DOUBTS if doubt in said)

    @property
    def id(self) -> str:
        """The name of these facts: rule, basis, day, subjects, telling fields. Row numbers do not count.

        The day belongs to the facts: two runs of days may be short of the same people.
        """
        told = {canonical(row.facts): row.facts for row in self.evidence}
        facts = [told[name] for name in sorted(told)]
        return "f-" + digest([self.rule, self.basis, self.on.isoformat(), self._subjects(), facts])

    @property
    def matter_key(self) -> str:
        """The name of the matter, which stays when its facts change: rule, basis, subjects and day."""
        return "m-" + digest([self.rule, self.basis, self._subjects(), self.on.isoformat()])

    def _subjects(self) -> list[list[str]]:
        return [[subject.kind, subject.id] for subject in sorted(set(self.subjects))]

    def as_json(self) -> dict[str, Any]:
        """The finding as one object of the data package, keys in the order the contract writes them."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "severity": self.severity.value,
            "regime": self.regime,
            "on": self.on.isoformat(),
            "subjects": [subject.as_json() for subject in self.subjects],
            "evidence": [row.as_json() for row in self.evidence],
            "message": self.message.as_json(),
            "citation": [citation.as_json() for citation in self.citations],
            "check": self.check.as_json(),
            "excuses": [excuse.zh for excuse in self.excuses],
            "score": self.score,
            "id": self.id,
            "basis": self.basis,
            "excuses_en": [excuse.en for excuse in self.excuses],
            "notes": [note.as_json() for note in dict.fromkeys((*self.doubts, *self.notes))],
        }


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule, or part of one, that was not run, and why.

    `rows` is how many rows went unjudged; None = the whole rule, or a `part` of it that nobody can count.
    """

    rule: str
    reason: Text
    rows: int | None = None
    part: bool = False


def as_value(fact: object) -> Value:
    """A fact as it stands in JSON: days and times as ISO text in Shanghai, 3.0 as 3, sequences as lists.

    Raises ValueError for a number that is none (nan, inf) and TypeError for what JSON has no word for.
    """
    match fact:
        case None | bool() | str() | int():
            return fact
        case float():
            return whole_if_whole(fact)
        case datetime():
            return shanghai(fact).isoformat()
        case date():
            return fact.isoformat()
        case list() | tuple():
            return [as_value(part) for part in fact]
    raise TypeError(f"a telling field cannot be a {type(fact).__name__}")


def whole_if_whole(number: float) -> float | int:
    """Engines differ on whether a count is 3 or 3.0; the fact is the same and so must its id be."""
    if not math.isfinite(number):
        raise ValueError("a telling field is a number or unknown (None), never nan or inf")
    return int(number) if number.is_integer() else number


def shanghai(moment: datetime) -> datetime:
    """The moment with Shanghai's offset; without an offset it already is Shanghai's time."""
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def canonical(thing: object) -> str:
    """One spelling for one thing: keys sorted, no spaces (RFC 8785, but for its form of numbers)."""
    return json.dumps(thing, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(thing: object) -> str:
    """The first digits of the SHA-256 of its canonical spelling."""
    return hashlib.sha256(canonical(thing).encode()).hexdigest()[:DIGITS_OF_NAME]
