"""The rows of evidence a finding lays on the table, fetched once a rule and not once a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from mingjian.findings import Evidence
from mingjian.package.schema import tables as table_schemas

if TYPE_CHECKING:
    from mingjian.screening.engines import Engine
    from mingjian.screening.rule import Rule, Shown
    from mingjian.screening.tables import Tables

#: Row numbers asked for in one query.
BATCH = 5_000


class Exhibits:
    """The evidence rows all findings of one rule point at, by table and row number."""

    def __init__(self, engine: Engine, tables: Tables, rule: Rule, rows: Sequence[dict[str, Any]]) -> None:
        self._shows = rule.shows
        self._held: dict[tuple[str, int], dict[str, Any]] = {}
        for table in {shown.table for shown in rule.shows}:
            wanted = {n for shown in rule.shows if shown.table == table for row in rows for n in _numbers(row, shown)}
            for record in _fetch(engine, getattr(tables, table), sorted(wanted)):
                self._held[table, record["_row"]] = record

    def of(self, row: dict[str, Any]) -> tuple[Evidence, ...]:
        """The evidence of one found row, in the order the rule shows it."""
        return tuple(
            self._evidence(shown, number) for shown in self._shows for number in dict.fromkeys(_numbers(row, shown))
        )

    def _evidence(self, shown: Shown, number: int) -> Evidence:
        record = self._held[shown.table, number]
        fields = {name: record[name] for name in shown.fields}
        if table_schemas()[shown.table].key:
            return Evidence(shown.table, id=record["id"], fields=fields)
        return Evidence(shown.table, row=number, fields=fields)


def _numbers(row: dict[str, Any], shown: Shown) -> Iterable[int]:
    held = row.get(shown.rows)
    if held is None:
        return ()
    return sorted(n for n in held if n is not None) if isinstance(held, list) else (held,)


def _fetch(engine: Engine, table: Any, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(numbers), BATCH):
        yield from engine.rows(table.filter(table["_row"].isin(numbers[start : start + BATCH])))
