"""From the cells of a file to typed values, a column at a time, and which cells are wrong.

Strings (every CSV, and Parquet files that hold text) are recognised by their form and then cast whole; only a column
that does not cast is gone through cell by cell. A faulty cell becomes empty: unknown, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from mingjian.package.faults import Weight
from mingjian.package.schema import Column, Kind
from mingjian.terms import SHANGHAI, Text

#: A cell holds at most 1 MiB (the contract), counted in UTF-8 bytes.
CELL_BYTES = 1024 * 1024

FIRST_YEAR, LAST_YEAR = 1900, 2200

_LOCAL = pa.timestamp("us")
_OFFSET_US = round(SHANGHAI.utcoffset(None).total_seconds() * 1_000_000)
_NO_TEXT = pa.scalar(None, pa.string())
_TYPES = {
    Kind.DATE: pa.date32(),
    Kind.DATETIME: _LOCAL,
    Kind.BOOL: pa.bool_(),
    Kind.NUMBER: pa.float64(),
    Kind.MONEY: pa.float64(),
    Kind.LAT: pa.float64(),
    Kind.LON: pa.float64(),
    Kind.INTEGER: pa.int64(),
    Kind.LIST: pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Which cells of a column are wrong in one way: `mask` is true there (null counts as false)."""

    mask: pa.BooleanArray
    code: str
    severity: Weight = Weight.FAULT


@dataclass(frozen=True, slots=True)
class Values:
    """A typed column and what was wrong with it; wrong cells are null, unless only warned of."""

    array: pa.Array
    wrong: tuple[Wrong, ...] = ()


def arrow_type(column: Column) -> pa.DataType:
    """The type of the column in the normalised Parquet; what has none of its own there is text."""
    return _TYPES.get(column.kind, pa.string())


def trimmed(cells: pa.Array) -> pa.Array:
    """Strings without the spaces around them; what is then empty is null."""
    bare = pc.utf8_trim_whitespace(cells.cast(pa.string()))
    return pc.if_else(pc.equal(bare, ""), _NO_TEXT, bare)


def read_cells(column: Column, cells: pa.Array) -> Values:
    """The values of trimmed text, or of an array already of `arrow_type(column)`, and what is wrong with them."""
    if not pa.types.is_string(cells.type):
        return _in_bounds(column, cells)
    fits = pc.less_equal(pc.binary_length(cells), CELL_BYTES)
    read = _READ[column.kind](column, pc.if_else(fits, cells, _NO_TEXT))
    return _also(read, Wrong(pc.invert(fits), "too-long"))


def in_shanghai(times: pa.Array) -> pa.Array:
    """Times of any zone as local time in Shanghai, timestamp[us] without a zone."""
    utc = microseconds(times, "UTC")
    return pc.add(utc.cast(pa.int64()), _OFFSET_US).cast(_LOCAL)


def microseconds(times: pa.Array, zone: str | None = None) -> pa.Array:
    """Times of any unit as timestamp[us]; what is finer is cut off, what does not fit raises ArrowInvalid."""
    return pc.cast(times, options=pc.CastOptions(pa.timestamp("us", zone), allow_time_truncate=True))


def from_shanghai(local: pa.Array) -> pa.Array:
    """Local times in Shanghai as timestamp[us] that says its offset."""
    utc = pc.subtract(local.cast(pa.int64()), _OFFSET_US)
    return utc.cast(pa.timestamp("us", tz="+08:00"))


def said(code: str, column: Column, cell: str) -> Text:
    """What is wrong with a cell, in words. `cell` is already fit to be shown."""
    zh, en = _MESSAGES[code]
    words = {"cell": cell, "words": "、".join(column.values), "words_en": ", ".join(column.values)}
    return Text(zh.format(**words), en.format(**words))


