"""The cases beside each rule: small worlds with what must, and must not, be found in them.

A case is data that a lawyer can read: tables drawn as text, the as-of day, the findings expected. The same file is
the rule's test and the examples on its page. Columns that the contract requires and a case does not name are filled
with neutral values, so that a case shows nothing irrelevant.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from mingjian.package.schema import Column, Kind, Table
from mingjian.package.schema import tables as table_schemas
from mingjian.screening.registry import RuleFile
from mingjian.terms import Level, Text

#: What a case may be: the day before the law, a find, a non-find, a bound, an honest situation that looks like one.
KINDS = ("before", "hit", "miss", "edge", "look-alike")

_SPAN = re.compile(r"\{(\d+)\.\.(\d+)\}")
_NEUTRAL = {
    Kind.DATE: "2000-01-01",
    Kind.DATETIME: "2000-01-01T08:00:00",
    Kind.MONTH: "2000-01",
    Kind.BOOL: "false",
    Kind.NUMBER: "0",
    Kind.INTEGER: "0",
    Kind.MONEY: "0",
    Kind.LAT: "45",
    Kind.LON: "126",
    Kind.DIVISION: "230100",
    Kind.USCC: "91350100M000100Y43",
    Kind.SHA256: "0" * 64,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding a case expects: its level, the ground, the day, the subjects in order as `kind id`."""

    level: Level
    basis: str
    on: date
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One small world. `resources` are what datapackage.json says of a table: covers, complete."""

    title: Text
    kind: str
    as_of: date
    tables: Mapping[str, str]
    resources: Mapping[str, Mapping[str, Any]]
    finds: tuple[Expected, ...]
    left_out: int
    not_run: str | None
    why: Text | None = None

    def write(self, folder: Path) -> Path:
        """The case as a data package in `folder`."""
        resources = []
        for name, drawing in self.tables.items():
            _write_csv(folder / f"{name}.csv", table_schemas()[name], drawing)
            resources.append({"name": name, "path": f"{name}.csv", **self.resources.get(name, {})})
        descriptor = json.dumps({"resources": resources}, default=str)
        (folder / "datapackage.json").write_text(descriptor, encoding="utf-8")
        return folder


def cases_of(file: RuleFile) -> tuple[Case, ...]:
    """The cases of a rule, in the order of its file. ValueError for a file that is not in the form."""
    package, _, stem = file.module.rpartition(".")
    text = files(package).joinpath(f"{stem}.cases.yaml").read_text(encoding="utf-8")
    return tuple(_case(data) for data in YAML(typ="safe").load(text))


def drawn(drawing: str) -> list[list[str]]:
    """The cells of a table drawn as text: one row a line, cells parted by ` | `, the head first.

    A row that says `p{1..25}` stands for 25 rows, p1 to p25.
    """
    lines = [line for line in drawing.splitlines() if line.strip()]
    return [[cell.strip() for cell in f"{row.strip()} ".split(" | ")] for line in lines for row in _unfolded(line)]


def _unfolded(line: str) -> list[str]:
    span = _SPAN.search(line)
    if span is None:
        return [line]
    return [_SPAN.sub(str(number), line) for number in range(int(span[1]), int(span[2]) + 1)]


def _case(data: Mapping[str, Any]) -> Case:
    known = {"case", "kind", "as_of", "tables", "resources", "finds", "left_out", "not_run", "why"}
    if not known.issuperset(data) or data["kind"] not in KINDS:
        raise ValueError(f"not a case: {data}")
    return Case(
        title=Text(**data["case"]),
        kind=data["kind"],
        as_of=data["as_of"],
        tables=data["tables"],
        resources=data.get("resources", {}),
        finds=tuple(_expected(found) for found in data.get("finds", ())),
        left_out=data.get("left_out", 0),
        not_run=data.get("not_run"),
        why=Text(**data["why"]) if "why" in data else None,
    )


def _expected(data: Mapping[str, Any]) -> Expected:
    return Expected(Level(data["level"]), data["basis"], data["on"], tuple(data["subjects"]))


def _write_csv(path: Path, table: Table, drawing: str) -> None:
    head, *rows = drawn(drawing)
    unknown = set(head) - set(table.columns)
    if unknown:
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    filled = [column for column in table.columns.values() if column.required and column.name not in head]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*head, *(column.name for column in filled)])
        for row in rows:
            cells = row + [""] * (len(head) - len(row))
            writer.writerow([*cells, *(neutral(column) for column in filled)])


def neutral(column: Column) -> str:
    """A value for a required column that a case does not care about."""
    if column.kind is Kind.ENUM:
        return column.values[0]
    return _NEUTRAL.get(column.kind, "x")
