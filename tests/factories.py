"""Situations for tests: a small world of rows, screened; columns that do not matter are filled with neutral values."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mingjian.clock import WorkCalendar, shipped_calendar
from mingjian.law import Law, load_law
from mingjian.package.read import open_package
from mingjian.package.schema import tables
from mingjian.package.write import write_package
from mingjian.screening.cases import neutral
from mingjian.screening.engines import open_engine
from mingjian.screening.run import Screening, screen

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def screened(
    rows: Rows,
    *rules: str,
    as_of: date,
    law: Law | None = None,
    calendar: WorkCalendar | None = None,
    engine: str = "duckdb",
) -> Screening:
    """The rows as a package, written, read back and screened by the rules."""
    with TemporaryDirectory() as name:
        work = Path(name)
        write_package(work / "package", {table: [_filled(table, row) for row in rows[table]] for table in rows})
        package = open_package(work / "package", work / "tables")
        assert not package.faults, [str(fault) for fault in package.faults]
        with open_engine(engine, work) as opened:
            return screen(
                package,
                engine=opened,
                law=law or load_law(),
                calendar=calendar or shipped_calendar(),
                as_of=as_of,
                rules=rules or None,
            )


def subjects(screening: Screening, *kinds: str) -> set[tuple[str, ...]]:
    """The ids of the subjects of those kinds, a tuple a finding."""
    return {tuple(s.id for s in finding.subjects if s.kind in kinds) for finding in screening.findings}


def _filled(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    required = {c.name: neutral(c) for c in tables()[table].columns.values() if c.required}
    return required | dict(row)