_MESSAGES = {
    "empty": ("必填，不得为空", "must not be empty"),
    "date": ("“{cell}”不是日期，应写作 2025-03-14", "'{cell}' is not a date, which is written 2025-03-14"),
    "datetime": (
        "“{cell}”不是时间，应写作 2025-03-14T09:30:00+08:00",
        "'{cell}' is not a time, which is written 2025-03-14T09:30:00+08:00",
    ),
    "no-such-day": ("没有“{cell}”这个日期或时刻", "there is no such day or moment as '{cell}'"),
    "year": (
        f"“{{cell}}”的年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间",
        f"the year of '{{cell}}' is not within {FIRST_YEAR}–{LAST_YEAR}",
    ),
    "day-only": (
        "“{cell}”只有日期没有时刻，按当日零时读取",
        "'{cell}' is a day without a time: read as its first moment",
    ),
    "month": ("“{cell}”不是月份，应写作 2025-03", "'{cell}' is not a month, which is written 2025-03"),
    "bool": ("“{cell}”不是 true 或 false", "'{cell}' is neither true nor false"),
    "number": ("“{cell}”不是数", "'{cell}' is not a number"),
    "integer": ("“{cell}”不是整数", "'{cell}' is not a whole number"),
    "lat": ("纬度“{cell}”不在 -90 至 90 之间", "latitude '{cell}' is not within -90 to 90"),
    "lon": ("经度“{cell}”不在 -180 至 180 之间", "longitude '{cell}' is not within -180 to 180"),
    "enum": ("“{cell}”不在可用词之列：{words}", "'{cell}' is not one of: {words_en}"),
    "division": ("“{cell}”不是六位行政区划代码", "'{cell}' is not a six-digit division code"),
    "list-item": ("“{cell}”中有空项", "'{cell}' has an empty item"),
    "too-long": ("单元格超过 1 MiB", "the cell is over 1 MiB"),
    "sha256": ("“{cell}”不是 SHA-256 摘要", "'{cell}' is not a SHA-256 digest"),
    "uscc": (
        "“{cell}”不是有效的统一社会信用代码，请核对校验码",
        "'{cell}' is not a valid credit code; check its check character",
    ),
}


# Text, one reader a kind. All of them take and give null for an empty cell.


def _matching(cells: pa.Array, form: str, code: str) -> tuple[pa.Array, Wrong]:
    """The cells that have the form, the others null; and those that have it not."""
    fits = pc.match_substring_regex(cells, form)
    return pc.if_else(fits, cells, _NO_TEXT), Wrong(pc.invert(fits), code)


def _cast(cells: pa.Array, to: pa.DataType, parse: Callable[[str], object]) -> Values:
    """Cast all at once; when one of them does not cast, cell by cell with `parse`, which raises ValueError."""
    try:
        return Values(cells.cast(to))
    except pa.ArrowInvalid:
        parsed = [_or_none(parse, cell) for cell in cells.to_pylist()]
        array = pa.array(parsed, type=to)
        return Values(array, (Wrong(pc.and_(array.is_null(), cells.is_valid()), "no-such-day"),))


def _or_none(parse: Callable[[str], object], cell: str | None) -> object:
    try:
        return None if cell is None else parse(cell)
    except ValueError:
        return None


def _without(array: pa.Array, *wrong: Wrong) -> Values:
    """The array with the wrong cells emptied; warned ones stay."""
    for one in wrong:
        if one.severity is Weight.FAULT:
            array = pc.if_else(pc.fill_null(one.mask, False), pa.scalar(None, array.type), array)
    return Values(array, wrong)


def _also(values: Values, *wrong: Wrong) -> Values:
    return Values(values.array, (*wrong, *values.wrong))


def _in_bounds(column: Column, array: pa.Array) -> Values:
    """Days within the years of this software, numbers finite, positions on the globe."""
    if column.kind in (Kind.DATE, Kind.DATETIME):
        year = pc.year(array)
        return _without(array, Wrong(_outside(year, FIRST_YEAR, LAST_YEAR), "year"))
    if column.kind in (Kind.LAT, Kind.LON):
        reach = 90.0 if column.kind is Kind.LAT else 180.0
        # Written so that nan is outside too.
        within = pc.and_(pc.greater_equal(array, -reach), pc.less_equal(array, reach))
        return _without(array, Wrong(pc.invert(within), column.kind.value))
    if pa.types.is_floating(array.type):
        return _without(array, Wrong(pc.invert(pc.is_finite(array)), "number"))
    return Values(array)


def _outside(values: pa.Array, first: int, last: int) -> pa.Array:
    return pc.or_(pc.less(values, first), pc.greater(values, last))


def _text(column: Column, cells: pa.Array) -> Values:
    return Values(cells)


def _date(column: Column, cells: pa.Array) -> Values:
    formed, wrong = _matching(cells, r"^\d{4}-\d{2}-\d{2}$", "date")
    read = _cast(formed, pa.date32(), lambda cell: datetime.strptime(cell, "%Y-%m-%d").date())  # noqa: DTZ007 - a day
    return _also(_in_bounds(column, read.array), wrong, *read.wrong)


