"""How the sheets look: a plain official form, black on white, that prints on A4 with its heads on every page."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from mingjian.package.schema import Column, Kind
from mingjian.package.sheets.grid import column_letters
from mingjian.package.sheets.heads import CODE_ROW, FIRST_ROW, LABEL_ROW, NOTE_ROW, TITLE_ROW

SONG = "宋体"
_LINE = Border(*(Side("thin", "FF808080") for _ in range(4)))
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAPPED = Alignment(vertical="center", wrap_text=True)

#: What each kind of cell looks like.
STYLES: dict[str, dict[str, Any]] = {
    "title": {"font": Font(SONG, 16, bold=True), "alignment": _MIDDLE},
    "note": {"font": Font(SONG, 10), "alignment": _WRAPPED},
    "label": {
        "font": Font(SONG, 10.5, bold=True),
        "alignment": _MIDDLE,
        "border": _LINE,
        "fill": PatternFill("solid", "FFEDEDED"),
    },
    "code": {"font": Font("Consolas", 7, color="FF969696"), "alignment": _MIDDLE, "border": _LINE},
    "data": {"font": Font(SONG, 10.5), "alignment": Alignment(vertical="center"), "border": _LINE},
    "plain": {"font": Font(SONG, 10.5), "alignment": _WRAPPED},
    "link": {"font": Font(SONG, 10.5, color="FF0563C1", underline="single"), "alignment": Alignment(vertical="center")},
}

TEXT, DAY, MOMENT, MONEY, GENERAL = "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "#,##0.00", "General"

_FORMATS = {
    Kind.DATE: DAY,
    Kind.DATETIME: MOMENT,
    Kind.MONEY: MONEY,
    **dict.fromkeys((Kind.NUMBER, Kind.INTEGER, Kind.LAT, Kind.LON), GENERAL),
}

#: Widths of columns in characters, by what they hold.
_WIDTHS = {
    Kind.TEXT: 20,
    Kind.LIST: 24,
    Kind.DATE: 12,
    Kind.DATETIME: 20,
    Kind.USCC: 21,
    Kind.SHA256: 24,
    Kind.MONEY: 16,
}
_WIDTH = 14

#: Heights in points: of a line of small print, and of a row of heads.
LINE, TALL = 14, 30


def number_format(column: Column | None) -> str:
    """How a column shows its cells; what is no number or day is text, so that no program eats its leading zeros."""
    return _FORMATS.get(column.kind, TEXT) if column is not None else TEXT


def cell(sheet: Any, style: str, value: object = None, shown_as: str = GENERAL) -> Any:
    """A cell of that look, to be appended to a sheet once or, with another value each time, often."""
    made = WriteOnlyCell(sheet)
    for part, looks in STYLES[style].items():
        setattr(made, part, looks)
    made.number_format = shown_as
    put(made, value)
    return made


def put(made: Any, value: object) -> None:
    """Give a cell its value; text stays text, also when a spreadsheet program would take it for a formula."""
    made.value = value
    if isinstance(value, str):
        made.data_type = "s"


def display_width(text: str) -> int:
    """How many narrow characters wide a text is."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def set_columns(sheet: Any, columns: list[tuple[Column | None, str]]) -> None:
    """Widths and formats of whole columns, each with the head that it must hold."""
    for number, (column, head) in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[column_letters(number)]
        wide = _WIDTHS.get(column.kind, _WIDTH) if column is not None else _WIDTH
        dimension.width = max(wide, display_width(head) + 2)
        dimension.number_format = number_format(column)


def set_page(sheet: Any, *, keyed: bool) -> None:
    """Frozen heads, A4 across, one page wide, heads and page numbers on each; `keyed`: the first column stays too."""
    sheet.freeze_panes = f"{'B' if keyed else 'A'}{FIRST_ROW}"
    sheet.print_title_rows = f"{LABEL_ROW}:{CODE_ROW}"
    set_paper(sheet)


def set_paper(sheet: Any) -> None:
    """A4 across, one page wide, numbered."""
    sheet.page_setup.paperSize = sheet.page_setup.paperSize or "9"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def set_head_rows(sheet: Any, width: int, note: str) -> None:
    """Title and remark across the whole table; the remark has as many lines as it takes."""
    letters = [column_letters(number) for number in range(1, width + 1)]
    across = sum(sheet.column_dimensions[letter].width for letter in letters)
    lines = math.ceil(display_width(note) / across) + 1
    for row, height in ((TITLE_ROW, TALL), (NOTE_ROW, lines * LINE), (LABEL_ROW, TALL)):
        sheet.row_dimensions[row].height = height
    for row in (TITLE_ROW, NOTE_ROW):
        sheet.merged_cells.add(f"A{row}:{letters[-1]}{row}")
