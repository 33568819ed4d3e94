"""A spreadsheet into a package folder that opens and validates as any other."""

from __future__ import annotations

import csv
import hashlib
import json
from array import array
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from mingjian.package.descriptor import DESCRIPTOR
from mingjian.package.faults import FaultBook
from mingjian.package.read import Progress
from mingjian.package.sheets.limits import OWN, Limits
from mingjian.package.sheets.origin import Origin
from mingjian.package.sheets.read import SheetTable, Workbook, read_workbook
from mingjian.package.write import PROFILE
from mingjian.terms import BadInput, Text

#: After so many rows it is said how far the work has come.
PROGRESS_ROWS = 4096


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a spreadsheet: where the package's rows came from, and what was odd while it was read."""

    origin: Origin
    book: FaultBook


def to_package(
    path: Path, folder: Path, limits: Limits = OWN, progress: Progress = lambda table, rows: None
) -> Converted:
    """Write each table of the spreadsheet as `<table>.csv` into `folder`, beside their `datapackage.json`.

    Rows are streamed. A column that the sheet lacks is lacking in the CSV too, and one that the contract does not know
    is kept. A sheet without data is a table not handed in, so that an empty form proves nothing. Raises BadInput as
    `read_workbook` does, and when there are no data at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    numbers: dict[str, array[int]] = {}
    with read_workbook(path, limits) as workbook:
        for name, on in workbook.tables.items():
            if written := _write(folder, on, workbook, progress):
                numbers[name] = written
        if not numbers:
            raise BadInput(Text(f"{path.name} 中没有数据，请填写后再核对", f"{path.name} holds no data; fill it in"))
        _describe(folder, list(numbers))
        return Converted(Origin(workbook.tables, numbers), workbook.book)


def _write(folder: Path, on: SheetTable, workbook: Workbook, progress: Progress) -> array[int]:
    """Write one table; the number on the sheet of each of its rows."""
    name, numbers = on.table.name, array("Q")
    rows = workbook.rows(name)
    first = next(rows, None)
    if first is None:
        return numbers
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        # Everything quoted: a lone carriage return in a cell would else read as the end of the row.
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(on.head.columns)
        for row in chain([first], rows):
            writer.writerow([row.values.get(column, "") for column in on.head.columns])
            numbers.append(row.number)
            if len(numbers) % PROGRESS_ROWS == 0:
                progress(name, len(numbers))
    return numbers


def _describe(folder: Path, names: list[str]) -> None:
    listed = [_resource(folder / f"{name}.csv", name) for name in names]
    descriptor = {"$schema": PROFILE, "name": "supervision-data-package", "resources": listed}
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _resource(path: Path, name: str) -> dict[str, object]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    size = path.stat().st_size
    about = {"name": name, "path": path.name, "format": "csv", "encoding": "utf-8"}
    return {**about, "bytes": size, "hash": f"sha256:{digest}"}
