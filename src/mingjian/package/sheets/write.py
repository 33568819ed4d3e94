"""Writing tables as spreadsheets: an empty form to fill in, or a form that holds the rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from mingjian.package.faults import quote
from mingjian.package.schema import Column, Kind, Table, tables
from mingjian.package.sheets import look
from mingjian.package.sheets.delimited import defused
from mingjian.package.sheets.grid import column_letters
from mingjian.package.sheets.guide import add_guide, note
from mingjian.package.sheets.heads import FIRST_ROW, WORDS, sheet_name
from mingjian.package.sheets.saved import replaced
from mingjian.package.sheets.shown import NO, YES, Shown, shown
from mingjian.package.sheets.strings import escaped
from mingjian.package.sheets.values import number_text
from mingjian.package.sheets.words import words_of
from mingjian.package.write import Row
from mingjian.terms import BadInput, Text

#: What a sheet and a cell can hold, in Excel.
SHEET_ROWS, CELL_LENGTH = 1_048_576, 32_767

#: Lines drawn on an empty form.
EMPTY_ROWS = 20


def write_template(path: Path, names: Sequence[str], language: str = "zh") -> None:
    """Write an empty form with a sheet for each table, in the contract's order, after one that says how to fill it in.

    `language`, "zh" or "en", is that of names, heads and words. Raises ValueError for what is no table.
    """
    wanted = _tables(names)
    with _saved(path) as book:
        add_guide(book, wanted, language)
        for table in wanted:
            _Form(book, table, [], language).write([])
        _add_words(book, wanted, language)


def write_rows(path: Path, rows: Mapping[str, Iterable[Row]], *, language: str = "zh") -> None:
    """Write the rows of each table (column → value, as `write_package` takes them) as the same form, filled in.

    Streamed: a sheet is never held whole. Columns that the contract does not know follow in alphabetical order, as the
    first row says. Raises ValueError for what is no table, or a value that cannot be said in the form; BadInput for a
    text or a table that no sheet can hold.
    """
    wanted = _tables(list(rows))
    with _saved(path) as book:
        for table in wanted:
            unknown, all_rows = _begun(table, rows[table.name])
            _Form(book, table, unknown, language).write(all_rows)
        _add_words(book, wanted, language)


def write_csv(path: Path, name: str, rows: Iterable[Row], *, language: str = "zh") -> None:
    """Write one table as a CSV file for people: UTF-8 with a mark, labels and code names above, labels for words.

    A text that a spreadsheet program would take for a formula has an apostrophe before it, which `read_workbook` takes
    off again. For machines there is the data package, which has none. Raises ValueError as `write_rows` does.
    """
    table = _tables([name])[0]
    unknown, all_rows = _begun(table, rows)
    columns = _columns(table, unknown)
    with replaced(path) as aside, aside.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([defused(head(column, column_name, language)) for column_name, column in columns])
        writer.writerow([defused(column_name) for column_name, _ in columns])
        for row in all_rows:
            values = (shown(name, column, row.get(column_name), language) for column_name, column in columns)
            writer.writerow([_in_csv(value) for value in values])


def head(column: Column | None, name: str, language: str) -> str:
    """What stands above a column: its label, with an asterisk where it must be filled in."""
    return f"{column.label.say(language)}{'*' if column.required else ''}" if column is not None else name


def _tables(names: Sequence[str]) -> list[Table]:
    if unknown := sorted(set(names) - set(tables())):
        raise ValueError(f"not tables of the contract: {', '.join(unknown)}")
    return [table for name, table in tables().items() if name in set(names)]


def _begun(table: Table, rows: Iterable[Row]) -> tuple[list[str], Iterator[Row]]:
    """The columns of the first row that the contract does not know, and all rows."""
    rows = iter(rows)
    first = list(islice(rows, 1))
    unknown = sorted(set(first[0]) - set(table.columns)) if first else []
    return unknown, chain(first, rows)


def _columns(table: Table, unknown: Sequence[str]) -> list[tuple[str, Column | None]]:
    return [*table.columns.items(), *((name, None) for name in unknown)]


def _in_csv(value: Shown) -> str:
    match value:
        case None:
            return ""
        case str():
            return defused(value)
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return number_text(str(value))


@contextmanager
def _saved(path: Path) -> Iterator[Any]:
    """A workbook that is written row by row, and is there whole or not at all."""
    with replaced(path) as aside:
        book = Workbook(write_only=True)
        book.properties.creator = "明鉴 Mingjian"
        try:
            yield book
            book.save(aside)
        finally:
            _let_go(book)


def _let_go(book: Any) -> None:
    """Close what is still open of a workbook that was not written to its end, and its temporary files."""
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()
            sheet._writer.cleanup()  # openpyxl has no other way


# A sheet ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Form:
    """One table's sheet: four rows of head, then the data."""

    book: Any
    table: Table
    unknown: Sequence[str]
    language: str

    def write(self, rows: Iterable[Row]) -> None:
        """Lay out the sheet and stream the rows; lines to fill in where there are none."""
        sheet = self.book.create_sheet(sheet_name(self.table, self.language))
        columns = _columns(self.table, self.unknown)
        heads = [head(column, name, self.language) for name, column in columns]
        look.set_columns(sheet, [(column, text) for (_, column), text in zip(columns, heads, strict=True)])
        look.set_page(sheet, keyed=self.table.key is not None)
        look.set_head_rows(sheet, len(columns), note(self.language))
        self._add_lists(sheet)
        sheet.append([look.cell(sheet, "title", self.table.label.say(self.language))])
        sheet.append([look.cell(sheet, "note", note(self.language))])
        sheet.append([look.cell(sheet, "label", escaped(text)) for text in heads])
        sheet.append([look.cell(sheet, "code", escaped(name), look.TEXT) for name, _ in columns])
        if self._append(sheet, columns, rows) == 0:
            for _ in range(EMPTY_ROWS):
                sheet.append([look.cell(sheet, "data", None, look.number_format(column)) for _, column in columns])

    def _append(self, sheet: Any, columns: list[tuple[str, Column | None]], rows: Iterable[Row]) -> int:
        """Write the rows; how many there were. One cell a column is used again and again: styles are dear."""
        cells = [_Cell(sheet, self, name, column) for name, column in columns]
        allowed = {name for name, _ in columns}
        count = 0
        for count, row in enumerate(rows, start=1):
            if not row.keys() <= allowed:
                stray = sorted(row.keys() - allowed)
                raise ValueError(f"{self.table.name} row {count}: columns that the first row has not: {stray}")
            if count > SHEET_ROWS - FIRST_ROW + 1:
                raise self._too_much(f"超过 {SHEET_ROWS} 行", f"it has over {SHEET_ROWS} rows")
            sheet.append([cell.holding(row, count) for cell in cells])
        return count

    def refuse_length(self, name: str, count: int) -> BadInput:
        """A text that is too long for a cell; cutting it off would be worse."""
        zh, en = (
            f"第 {count} 行 {name} 超过 {CELL_LENGTH} 个字符",
            f"row {count} {name} has over {CELL_LENGTH} characters",
        )
        return self._too_much(zh, en)

    def _too_much(self, zh: str, en: str) -> BadInput:
        label, way = self.table.label, "工作表放不下，请导出数据包"
        return BadInput(
            Text(f"{label.zh}：{zh}，{way}", f"{label.en}: {en}, more than a sheet holds; export a package")
        )

    def _add_lists(self, sheet: Any) -> None:
        """A list to choose from for each column that has words of its own, or is yes or no."""
        for number, column in enumerate(self.table.columns.values(), start=1):
            source = _choices(self.table, column, self.language)
            if source is None:
                continue
            choice = DataValidation(type="list", formula1=source, allow_blank=True)
            choice.showErrorMessage = column.kind in (Kind.ENUM, Kind.BOOL)  # other columns may hold other words
            choice.errorTitle, choice.error = _refusal(self.language)
            letters = column_letters(number)
            choice.add(f"{letters}{FIRST_ROW}:{letters}{SHEET_ROWS}")
            sheet.data_validations.append(choice)


