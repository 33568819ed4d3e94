"""How much of a file is read before it is refused: a spreadsheet comes from outside, and may be made to do harm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a spreadsheet may be at most. A server that takes files from strangers hands in smaller ones.

    `file_bytes` of the file; `unpacked_bytes` of all its parts together; `sheets` of a workbook; `rows` and `columns`
    of a sheet that hold anything; `cell_bytes` of one cell's text in UTF-8, the data package's own limit.
    """

    file_bytes: int = 512 * 1024 * 1024
    unpacked_bytes: int = 4 * 1024 * 1024 * 1024
    sheets: int = 200
    rows: int = 1_000_001
    columns: int = 500
    cell_bytes: int = 1024 * 1024


#: For a file of one's own, on one's own machine.
OWN = Limits()
