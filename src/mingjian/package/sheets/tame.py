"""Whether a workbook may be held whole: openpyxl keeps every cell, and makes one for each of a merged range."""

from __future__ import annotations

import re
from typing import BinaryIO

from mingjian.package.sheets.container import Container
from mingjian.package.sheets.grid import column_number
from mingjian.package.sheets.limits import Limits
from mingjian.package.sheets.markup import elements

#: A workbook of more rows, or more bytes unpacked, is not copied with its marks: that would take gibibytes.
ROWS, UNPACKED = 50_000, 64 * 1024 * 1024

#: Cells of all ranges that a sheet names for merging or links; each is made when the workbook is loaded.
CELLS_OF_RANGES = 1_000_000

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


def may_be_held(stream: BinaryIO, name: str, limits: Limits) -> bool:
    """Whether a workbook is small and honest enough to be loaded whole. Leaves the stream at its start."""
    container = Container(stream, name, limits)
    if container.unpacked > UNPACKED:
        return False
    rows = cells = 0
    for part in container.markup_parts():
        # Every part is gone through: that alone refuses document types, whose entities could be made to swell.
        with container.open(part) as opened:
            for _, element, attributes in elements(opened):
                rows += element == "row"
                if element in ("mergeCell", "hyperlink"):
                    cells += _cells(attributes.get("ref", ""))
        if rows > ROWS or cells > CELLS_OF_RANGES:
            return False
    stream.seek(0)
    return True


def _cells(area: str) -> int:
    found = _RANGE.fullmatch(area)
    if found is None:
        return CELLS_OF_RANGES + 1
    left, top, right, bottom = found.groups()
    wide = column_number(right or left) - column_number(left) + 1
    return wide * (int(bottom or top) - int(top) + 1)
