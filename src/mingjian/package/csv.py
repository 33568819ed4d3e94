"""A CSV table in blocks of bounded size: encoding, quoting, the shape of the rows, and which line a row begins on."""

from __future__ import annotations

import codecs
import csv
import io
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

import pyarrow as pa

from mingjian.package.cells import CELL_BYTES, trimmed
from mingjian.package.faults import Fault, FaultBook, Weight
from mingjian.package.shape import Block, Unreadable
from mingjian.terms import Text

#: A block ends at so many rows or so many characters, whichever comes first. Longer blocks are slower: the garbage
#: collector walks every list of cells that is still held.
BLOCK_ROWS = 4096
BLOCK_CHARACTERS = 16 * 1024 * 1024

#: A line with no end in so many bytes is no line of a table; reading it whole would fill the memory.
LINE_BYTES = 64 * 1024 * 1024

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Place:
    """A byte of a file and the line it is on, both from the first."""

    byte: int
    line: int


def encoding_of(stream: BinaryIO) -> tuple[str, Text | None]:
    """The encoding of the whole stream, and a warning when it is not UTF-8. Rewinds the stream.

    Raises Unreadable for a byte that belongs to no encoding, for a NUL, and for a line without end.
    """
    wrong = _first_undecodable(stream, "utf-8")
    if wrong is None:
        return "utf-8-sig", None
    if _is_damaged_utf8(stream, wrong) or _first_undecodable(stream, "gb18030") is not None:
        zh = f"第 {wrong.byte + 1} 个字节既不是 UTF-8 也不是 GB18030，文件可能损坏或未写完"
        en = f"byte {wrong.byte + 1} is neither UTF-8 nor GB18030; the file may be damaged or half-written"
        raise Unreadable("encoding", Text(zh, en), wrong.line)
    return "gb18030", Text("按 GB18030 读取，请改用 UTF-8", "read as GB18030; please use UTF-8")


