"""Writing a data package: rows in, one file a table and `datapackage.json` out, byte for byte the same each time."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingjian.package.cells import CELL_BYTES, arrow_type, from_shanghai, read_cells, said, trimmed
from mingjian.package.descriptor import DESCRIPTOR
from mingjian.package.faults import Weight, quote
from mingjian.package.schema import Column, Kind, Table, tables
from mingjian.terms import SHANGHAI

Row = Mapping[str, Any]

#: Rows held at a time while writing Parquet; each becomes a row group.
GROUP_ROWS = 65_536


@dataclass(frozen=True, slots=True)
class Extent:
    """How far absence from a table is a fact: not at all, or only within `covers` (both days included)."""

    complete: bool = True
    covers: tuple[date, date] | None = None


def write_package(
    folder: Path,
    rows: Mapping[str, Iterable[Row]],
    *,
    file_format: Literal["csv", "parquet"] = "csv",
    extents: Mapping[str, Extent] | None = None,
) -> None:
    """Write the tables of `rows` (table → rows, each column → value) and their descriptor into `folder`.

    Values are str (as a CSV cell would have it), bool, int, float, date, datetime (without a zone: Shanghai), list of
    str, or None, which is empty; spaces around text are left off. Columns the contract does not know follow in
    alphabetical order; the first row says which there are. The same rows give the same bytes. Raises ValueError for
    a table or a value that cannot be said in the form.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if unknown := sorted(set(rows) - set(tables())):
        raise ValueError(f"not tables of the contract: {', '.join(unknown)}")
    listed = [
        _write_table(folder, tables()[name], rows[name], file_format, (extents or {}).get(name, Extent()))
        for name in tables()
        if name in rows
    ]
    descriptor = {"$schema": PROFILE, "name": "supervision-data-package", "resources": listed}
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8")


#: How a Data Package says that it is of version 2.
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def _write_table(
    folder: Path, table: Table, rows: Iterable[Row], file_format: str, extent: Extent
) -> dict[str, object]:
    rows = iter(rows)
    first = list(islice(rows, 1))
    unknown = sorted(set(first[0]) - set(table.columns)) if first else []
    path = folder / f"{table.name}.{file_format}"
    write = _write_csv if file_format == "csv" else _write_parquet
    write(path, table, unknown, _checked(table, unknown, chain(first, rows)))
    return _resource(path, table, unknown, file_format, extent)


def _checked(table: Table, unknown: list[str], rows: Iterable[Row]) -> Iterator[Row]:
    allowed = {*table.columns, *unknown}
    for number, row in enumerate(rows, start=1):
        if not row.keys() <= allowed:
            stray = sorted(row.keys() - allowed)
            raise ValueError(f"{table.name} row {number}: columns that the first row has not: {stray}")
        yield row


# CSV -------------------------------------------------------------------------------------------------------------


def _write_csv(path: Path, table: Table, unknown: list[str], rows: Iterable[Row]) -> None:
    names = [*table.columns, *unknown]
    with path.open("w", encoding="utf-8", newline="") as opened:
        opened.write(_line(names))
        for row in rows:
            opened.write(_line([_cell(table, name, row.get(name)) for name in names]))


def _line(cells: list[str]) -> str:
    # Not csv.writer: before Python 3.13 it leaves a lone carriage return unquoted, which reads as the end of the row.
    return ",".join(_quoted(cell) if _SPECIAL.search(cell) else cell for cell in cells) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


_SPECIAL = re.compile('[",\r\n]')


def _cell(table: Table, name: str, value: object) -> str:
    """A value as the contract writes it in CSV; ValueError when it could not be read back as it is."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return _in_shanghai(value).isoformat()
        case date():
            return value.isoformat()
        case list() | tuple():
            return "|".join(_item(table, name, item) for item in value)
        case _:
            return _legible(table, name, str(value))


def _item(table: Table, name: str, item: object) -> str:
    text = _legible(table, name, str(item))
    if not text or "|" in text:
        raise ValueError(f"{table.name}.{name}: an item of a list may not be empty nor contain |: {quote(text)}")
    return text


def _legible(table: Table, name: str, text: str) -> str:
    if "\0" in text or len(text.encode()) > CELL_BYTES:
        raise ValueError(f"{table.name}.{name}: a NUL in it, or over 1 MiB: {quote(text)}")
    return text.strip()  # as it would be read


def _in_shanghai(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


# Parquet ---------------------------------------------------------------------------------------------------------


def _write_parquet(path: Path, table: Table, unknown: list[str], rows: Iterable[Row]) -> None:
    """The cells that CSV would have, read as the reader reads them: so that both forms of a package say the same."""
    known = [pa.field(column.name, _stored(column)) for column in table.columns.values()]
    schema = pa.schema([*known, *(pa.field(name, pa.string()) for name in unknown)])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            arrays = [_array(table, name, [row.get(name) for row in group]) for name in schema.names]
            writer.write_table(pa.table(arrays, schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while group := list(islice(rows, GROUP_ROWS)):
        yield group


def _stored(column: Column) -> pa.DataType:
    """As the normalised type, but a time says its zone."""
    return pa.timestamp("us", tz="+08:00") if column.kind is Kind.DATETIME else arrow_type(column)


def _array(table: Table, name: str, values: list[object]) -> pa.Array:
    cells = trimmed(pa.array([_cell(table, name, value) for value in values], pa.string()))
    column = table.columns.get(name)
    if column is None:
        return cells
    read = read_cells(column, cells)
    for wrong in read.wrong:
        if wrong.severity is Weight.FAULT and pc.any(wrong.mask).as_py():
            bad = quote(cells.filter(wrong.mask)[0])
            raise ValueError(f"{table.name}.{name}: {said(wrong.code, column, bad).en}")
    return from_shanghai(read.array) if column.kind is Kind.DATETIME else read.array


# The descriptor --------------------------------------------------------------------------------------------------

_FIELD_TYPES = {
    Kind.DATE: "date",
    Kind.DATETIME: "datetime",
    Kind.MONTH: "yearmonth",
    Kind.BOOL: "boolean",
    Kind.NUMBER: "number",
    Kind.MONEY: "number",
    Kind.LAT: "number",
    Kind.LON: "number",
    Kind.INTEGER: "integer",
    Kind.LIST: "list",
}


def _resource(path: Path, table: Table, unknown: list[str], file_format: str, extent: Extent) -> dict[str, object]:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    resource: dict[str, object] = {
        "name": table.name,
        "path": path.name,
        "format": file_format,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": _schema(table, unknown),
    }
    if file_format == "csv":
        resource["encoding"] = "utf-8"
    if not extent.complete:
        resource["complete"] = False
    if extent.covers is not None:
        resource["covers"] = dict(zip(("from", "to"), (day.isoformat() for day in extent.covers), strict=True))
    return resource


def _schema(table: Table, unknown: list[str]) -> dict[str, object]:
    known = [_field(column) for column in table.columns.values()]
    fields = {"fields": [*known, *({"name": name, "type": "string"} for name in unknown)]}
    return {**fields, "primaryKey": table.key} if table.key else {**fields}


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _FIELD_TYPES.get(column.kind, "string"),
        "title": column.label.both(),
    }
    if column.kind is Kind.LIST:
        field["delimiter"] = "|"
    constraints = {"required": True} if column.required else {}
    if column.values:
        field["constraints"] = {**constraints, "enum": list(column.values)}
    elif constraints:
        field["constraints"] = constraints
    return field
