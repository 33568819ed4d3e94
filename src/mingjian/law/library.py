"""The shelf the law files are read onto, and how each shape becomes a fact on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mingjian.law.days import Span
from mingjian.law.facts import (
    Article,
    CitedArticle,
    Concept,
    Entry,
    Instrument,
    Key,
    Matter,
    Origin,
    Reading,
    RegimePeriod,
    Superseding,
    Unit,
    agrees,
    frozen,
    significant,
)
from mingjian.law.faults import Place
from mingjian.law.numerals import article_in_chinese
from mingjian.law.shapes import (
    ArticleShape,
    ConceptShape,
    InstrumentShape,
    MatterShape,
    OverlayValueShape,
    ValueShape,
)
from mingjian.terms import LawStatus, Text

SHIPPED = Origin()


@dataclass(slots=True)
class Library:
    """Everything read from law files, by its name."""

    instruments: dict[str, Instrument] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    article_places: dict[str, Place] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def copy(self) -> Library:
        """A library that can be added to without touching this one."""
        return Library(
            dict(self.instruments),
            dict(self.articles),
            dict(self.article_places),
            self.units,
            self.keys,
            self.concepts,
            self.matters,
            list(self.entries),
        )

    def resolves(self, ref: str) -> bool:
        """Whether a citation leads somewhere: a whole instrument, or an article we know something of."""
        return ref in self.articles or ref in self.instruments

    def instrument_of(self, ref: str) -> Instrument:
        """The instrument a citation names. KeyError if there is none."""
        return self.instruments[ref.partition(":")[0]]

    def cited(self, ref: str, at_least: LawStatus | None = None) -> CitedArticle:
        """The citation as printed, `at_least` as sure as an office says. KeyError if it leads nowhere."""
        short = self.instrument_of(ref).short
        article = self.articles[ref] if ":" in ref else None
        status = at_least or (article.status if article else self.instruments[ref].status)
        if article is None:
            return CitedArticle(ref, short.zh, short.en, status)
        return CitedArticle(ref, f"{short.zh} {article.name.zh}", f"{short.en}, {article.name.en}", status)

    def superseded_from(self, refs: tuple[str, ...]) -> date | None:
        """The first day from which something cited may have been changed by an instrument nobody has read."""
        marks = (self.instrument_of(ref).superseding for ref in refs)
        return min((mark.first for mark in marks if mark), default=None)


def instrument(shape: InstrumentShape, place: Place) -> Instrument:
    """The fact of an instrument from its shape."""
    mark = shape.may_be_superseded
    return Instrument(
        id=shape.id,
        kind=shape.kind,
        title=shape.title.text,
        short=shape.short.text,
        number=shape.number,
        issuer=shape.issuer,
        issued_on=shape.issued_on,
        first=shape.in_force_from,
        last=shape.in_force_to,
        dates=shape.dates,
        read=shape.read,
        status=shape.status,
        source=shape.source,
        aliases=shape.aliases,
        amends=shape.amends,
        repealed_by=shape.repealed_by,
        superseding=Superseding(mark.first, mark.by) if mark else None,
        versions=shape.versions,
        note=shape.note.text if shape.note else None,
        place=place,
    )


def article(owner: str, shape: ArticleShape) -> Article:
    """The fact of an article; its Chinese name is made from its number where the file gives none."""
    named = article_in_chinese(shape.article) or shape.article
    return Article(
        instrument=owner,
        article=shape.article,
        name=shape.name.text if shape.name else Text(named, f"art. {shape.article}"),
        gist=shape.gist.text if shape.gist else None,
        status=shape.status,
        source=shape.source,
    )


def concept(name: str, shape: ConceptShape, place: Place) -> Concept:
    """The fact of a question the law answers."""
    return Concept(name, shape.label.text, shape.unit, shape.matter, shape.kind == "declared", place)


def entry(name: str, shape: ValueShape, origin: Origin, place: Place) -> Entry:
    """One dated value. An office's confirmed value is free of the mark unless it asks to keep it."""
    confirmed_here = not origin.shipped and shape.status is LawStatus.CONFIRMED
    keeps = isinstance(shape, OverlayValueShape) and shape.may_be_superseded
    return Entry(
        concept=name,
        span=Span(shape.first, shape.last),
        keys=frozen(shape.keys),
        value=frozen(shape.value),
        status=shape.status or LawStatus.SEEN,
        cites=shape.cites,
        source=shape.source,
        readings=tuple(Reading(reading.id, reading.text) for reading in shape.readings),
        note=shape.note.text if shape.note else None,
        origin=origin,
        keep_mark=keeps or not confirmed_here,
        place=place,
    )


def matter(name: str, shape: MatterShape, places: list[Place]) -> Matter:
    """A matter with its periods; `places` are the lines of the matter and of each period."""
    periods = tuple(
        RegimePeriod(
            id=period.id,
            matter=name,
            span=Span(period.first, period.last),
            instruments=period.answer,
            note=period.note.text if period.note else None,
            place=place,
        )
        for period, place in zip(shape.periods, places[1:], strict=True)
    )
    return Matter(name, shape.label.text, periods, places[0])


def rank(of: Entry) -> tuple[int, int, int]:
    """Which entry goes first when several answer: an office's, then more keys, then the smaller division."""
    return (0 if of.origin.shipped else 1, len(of.keys), len(significant(of.keys.get("division", ""))))


def covers_keys(wide: Mapping[str, str], narrow: Mapping[str, str]) -> bool:
    """Whether every question that `narrow` answers is answered by `wide` too."""
    return all(key in narrow and agrees(key, word, narrow[key]) for key, word in wide.items())
