"""A copy of a spreadsheet with its faulty cells coloured and explained, and a sheet that lists them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from mingjian.package.faults import Weight
from mingjian.package.sheets.heads import RESULTS
from mingjian.package.sheets.kinds import Form, open_file
from mingjian.package.sheets.limits import OWN, Limits
from mingjian.package.sheets.places import Place
from mingjian.package.sheets.results import add_results
from mingjian.package.sheets.saved import replaced
from mingjian.package.sheets.strings import escaped
from mingjian.package.sheets.tame import may_be_held
from mingjian.package.sheets.told import SheetFault
from mingjian.terms import BadInput, Text

#: Light red for a fault, light yellow for a warning.
COLOURS = {Weight.FAULT: "FFFFC7CE", Weight.WARNING: "FFFFEB9C"}

#: Begins every remark of ours in a cell's comment, so that a copy marked before can be told from people's own remarks.
SIGN = "【核对】"

#: Size of a comment's box in points.
_WIDTH, _HEIGHT = 320, 120


def mark_faults(path: Path, marked: Path, faults: Sequence[SheetFault], limits: Limits = OWN) -> bool:
    """Write `marked`: the spreadsheet with its own look, each faulty cell filled and commented, and 核对结果 in front.

    A CSV file, a workbook of more than 50 000 rows, and one that cannot be loaded whole, have only the list, in a
    workbook of its own: then the answer is False. Raises BadInput for a file that is neither, when both paths are one,
    and when `marked` is not named .xlsx.
    """
    _refuse_name(path, marked)
    book = _loaded(path, limits)
    held = book is not None
    with warnings.catch_warnings(), replaced(marked) as aside:
        warnings.simplefilter("ignore", UserWarning)
        if book is None:
            book = Workbook()
            book.remove(book.active)
        else:
            _unmark(book)
            for place, found in _by_place(faults).items():
                _mark(book, place, found)
        add_results(book, faults, linked=held)
        book.save(aside)
    return held


def _refuse_name(path: Path, marked: Path) -> None:
    name = marked.name
    if marked.suffix.lower() != ".xlsx":
        raise BadInput(Text(f"{name} 的扩展名应为 .xlsx", f"{name} should be named .xlsx"))
    if marked.exists() and marked.samefile(path):
        raise BadInput(Text(f"{name} 是原文件，请另取文件名", f"{name} is the file itself; give another name"))


def _loaded(path: Path, limits: Limits) -> Any:
    """The workbook, whole; None where it should not, or cannot, be held."""
    stream, form = open_file(path, limits)
    with stream:
        try:
            if form is Form.CSV or not may_be_held(stream, path.name, limits):
                return None
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # what of a workbook is not kept: lists of later versions
                return load_workbook(stream)
        except Exception:
            # Whatever other programs write that openpyxl does not know: the list of faults must come out all the same.
            return None


def _by_place(faults: Sequence[SheetFault]) -> dict[Place, list[SheetFault]]:
    """The faults of each cell; what is about a whole row stands in its first cell."""
    places: dict[Place, list[SheetFault]] = {}
    for fault in faults:
        if fault.place is not None and fault.place.row is not None:
            cell = replace(fault.place, column=fault.place.column or 1)
            places.setdefault(cell, []).append(fault)
    return places


def _mark(book: Any, place: Place, faults: Sequence[SheetFault]) -> None:
    if place.sheet not in book.sheetnames:
        return
    cell = _first_of_merged(book[place.sheet], place)
    heavy = any(fault.severity is Weight.FAULT for fault in faults)
    cell.fill = PatternFill("solid", COLOURS[Weight.FAULT if heavy else Weight.WARNING])
    said = [part for fault in faults for part in (f"{fault.message.zh}。{fault.way_out.zh}。", fault.message.en)]
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    author = cell.comment.author if cell.comment is not None else "明鉴 Mingjian"
    text = escaped("\n".join([before + SIGN, *said]))
    cell.comment = Comment(text, author, width=_WIDTH, height=_HEIGHT)


def _first_of_merged(sheet: Any, place: Place) -> Any:
    """The cell of that place; for one inside a merged range the first of the range, which alone can be commented."""
    cell = sheet.cell(place.row, place.column)
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        return sheet.cell(area.min_row, area.min_col)
    return cell


def _unmark(book: Any) -> None:
    """Take off what an earlier check put on: its list, and in each cell its colour and its remark."""
    if RESULTS.zh in book.sheetnames:
        book.remove(book[RESULTS.zh])
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and SIGN in cell.comment.text:
                    _clear(cell)


def _clear(cell: Any) -> None:
    own = cell.comment.text.partition(SIGN)[0].strip()
    cell.comment = Comment(own, cell.comment.author) if own else None
    if cell.fill.fgColor.rgb in COLOURS.values():
        cell.fill = PatternFill()