class _Cell:
    """The one cell with which a column is written; a bare day in a column of moments has its own."""

    def __init__(self, sheet: Any, form: _Form, name: str, column: Column | None) -> None:
        self._form, self._name, self._column = form, name, column
        self._cell = look.cell(sheet, "data", None, look.number_format(column))
        self._day = look.cell(sheet, "data", None, look.DAY)

    def holding(self, row: Row, count: int) -> Any:
        """The cell with the value of that row."""
        value = shown(self._form.table.name, self._column, row.get(self._name), self._form.language)
        if isinstance(value, str):
            value = escaped(value)
            if len(value.encode("utf-16-le")) > 2 * CELL_LENGTH:
                raise self._form.refuse_length(quote(self._name), count)
        bare = isinstance(value, date) and not isinstance(value, datetime)
        cell = self._day if bare else self._cell
        look.put(cell, value)
        return cell


# Lists to choose from --------------------------------------------------------------------------------------------


def _refusal(language: str) -> tuple[str, str]:
    refusal = Text("请从列表中选取", "Choose from the list"), Text("此列只能填列表中的词。", "Only words of the list.")
    return refusal[0].say(language), refusal[1].say(language)


def _choices(table: Table, column: Column, language: str) -> str | None:
    """Where the words of a column are listed, as a validation says it; None where it has none or holds several."""
    if column.kind is Kind.BOOL:
        return f'"{YES.say(language)},{NO.say(language)}"'
    words = words_of(table.name, column.name)
    if not words or column.kind is Kind.LIST:
        return None
    return f"'{WORDS.say(language)}'!{_words_range(table, column, len(words))}"


def _words_range(table: Table, column: Column, count: int) -> str:
    letters = column_letters(_WORD_COLUMNS.index((table.name, column.name)) + 1)
    return f"${letters}${_WORDS_ROW}:${letters}${_WORDS_ROW + count - 1}"


#: Each column with words has the same place on the sheet of words, whichever tables a workbook has.
_WORD_COLUMNS = [(table, column) for table in tables() for column in tables()[table].columns if words_of(table, column)]
_WORDS_ROW = 3


def _add_words(book: Any, wanted: Sequence[Table], language: str) -> None:
    """The sheet of words: a column for each column that has some, those of other tables left empty."""
    names = {table.name for table in wanted}
    lists = [_word_list(*at, language) if at[0] in names else [] for at in _WORD_COLUMNS]
    if not any(lists):
        return
    sheet = book.create_sheet(WORDS.say(language))
    for number, words in enumerate(lists, start=1):
        dimension = sheet.column_dimensions[column_letters(number)]
        dimension.width = max((look.display_width(word) + 2 for word in words), default=1)
        dimension.hidden = not words
    sheet.freeze_panes = f"A{_WORDS_ROW}"
    look.set_paper(sheet)
    for row in range(max(map(len, lists))):
        style = "label" if row < _WORDS_ROW - 1 else "data"
        sheet.append([look.cell(sheet, style, words[row]) if row < len(words) else None for words in lists])


def _word_list(name: str, column: str, language: str) -> list[str]:
    table = tables()[name]
    heads = [table.label.say(language), table.columns[column].label.say(language)]
    return [*heads, *(label.say(language) for label in words_of(name, column).values())]
