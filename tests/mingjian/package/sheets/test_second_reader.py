"""Two readers of others see in our workbooks, and we in theirs, the same cells."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from mingjian.package.sheets.grid import Holds, RawCell
from mingjian.package.sheets.kinds import open_file
from mingjian.package.sheets.limits import OWN
from mingjian.package.sheets.values import EPOCH, moment_of
from mingjian.package.sheets.xlsx import XlsxSource

_TEXT = st.text("甲㐂𠮷ab0<&>\"' \n", min_size=1, max_size=8).filter(lambda text: text.strip() == text)
_VALUES = st.one_of(
    st.none(),
    _TEXT,
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.15g}")),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1900, 3, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
)
_SHEETS = st.lists(st.lists(_VALUES, max_size=5), max_size=6)


def _ours(path: Path) -> dict[tuple[int, int], Any]:
    stream, _ = open_file(path, OWN)
    source = XlsxSource(stream, path.name, OWN)
    try:
        return {(row.number, cell.column): _value(cell) for row in source.rows(source.sheets[0]) for cell in row.cells}
    finally:
        source.close()


def _value(cell: RawCell) -> Any:
    match cell.holds:
        case Holds.TRUTH:
            return cell.text == "1"
        case Holds.NUMBER:
            return float(cell.text)
        case Holds.DAY | Holds.MOMENT:
            return moment_of(cell.text, EPOCH)
        case _:
            return cell.text


def _theirs(path: Path) -> dict[tuple[int, int], Any]:
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return {
        (row, column): _plain(value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != "" or isinstance(value, bool)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


@settings(max_examples=40, deadline=None)
@given(rows=_SHEETS)
def test_calamine_and_we_see_the_same_cells(rows: list[list[Any]]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "b.xlsx")
        book.save(path)
        given_cells = {
            (number, column): _plain(value)
            for number, row in enumerate(rows, start=1)
            for column, value in enumerate(row, start=1)
            if value is not None
        }
        assert _ours(path) == _theirs(path) == given_cells
