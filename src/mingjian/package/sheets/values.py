"""From what a cell of a spreadsheet holds to what the data package writes for it.

Only what can mean one thing is brought into form: a day however it is written, 是 and 否, a label for its code word, a
number with its thousands apart. Everything else stays the text it is, for the package's own check to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta

from mingjian.package.schema import Column, Kind
from mingjian.package.sheets.grid import Holds, RawCell
from mingjian.package.sheets.words import code_of, plain, words_of

#: Day 0 of the numbers that stand for days. Excel counts a 29 February 1900 that never was: number 60, and no day.
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on the wall
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
NO_DAY = 60

#: A double has no more digits than these; a cell that shows more has lost the others.
DIGITS = 15

_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.LAT, Kind.LON, Kind.INTEGER)
_CODES = (Kind.USCC, Kind.DIVISION, Kind.SHA256)


class Reading:
    """How the cells of one column are read. `epoch` is the day from which the file counts."""

    def __init__(self, table: str, column: Column | None, epoch: datetime = EPOCH) -> None:
        self._kind = column.kind if column is not None else Kind.TEXT
        self._refers = column is not None and column.refers is not None
        self._table, self._name = table, column.name if column is not None else ""
        self._day_only = column is not None and column.day_only
        self._epoch = epoch
        self._has_words = bool(words_of(table, self._name))
        self._in_form = _IN_FORM.get(self._kind)

    def text(self, cell: RawCell) -> str:
        """The cell as the package writes it in CSV."""
        match cell.holds:
            case Holds.TEXT | Holds.ERROR:
                return self._typed(cell.text)
            case Holds.TRUTH:
                return "true" if cell.text == "1" else "false"
            case Holds.NUMBER:
                text = number_text(cell.text)
                # 2025.1 may have been typed as 2025.10: a number drops the nought, and with it which month it was.
                return text if self._kind is Kind.MONTH and "." in text else self._typed(text)
            case _:
                return self._shown(cell)

    def has_lost_digits(self, cell: RawCell) -> bool:
        """Whether a number stands where a code belongs, and is so long that its last digits are gone."""
        if cell.holds is not Holds.NUMBER or self._kind in _NUMBERS:
            return False
        number = _float(cell.text)
        return number is not None and abs(number) >= 10**DIGITS

    def _typed(self, text: str) -> str:
        text = text.strip()
        if self._kind is Kind.LIST:
            return self._list(text)
        if self._has_words:
            return code_of(self._table, self._name, text)
        return self._in_form(text) if self._in_form is not None else text

    def _list(self, text: str) -> str:
        """Items parted by | of either width; ids also by the marks with which people part names."""
        marks = r"[|｜]" if not self._refers or "|" in text else r"[|｜、，；,;\n]"
        items = [item.strip() for item in re.split(marks, text)]
        return "|".join(code_of(self._table, self._name, item) for item in items)

    def _shown(self, cell: RawCell) -> str:
        """A number shown as a day or a moment; where a number belongs it is one, whatever it is shown as."""
        moment = None if self._kind in _NUMBERS else moment_of(cell.text, self._epoch)
        if moment is None:
            return self._typed(number_text(cell.text))
        if self._kind is Kind.MONTH:
            return f"{moment:%Y-%m}"
        midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
        bare = self._kind is not Kind.DATETIME or cell.holds is Holds.DAY
        return moment.date().isoformat() if midnight and bare else moment.isoformat()


def number_text(text: str) -> str:
    """A number as a person would write it: 12, not 12.0; text that is no number as it is."""
    number = _float(text)
    if number is None:
        return text
    return str(int(number)) if number.is_integer() and abs(number) < 10 ** (DIGITS + 1) else repr(number)


def moment_of(text: str, epoch: datetime) -> datetime | None:
    """The day and time that a number of days stands for, to the millisecond; None where it stands for none."""
    days = _float(text)
    if days is None or days < 1 or NO_DAY <= days < NO_DAY + 1:
        return None
    if epoch == EPOCH and days < NO_DAY:
        days += 1
    try:
        return epoch + timedelta(milliseconds=round(days * _DAY_MS))
    except OverflowError:
        return None


_DAY_MS = 24 * 60 * 60 * 1000
_FLOAT = re.compile(r"[+-]?(\d+[.]?\d*|[.]\d+)([eE][+-]?\d{1,3})?")


def _float(text: str) -> float | None:
    number = float(text) if _FLOAT.fullmatch(text) else float("inf")
    return number if abs(number) != float("inf") else None


# What people type, by the kind of the column ---------------------------------------------------------------------

_YMD = r"(?P<y>\d{4})(?:年|(?P<mark>[-/.]))(?P<m>\d{1,2})(?(mark)(?P=mark)|月)(?P<d>\d{1,2})(?(mark)|[日号]?)"
_HMS = r"(?P<H>\d{1,2})(?:[:时点](?P<M>\d{1,2})(?:[:分](?:(?P<S>\d{1,2})(?P<F>[.]\d{1,6})?秒?)?)?)"
_DAY = re.compile(rf"{_YMD}(?:[T\s]\s*0?0:00(?::00)?)?|(?P<Y>\d{{4}})(?P<MM>\d{{2}})(?P<D>\d{{2}})")
_MOMENT = re.compile(rf"{_YMD}(?:[T\s]\s*|(?<=[日号])){_HMS}(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})?")
_MONTH = re.compile(r"(?P<y>\d{4})(?:年(?P<m1>\d{1,2})月|[-/.](?P<m2>\d{1,2})|(?P<m3>\d{2}))")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+([.]\d+)?")
_TRUE = frozenset({"是", "true", "yes", "y", "1", "√", "✓"})
_FALSE = frozenset({"否", "false", "no", "n", "0", "×", "✗"})


def _narrow(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _day(text: str) -> str:
    found = _DAY.fullmatch(_narrow(text))
    if found is None:
        return text
    year, month, day = found["y"] or found["Y"], found["m"] or found["MM"], found["d"] or found["D"]
    return f"{year}-{month:0>2}-{day:0>2}"


def _moment(text: str) -> str:
    found = _MOMENT.fullmatch(_narrow(text))
    if found is None:
        return _day(text)
    seconds = f"{found['S'] or '':0>2}{found['F'] or ''}"
    clock = f"{found['H']:0>2}:{found['M']:0>2}:{seconds}{found['zone'] or ''}"
    return f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}T{clock}"


def _month(text: str) -> str:
    found = _MONTH.fullmatch(_narrow(text))
    return text if found is None else f"{found['y']}-{found['m1'] or found['m2'] or found['m3']:0>2}"


def _number(text: str) -> str:
    bare = _narrow(text).replace(" ", "")
    return bare.replace(",", "") if _GROUPED.fullmatch(bare) else bare if _FLOAT.fullmatch(bare) else text


def _money(text: str) -> str:
    bare = _number(_narrow(text).strip().removeprefix("¥").removesuffix("元").strip())
    return bare if _FLOAT.fullmatch(bare) else text


def _truth(text: str) -> str:
    word = plain(text)
    return "true" if word in _TRUE else "false" if word in _FALSE else text


_IN_FORM: dict[Kind, Callable[[str], str]] = {
    Kind.DATE: _day,
    Kind.DATETIME: _moment,
    Kind.MONTH: _month,
    Kind.BOOL: _truth,
    Kind.MONEY: _money,
    **dict.fromkeys((Kind.NUMBER, Kind.LAT, Kind.LON, Kind.INTEGER), _number),
    **dict.fromkeys(_CODES, _narrow),
}