def _first_undecodable(stream: BinaryIO, encoding: str) -> _Place | None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    byte, line, unbroken = 0, 1, 0
    for chunk in _chunks(stream):
        unbroken = 0 if b"\n" in chunk or b"\r" in chunk else unbroken + len(chunk)
        _refuse_unprintable(chunk, byte, line, unbroken)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as wrong:
            before = wrong.start - (len(wrong.object) - len(chunk))
            return _Place(byte + before, line + chunk[: max(before, 0)].count(b"\n"))
        byte, line = byte + len(chunk), line + chunk.count(b"\n")
    return None


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream from its start, in pieces, with an empty one at the end."""
    stream.seek(0)
    while True:
        chunk = stream.read(_CHUNK)
        yield chunk
        if not chunk:
            stream.seek(0)
            return


def _refuse_unprintable(chunk: bytes, byte: int, line: int, unbroken: int) -> None:
    if (nul := chunk.find(b"\0")) >= 0:
        zh, en = f"第 {byte + nul + 1} 个字节是 NUL，不是文本文件", f"byte {byte + nul + 1} is NUL: not a text file"
        raise Unreadable("nul", Text(zh, en), line + chunk[:nul].count(b"\n"))
    if unbroken > LINE_BYTES:
        zh, en = f"一行超过 {LINE_BYTES >> 20} MiB", f"a line is over {LINE_BYTES >> 20} MiB"
        raise Unreadable("line-length", Text(zh, en), line)


def _is_damaged_utf8(stream: BinaryIO, wrong: _Place) -> bool:
    """Whether the text around the wrong byte is UTF-8 all the same: most of what is not ASCII decodes.

    UTF-8 read as GB18030 gives words too, only nonsense; so a damaged file must not slip through as the other encoding.
    """
    stream.seek(max(0, wrong.byte - _CHUNK // 2))
    sample = stream.read(_CHUNK).decode("utf-8", "replace")
    stream.seek(0)
    broken = sample.count("\ufffd")
    return sum(1 for c in sample if c > "\x7f") > 2 * broken


@contextmanager
def _cells_of_a_mebibyte() -> Iterator[None]:
    """The csv module's limit is one for the whole process, and a tenth of ours: raise it only while we read."""
    before = csv.field_size_limit(CELL_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@dataclass
class _Lines:
    """On which line each row begins: only the rows after which the difference changes are remembered."""

    _rows: array[int] = field(default_factory=lambda: array("q", [0]))
    _shifts: array[int] = field(default_factory=lambda: array("q", [1]))

    def mark(self, row: int, end: int) -> None:
        """Row `row` (0 is the header) ended on line `end`."""
        if end - row != self._shifts[-1]:
            self._rows.append(row)
            self._shifts.append(end - row)

    def begin(self, row: int) -> int:
        """The line on which row `row`, counted from 1, begins."""
        return row + self._shifts[bisect_right(self._rows, row - 1) - 1]


class CsvTable:
    """A CSV file being read: `header` first, then `blocks()` once. Raises Unreadable when it cannot be read at all.

    Rows with too many or too few cells are faults in `book` and are left out; `cut` is then true.
    """

    def __init__(self, stream: BinaryIO, file: str, table: str, book: FaultBook) -> None:
        self._book, self._at = book, Fault(file, "", Text("", ""), table=table)
        encoding, warning = encoding_of(stream)
        if warning is not None:
            book.add(Fault(file, "encoding", warning, table=table, severity=Weight.WARNING))
        self._text = io.TextIOWrapper(stream, encoding=encoding, newline="")
        self._taken = 0
        self._reader = csv.reader(self._measured(), strict=True)
        self._lines = _Lines()
        self._row = 0
        self.cut = False
        self.header = self._read_header()

    def line_of(self, row: int) -> int | None:
        """The line of the file on which the row begins."""
        return self._lines.begin(row)

    def blocks(self) -> Iterator[Block]:
        """The rows as trimmed text, in blocks of at most BLOCK_ROWS rows and about BLOCK_CHARACTERS characters."""
        while True:
            numbers, rows = self._some_rows()
            if not rows:
                return
            columns = [trimmed(pa.array(cells, pa.string())) for cells in zip(*rows, strict=True)]
            yield Block(dict(zip(self.header, columns, strict=True)), pa.array(numbers, pa.int64()))

    def _measured(self) -> Iterator[str]:
        for line in self._text:
            self._taken += len(line)
            yield line

    def _read_header(self) -> list[str]:
        with _cells_of_a_mebibyte():
            try:
                cells = next(self._reader, None)
            except csv.Error:
                raise Unreadable("header", Text("表头的引号未闭合", "a quote in the header is not closed"), 1) from None
        if not cells:
            raise Unreadable("header", Text("没有表头", "there is no header"), 1)
        self._lines.mark(0, self._reader.line_num)
        return [cell.strip().lstrip("\ufeff") for cell in cells]

    def _some_rows(self) -> tuple[list[int], list[list[str]]]:
        numbers: list[int] = []
        rows: list[list[str]] = []
        self._taken = 0
        width, reader, mark = len(self.header), self._reader, self._lines.mark
        with _cells_of_a_mebibyte():
            try:
                for cells in reader:
                    if any(cells):  # spreadsheets leave rows of nothing but commas
                        self._row += 1
                        if len(cells) == width:
                            numbers.append(self._row)
                            rows.append(cells)
                        else:
                            self._refuse_row(len(cells))
                    mark(self._row, reader.line_num)
                    if len(rows) >= BLOCK_ROWS or self._taken >= BLOCK_CHARACTERS:
                        break
            except csv.Error as wrong:
                self._stop(str(wrong))
        return numbers, rows

    def _refuse_row(self, width: int) -> None:
        self.cut = True
        zh = f"有 {width} 个单元格，表头有 {len(self.header)} 个，此行未读"
        en = f"{width} cells where the header has {len(self.header)}: the row is not read"
        self._add("cells", Text(zh, en))

    def _stop(self, wrong: str) -> None:
        self.cut = True
        self._row += 1
        if "field larger" in wrong:
            zh, en = (
                "单元格超过 1 MiB 或引号未闭合，其后未读",
                "a cell over 1 MiB, or a quote not closed: the rest is not read",
            )
            self._add("too-long", Text(zh, en))
        elif "unexpected end" in wrong:
            self._add("quote", Text("引号到文件末尾未闭合", "a quote is not closed by the end of the file"))
        else:
            zh, en = "引号后还有文字，其后未读", "text after a closing quote: the rest is not read"
            self._add("quote", Text(zh, en))

    def _add(self, code: str, message: Text) -> None:
        at = self._at
        line = self._lines.begin(self._row)
        self._book.add(Fault(at.file, code, message, table=at.table, row=self._row, line=line))
