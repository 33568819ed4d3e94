"""Reading a spreadsheet as tables of the data package: which sheets are tables, and their rows one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType, TracebackType

from mingjian.package.faults import Fault, FaultBook, Weight, quote
from mingjian.package.schema import Table
from mingjian.package.sheets.delimited import CsvSource
from mingjian.package.sheets.grid import Holds, RawCell, RawRow, column_letters, column_number
from mingjian.package.sheets.heads import LOOKED_AT, Head, head_of, is_ours, table_named, titled
from mingjian.package.sheets.kinds import Form, open_file
from mingjian.package.sheets.limits import OWN, Limits
from mingjian.package.sheets.places import Place
from mingjian.package.sheets.source import Sheet, Source
from mingjian.package.sheets.values import EPOCH, EPOCH_1904, Reading
from mingjian.package.sheets.xlsx import XlsxSource
from mingjian.terms import BadInput, Text


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table on a sheet, and where its columns are."""

    table: Table
    sheet: Sheet
    head: Head

    def place(self, row: int | None, column: str | None) -> Place:
        """The cell of a column in a row of the sheet; `row` None is the column's head."""
        number = self.head.columns.get(column) if column is not None else None
        return Place(self.sheet.name, row if row is not None else self.head.row, number)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of data: `number` on its sheet, and what stands in each column, as the package writes it in CSV."""

    number: int
    values: Mapping[str, str]


def read_workbook(path: Path, limits: Limits = OWN) -> Workbook:
    """Open an xlsx or CSV file: a context that closes it.

    BadInput, one clear line, for what is neither, is damaged or over the limits, or holds no table.
    """
    stream, form = open_file(path, limits)
    source: Source | None = None
    try:
        source = XlsxSource(stream, path.name, limits) if form is Form.XLSX else CsvSource(stream, path, limits)
        return Workbook(source, path, limits)
    except BaseException:
        (source or stream).close()
        raise


class Workbook(AbstractContextManager["Workbook"]):
    """An open spreadsheet: `tables` by name, in the order of its sheets; what is odd about it gathers in `book`.

    Faults in `book` count the rows of a table that hold data from 1, as the package does.
    """

    tables: Mapping[str, SheetTable]

    def __init__(self, source: Source, path: Path, limits: Limits) -> None:
        self._source, self._path, self._limits = source, path, limits
        self.book = FaultBook()
        self.tables = MappingProxyType(self._find())

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._source.close()

    def rows(self, name: str) -> Iterator[SheetRow]:
        """The rows of a table that hold data, in order; to be read once, for what is odd is noted on the way."""
        on = self.tables[name]
        rows = _Rows(on, self._source, self.book)
        for row in self._narrow(on.sheet):
            if row.number > on.head.row and (values := rows.values(row)):
                if rows.count > self._limits.rows:
                    raise self._too_many(on.sheet)
                yield SheetRow(row.number, values)
        rows.note_merged()

    def _find(self) -> dict[str, SheetTable]:
        found: dict[str, SheetTable] = {}
        for sheet in self._source.sheets:
            on = self._table_on(sheet)
            if on is None:
                continue
            if (other := found.setdefault(on.table.name, on)) is not on:
                raise self._twice(on, other)
        if not found:
            raise self._no_table()
        return found

    def _table_on(self, sheet: Sheet) -> SheetTable | None:
        """The table that a sheet holds; None, and noted, for a sheet that is not read."""
        if is_ours(sheet.name):
            return None
        first = list(islice(self._narrow(sheet), LOOKED_AT))
        table = table_named(_bare(sheet.name)) or titled(first)
        if table is None:
            self._not_read(sheet, "名称不是数据包的表", "its name is no table of the package", bool(first))
            return None
        if sheet.hidden:
            self._not_read(sheet, "是隐藏的", "it is hidden", bool(first))
            return None
        head = head_of(table, first, sheet.name)
        if head is None:
            self._not_read(sheet, "前二十行里找不到列名", "no row of column names among the first", bool(first))
            return None
        return SheetTable(table, sheet, head)

    def _narrow(self, sheet: Sheet) -> Iterator[RawRow]:
        most = self._limits.columns
        for row in self._source.rows(sheet):
            if row.cells[-1].column > most:
                zh, en = f"第 {row.number} 行超过 {most} 列", f"row {row.number} has more than {most} columns"
                raise self._cannot(sheet, zh, en)
            yield row

    def _too_many(self, sheet: Sheet) -> BadInput:
        most = self._limits.rows
        return self._cannot(sheet, f"超过 {most} 行，请拆分后再交", f"it has more than {most} rows; split it")

    def _not_read(self, sheet: Sheet, zh: str, en: str, filled: bool) -> None:
        if filled:
            message = Text(f"工作表未读：{zh}", f"the sheet is not read: {en}")
            self.book.add(Fault(sheet.name, "sheet", message, severity=Weight.WARNING))

    def _cannot(self, sheet: Sheet, zh: str, en: str) -> BadInput:
        where = f"{self._path.name} {quote(sheet.name)}"
        return BadInput(Text(f"{where} 不能读取：{zh}", f"{where} cannot be read: {en}"))

    def _twice(self, one: SheetTable, other: SheetTable) -> BadInput:
        zh = f"与工作表“{quote(other.sheet.name)}”是同一张表，请合为一个工作表"
        return self._cannot(one.sheet, zh, f"the sheet '{quote(other.sheet.name)}' is the same table; make them one")

    def _no_table(self) -> BadInput:
        name = self._path.name
        zh = f"{name} 中没有数据包的表：工作表（CSV 为文件名）须以表名命名，如“人员”；可用 mingjian template 生成样表"
        en = f"{name} holds no table of the package: name its sheets (a CSV file itself) for tables, such as people"
        return BadInput(Text(zh, f"{en}; mingjian template makes an empty one"))


def _bare(name: str) -> str:
    return name[: -len(".csv")] if name.lower().endswith((".csv", ".txt")) else name


class _Rows:
    """Reads the rows of one table, and notes what is odd with a cell; `count` of them held data so far."""

    def __init__(self, on: SheetTable, source: Source, book: FaultBook) -> None:
        self._on, self._source, self._book = on, source, book
        epoch = EPOCH_1904 if source.date1904 else EPOCH
        self._names = on.head.names
        table, columns = on.table.name, on.table.columns
        self._readings = {number: Reading(table, columns.get(name), epoch) for number, name in self._names.items()}
        self.count = 0
        self._row, self._last = 0, 0

    def values(self, row: RawRow) -> dict[str, str]:
        """What the row holds in named columns; empty for a row that holds nothing there."""
        self._row = row.number
        values: dict[str, str] = {}
        odd: list[RawCell] = []
        for cell in row.cells:
            reading = self._readings.get(cell.column)
            if reading is None or cell.formula or cell.holds is Holds.ERROR or reading.has_lost_digits(cell):
                odd.append(cell)
            if reading is not None and (text := reading.text(cell)):
                values[self._names[cell.column]] = text
        if values:
            self.count, self._last = self.count + 1, row.number
            for cell in odd:
                self._note_cell(cell)
        return values

    def note_merged(self) -> None:
        """Say which merged cells reach into the data: only the first cell of each holds its value."""
        for area in self._source.merged():
            found = _AREA.fullmatch(area)
            if found is None or int(found["bottom"]) <= self._on.head.row or int(found["top"]) > self._last:
                continue
            name = self._names.get(column_number(found["left"]))
            if name is not None:
                self._note("merged", name, area, Weight.WARNING)

    def _note_cell(self, cell: RawCell) -> None:
        name = self._names.get(cell.column)
        place = f"{column_letters(cell.column)}{self._row}"
        if name is None:
            self._note("no-head", None, place, Weight.FAULT if self._source.strict else Weight.WARNING)
        elif cell.holds is Holds.ERROR:
            self._note("cell-error", name, quote(cell.text))
        elif cell.formula and not cell.text:
            self._note("formula-empty", name, place)
        elif cell.formula:
            self._note("formula", name, place, Weight.WARNING)
        else:
            self._note("digits", name, place)

    def _note(self, code: str, column: str | None, about: str, severity: Weight = Weight.FAULT) -> None:
        zh, en = _ODD[code]
        message = Text(zh.format(about=about), en.format(about=about))
        table = self._on.table.name
        row = None if code == "merged" else self.count
        self._book.add(Fault(f"{table}.csv", code, message, table, column, row, severity=severity))


_AREA = re.compile(r"(?P<left>[A-Z]{1,3})(?P<top>\d{1,9}):[A-Z]{1,3}(?P<bottom>\d{1,9})")

_ODD = {
    "no-head": ("{about} 所在的列没有列名，其内容未读", "the column of {about} has no name: what it holds is not read"),
    "cell-error": ("公式出错（{about}）", "an error of a formula ({about})"),
    "formula-empty": ("{about} 是公式，没有计算结果", "{about} is a formula that was never worked out"),
    "formula": ("{about} 是公式，按其上次计算结果读取", "{about} is a formula: read as it was last worked out"),
    "digits": (
        "{about} 是超过十五位的数，末尾各位已丢失",
        "{about} is a number of over fifteen digits, and the last of them are lost",
    ),
    "merged": (
        "{about} 是合并单元格，只有左上一格有值",
        "{about} is merged: only its first cell holds a value",
    ),
}
