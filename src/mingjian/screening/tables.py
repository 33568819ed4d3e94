"""A package's tables as Ibis expressions, as they stood at the end of the as-of day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.package.schema import Column, DayRole, Kind
from mingjian.package.schema import tables as table_schemas

if TYPE_CHECKING:
    from mingjian.package import Package
    from mingjian.screening.engines import Engine


class Tables:
    """`t.site_visits` is that table on the as-of day: later acts do not exist, later ends are not yet known.

    A table that was not handed in reads as empty; a rule whose `needs` names it is not run at all, and a rule
    that merely uses it asks `t.has(name)` before it argues from its silence.
    """

    def __init__(self, engine: Engine, package: Package, as_of: date) -> None:
        self._engine = engine
        self._package = package
        self._held: dict[str, Any] = {}
        self.as_of = as_of

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in table_schemas():
            raise AttributeError(name)
        return self.once(name, lambda: self._as_it_stood(name) if self.has(name) else _empty(name))

    def once(self, name: str, build: Callable[[], Any]) -> Any:
        """An expression several places ask for, worked out once a run and kept under `name`."""
        if name not in self._held:
            self._held[name] = self._engine.hold(name, build())
        return self._held[name]

    def has(self, name: str) -> bool:
        """Whether the table was handed in, be it with a header only."""
        return name in self._package.tables

    def complete(self, name: str) -> bool:
        """Whether absence in the table is a fact: handed in, and not declared incomplete without a span."""
        file = self._package.tables.get(name)
        return file is not None and (file.complete or file.covers is not None)

    def covered(self, name: str, first: Any, last: Any) -> Any:
        """Whether the table says it covers every day from `first` to `last` (expressions of dates)."""
        file = self._package.tables[name]
        if file.covers is None:
            return ibis.literal(True)
        begin, end = file.covers
        return (first >= begin) & (last <= end)

    def span(self, name: str) -> tuple[date, date] | None:
        """The days the table says it covers, if it says so."""
        file = self._package.tables.get(name)
        return None if file is None else file.covers

    def _as_it_stood(self, name: str) -> Any:
        schema, table = table_schemas()[name], self._engine.read(self._package.tables[name].path)
        for column in schema.acts:
            happened = table[column.name]
            table = table.filter(happened.isnull() | (happened <= self._end(column)))
        known = {
            column.name: table[column.name] <= self._end(column)
            for column in schema.columns.values()
            if column.role is DayRole.LATER
        }
        known |= {column.name: known[column.follows] for column in schema.columns.values() if column.follows}
        return table.mutate(
            **{name: kept.ifelse(table[name], ibis.null(table[name].type())) for name, kept in known.items()}
        )

    def _end(self, column: Column) -> date | datetime | str:
        """The last moment of the as-of day, in the column's own kind."""
        if column.kind is Kind.DATETIME:
            return datetime.combine(self.as_of, time.max)
        return f"{self.as_of:%Y-%m}" if column.kind is Kind.MONTH else self.as_of


def _empty(name: str) -> Any:
    return ibis.memtable([], schema=ibis.schema(_ibis_types(name)))


_TYPES = {
    Kind.DATE: "date",
    Kind.DATETIME: "timestamp",
    Kind.BOOL: "boolean",
    Kind.LIST: "array<string>",
    Kind.INTEGER: "int64",
    **dict.fromkeys((Kind.NUMBER, Kind.MONEY, Kind.LAT, Kind.LON), "float64"),
}


def _ibis_types(name: str) -> dict[str, str]:
    columns = table_schemas()[name].columns.values()
    return {"_row": "int64"} | {column.name: _TYPES.get(column.kind, "string") for column in columns}
