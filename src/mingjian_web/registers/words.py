"""The code words of the package's columns as a page says them; what the contract does not know stays as it is."""

from __future__ import annotations

from mingjian.package.sheets.words import words_of
from mingjian.terms import Text


def word(table: str, column: str, value: str) -> Text:
    """What a code word of that column is called: 一级 for `1` of `qualifications.level`."""
    return words_of(table, column).get(value) or Text(value, value)


def choices(table: str, column: str) -> list[tuple[str, Text]]:
    """Every code word of the column with its name, for a filter."""
    return list(words_of(table, column).items())
