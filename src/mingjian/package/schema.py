"""The tables of the data package and their columns, read once from `tables.yaml`.

Knows names, types, references and what each day means; knows nothing of files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML

from mingjian.terms import Text


class Kind(StrEnum):
    """What a cell holds. `REF` is the id of a row of another table."""

    ID = "id"
    REF = "ref"
    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    MONTH = "month"
    BOOL = "bool"
    NUMBER = "number"
    INTEGER = "integer"
    MONEY = "money"
    LAT = "lat"
    LON = "lon"
    LIST = "list"
    ENUM = "enum"
    DIVISION = "division"
    USCC = "uscc"
    SHA256 = "sha256"


class DayRole(StrEnum):
    """What a day does when the package is read as at an earlier day."""

    ACT = "act"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an id must be found: `column` of `table`. Dangling is only a warning when `loose`."""

    table: str
    column: str = "id"
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Money is CNY yuan, positions are WGS-84 degrees, days are days in Shanghai.

    `role`      ACT: the row does not exist before this day; LATER: the value is empty before its own day.
    `follows`   the LATER column with which this value became known.
    `day_only`  a time of which only the day matters in law, so that a bare day may stand for it.
    `aliases`   words of an enumeration that are read as another.
    """

    name: str
    kind: Kind
    label: Text
    required: bool
    refers: Reference | None = None
    values: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    day_only: bool = False
    role: DayRole | None = None
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, its key, and the start ≤ end pairs that make a row possible."""

    name: str
    label: Text
    columns: Mapping[str, Column]
    order: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str | None:
        """`id` when that is the first column; other tables have no key."""
        return "id" if next(iter(self.columns)) == "id" else None

    @property
    def acts(self) -> tuple[Column, ...]:
        """The columns before whose day a row does not exist."""
        return tuple(column for column in self.columns.values() if column.role is DayRole.ACT)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that a file of this table must have."""
        return tuple(column.name for column in self.columns.values() if column.required)


_TYPE = re.compile(r"(?P<kind>[a-z0-9]+)(?:\((?P<inside>[^()]*)\))?")


@cache
def tables() -> Mapping[str, Table]:
    """Every table of the contract by name, in the contract's order.

    Raises ValueError when `tables.yaml` contradicts itself: that is our mistake, never the reader's.
    """
    text = files("mingjian.package").joinpath("tables.yaml").read_text(encoding="utf-8")
    return read_tables(text)


def read_tables(text: str) -> Mapping[str, Table]:
    """The tables that `text`, in the form of `tables.yaml`, describes; ValueError when they contradict."""
    raw = YAML(typ="safe", pure=True).load(text)
    read = {name: _table(name, body) for name, body in raw.items()}
    for table in read.values():
        _check(table, read)
    return MappingProxyType(read)


def _table(name: str, body: dict[str, Any]) -> Table:
    if unknown := set(body) - {"label", "columns", "order"}:
        raise ValueError(f"{name}: unknown {sorted(unknown)}")
    columns = [_column(name, key, line) for key, line in body["columns"].items()]
    pairs = tuple((start, end) for start, end in body.get("order", ()))
    by_name = MappingProxyType({column.name: column for column in columns})
    return Table(name, Text(*body["label"]), by_name, pairs)


def _column(table: str, key: str, line: Sequence[str]) -> Column:
    if len(line) not in (3, 4) or not all(isinstance(part, str) for part in line):
        raise ValueError(f"{table}.{key}: write [type, 中文, English] or [type, 中文, English, day], not {line}")
    found = _TYPE.fullmatch(line[0])
    if found is None:
        raise ValueError(f"{table}.{key}: no such type: {line[0]}")
    kind, inside = Kind(found["kind"]), found["inside"] or ""
    role, follows = _day(line[3] if len(line) == 4 else "")
    values, aliases = _words(inside) if kind is Kind.ENUM else ((), ())
    return Column(
        name=key.removesuffix("?"),
        kind=kind,
        label=Text(line[1], line[2]),
        required=not key.endswith("?"),
        refers=_reference(inside) if kind in (Kind.REF, Kind.LIST) and inside else None,
        values=values,
        aliases=aliases,
        day_only=kind is Kind.DATETIME and inside == "day",
        role=role,
        follows=follows,
    )


def _day(word: str) -> tuple[DayRole | None, str | None]:
    if word.startswith("with "):
        return None, word.removeprefix("with ")
    return (DayRole(word) if word else None), None


def _words(inside: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    words = inside.split("|")
    aliases = [word.split("=") for word in words if "=" in word]
    return tuple(word for word in words if "=" not in word), tuple((said, meant) for said, meant in aliases)


def _reference(inside: str) -> Reference:
    where, _, how = (part.strip() for part in inside.partition(","))
    table, _, column = where.partition(".")
    if how not in ("", "loose"):
        raise ValueError(f"a reference is (table), (table.column) or (table.column, loose), not ({inside})")
    return Reference(table, column or "id", how == "loose")


_DAYS = (Kind.DATE, Kind.DATETIME, Kind.MONTH)


def _check(table: Table, known: Mapping[str, Table]) -> None:
    for column in table.columns.values():
        _check_column(table, column, known)
    for start, end in table.order:
        kinds = {table.columns[start].kind, table.columns[end].kind}
        if len(kinds) != 1 or kinds.isdisjoint(_DAYS):
            raise ValueError(f"{table.name}: {start} and {end} cannot be compared")


def _check_column(table: Table, column: Column, known: Mapping[str, Table]) -> None:
    where = f"{table.name}.{column.name}"
    refers = column.refers
    if (column.kind is Kind.REF) != (refers is not None) and column.kind is not Kind.LIST:
        raise ValueError(f"{where}: refers to nothing")
    if refers is not None and (refers.table not in known or refers.column not in known[refers.table].columns):
        raise ValueError(f"{where}: refers to {refers.table}.{refers.column}, which is not there")
    if column.role is not None and column.kind not in _DAYS:
        raise ValueError(f"{where}: only a day can be {column.role}")
    if column.follows is not None and table.columns[column.follows].role is not DayRole.LATER:
        raise ValueError(f"{where}: {column.follows} is not `later`")
    if {meant for _, meant in column.aliases} - set(column.values):
        raise ValueError(f"{where}: an alias of an unknown word")
