"""One table's file into one Parquet file of the contract's types, and every cell that is wrong into the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingjian.package.cells import CELL_BYTES, Wrong, arrow_type, read_cells, said
from mingjian.package.faults import Fault, FaultBook, Weight, quote
from mingjian.package.native import Uncastable, as_contract, as_text
from mingjian.package.schema import Column, Table
from mingjian.package.shape import Block, TableReader, Unreadable
from mingjian.terms import Text

#: The number of a row in its file, counted from 1: the first column of every normalised table.
ROW = "_row"

#: No table of the contract has a tenth of this; a header of a million names is an attack, or an accident.
MOST_COLUMNS = 500

#: Characters of a column's name.
#: How alike two names are, from 0 to 1, when one may be a slip for the other.
A_SLIP = 0.85
LONGEST_NAME = 200

#: A row group of the normalised Parquet ends at so many rows or bytes, whichever comes first.
GROUP_ROWS = 122_880
GROUP_BYTES = 64 * 1024 * 1024


class Normaliser:
    """Writes what `reader` reads as the normalised Parquet of `table`; `whole` turns false when rows were lost."""

    def __init__(self, table: Table, file: str, reader: TableReader, book: FaultBook) -> None:
        self._table, self._file, self._reader, self._book = table, file, reader, book
        self._unknown = self._check_header()
        self._given_up: set[str] = set()
        self.rows = 0
        self.whole = True

    def write(self, target: Path, progress: Callable[[str, int], None]) -> None:
        """Stream the whole file into `target`; what cannot be read further ends the file there, and is a fault."""
        schema = self._schema()
        with pq.ParquetWriter(target, schema, compression="zstd", compression_level=1) as writer:
            for batches in _row_groups(self._batches(schema, progress)):
                writer.write_table(pa.Table.from_batches(batches, schema))
        self.whole = self.whole and not self._reader.cut

    def _batches(self, schema: pa.Schema, progress: Callable[[str, int], None]) -> Iterator[pa.RecordBatch]:
        try:
            for block in self._reader.blocks():
                yield pa.record_batch(self._arrays(block), schema=schema)
                self.rows += len(block.rows)
                progress(self._table.name, self.rows)
        except Unreadable as wrong:
            self.whole = False
            self._add(wrong.code, wrong.why, line=wrong.line)

    def _check_header(self) -> list[str]:
        """Names the contract does not know, in the file's order; Unreadable for a header that decides nothing."""
        header = self._reader.header
        _refuse(header)
        for name in self._table.required:
            if name not in header:
                self._add("no-column", Text("缺少这一列", "the column is missing"), column=name)
        self._warn_of_slips(header)
        return [name for name in header if name not in self._table.columns and self._can_keep(name)]

    def _warn_of_slips(self, header: list[str]) -> None:
        """A name just beside one the contract knows and the file lacks: perhaps a slip that hides what it holds."""
        lacking = [name for name in self._table.columns if name not in header]
        for name in header:
            near = get_close_matches(name, lacking, n=1, cutoff=A_SLIP) if name not in self._table.columns else []
            if near:
                message = Text(f"不认识的列，未读；是否应为 {near[0]}", f"unknown and not read; is it {near[0]}?")
                self._add("slip", message, column=name, severity=Weight.WARNING)

    def _can_keep(self, name: str) -> bool:
        """Whether the normalised table can have an unknown column of that name; says it when it cannot."""
        if name.casefold() in self._table.columns:
            # An engine that ignores case must not meet the same name twice.
            message = Text("列名应为小写，此列未读", "names of columns are lower-case: the column is not read")
            self._add("case", message, column=name)
        elif name.casefold() == ROW:
            message = Text(f"列名 {ROW} 留作内部使用，此列未读", f"the name {ROW} is reserved: the column is not read")
            self._add("reserved", message, column=name, severity=Weight.WARNING)
        elif not name.isprintable() or len(name) > LONGEST_NAME:
            message = Text("列名含控制字符或过长，此列未读", "no name for a column, which is not read")
            self._add("name", message, column=name, severity=Weight.WARNING)
        else:
            return True
        return False

    def _schema(self) -> pa.Schema:
        known = [pa.field(column.name, arrow_type(column)) for column in self._table.columns.values()]
        unknown = [pa.field(name, pa.string()) for name in self._unknown]
        return pa.schema([pa.field(ROW, pa.int64()), *known, *unknown])

    def _arrays(self, block: Block) -> list[pa.Array]:
        known = {name: self._column(column, block) for name, column in self._table.columns.items()}
        for start, end in self._table.order:
            self._check_order(start, end, known, block)
        unknown = [self._unknown_column(name, block) for name in self._unknown]
        return [block.rows, *known.values(), *unknown]

    def _column(self, column: Column, block: Block) -> pa.Array:
        given = block.columns.get(column.name)
        nothing = pa.nulls(len(block.rows), arrow_type(column))
        if given is None or column.name in self._given_up:
            return nothing
        try:
            cells = as_contract(column, given)
        except Uncastable as wrong:
            self._give_up(column.name, str(wrong))
            return nothing
        values = read_cells(column, cells)
        for one in values.wrong:
            self._note(column, one, cells, block)
        if column.required:
            self._note(column, Wrong(cells.is_null(), "empty"), cells, block)
        return values.array

    def _give_up(self, column: str, why: str) -> None:
        """A column whose type is of no use is said once and is empty from there on."""
        self._given_up.add(column)
        why = quote(why, limit=120)
        self._add(
            "type", Text(f"列的类型不能使用（{why}）", f"the type of the column is of no use ({why})"), column=column
        )

    def _unknown_column(self, name: str, block: Block) -> pa.Array:
        nothing = pa.nulls(len(block.rows), pa.string())
        if name in self._given_up:
            return nothing
        try:
            cells = as_text(block.columns[name])
        except Uncastable:
            self._given_up.add(name)
            message = Text("未知列，不是文字，未保留", "an unknown column that is not text: not kept")
            self._add("type", message, column=name, severity=Weight.WARNING)
            return nothing
        return pc.if_else(pc.less_equal(pc.binary_length(cells), CELL_BYTES), cells, pa.scalar(None, pa.string()))

    def _check_order(self, start: str, end: str, columns: dict[str, pa.Array], block: Block) -> None:
        first, last = self._table.columns[start], self._table.columns[end]
        before = pc.less(_comparable(last, first, columns[end]), _comparable(first, last, columns[start]))
        for at in self._noted(Fault(self._file, "order", Text("", ""), self._table.name, end), before):
            early, late = _shown(columns[start][at]), _shown(columns[end][at])
            zh, en = f"{late} 早于 {start} 的 {early}", f"{late} is before {start}, which is {early}"
            self._add("order", Text(zh, en), column=end, row=block.rows[at].as_py())

    def _note(self, column: Column, wrong: Wrong, cells: pa.Array, block: Block) -> None:
        like = Fault(self._file, wrong.code, Text("", ""), self._table.name, column.name)
        for at in self._noted(like, wrong.mask):
            message = said(wrong.code, column, _shown(cells[at]))
            row = block.rows[at].as_py()
            self._add(wrong.code, message, column=column.name, row=row, severity=wrong.severity)

    def _noted(self, like: Fault, mask: pa.Array) -> Iterator[int]:
        """The places worth showing; the caller adds those, and the others are counted after them."""
        count = pc.sum(mask).as_py() or 0
        if not count:
            return
        room = self._book.room(like)
        yield from pc.indices_nonzero(pc.fill_null(mask, False)).slice(0, room).to_pylist()
        if count > room:
            self._book.count_more(like, count - room)

    def _add(
        self,
        code: str,
        message: Text,
        *,
        column: str | None = None,
        row: int | None = None,
        line: int | None = None,
        severity: Weight = Weight.FAULT,
    ) -> None:
        line = self._reader.line_of(row) if row is not None else line
        self._book.add(Fault(self._file, code, message, self._table.name, column, row, line, severity))


