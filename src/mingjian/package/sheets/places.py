"""Where on a spreadsheet something is: a sheet, a row, a column."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.package.sheets.grid import column_letters


@dataclass(frozen=True, slots=True)
class Place:
    """A cell; a whole row where `column` is None, a whole column where `row` is, the sheet where both are.

    Rows and columns are counted from 1, as the person sees them.
    """

    sheet: str
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str:
        """C7; 7 for a row, C for a column, empty for the sheet."""
        letters = column_letters(self.column) if self.column is not None else ""
        return f"{letters}{self.row if self.row is not None else ''}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
