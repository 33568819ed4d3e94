"""Which of a workbook's number formats show a number as a day, and which as a moment (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from mingjian.package.sheets.markup import whole_number


class Shows(IntEnum):
    """What a number in a cell is shown as."""

    NUMBER = 0
    DAY = 1
    MOMENT = 2


#: Formats that a file names only by number: the common ones, and those that Excel has in Chinese.
_DAYS = frozenset({14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58})
_MOMENTS = frozenset({18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56})

#: What in a format is not its own letters: quoted text, an escaped, padding or filling character, colours, locales.
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General|G/通用格式', re.I)


def shown_by(number: int, code: str | None) -> Shows:
    """What the format of that number, or with that code, shows."""
    if code is None:
        return Shows.DAY if number in _DAYS else Shows.MOMENT if number in _MOMENTS else Shows.NUMBER
    letters = set(_ASIDE.sub("", code.partition(";")[0]).lower())
    if letters & {"h", "s"}:
        return Shows.MOMENT
    return Shows.DAY if letters & {"y", "m", "d"} else Shows.NUMBER


def styles(found: Iterable[tuple[str, str, dict[str, str]]]) -> list[Shows]:
    """What each cell style of the part of styles shows, by its number; `found` as `markup.elements` gives it."""
    codes: dict[int, str] = {}
    shown: list[Shows] = []
    for parent, name, attributes in found:
        if name == "numFmt" and parent == "numFmts":
            codes[whole_number(attributes.get("numFmtId")) or 0] = attributes.get("formatCode", "")
        elif name == "xf" and parent == "cellXfs":
            number = whole_number(attributes.get("numFmtId")) or 0
            shown.append(shown_by(number, codes.get(number)))
    return shown
