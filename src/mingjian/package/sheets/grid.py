"""The cells of a worksheet, row by row as the file has them: no more than a piece of it is ever in memory.

Not read with calamine, which lays a sheet out whole: two cells in opposite corners make it ask for half a terabyte and
end the process, ten million honest ones take a gibibyte, and it does not say which cells have a formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import BinaryIO, NamedTuple

from mingjian.package.sheets.formats import Shows
from mingjian.package.sheets.markup import Malformed, feed, local, new_parser, whole_number
from mingjian.package.sheets.strings import SharedTexts, unescaped


class Holds(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "a number shown as a day"
    MOMENT = "a number shown as a moment"
    TRUTH = "true or false"
    ERROR = "an error of a formula"


class RawCell(NamedTuple):
    """A cell that holds something: `column` from 1; `text` as the file has it; whether a formula worked it out."""

    column: int
    holds: Holds
    text: str
    formula: bool = False


class RawRow(NamedTuple):
    """A row that holds something: `number` from 1, as the person sees it."""

    number: int
    cells: list[RawCell]


@dataclass
class Look:
    """What the cells of a workbook are read with, and how much of one is read.

    `merged` gathers the ranges of merged cells, which a sheet names after its rows.
    """

    texts: SharedTexts
    styles: list[Shows]
    cell_bytes: int
    merged: list[str] = field(default_factory=list)


#: Ranges of merged cells that are remembered: enough to say that there are such.
MERGED = 1000

#: A sheet has no more: the last is XFD.
COLUMNS = 16_384


def rows_of(stream: BinaryIO, look: Look) -> Iterator[RawRow]:
    """The rows of a worksheet that hold anything, in order. Malformed for what is no worksheet."""
    grid = _Grid(look)
    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = grid.start, grid.end
    parser.CharacterDataHandler = grid.characters
    for _ in feed(parser, stream):
        yield from grid.rows
        grid.rows.clear()


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27; Malformed for what are no letters."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or number > COLUMNS:
            raise Malformed(f"no such column: {letters[:20]}")
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class _Grid:
    """What the parser meets: `row` holds `c`, which holds `f`, and `v` or `is` with `t` in it."""

    def __init__(self, look: Look) -> None:
        self.rows: list[RawRow] = []
        self._look = look
        self._row, self._column = 0, 0
        self._cells: list[RawCell] = []
        self._type, self._style = "n", "0"
        self._pieces: list[str] = []
        self._length = 0
        self._inside = self._formula = self._taking = self._aside = False
        self._columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            self._begin_cell(attributes)
        elif self._inside:
            self._taking = name == "v" or (name == "t" and not self._aside)
            if name == "f":
                self._formula = True
            elif name == "rPh":
                self._aside = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "mergeCell" and len(self._look.merged) < MERGED:
            self._look.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        self._taking = False
        if name == "c":
            self._end_cell()
        elif name == "row":
            if self._cells:
                self.rows.append(RawRow(self._row, self._cells))
                self._cells = []
        elif name == "rPh":
            self._aside = False

    def characters(self, text: str) -> None:
        if self._taking:
            self._length += len(text)
            if self._length > self._look.cell_bytes:
                raise Malformed(f"the cell {column_letters(self._column)}{self._row} is too long")
            self._pieces.append(text)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = whole_number(attributes.get("r")) or self._row + 1
        if number <= self._row:
            raise Malformed(f"row {number} after row {self._row}")
        self._row, self._column = number, 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r")
        column = self._column + 1 if said is None else self._column_of(said.rstrip("0123456789"))
        if not self._column < column <= COLUMNS:
            raise Malformed(f"the cells of row {self._row} are not in order")
        self._column = column
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._pieces, self._length = [], 0
        self._inside, self._formula = True, False

    def _column_of(self, letters: str) -> int:
        known = self._columns.get(letters)
        if known is None:
            known = self._columns[letters] = column_number(letters.upper())
        return known

    def _end_cell(self) -> None:
        self._inside = False
        text = "".join(self._pieces)
        if text or self._formula:
            holds, text = self._read(text)
            self._cells.append(RawCell(self._column, holds, text, self._formula))

    def _read(self, text: str) -> tuple[Holds, str]:
        match self._type:
            case "s":
                return Holds.TEXT, self._look.texts[_whole(text)]
            case "n":
                return (_SHOWN[self._shown()], text.strip()) if text else (Holds.TEXT, "")
            case "b":
                return Holds.TRUTH, text.strip()
            case "e":
                return Holds.ERROR, text
            case _:  # inlineStr, str (of a formula), d (ISO 8601, as text)
                return Holds.TEXT, unescaped(text)

    def _shown(self) -> Shows:
        styles, number = self._look.styles, whole_number(self._style) or 0
        return styles[number] if number < len(styles) else Shows.NUMBER


_SHOWN = {Shows.NUMBER: Holds.NUMBER, Shows.DAY: Holds.DAY, Shows.MOMENT: Holds.MOMENT}


def _whole(text: str) -> int:
    number = whole_number(text.strip())
    if number is None:
        raise Malformed(f"no number of a shared string: {text[:20]}")
    return number
