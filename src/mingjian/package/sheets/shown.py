"""From a value of the data package to what a cell of a spreadsheet shows: labels for code words, days as days."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from mingjian.package.faults import quote
from mingjian.package.schema import Column, Kind
from mingjian.package.sheets.values import DIGITS
from mingjian.package.sheets.words import words_of
from mingjian.terms import SHANGHAI, Text

_T = TypeVar("_T")

#: What a cell can hold. A moment is local to Shanghai and says no zone.
Shown = str | int | float | date | datetime | None

#: Earlier days are written as text: Excel counts a day in February 1900 that never was, and none before 1900.
FIRST_DAY = date(1900, 3, 1)

YES, NO = Text("是", "true"), Text("否", "false")

NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.LAT, Kind.LON, Kind.INTEGER)


def shown(table: str, column: Column | None, value: object, language: str) -> Shown:
    """A value, in any of the forms that `write_package` takes, as a cell shows it; None for an empty one.

    What a spreadsheet could not hold exactly (a number of seventeen digits, a microsecond, an early day) is text.
    Raises ValueError for a text with a NUL, and for a list's item that is empty or contains |.
    """
    if value is None or value == "":
        return None
    if column is None:
        return _text(value) or None
    if words_of(table, column.name) and column.kind is not Kind.LIST:
        return _word(table, column, _text(value), language) or None
    show = _SHOW.get(column.kind)
    return show(table, column, value, language) if show is not None else _text(value) or None


def _text(value: object) -> str:
    text = str(value).strip()
    if "\0" in text:
        raise ValueError(f"a NUL in {quote(text)}")
    return text


def _word(table: str, column: Column, code: str, language: str) -> str:
    label = words_of(table, column.name).get(code)
    return label.say(language) if label is not None else code


def _list(table: str, column: Column, value: object, language: str) -> Shown:
    items = [_text(item) for item in value] if isinstance(value, list | tuple) else _text(value).split("|")
    if isinstance(value, list | tuple) and any(not item or "|" in item for item in items):
        raise ValueError(f"an item of a list may not be empty nor contain |: {quote(items)}")
    return "|".join(_word(table, column, item.strip(), language) for item in items) or None


def _truth(table: str, column: Column, value: object, language: str) -> Shown:
    text = _text(value).lower()
    return YES.say(language) if text == "true" else NO.say(language) if text == "false" else _text(value)


def _day(table: str, column: Column, value: object, language: str) -> Shown:
    day = value if isinstance(value, date) and not isinstance(value, datetime) else _parsed_day(_text(value))
    return day if day is not None and day >= FIRST_DAY else _text(value)


def _moment(table: str, column: Column, value: object, language: str) -> Shown:
    if (day := _parsed_day(_text(value))) is not None and not isinstance(value, datetime):
        return day if day >= FIRST_DAY else _text(value)
    moment = value if isinstance(value, datetime) else _parsed(_text(value), datetime.fromisoformat)
    if moment is None:
        return _text(value)
    local = moment.astimezone(SHANGHAI).replace(tzinfo=None) if moment.tzinfo else moment
    return local.isoformat() if local.microsecond or local.date() < FIRST_DAY else local


def _number(table: str, column: Column, value: object, language: str) -> Shown:
    number = _parsed(_text(value), float) if _NUMBER.fullmatch(_text(value)) else None
    if number is None or not math.isfinite(number) or abs(number) >= 10**DIGITS:
        return _text(value)
    if float(f"{number:.16g}") != number:  # the digits that are written into the file
        return _text(value)
    return number


_NUMBER = re.compile(r"[+-]?(\d+[.]?\d*|[.]\d+)([eE][+-]?\d+)?")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _parsed_day(text: str) -> date | None:
    return _parsed(text, date.fromisoformat) if _ISO_DAY.fullmatch(text) else None


def _parsed(text: str, parse: Callable[[str], _T]) -> _T | None:
    try:
        return parse(text)
    except ValueError:
        return None


_SHOW: dict[Kind, Callable[[str, Column, object, str], Shown]] = {
    Kind.LIST: _list,
    Kind.BOOL: _truth,
    Kind.DATE: _day,
    Kind.DATETIME: _moment,
    **dict.fromkeys(NUMBERS, _number),
}
