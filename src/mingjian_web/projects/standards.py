"""How a standard stood on a day, from the library's rows about its number: a pure judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from mingjian_web.projects.facts import CitationFacts, InForce


class Edition(Protocol):
    """A row of the library of standards."""

    title: str
    valid_from: date
    valid_to: date | None
    replaced_by: str


def stood(number: str, clause: str, editions: Sequence[Edition], on: date) -> CitationFacts:
    """The citation of `number` on the day: by the edition that was in force, else by the last one begun, else by the
    first to come. A number that nobody has entered is unknown, never repealed."""
    if not editions:
        return CitationFacts(number, "", clause, InForce.UNKNOWN, None, None, "")
    begun = [one for one in editions if one.valid_from <= on]
    if not begun:
        first = min(editions, key=lambda one: one.valid_from)
        return CitationFacts(number, first.title, clause, InForce.NOT_YET, first.valid_from, first.valid_to, "")
    last = max(begun, key=lambda one: (one.valid_to or date.max, one.valid_from))
    over = last.valid_to is not None and last.valid_to < on
    how = InForce.REPEALED if over else InForce.VALID
    return CitationFacts(number, last.title, clause, how, last.valid_from, last.valid_to, last.replaced_by)
