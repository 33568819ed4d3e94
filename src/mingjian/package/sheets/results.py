"""The sheet 核对结果: what is wrong, where, and the way out, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from mingjian.package.faults import SHOWN_OF_A_KIND, Weight
from mingjian.package.sheets import look
from mingjian.package.sheets.heads import RESULTS
from mingjian.package.sheets.strings import escaped
from mingjian.package.sheets.told import SheetFault

_HEADS = (
    ("序号", 6),
    ("轻重", 7),
    ("工作表", 18),
    ("行", 8),
    ("列", 18),
    ("单元格", 10),
    ("问题", 50),
    ("处理办法", 36),
    ("Fault", 50),
    ("Way out", 36),
)

_TITLE_ROW, _NOTE_ROW, _HEAD_ROW = 1, 2, 3
_NOTE = (
    f"同一列的同类问题只列前 {SHOWN_OF_A_KIND} 处，其余只计数；改正后请重新核对。错误须改正；提示请核对，可以不改。"
    f" Of each kind in a column the first {SHOWN_OF_A_KIND} are listed; check again when they are mended."
)
_APART = (
    "原表未随附标记（CSV 文件、行数过多或含有无法复制的内容）：请按“工作表”“单元格”两列在原表中查找。"
    " The sheets themselves are not copied here; look the cells up in the original."
)


def add_results(book: Any, faults: Sequence[SheetFault], *, linked: bool) -> None:
    """Put the list in front of the other sheets and show it first; `linked` when those are in the same workbook."""
    sheet = book.create_sheet(RESULTS.zh, 0)
    _set_page(sheet)
    _put(sheet, _TITLE_ROW, 1, "title", "核对结果" if faults else "核对结果：未发现问题")
    _put(sheet, _NOTE_ROW, 1, "note", _NOTE if linked else _APART + _NOTE)
    for number, (head, _) in enumerate(_HEADS, start=1):
        _put(sheet, _HEAD_ROW, number, "label", head)
    for number, fault in enumerate(faults, start=1):
        _add_line(sheet, number, fault, linked=linked)
    for other in book.worksheets:  # two sheets chosen at once would both take what is typed into one
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _set_page(sheet: Any) -> None:
    for number, (_, width) in enumerate(_HEADS):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width
    for row in (_TITLE_ROW, _NOTE_ROW):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_HEADS))
        sheet.row_dimensions[row].height = look.TALL
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    look.set_paper(sheet)


def _add_line(sheet: Any, number: int, fault: SheetFault, *, linked: bool) -> None:
    place, row = fault.place, _HEAD_ROW + number
    where = (place.sheet, place.row, place.cell) if place is not None else ("", None, "")
    said = (fault.message.zh, fault.way_out.zh, fault.message.en, fault.way_out.en)
    values = (number, fault.severity.label.zh, where[0], where[1], fault.label.zh, where[2], *said)
    for column, value in enumerate(values, start=1):
        _put(sheet, row, column, "plain", value)
    if linked and place is not None:
        target = "'" + place.sheet.replace("'", "''") + "'!" + (place.cell if place.row and place.column else "A1")
        cell = _put(sheet, row, _HEADS.index(("单元格", 10)) + 1, "link", place.cell or "A1")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
    if fault.severity is Weight.FAULT:
        sheet.cell(row, 2).font = look.STYLES["label"]["font"]


def _put(sheet: Any, row: int, column: int, style: str, value: object) -> Any:
    cell = sheet.cell(row, column)
    for part, looks in look.STYLES[style].items():
        setattr(cell, part, looks)
    look.put(cell, escaped(value) if isinstance(value, str) else value)
    return cell
