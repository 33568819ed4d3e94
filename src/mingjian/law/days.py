"""Spans of days. Both ends are inside; no last day means still so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `first` to `last`, both included; `last` None is open."""

    first: date
    last: date | None = None

    @property
    def end(self) -> date:
        """The last day, an open span ending at the end of the calendar."""
        return self.last or date.max

    def covers(self, day: date) -> bool:
        """Whether the day is inside."""
        return self.first <= day <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.first <= other.end and other.first <= self.end

    def minus(self, others: Iterable[Span]) -> tuple[Span, ...]:
        """What is left of this span when the days of `others` are taken out, in order."""
        left: list[Span] = [self]
        for other in others:
            left = [piece for span in left for piece in _without(span, other)]
        return tuple(left)

    def cut_at(self, day: date | None) -> tuple[Span, ...]:
        """The span in two at `day`, which becomes the first day of the second; whole if it lies outside."""
        if day is None or not self.first < day <= self.end:
            return (self,)
        return Span(self.first, day - ONE_DAY), Span(day, self.last)


def _without(span: Span, gone: Span) -> Iterable[Span]:
    if not span.overlaps(gone):
        yield span
        return
    if span.first < gone.first:
        yield Span(span.first, gone.first - ONE_DAY)
    if gone.last is not None and gone.last < span.end:
        yield Span(gone.last + ONE_DAY, span.last)
