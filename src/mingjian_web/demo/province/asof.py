"""The province as it stood at the end of a day: what came later is not there, nor what rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mingjian.package.schema import Column, DayRole, Kind, Table, tables
from mingjian_web.demo.province.stock import Rows


def as_it_stood(rows: Rows, today: date) -> Rows:
    """The rows known at the end of `today`: later acts left out, later values empty, and no reference left hanging."""
    schemas = tables()
    known = {
        name: [_known(schemas[name], row, today) for row in body if not _later(schemas[name], row, today)]
        for name, body in rows.items()
    }
    while dangling := _dangling(known):
        for name, places in dangling.items():
            known[name] = [row for place, row in enumerate(known[name]) if place not in places]
    return known


def _later(table: Table, row: Mapping[str, Any], today: date) -> bool:
    return any(_after(row.get(column.name), today) for column in table.acts)


def _after(value: Any, today: date) -> bool:
    if isinstance(value, str):  # a month
        return value > f"{today:%Y-%m}"
    day = value.date() if isinstance(value, datetime) else value
    return day is not None and day > today


def _known(table: Table, row: Mapping[str, Any], today: date) -> dict[str, Any]:
    late = {
        column.name
        for column in table.columns.values()
        if column.role is DayRole.LATER and _after(row.get(column.name), today)
    }
    late |= {column.name for column in table.columns.values() if column.follows in late}
    return {name: None if name in late else value for name, value in row.items()}


def _dangling(rows: Rows) -> dict[str, set[int]]:
    """Places of rows that refer to what is not there."""
    schemas = tables()
    links = [column.refers for table in schemas.values() for column in table.columns.values() if column.refers]
    held = {(link.table, link.column): {row.get(link.column) for row in rows.get(link.table, ())} for link in links}
    found = {}
    for name, body in rows.items():
        binding = [column for column in schemas[name].columns.values() if _binds(column)]
        places = {place for place, row in enumerate(body) if any(_hangs(column, row, held) for column in binding)}
        if places:
            found[name] = places
    return found


def _binds(column: Column) -> bool:
    return column.refers is not None and not column.refers.loose and column.kind is Kind.REF


def _hangs(column: Column, row: Mapping[str, Any], held: Mapping[tuple[str, str], set[Any]]) -> bool:
    refers, value = column.refers, row.get(column.name)
    if refers is None or value is None:
        return False
    return value not in held.get((refers.table, refers.column), ())
