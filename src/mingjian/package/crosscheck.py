"""What only whole tables can show: a key used twice, a row there twice, an id that leads nowhere.

Asked of DuckDB over the normalised Parquet, which spills to disk rather than fill the memory.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.package.faults import SHOWN_OF_A_KIND, Fault, FaultBook, Weight, quote
from mingjian.package.normalise import ROW
from mingjian.package.opened import TableFile
from mingjian.package.schema import Column, Kind, Reference, tables
from mingjian.terms import BadInput, Text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The line of a file on which a row begins; None where there are no lines.
LineOf = Callable[[int], int | None]

MEMORY = "512MB"


def check_across(opened: Mapping[str, TableFile], lines: Mapping[str, LineOf], book: FaultBook, into: Path) -> None:
    """Note every repeated key or row, and every reference into a whole table that is not there."""
    with _engine(into) as engine:
        for name, file in opened.items():
            engine.execute(f"CREATE VIEW {_name(name)} AS FROM read_parquet({_literal(glob.escape(str(file.path)))})")
        for name, file in opened.items():
            across = _Across(engine, file, lines[name], book)
            across.repeats()
            for column in tables()[name].columns.values():
                if column.refers is not None and _is_whole(opened.get(column.refers.table)):
                    across.dangling(column, column.refers)


def _is_whole(file: TableFile | None) -> bool:
    """Absence from a table that is partial, or covers only some days, proves nothing."""
    return file is not None and file.complete and file.covers is None


@contextmanager
def _engine(into: Path) -> Iterator[DuckDBPyConnection]:
    import duckdb

    engine = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "threads": 2,
            "temp_directory": str(into / "duckdb"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        }
    )
    try:
        yield engine
    except (duckdb.OutOfMemoryException, duckdb.IOException) as wrong:
        zh, en = f"核对编号时内存或磁盘不足：{wrong}", f"memory or disk did not suffice to check the ids: {wrong}"
        raise BadInput(Text(zh, en)) from None
    finally:
        engine.close()


def _name(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class _Across:
    """The questions asked of one table."""

    engine: DuckDBPyConnection
    file: TableFile
    line_of: LineOf
    book: FaultBook

    def repeats(self) -> None:
        """Rows whose key, or in a table without one whose every cell, an earlier row has already."""
        key = tables()[self.file.name].key
        columns = [_name(column) for column in ([key] if key is not None else self._columns())]
        same = Text("各列", "every cell") if key is None else Text(f" {key} ", f"the {key}")
        found = self._ask(_REPEATS, columns, given=f"{_name(key)} IS NOT NULL" if key is not None else "true")
        self._note(
            [self._fault("repeated", row, key, _repeated(same, first)) for row, first, _ in found],
            found,
        )

    def dangling(self, column: Column, refers: Reference) -> None:
        """Ids that are not in the table they refer to."""
        cell = f"unnest({_name(column.name)})" if column.kind is Kind.LIST else _name(column.name)
        severity = Weight.WARNING if refers.loose else Weight.FAULT
        target, key = _name(refers.table), _name(refers.column)
        found = self._ask(_DANGLING, [cell], target=target, key=key)
        self._note(
            [self._fault("dangling", row, column.name, _nowhere(refers, id_), severity) for row, id_, _ in found],
            found,
        )

    def _columns(self) -> list[str]:
        described = self.engine.execute(f"DESCRIBE {_name(self.file.name)}").fetchall()
        return [name for name, *_ in described if name != ROW]

    def _ask(self, query: str, columns: Sequence[str], **words: str) -> list[tuple[int, object, int]]:
        """(row, what it is about, how many there are in all) of the first few."""
        asked = query.format(table=_name(self.file.name), columns=", ".join(columns), **words)
        return self.engine.execute(_FIRST_FEW.format(asked=asked, few=SHOWN_OF_A_KIND)).fetchall()

    def _fault(self, code: str, row: int, column: str | None, message: Text, severity: Weight = Weight.FAULT) -> Fault:
        file = self.file
        return Fault(file.source, code, message, file.name, column, row, self.line_of(row), severity)

    def _note(self, faults: list[Fault], found: list[tuple[int, object, int]]) -> None:
        for fault in faults:
            self.book.add(fault)
        if found and (more := found[0][2] - len(faults)) > 0:
            self.book.count_more(faults[0], more)


def _repeated(same: Text, first: object) -> Text:
    return Text(f"{same.zh}与第 {first} 行相同".strip(), f"{same.en} is the same as in row {first}")


def _nowhere(refers: Reference, cell: object) -> Text:
    shown = quote(cell)
    return Text(f"{refers.table} 中没有“{shown}”", f"'{shown}' is not in {refers.table}")


_FIRST_FEW = "SELECT *, count(*) OVER () FROM ({asked}) ORDER BY 1, 2 LIMIT {few}"

_REPEATS = """
WITH hashed AS (SELECT _row, hash({columns}) AS h FROM {table} WHERE {given}),
     twice AS (SELECT h FROM hashed GROUP BY h HAVING count(*) > 1),
     suspects AS (SELECT * FROM {table} SEMI JOIN (FROM hashed SEMI JOIN twice USING (h)) USING (_row)),
     ranked AS (SELECT _row, min(_row) OVER (PARTITION BY {columns}) AS first FROM suspects)
SELECT _row, first FROM ranked WHERE _row > first
"""

_DANGLING = """
WITH cells AS (SELECT _row, {columns} AS cell FROM {table})
SELECT _row, cell FROM cells WHERE cell IS NOT NULL AND NOT EXISTS (FROM {target} WHERE {key} = cell)
"""
