"""The laid rows as planting sees them: found by what they say, changed in place, taken away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from mingjian_web.demo.province.stock import Rows


@dataclass(frozen=True)
class Ground:
    """Rows of all tables, found quickly by the columns most asked for."""

    rows: Rows
    _by: dict[tuple[str, str], dict[Any, list[dict[str, Any]]]] = field(default_factory=dict)

    def of(self, table: str, **said: Any) -> list[dict[str, Any]]:
        """The rows of the table that say all of this."""
        (column, value), *others = said.items()
        return [row for row in self._places(table, column)[value] if all(row.get(name) == v for name, v in others)]

    def one(self, table: str, **said: Any) -> dict[str, Any]:
        """The one row that says all of this; LookupError when there are none or several: the plan has moved."""
        found = self.of(table, **said)
        if len(found) != 1:
            raise LookupError(f"{len(found)} rows of {table} say {said}")
        return found[0]

    def lay(self, table: str, **row: Any) -> dict[str, Any]:
        """A further row."""
        self.rows[table].append(row)
        self._forget(table)
        return row

    def take_away(self, table: str, **said: Any) -> None:
        """The rows that say all of this; LookupError when there are none."""
        gone = {id(row) for row in self.of(table, **said)}
        if not gone:
            raise LookupError(f"no row of {table} says {said}")
        self.rows[table] = [row for row in self.rows[table] if id(row) not in gone]
        self._forget(table)

    def changed(self, table: str) -> None:
        """Rows of the table say something else now."""
        self._forget(table)

    def _places(self, table: str, column: str) -> dict[Any, list[dict[str, Any]]]:
        if (table, column) not in self._by:
            places: dict[Any, list[dict[str, Any]]] = defaultdict(list)
            for row in self.rows[table]:
                places[row.get(column)].append(row)
            self._by[table, column] = places
        return self._by[table, column]

    def _forget(self, table: str) -> None:
        for key in [key for key in self._by if key[0] == table]:
            del self._by[key]
