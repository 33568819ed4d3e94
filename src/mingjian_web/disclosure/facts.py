"""What is told of a disclosure: to the office every version, to the public the one that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mingjian.terms import Text


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field that was published; `value` None where its content was not handed in with the data."""

    code: str
    name: Text
    value: str | None


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version of a disclosure. `stands` on the moment asked: published, not removed, no later one in its place."""

    pk: int
    key: str
    number: int
    published_at: datetime
    removed_at: datetime | None
    fields: tuple[FieldFacts, ...]
    withheld: Text | None
    content_sha256: str
    stands: bool


@dataclass(frozen=True, slots=True)
class DisclosedLine:
    """A disclosed report in a list. What its version does not publish is None; of a withheld one only that it is."""

    report: str
    number: str
    institution: str
    institution_name: str
    published_at: datetime
    project: str | None
    leader: str | None
    kind: Text | None
    scope: Text | None
    division: str | None
    withheld: Text | None


@dataclass(frozen=True, slots=True)
class DisclosedReport:
    """What the public may see of a report: the version that stands, with the fields it publishes and no others."""

    report: str
    number: str
    issued_on: date
    institution: str
    institution_name: str
    kind: Text | None
    scope: Text | None
    division: str | None
    version: VersionFacts
    versions: int
    first_published_at: datetime