_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"[T ]\d{2}:\d{2}(:\d{2}([.]\d{1,6})?)?"
_ZONE = r"(Z|[+-]\d{2}(:?\d{2})?)"


def _datetime(column: Column, cells: pa.Array) -> Values:
    formed, wrong = _matching(cells, f"^{_DAY}({_TIME}{_ZONE}?){'?' if column.day_only else ''}$", "datetime")
    zoned = pc.match_substring_regex(formed, f"{_TIME}{_ZONE}$")
    local = _cast(pc.if_else(zoned, _NO_TEXT, formed), _LOCAL, datetime.fromisoformat)
    world = _cast(pc.if_else(zoned, formed, _NO_TEXT), pa.timestamp("us", "UTC"), datetime.fromisoformat)
    array = pc.coalesce(local.array, in_shanghai(world.array))
    bare = Wrong(pc.match_substring_regex(formed, f"^{_DAY}$"), "day-only", Weight.WARNING)
    return _also(_in_bounds(column, array), wrong, *local.wrong, *world.wrong, bare)


def _month(column: Column, cells: pa.Array) -> Values:
    months, wrong = _matching(cells, r"^\d{4}-(0[1-9]|1[0-2])$", "month")
    year = pc.utf8_slice_codeunits(months, 0, 4).cast(pa.int64())
    return _without(months, Wrong(_outside(year, FIRST_YEAR, LAST_YEAR), "year"), wrong)


def _bool(column: Column, cells: pa.Array) -> Values:
    formed, wrong = _matching(pc.ascii_lower(cells), "^(true|false)$", "bool")
    return Values(pc.equal(formed, "true"), (wrong,))


def _number(column: Column, cells: pa.Array) -> Values:
    formed, wrong = _matching(cells, r"^[+-]?(\d+[.]?\d*|[.]\d+)([eE][+-]?\d+)?$", "number")
    read = _cast(formed, pa.float64(), float)
    return _also(_in_bounds(column, read.array), wrong, *read.wrong)


def _integer(column: Column, cells: pa.Array) -> Values:
    formed, wrong = _matching(cells, r"^-?\d{1,18}$", "integer")
    return Values(formed.cast(pa.int64()), (wrong,))


def _enum(column: Column, cells: pa.Array) -> Values:
    for old, new in column.aliases:
        cells = pc.if_else(pc.equal(cells, old), new, cells)
    known = pc.is_in(cells, value_set=pa.array(column.values, pa.string()))
    return _without(cells, Wrong(pc.and_(pc.invert(known), cells.is_valid()), "enum"))


def _division(column: Column, cells: pa.Array) -> Values:
    formed, wrong = _matching(cells, r"^\d{6}$", "division")
    return Values(formed, (wrong,))


def _sha256(column: Column, cells: pa.Array) -> Values:
    lower = pc.ascii_lower(cells)
    # Kept though malformed: two of them can still be compared. It leads to no file.
    return Values(
        lower, (Wrong(pc.invert(pc.match_substring_regex(lower, r"^[0-9a-f]{64}$")), "sha256", Weight.WARNING),)
    )


def _uscc(column: Column, cells: pa.Array) -> Values:
    coded = cells.dictionary_encode()
    valid = pa.array([_is_credit_code(code) for code in coded.dictionary.to_pylist()], pa.bool_())
    return Values(cells, (Wrong(pc.invert(valid.take(coded.indices)), "uscc", Weight.WARNING),))


@lru_cache(maxsize=100_000)
def _is_credit_code(code: str) -> bool:
    try:
        # `validate` forgives spaces and hyphens inside; the contract does not.
        return bool(uscc.validate(code) == code)
    except ValidationError:
        return False


def _list(column: Column, cells: pa.Array) -> Values:
    bare = pc.replace_substring_regex(cells, r"\s*[|]\s*", "|")
    holed = pc.match_substring_regex(bare, r"^[|]|[|]{2}|[|]$")
    whole = pc.if_else(holed, _NO_TEXT, bare)
    return Values(pc.split_pattern(whole, "|"), (Wrong(holed, "list-item"),))


_READ: dict[Kind, Callable[[Column, pa.Array], Values]] = {
    Kind.ID: _text,
    Kind.REF: _text,
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
    Kind.MONTH: _month,
    Kind.BOOL: _bool,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.LAT: _number,
    Kind.LON: _number,
    Kind.INTEGER: _integer,
    Kind.ENUM: _enum,
    Kind.DIVISION: _division,
    Kind.SHA256: _sha256,
    Kind.USCC: _uscc,
    Kind.LIST: _list,
}
