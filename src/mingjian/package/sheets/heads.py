"""Which table a sheet is, and which of its columns each column there is, however people have renamed or moved them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from mingjian.package.schema import Table, tables
from mingjian.package.sheets.grid import Holds, RawRow, column_letters
from mingjian.package.sheets.words import plain
from mingjian.terms import BadInput, Text

#: The rows above the data: title, how to fill in, labels, code names. The data begin below.
TITLE_ROW, NOTE_ROW, LABEL_ROW, CODE_ROW, FIRST_ROW = 1, 2, 3, 4, 5

#: How far down a head is looked for; people put titles and remarks above it.
LOOKED_AT = 20

#: Characters of a sheet's name, in Excel.
NAME_LENGTH = 31

GUIDE = Text("说明", "Guide")
WORDS = Text("可用词", "Words")
RESULTS = Text("核对结果", "Results")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns of a table are on a sheet: the number of each, from 1, by its name; `row` is the head's own.

    Columns that the contract does not know are among them, under the name that the sheet gives them.
    """

    row: int
    columns: Mapping[str, int]

    @property
    def names(self) -> dict[int, str]:
        """The name of each column by its number."""
        return {number: name for name, number in self.columns.items()}


def sheet_name(table: Table, language: str) -> str:
    """The name of a table's sheet."""
    return table.label.say(language)[:NAME_LENGTH]


def table_named(said: str) -> Table | None:
    """The table that a code name or a label in either language means; None where it means none."""
    return _names().get(plain(said))


def is_ours(sheet: str) -> bool:
    """Whether a sheet is one that this software puts beside the tables: guide, words, results."""
    return plain(sheet) in {plain(label) for text in (GUIDE, WORDS, RESULTS) for label in (text.zh, text.en)}


@cache
def _names() -> Mapping[str, Table]:
    known = tables().values()
    labels = {plain(name): table for table in known for name in (sheet_name(table, "en"), table.label.en)}
    return {**labels, **{plain(name): table for table in known for name in (table.label.zh, table.name)}}


def titled(rows: Iterable[RawRow]) -> Table | None:
    """The table that the first cell of a sheet names, for a sheet whose own name says nothing."""
    first = next(iter(rows), None)
    return table_named(first.cells[0].text) if first is not None else None


def head_of(table: Table, rows: Sequence[RawRow], where: str) -> Head | None:
    """The head of the table among the first rows of a sheet; None where there is none. BadInput for a column twice.

    A row that is mostly code names is the head, the last of those that have most; else the row that names most columns
    in any way. A column without a code name is called as the label above it says, and one that the contract does not
    know as its own head says.
    """
    codes = {plain(name) for name in table.columns}
    coded = [_mostly(row, _named(row, codes)) for row in rows]
    labelled = [_named(row, codes | _labels(table).keys()) for row in rows]
    if any(coded):
        place = max(range(len(rows)), key=lambda at: (coded[at], at))
        above = rows[place - 1] if place > 0 and labelled[place - 1] else None
        return Head(rows[place].number, _columns(table, rows[place], above, where))
    if any(labelled):
        row = rows[labelled.index(max(labelled))]
        return Head(row.number, _columns(table, row, None, where))
    return None


def _named(row: RawRow, names: Set[str]) -> int:
    """How many of the names a row has; a single one among other things may be chance, and counts for none."""
    count = len({plain(cell.text) for cell in row.cells} & names)
    return count if count > 1 or len(row.cells) == 1 else 0


def _mostly(row: RawRow, count: int) -> int:
    return count if count * 2 >= len(row.cells) else 0


@cache
def _labels_of(name: str) -> Mapping[str, str]:
    columns = tables()[name].columns.values()
    english = {plain(column.label.en): column.name for column in columns}
    return {**english, **{plain(column.label.zh): column.name for column in columns}}


def _labels(table: Table) -> Mapping[str, str]:
    return _labels_of(table.name)


def _columns(table: Table, row: RawRow, above: RawRow | None, where: str) -> Mapping[str, int]:
    said = {cell.column: cell.text.strip() for cell in (above.cells if above is not None else ())}
    said |= {cell.column: cell.text.strip() for cell in row.cells if cell.holds is Holds.TEXT and cell.text.strip()}
    named = {number: name for number, head in sorted(said.items()) if (name := _name(table, head))}
    first: dict[str, int] = {}
    for number, name in named.items():
        if (before := first.setdefault(name.casefold(), number)) != number:
            raise _twice(where, said[number], before, number)
    return {name: number for number, name in named.items()}


def _name(table: Table, head: str) -> str:
    bare = plain(head)
    codes = {plain(name): name for name in table.columns}
    return codes.get(bare) or _labels(table).get(bare) or " ".join(head.strip("*＊\ufeff ").split())


def _twice(where: str, head: str, first: int, second: int) -> BadInput:
    letters = column_letters(first), column_letters(second)
    zh = f"{where}：列“{head}”出现两次（{letters[0]} 列、{letters[1]} 列），请删去一列"
    return BadInput(Text(zh, f"{where}: the column '{head}' is there twice ({letters[0]}, {letters[1]}); remove one"))