def _refuse(header: list[str]) -> None:
    if len(header) > MOST_COLUMNS:
        raise Unreadable("header", Text(f"超过 {MOST_COLUMNS} 列", f"more than {MOST_COLUMNS} columns"))
    if "" in header:
        raise Unreadable("header", Text("有一列没有列名", "a column has no name"))
    folded = [name.casefold() for name in header]
    if doubled := sorted({name for name in header if folded.count(name.casefold()) > 1}):
        names = quote("、".join(doubled))
        raise Unreadable("header", Text(f"列名重复：{names}", f"doubled column names: {names}"))


def _row_groups(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Batches gathered to row groups of a size that is read quickly and is still held easily."""
    gathered: list[pa.RecordBatch] = []
    for batch in batches:
        gathered.append(batch)
        if sum(len(b) for b in gathered) >= GROUP_ROWS or sum(b.nbytes for b in gathered) >= GROUP_BYTES:
            yield gathered
            gathered = []
    if gathered:
        yield gathered


def _comparable(column: Column, other: Column, array: pa.Array) -> pa.Array:
    """Where a bare day may stand for a time, only the days can be compared."""
    return array.cast(pa.date32(), safe=False) if column.day_only or other.day_only else array


def _shown(cell: pa.Scalar) -> str:
    try:
        return quote("" if not cell.is_valid else cell.as_py())
    except (ValueError, OverflowError):  # a day beyond the years that Python has
        return quote(cell.cast(pa.string()))
