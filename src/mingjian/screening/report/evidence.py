"""Evidence as a person compares it: records of one table beside each other, in the words of the data package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mingjian.package.schema import Column, Kind, Table, tables
from mingjian.package.sheets.words import LABELS
from mingjian.screening.report.words import KINDS, named
from mingjian.terms import Text

if TYPE_CHECKING:
    from mingjian.findings import Evidence, Finding

    Names = Mapping[tuple[str, str], str]

#: More records than this, and a record is a row instead of a column.
SIDE_BY_SIDE = 2

#: Last days of an interval: empty says "still so"; everywhere else empty is unknown.
LAST_DAYS = ("valid_to", "until", "closed_on", "to")

_UNKNOWN, _TO_DATE, _NONE = Text("未知", "unknown"), Text("至今", "to date"), Text("无", "none")
_YES, _NO = Text("是", "yes"), Text("否", "no")

#: How two records compare: one person's times overlap; digests, which no eye compares, differ.
OVERLAP, DIFFERS = Text("时间重叠", "times overlap"), Text("不同", "differs")

#: The table a kind of subject lies in, to name what a reference points at.
_TABLES = {"institution": "institutions", "branch": "branches", "person": "people", "project": "projects"} | {
    kind: f"{kind}s" for kind in ("report", "client", "office", "officer", "application", "certificate", "document")
}
_KIND_OF = {table: kind for kind, table in _TABLES.items() if kind in KINDS}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the records: its label, its value in each record, and what a comparison of two shows."""

    label: str
    values: tuple[str, ...]
    mark: Text | None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The telling records of one table. `records` names each; `beside`: one column a record, else one row a record."""

    table: str
    records: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def beside(self) -> bool:
        """Whether the records are few enough to stand side by side."""
        return len(self.records) <= SIDE_BY_SIDE


def exhibits(finding: Finding, names: Names, language: str) -> tuple[Exhibit, ...]:
    """The finding's evidence by table, in the order the rule shows it."""
    by_table: dict[str, list[Evidence]] = {}
    for row in finding.evidence:
        by_table.setdefault(row.table, []).append(row)
    return tuple(_exhibit(tables()[name], rows, names, language) for name, rows in by_table.items())


def _exhibit(table: Table, rows: Sequence[Evidence], names: Names, language: str) -> Exhibit:
    columns = dict.fromkeys(name for row in rows for name in row.fields)
    fields = tuple(
        Field(
            _label(table, name, language),
            tuple(shown(table, name, row.fields.get(name), names, language) for row in rows),
            _mark(table, name, rows),
        )
        for name in columns
    )
    return Exhibit(table.label.say(language), tuple(_record(row, language) for row in rows), fields)


def _record(row: Evidence, language: str) -> str:
    if row.id is not None:
        return row.id
    return Text(f"第 {row.row} 行", f"row {row.row}").say(language)


def _label(table: Table, name: str, language: str) -> str:
    column = table.columns.get(name)
    return column.label.say(language) if column else name


def _mark(table: Table, name: str, rows: Sequence[Evidence]) -> Text | None:
    """How the field compares in two records; None where there are not two, or nothing tells."""
    if len(rows) != SIDE_BY_SIDE:
        return None
    a, b = (row.fields for row in rows)
    if any(name in pair and _overlap(a, b, *pair) for pair in table.order):
        return OVERLAP
    column = table.columns.get(name)
    digest = column is not None and column.kind is Kind.SHA256
    return DIFFERS if digest and None not in (a[name], b[name]) and a[name] != b[name] else None


def _overlap(a: Mapping[str, Any], b: Mapping[str, Any], start: str, end: str) -> bool:
    """Whether one person's two intervals share time; ISO text in one zone sorts as time does."""
    if a.get("person") is None or a.get("person") != b.get("person"):
        return False
    ends = (a.get(start), a.get(end), b.get(start), b.get(end))
    if not all(isinstance(moment, str) for moment in ends):
        return False
    return bool(a[start] < b[end] and b[start] < a[end])


def shown(table: Table, name: str, value: Any, names: Names, language: str) -> str:
    """A value as a person reads it: enumerations in words, names where the screening gives them, empty as unknown."""
    column = table.columns.get(name)
    if value is None:
        return (_TO_DATE if name in LAST_DAYS else _UNKNOWN).say(language)
    if isinstance(value, bool):
        return (_YES if value else _NO).say(language)
    if isinstance(value, list):
        parts = [shown(table, name, part, names, language) for part in value]
        return (", " if language == "en" else "、").join(parts) or _NONE.say(language)
    label = LABELS.get((table.name, name), {}).get(str(value))
    if label is not None:
        return label.say(language)
    return _typed(column, value, names, language) if column else str(value)


def _typed(column: Column, value: Any, names: Names, language: str) -> str:
    if column.refers and column.refers.table in _KIND_OF:
        return named(_KIND_OF[column.refers.table], str(value), names, language)
    match column.kind:
        case Kind.DATETIME:
            return _moment(value, column.day_only)
        case Kind.MONEY:
            return f"{value:,}"
        case Kind.LAT | Kind.LON:
            return f"{value:.4f}"
    return str(value)


def _moment(text: str, day_only: bool) -> str:
    """`2025-03-14 13:40`; seconds only where there are some, and no midnight that stands for a bare day."""
    moment = datetime.fromisoformat(text)
    if day_only and not (moment.hour or moment.minute or moment.second):
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"
