"""A Parquet table in blocks, row group by row group, believing nothing that its footer says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.package.shape import Block, Unreadable
from mingjian.terms import Text

BLOCK_ROWS = 65_536

#: What a footer may make us set aside, in bytes and in items, and what one row group may unpack to.
FOOTER_STRING_BYTES = 16 * 1024 * 1024
FOOTER_ITEMS = 1_000_000
GROUP_BYTES = 2 * 1024 * 1024 * 1024

#: A block takes fewer rows when they are wide, so as to stay near this size in bytes.
BLOCK_BYTES = 64 * 1024 * 1024

_MAGIC = b"PAR1"

#: Everything Arrow throws at a file that is not what it says: ArrowException covers most, not all.
_BROKEN = (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError)


class ParquetTable:
    """A Parquet file being read: `header` first, then `blocks()` once. Raises Unreadable for one that is not whole."""

    def __init__(self, stream: BinaryIO) -> None:
        if stream.read(4) != _MAGIC:
            raise Unreadable("parquet", Text("不是 Parquet 文件", "not a Parquet file"))
        stream.seek(0)
        try:
            self._file = pq.ParquetFile(
                stream,
                thrift_string_size_limit=FOOTER_STRING_BYTES,
                thrift_container_size_limit=FOOTER_ITEMS,
            )
            self.header: list[str] = list(self._file.schema_arrow.names)
            _check_footer(self._file)
        except _BROKEN as wrong:
            raise _unreadable(wrong) from None
        self.cut = False

    def line_of(self, row: int) -> None:
        """A Parquet file has no lines."""
        return

    def blocks(self) -> Iterator[Block]:
        """The rows with the columns' own types, in blocks of at most BLOCK_ROWS rows."""
        row = 0
        try:
            for batch in self._file.iter_batches(batch_size=_block_rows(self._file.metadata), use_threads=False):
                columns = dict(zip(self.header, batch.columns, strict=True))
                yield Block(columns, pa.array(range(row + 1, row + 1 + batch.num_rows), pa.int64()))
                row += batch.num_rows
        except _BROKEN as wrong:
            raise _unreadable(wrong) from None
        if row != self._file.metadata.num_rows:
            raise _lies(self._file.metadata.num_rows, row)


def _check_footer(file: pq.ParquetFile) -> None:
    """The footer agrees with itself, and with the pages, on how many rows there are; no row group is a bomb.

    Only what cannot throw inside Arrow's C++ is asked of the footer: an exception there ends the whole process
    (`column(n)` of a row group is such a place).
    """
    footer = file.metadata
    groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
    if sum(group.num_rows for group in groups) != footer.num_rows:
        raise _lies(footer.num_rows, sum(group.num_rows for group in groups))
    if any(not 0 <= group.total_byte_size <= GROUP_BYTES for group in groups):
        zh, en = f"行组展开超过 {GROUP_BYTES >> 30} GiB", f"a row group unpacks to over {GROUP_BYTES >> 30} GiB"
        raise Unreadable("parquet", Text(zh, en))
    # Unpacks every page once, half the cost of reading; damage anywhere shows here, before a row is handed on.
    if (held := file.scan_contents()) != footer.num_rows:
        raise _lies(footer.num_rows, held)


def _block_rows(footer: pq.FileMetaData) -> int:
    size = sum(int(footer.row_group(number).total_byte_size) for number in range(footer.num_row_groups))
    return max(1, min(BLOCK_ROWS, BLOCK_BYTES * int(footer.num_rows) // max(size, 1)))


def _lies(said: int, found: int) -> Unreadable:
    zh, en = f"文件尾称有 {said} 行，实有 {found} 行", f"the footer says {said} rows; there are {found}"
    return Unreadable("rows", Text(zh, en))


def _unreadable(wrong: BaseException) -> Unreadable:
    why = str(wrong).partition("\n")[0][:200] or type(wrong).__name__
    zh, en = f"Parquet 文件损坏或未写完（{why}）", f"the Parquet file is damaged or half-written ({why})"
    return Unreadable("parquet", Text(zh, en))
