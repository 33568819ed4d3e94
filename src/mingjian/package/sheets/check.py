"""Validating a spreadsheet: as a package is validated, each fault pointed back to its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mingjian.package.faults import Fault, Weight
from mingjian.package.opened import TableFile
from mingjian.package.read import Progress
from mingjian.package.sheets.convert import to_package
from mingjian.package.sheets.limits import OWN, Limits
from mingjian.package.sheets.told import SheetFault, told
from mingjian.package.validate import validate


@dataclass(frozen=True, slots=True)
class Checked:
    """A spreadsheet that has been checked: the tables it became, and what is wrong, the first of each kind shown.

    The two counts are exact; `faults` and `warnings` say after each kind how many more of it there are.
    """

    tables: Mapping[str, TableFile]
    faults: tuple[SheetFault, ...]
    warnings: tuple[SheetFault, ...]
    fault_count: int
    warning_count: int


def validate_workbook(
    path: Path, into: Path, limits: Limits = OWN, progress: Progress = lambda table, rows: None
) -> Checked:
    """Check an xlsx or CSV file; the package made of it, and its typed tables, are left in the folder `into`.

    Raises BadInput for a file that cannot be read as tables of the data package.
    """
    converted = to_package(path, into / "package", limits, progress)
    package = validate(into / "package", into / "tables", progress)
    origin, book = converted.origin, converted.book

    def all_told(weight: Weight, found: Iterable[Fault]) -> tuple[SheetFault, ...]:
        return tuple(told(fault, origin) for fault in (*book.shown(weight), *found))

    return Checked(
        package.tables,
        all_told(Weight.FAULT, package.faults),
        all_told(Weight.WARNING, package.warnings),
        book.count(Weight.FAULT) + package.fault_count,
        book.count(Weight.WARNING) + package.warning_count,
    )
