"""Rows as a workbook of one sheet. Words are words: nothing in a cell is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO, Any, cast

from django.http import HttpResponse

from mingjian_web.desks.shared.sending import sent
from mingjian_web.desks.shared.wording import say

#: What one sheet can hold, less the lines above the rows.
MOST = 1_048_000
#: What one cell can hold, and the name of a sheet.
LONGEST, LONGEST_NAME = 32_767, 31
#: Characters that a workbook cannot hold, and those that cannot stand in a sheet's name.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    name: str, above: Sequence[object], heads: Sequence[object], rows: Iterable[Sequence[object]]
) -> IO[bytes]:
    """The workbook in a file that is gone when it is closed: the lines above, the heads, the rows.

    Rows pass through, none is kept. What is above and the heads stay in sight.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(NOT_IN_NAMES.sub(" ", name)[:LONGEST_NAME] or "1")
    sheet.freeze_panes = f"A{len(above) + 2}"
    for line in above:
        sheet.append([_cell(sheet, say(line))])
    sheet.append([_cell(sheet, say(head)) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    return file


def sent_as_workbook(file: IO[bytes], name: str) -> HttpResponse:
    """The workbook as an answer that browsers save under `name`."""
    return sent(file, name, XLSX)


def _cell(sheet: Any, value: object) -> Any:
    """A cell that holds the value as what it is; words as words, also where they begin with an equals sign."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, CONTROL.sub("", value)[:LONGEST])
    cell.data_type = "s"
    return cell
