"""Where on the spreadsheet each row of a package came from, so that a fault can be pointed back to its very cell."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.package.faults import Fault
from mingjian.package.sheets.places import Place
from mingjian.package.sheets.read import SheetTable


@dataclass(frozen=True, slots=True)
class Origin:
    """For each table of a package its sheet, and the number on it of each row of data, in order."""

    sheets: Mapping[str, SheetTable]
    rows: Mapping[str, array[int]]

    def place(self, table: str, row: int | None = None, column: str | None = None) -> Place | None:
        """The cell that data row `row` (from 1) has in `column`; None for what the spreadsheet has not.

        A column without a row is its head; a row whose column the sheet lacks is the whole row.
        """
        on = self.sheets.get(table)
        if on is None:
            return None
        if row is None:
            return on.place(None, column) if column in on.head.columns else Place(on.sheet.name)
        numbers = self.rows[table]
        return on.place(numbers[row - 1], column) if 0 < row <= len(numbers) else Place(on.sheet.name)

    def of(self, fault: Fault) -> Place | None:
        """The place of a fault; None where it is about no sheet."""
        if fault.table is None:
            return Place(fault.file) if fault.code == "sheet" else None
        return self.place(fault.table, fault.row, fault.column)
