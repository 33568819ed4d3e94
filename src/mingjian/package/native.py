"""Parquet's own types as the contract's type, or as text that is read like any other."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from mingjian.package.cells import arrow_type, in_shanghai, microseconds, trimmed
from mingjian.package.schema import Column, Kind

_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.LAT, Kind.LON)


class Uncastable(Exception):  # noqa: N818 - named for the column
    """A column of a type that cannot stand for the contract's."""


def as_contract(column: Column, array: pa.Array) -> pa.Array:
    """`array` as `arrow_type(column)`, or as trimmed text; Uncastable when its type, or a value, allows neither."""
    try:
        array = plain(array)
        if pa.types.is_string(array.type):
            return array
        return _convert(column, array)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError, UnicodeDecodeError) as wrong:
        raise Uncastable(str(wrong)) from None


def plain(array: pa.Array) -> pa.Array:
    """Without dictionary, extension or wide offsets; text trimmed, and an array of nothing as empty text."""
    kind = array.type
    if isinstance(array, pa.ExtensionArray):
        return plain(array.storage)
    if pa.types.is_dictionary(kind):
        return plain(array.dictionary_decode())
    if pa.types.is_null(kind):
        return array.cast(pa.string())
    if _is_text(kind):
        array.validate(full=True)
        return trimmed(array)
    return array


def as_text(array: pa.Array) -> pa.Array:
    """A column nobody knows, as text; Uncastable when it is nested."""
    try:
        bare = plain(array)
        return bare if pa.types.is_string(bare.type) else bare.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError, UnicodeDecodeError) as wrong:
        raise Uncastable(str(wrong)) from None


def _is_text(kind: pa.DataType) -> bool:
    text = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    raw = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)
    return any(is_one(kind) for is_one in (*text, *raw))


def _convert(column: Column, array: pa.Array) -> pa.Array:
    kind, native = column.kind, array.type
    if kind is Kind.DATE:
        return _days(array)
    if kind is Kind.DATETIME:
        return _times(column, array)
    if kind is Kind.LIST:
        return _lists(array)
    if kind is Kind.BOOL and not pa.types.is_boolean(native):
        raise Uncastable(str(native))
    if kind in (*_NUMBERS, Kind.INTEGER) and not _is_number(native):
        raise Uncastable(str(native))
    if kind in (Kind.ID, Kind.REF, Kind.DIVISION, Kind.MONTH, Kind.USCC, Kind.ENUM) and not pa.types.is_integer(native):
        raise Uncastable(str(native))
    return array.cast(arrow_type(column))


def _is_number(native: pa.DataType) -> bool:
    return any(is_one(native) for is_one in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal))


def _days(array: pa.Array) -> pa.Array:
    """Dates; and the midnights that many programs write for dates."""
    if pa.types.is_date(array.type):
        return array.cast(pa.date32())
    if not pa.types.is_timestamp(array.type):
        raise Uncastable(str(array.type))
    local = _local(array)
    if pc.any(pc.not_equal(pc.floor_temporal(local, unit="day"), local)).as_py():
        raise Uncastable(f"{array.type}, not at midnight")
    return local.cast(pa.date32())


def _times(column: Column, array: pa.Array) -> pa.Array:
    if pa.types.is_date(array.type) and column.day_only:
        return array.cast(pa.timestamp("us"))
    if not pa.types.is_timestamp(array.type):
        raise Uncastable(str(array.type))
    return _local(array)


def _local(times: pa.Array) -> pa.Array:
    """A zone given is converted; none given is Shanghai already."""
    return in_shanghai(times) if times.type.tz else microseconds(times)


def _lists(array: pa.Array) -> pa.Array:
    items = array.cast(pa.list_(pa.string()))
    return pc.if_else(pc.equal(pc.list_value_length(items), 0), pa.scalar(None, items.type), items)
