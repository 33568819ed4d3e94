"""A table as a view says it: columns, rows of plain values, how it is sorted, which part of the whole it shows.

A cell is any value: words, a `Text`, a `Term`, a day, a number, a `Face`, or one of the shapes below; `drawn` draws it
by its kind. None is 未登记: say 未知 or 未核对 where that is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mingjian.terms import Text
from mingjian_web.desks.shared.clocks import Face
from mingjian_web.desks.shared.wording import day, moment, number, say

ROWS = 25
SHORT = 6


@dataclass(frozen=True, slots=True)
class Tag:
    """A status: its shape (ok run wait warn bad stop hard clue unknown) and its word."""

    shape: str
    words: object
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere, with a second line beneath; `code` for numbers of matters and certificates."""

    url: str
    words: object
    sub: object = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words with a second line beneath."""

    words: object
    sub: object = ""


@dataclass(frozen=True, slots=True)
class Several:
    """Several values in one cell, one under another."""

    parts: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, by which name it sorts (empty: not), whether it holds numbers, or heads the row."""

    title: object
    sort: str = ""
    number: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a value a column. `key` is what the box sends when the row is chosen, `name` how the box is called."""

    cells: tuple[object, ...]
    key: str = ""
    name: object = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; no heading for a table in one piece."""

    rows: tuple[Row, ...]
    title: object = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head as drawn: the sort its link asks for, and how the column is sorted now."""

    column: Column
    asks: str
    now: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a list is shown: page `page` of `size` rows each, of `total`."""

    page: int
    total: int
    size: int = ROWS

    @classmethod
    def asked(cls, page: object, total: int, size: int = ROWS) -> Pager:
        """The page asked for in an address; what is not there is the nearest that is."""
        wanted = int(str(page)) if str(page).isascii() and str(page).isdigit() else 1
        last = max(1, -(-total // size))
        return cls(min(max(wanted, 1), last), total, size)

    @property
    def start(self) -> int:
        """How many rows come before: `rows[pager.start : pager.stop]`."""
        return (self.page - 1) * self.size

    @property
    def stop(self) -> int:
        """Where the page ends."""
        return min(self.start + self.size, self.total)

    @property
    def previous(self) -> int | None:
        """The page before."""
        return self.page - 1 if self.page > 1 else None

    @property
    def next(self) -> int | None:
        """The page after."""
        return self.page + 1 if self.stop < self.total else None

    @property
    def words(self) -> Text:
        """第 1 至 25 条，共 584 条."""
        if not self.total:
            return Text("共 0 条", "none")
        first, last = self.start + 1, self.stop
        return Text(f"第 {first:,} 至 {last:,} 条，共 {self.total:,} 条", f"{first:,} to {last:,} of {self.total:,}")


@dataclass(frozen=True)
class Table:
    """A table for `shared/components/table.html`. `sorted_by` is a column's `sort`, with a minus for downwards."""

    caption: object
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    sorted_by: str = ""
    pager: Pager | None = None

    @classmethod
    def of(
        cls,
        caption: object,
        columns: Iterable[Column],
        rows: Iterable[Row],
        sorted_by: str = "",
        pager: Pager | None = None,
    ) -> Table:
        """A table in one piece."""
        return cls(caption, tuple(columns), (Group(tuple(rows)),), sorted_by, pager)

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """The heads; a link sorts upwards first, and downwards when it is sorted so already."""
        return tuple(self._head(column) for column in self.columns)

    @property
    def choosable(self) -> bool:
        """Whether rows have boxes."""
        return any(row.key for group in self.groups for row in group.rows)

    @property
    def width(self) -> int:
        """How many columns there are, the boxes' own included."""
        return len(self.columns) + self.choosable

    @property
    def empty(self) -> bool:
        """Whether there is no row at all."""
        return not any(group.rows for group in self.groups)

    def lines(self) -> Iterable[tuple[Group, list[tuple[Row, list[tuple[Column, object]]]]]]:
        """Each group with its rows, each cell with its column."""
        for group in self.groups:
            yield group, [(row, list(zip(self.columns, row.cells, strict=True))) for row in group.rows]

    def _head(self, column: Column) -> Head:
        if self.sorted_by == column.sort:
            return Head(column, f"-{column.sort}", "ascending")
        return Head(column, column.sort, "descending" if self.sorted_by == f"-{column.sort}" else "")


def drawn(value: object) -> str:
    """A cell's value as HTML, by its kind."""
    match value:
        case None:
            return format_html('<span class="note">{}</span>', gettext("未登记"))
        case Face():
            return render_to_string("shared/components/clock.html", {"face": value})
        case Tag():
            boxed = " box" if value.boxed else ""
            return format_html('<span class="tag {}{}">{}</span>', value.shape, boxed, _words(say(value.words)))
        case Link():
            named = format_html('<a href="{}"{}>{}</a>', value.url, _code(value.code), drawn(value.words))
            return format_html("{}{}", named, _sub(value.sub))
        case Words():
            return format_html("{}{}", drawn(value.words), _sub(value.sub))
        case Several():
            return format_html_join(_BREAK, "{}", ((drawn(part),) for part in value.parts))
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case bool():
            return gettext("是") if value else gettext("否")
        case int() | float():
            return number(value)
    return _words(say(value))


_BREAK = SafeString("<br>")


def _words(words: str) -> str:
    """Short words, a person's name above all, are not broken over two lines."""
    return format_html('<span class="nb">{}</span>' if 0 < len(words) <= SHORT else "{}", words)


def _code(code: bool) -> str:
    return SafeString(' class="code"') if code else ""


def _sub(sub: object) -> str:
    return format_html('<span class="sub">{}</span>', drawn(sub)) if sub else ""
