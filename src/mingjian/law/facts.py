"""What the law chapter answers with: instruments, articles, values, regimes. Facts only, no judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from mingjian.law.days import Span
from mingjian.law.faults import Place
from mingjian.terms import LawStatus, Text

#: Strongest first, as LawStatus lists them.
STRENGTH = {status: len(LawStatus) - place for place, status in enumerate(LawStatus)}


def strongest(statuses: list[LawStatus]) -> LawStatus:
    """The strongest of the statuses; unknown when there is none."""
    return max(statuses, key=STRENGTH.__getitem__, default=LawStatus.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Superseding:
    """From `first` on an unread instrument `by` may have changed what another says."""

    first: date
    by: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, order, notice or standard.

    `status` is how sure we are of its text, `dates` how sure of its days in force; `first` None is unknown.
    `short` is how it is cited. `versions` are the first days of its texts where it was amended.
    """

    id: str
    kind: str
    title: Text
    short: Text
    number: str
    issuer: str
    issued_on: date | None
    first: date | None
    last: date | None
    dates: LawStatus
    read: str
    status: LawStatus
    source: str
    aliases: tuple[str, ...]
    amends: str | None
    repealed_by: str | None
    superseding: Superseding | None
    versions: tuple[date, ...]
    note: Text | None
    place: Place

    @property
    def span(self) -> Span:
        """Its days in force; an unknown first day reads as always."""
        return Span(self.first or date.min, self.last)

    def in_force(self, on: date) -> bool | None:
        """Whether it stood on that day; None where its first day is unknown and it had not ended."""
        if self.first is None and self.span.covers(on):
            return None
        return self.span.covers(on)


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered place of an instrument; `gist` in our own words, None if its text is unread."""

    instrument: str
    article: str
    name: Text
    gist: Text | None
    status: LawStatus
    source: str

    @property
    def ref(self) -> str:
        """How data and rules cite it: `order-1-2019:22(8)`."""
        return f"{self.instrument}:{self.article}"


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """A citation as a page prints it."""

    ref: str
    text: str
    text_en: str
    status: LawStatus

    def as_json(self) -> dict[str, str]:
        """Citation, both texts and status."""
        return {"ref": self.ref, "text": self.text, "text_en": self.text_en, "status": self.status.value}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading a text that can be read in several."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value is counted in. `suffix` is how `mingjian clock` writes a limit in it, if it is one."""

    id: str
    label: Text
    shape: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Key:
    """A word by which values differ (kind, grade, division …), and the words or the pattern it may take."""

    id: str
    label: Text
    words: tuple[str, ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A question the law answers: `staff.evaluators_minimum`. `declared` ones are settings, not law."""

    id: str
    label: Text
    unit: str
    matters: tuple[str, ...]
    declared: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Origin:
    """Who entered a value: this software (no office) or an office, with its document and who confirmed."""

    office: str = ""
    document: str = ""
    confirmed_by: tuple[str, ...] = ()

    @property
    def shipped(self) -> bool:
        """Whether it came with the software."""
        return not self.office

    @property
    def text(self) -> Text:
        """The origin in words."""
        if self.shipped:
            return Text("随软件提供", "shipped")
        confirmers = "、".join(self.confirmed_by)
        zh = f"{self.office}，{self.document}" + (f"，核对人：{confirmers}" if confirmers else "")
        en = f"{self.office}, {self.document}" + (f", confirmed by {confirmers}" if confirmers else "")
        return Text(zh, en)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated value as a file gives it, before overlays cut it and before it is asked for."""

    concept: str
    span: Span
    keys: Mapping[str, str]
    value: Any
    status: LawStatus
    cites: tuple[str, ...]
    source: str
    readings: tuple[Reading, ...]
    note: Text | None
    origin: Origin
    keep_mark: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Value:
    """What the law says on a question in a span of days.

    `value` is a number, text, bool, tuple or mapping in `unit`; None where nobody has read it, with the
    `reason`. A declared value (a setting) has the status seen so that it never weakens a finding; say
    `declared`, not the status, when showing it. Shares are fractions of one, amounts yuan.
    """

    concept: str
    value: Any
    unit: str
    valid_from: date
    valid_to: date | None
    keys: Mapping[str, str]
    status: LawStatus
    cites: tuple[CitedArticle, ...]
    source: str
    origin: Origin
    may_be_superseded: bool
    declared: bool
    limit: str | None = None
    readings: tuple[Reading, ...] = ()
    note: Text | None = None
    reason: Text | None = None
    rank: tuple[int, int, int] = (0, 0, 0)

    @property
    def may_be_hard(self) -> bool:
        """Whether a finding may rest on it as a hard fact."""
        sure = self.status in (LawStatus.CONFIRMED, LawStatus.SEEN)
        return sure and not self.may_be_superseded

    @property
    def known(self) -> bool:
        """Whether there is anything to judge by."""
        return self.status is not LawStatus.UNKNOWN

    def covers(self, day: date) -> bool:
        """Whether it governs that day."""
        return Span(self.valid_from, self.valid_to).covers(day)

    def matches(self, asked: Mapping[str, str]) -> bool:
        """Whether it answers for these keys: it asks for no key that was not given, and agrees on all."""
        return all(key in asked and agrees(key, word, asked[key]) for key, word in self.keys.items())

    def as_json(self) -> dict[str, Any]:
        """As `law show --format json` prints it."""
        return {
            "value": thawed(self.value),
            "unit": self.unit,
            "limit": self.limit,
            "from": self.valid_from.isoformat(),
            "to": self.valid_to.isoformat() if self.valid_to else None,
            "keys": dict(self.keys),
            "status": "declared" if self.declared else self.status.value,
            "may_be_superseded": self.may_be_superseded,
            "citation": [cited.as_json() for cited in self.cites],
            "source": self.source,
            "origin": self.origin.text.as_json(),
            "readings": [{"id": reading.id, **reading.text.as_json()} for reading in self.readings],
            "note": self.note.as_json() if self.note else None,
            "reason": self.reason.as_json() if self.reason else None,
        }


@dataclass(frozen=True, slots=True)
class RegimePeriod:
    """A stretch of days in which one family of instruments governs a matter; none of them is unknown."""

    id: str
    matter: str
    span: Span
    instruments: tuple[str, ...]
    note: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class Regime:
    """The law of one matter on one day: the instruments in force, or unknown."""

    id: str
    matter: str
    instruments: tuple[str, ...]
    unknown: bool
    may_be_superseded: bool
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A field of the law that has its regimes."""

    id: str
    label: Text
    periods: tuple[RegimePeriod, ...]
    place: Place


def significant(division: str) -> str:
    """The telling digits of a six-digit division: 23 for a province, 2301 for a city."""
    while division.endswith("00"):
        division = division[:-2]
    return division


def agrees(key: str, word: str, asked: str) -> bool:
    """Whether a value written for `word` answers a question about `asked`; a division covers those in it."""
    return asked.startswith(significant(word)) if key == "division" else word == asked


def frozen(value: Any) -> Any:
    """The value so that nobody can change it: lists as tuples, mappings read-only."""
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): frozen(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in value)
    return float(value) if isinstance(value, float) else value


def thawed(value: Any) -> Any:
    """The value as JSON takes it."""
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thawed(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
