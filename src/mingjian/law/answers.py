"""The law as it is asked: by question and day, by matter and day, by citation, by words a person types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from mingjian.law.days import Span
from mingjian.law.facts import (
    Article,
    CitedArticle,
    Concept,
    Entry,
    Instrument,
    Key,
    Matter,
    Regime,
    Unit,
    Value,
)
from mingjian.law.library import SHIPPED, Library, covers_keys, rank
from mingjian.law.names import Found, Names
from mingjian.law.overlay import lay_over
from mingjian.law.shipped import shipped
from mingjian.terms import LawStatus, Text

_NOT_GOVERNED = Text(
    "没有读到在该日适用的规定，按未知处理",
    "no provision that governs that day has been read: unknown",
)
_UNREAD = Text("规定原文未读，值未知", "the text has not been read: the value is unknown")


def load_law(*overlays: Path) -> Law:
    """The shipped law, with an office's files laid over it. Raises BadInput with one line a fault."""
    return Law(lay_over(shipped(), overlays)) if overlays else _shipped_law()


class Law:
    """Answers questions of law for a day. It never changes once loaded."""

    def __init__(self, library: Library, flipped_to: LawStatus | None = None) -> None:
        self._library = library
        self._flipped_to = flipped_to
        self._periods: dict[str, tuple[Value, ...]] = {}

    # --- what there is ---

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """All instruments by id."""
        return self._library.instruments

    @property
    def articles(self) -> Mapping[str, Article]:
        """All articles we know something of, by citation."""
        return self._library.articles

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """All questions by name."""
        return self._library.concepts

    @property
    def matters(self) -> Mapping[str, Matter]:
        """All matters that have regimes."""
        return self._library.matters

    @property
    def keys(self) -> Mapping[str, Key]:
        """The words by which values may differ."""
        return self._library.keys

    def unit(self, concept: str) -> Unit:
        """The unit a question is answered in. KeyError for a name that does not exist."""
        return self._library.units[self.concepts[concept].unit]

    def instrument(self, name: str) -> Instrument:
        """The instrument of that id. KeyError if there is none."""
        return self.instruments[name]

    def citation(self, ref: str) -> CitedArticle:
        """`order-1-2019:22(8)` as a page prints it. KeyError if it leads nowhere."""
        return self._flip_citation(self._library.cited(ref))

    def cited_by(self, ref: str) -> tuple[str, ...]:
        """The questions with a value that rests on this article, or on any article of this instrument."""
        hits = {
            entry.concept
            for entry in self._library.entries
            if ref in entry.cites or ref in {cite.partition(":")[0] for cite in entry.cites}
        }
        return tuple(sorted(hits))

    # --- what governs ---

    def periods(self, concept: str) -> tuple[Value, ...]:
        """Every value of a question, by first day; days an office's file governs are cut out of the shipped.

        Split so that `may_be_superseded` never changes within one. KeyError for a name that does not exist.
        """
        if concept not in self._periods:
            entries = [entry for entry in self._library.entries if entry.concept == self.concepts[concept].id]
            made = [value for entry in entries for value in self._values(entry, entries)]
            self._periods[concept] = tuple(
                sorted(made, key=lambda value: (value.valid_from, sorted(value.keys.items())))
            )
        return self._periods[concept]

    def value(self, concept: str, on: date, **keys: str | None) -> Value:
        """The value on a day for these keys: an office's first, then the one with most keys.

        A key that is None is not asked. Where nothing governs the day, a value of status unknown with its
        reason. KeyError for a question or key that does not exist.
        """
        asked = {self.keys[key].id: word for key, word in keys.items() if word is not None}
        hits = [value for value in self.periods(concept) if value.covers(on) and value.matches(asked)]
        return max(hits, key=lambda value: value.rank) if hits else self._nothing(concept, on, asked)

    def regime(self, matter: str, on: date) -> Regime:
        """The instruments in force for a matter on a day, or unknown. KeyError for a matter unheard of."""
        for period in self.matters[matter].periods:
            if period.span.covers(on):
                standing = self._standing(period.instruments, on)
                first = self._library.superseded_from(standing)
                marked = first is not None and on >= first
                return Regime(period.id, matter, standing, not standing, marked, period.note)
        return Regime("unknown", matter, (), unknown=True, may_be_superseded=False)

    def _standing(self, names: tuple[str, ...], on: date) -> tuple[str, ...]:
        return tuple(name for name in names if self.instruments[name].in_force(on))

    def flipped(self, status: LawStatus) -> Law:
        """This law with every value and citation at `status`, settings apart; the unknown stays unknown."""
        return Law(self._library, status)

    # --- what a person types ---

    def find(self, words: str) -> Found | None:
        """The question, instrument or article meant by tolerant words; None if nothing fits."""
        return self._names.find(words)

    def suggestions(self, words: str) -> tuple[str, ...]:
        """Up to five names nearest to words that fit nothing."""
        return self._names.nearest(words)

    @cached_property
    def _names(self) -> Names:
        return Names(self._library)

    # --- how entries become values ---

    def _values(self, entry: Entry, entries: list[Entry]) -> list[Value]:
        spans = entry.span.minus(self._governed_by_offices(entry, entries))
        first = self._library.superseded_from(entry.cites) if entry.keep_mark else None
        return [
            self._made(entry, piece, marked=first is not None and piece.first >= first)
            for span in spans
            for piece in span.cut_at(first)
        ]

    def _governed_by_offices(self, entry: Entry, entries: list[Entry]) -> list[Span]:
        if not entry.origin.shipped:
            return []
        entered = [other for other in entries if not other.origin.shipped]
        return [other.span for other in entered if covers_keys(other.keys, entry.keys)]

    def _made(self, entry: Entry, span: Span, *, marked: bool) -> Value:
        unit, declared = self.unit(entry.concept), self.concepts[entry.concept].declared
        confirmed = entry.status is LawStatus.CONFIRMED
        made = Value(
            concept=entry.concept,
            value=entry.value,
            unit=unit.id,
            valid_from=span.first,
            valid_to=span.last,
            keys=entry.keys,
            status=entry.status,
            cites=tuple(self._library.cited(ref, LawStatus.CONFIRMED if confirmed else None) for ref in entry.cites),
            source=entry.source,
            origin=entry.origin,
            may_be_superseded=marked,
            declared=declared,
            limit=f"{entry.value}{unit.suffix}" if unit.suffix and entry.value is not None else None,
            readings=entry.readings,
            note=entry.note,
            reason=None if entry.status is not LawStatus.UNKNOWN else entry.note or _UNREAD,
            rank=rank(entry),
        )
        return made if declared else self._flip(made)

    def _nothing(self, concept: str, on: date, asked: Mapping[str, str]) -> Value:
        return Value(
            concept=concept,
            value=None,
            unit=self.unit(concept).id,
            valid_from=on,
            valid_to=on,
            keys=asked,
            status=LawStatus.UNKNOWN,
            cites=(),
            source="",
            origin=SHIPPED,
            may_be_superseded=False,
            declared=self.concepts[concept].declared,
            reason=self._why_nothing(concept, on, asked),
        )

    def _why_nothing(self, concept: str, on: date, asked: Mapping[str, str]) -> Text:
        """Nothing has been read, or the question was not put precisely enough."""
        near = [value for value in self.periods(concept) if value.covers(on)]
        agreeing = [v for v in near if v.matches({**v.keys, **asked})]
        wanted = sorted({key for value in agreeing for key in value.keys if key not in asked})
        if not wanted:
            return _NOT_GOVERNED
        zh, en = "、".join(self.keys[key].label.zh for key in wanted), ", ".join(wanted)
        return Text(f"须先说明{zh}，才有适用的规定", f"say the {en} first: the provisions differ by it")

    def _flip(self, value: Value) -> Value:
        if self._flipped_to is None or value.status is LawStatus.UNKNOWN:
            return value
        cites = tuple(map(self._flip_citation, value.cites))
        if self._flipped_to is LawStatus.UNKNOWN:
            value = replace(value, value=None, limit=None, reason=_UNREAD)
        return replace(value, status=self._flipped_to, cites=cites)

    def _flip_citation(self, cited: CitedArticle) -> CitedArticle:
        return replace(cited, status=self._flipped_to) if self._flipped_to else cited


@cache
def _shipped_law() -> Law:
    return Law(shipped())
