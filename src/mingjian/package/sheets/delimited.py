"""A CSV file, UTF-8 or GB18030, as a source of one sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mingjian.package.csv import encoding_of
from mingjian.package.shape import Unreadable
from mingjian.package.sheets.grid import Holds, RawCell, RawRow
from mingjian.package.sheets.limits import Limits
from mingjian.package.sheets.source import Sheet
from mingjian.terms import BadInput, Text

#: What a spreadsheet program takes for a formula when it opens a CSV file, in either width, after any apostrophes.
#: A cell that begins so is written with an apostrophe more, and read with one less (OWASP, CSV Injection).
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")


def defused(text: str) -> str:
    """Text as a cell of a CSV file that no spreadsheet program works out."""
    return f"'{text}" if _FORMULA.match(text) else text


def fused(text: str) -> str:
    """Text of a cell that `defused` may have written."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


class CsvSource:
    """An open CSV file. Rows are counted as a spreadsheet program counts them: a cell with line breaks is one row."""

    strict = True
    date1904 = False

    def __init__(self, stream: BinaryIO, path: Path, limits: Limits) -> None:
        self._stream, self._name, self._limits = stream, path.name, limits
        try:
            self._encoding, _ = encoding_of(stream)
        except Unreadable as wrong:
            raise self._cannot(wrong.why.zh, wrong.why.en) from None

    @property
    def sheets(self) -> Sequence[Sheet]:
        return [Sheet(0, self._name)]

    def rows(self, sheet: Sheet) -> Iterator[RawRow]:
        self._stream.seek(0)
        text = io.TextIOWrapper(self._stream, encoding=self._encoding, newline="")
        try:
            for number, cells in enumerate(self._records(text), start=1):
                held = [RawCell(at, Holds.TEXT, fused(cell)) for at, cell in enumerate(cells, start=1) if cell.strip()]
                if held:
                    yield RawRow(number, held)
        finally:
            text.detach()

    def merged(self) -> Sequence[str]:
        return []

    def close(self) -> None:
        self._stream.close()

    def _records(self, text: io.TextIOWrapper) -> Iterator[list[str]]:
        reader = csv.reader(text, strict=True)
        while True:
            try:
                with _cells_of(self._limits.cell_bytes):
                    record = next(reader, None)
            except csv.Error as wrong:
                line = reader.line_num
                zh, en = f"第 {line} 行附近的引号或单元格有误（{wrong}）", f"a quote or cell near line {line} ({wrong})"
                raise self._cannot(zh, en) from None
            if record is None:
                return
            yield record

    def _cannot(self, zh: str, en: str) -> BadInput:
        return BadInput(Text(f"{self._name} 不能读取：{zh}", f"{self._name} cannot be read: {en}"))


@contextmanager
def _cells_of(size: int) -> Iterator[None]:
    """The csv module's limit is one for the whole process: ours while a row is read."""
    before = csv.field_size_limit(size)
    try:
        yield
    finally:
        csv.field_size_limit(before)
