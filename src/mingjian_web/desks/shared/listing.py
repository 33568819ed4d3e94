"""A list as every desk shows it: sorted by its heads, 25 rows a page, filters kept in the address, and as a workbook.

A view says which rows and which columns; the list is drawn by `shared/components/table.html`:

    COLUMNS = (Column(_("机构"), lambda row: Link(…, row.name), sort="name", head=True), …)
    return list_page(request, queries.institutions(…), COLUMNS, title=_("机构"), template="…", context={…})

Rows may be a queryset, a sequence, or anything with `count()` and `part(start, stop, sort)`: rows that are read and
worked out a page at a time. The workbook holds every row that the filters leave, not the page alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from mingjian.terms import SHANGHAI, BadInput, Text
from mingjian_web.accounts import trail
from mingjian_web.accounts.permissions import Forbidden, Permission
from mingjian_web.desks.shared import tables
from mingjian_web.desks.shared.clocks import Face
from mingjian_web.desks.shared.refuse import forbidden_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.wording import say
from mingjian_web.desks.shared.workbook import MOST, sent_as_workbook, workbook

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: What is no filter in an address.
NOT_FILTERS = frozenset({"page", "sort"})
#: Rows read at a time into a workbook.
AT_ONCE = 2_000
YES, NO = Text("是", "yes"), Text("否", "no")


class Rows(Protocol[T_co]):
    """Rows that are read a part at a time. `sort` is a column's, with a minus for downwards; empty: their own order."""

    def count(self) -> int:
        """How many there are."""
        ...

    def part(self, start: int, stop: int, sort: str) -> Sequence[T_co]:
        """Those from `start` up to before `stop`."""
        ...


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: its title, what a row shows in it, and the name it sorts by (empty: it does not).

    `value` gives anything `tables.drawn` can draw. `written` gives what the workbook has where that differs.
    """

    title: object
    value: Callable[[T], object]
    sort: str = ""
    number: bool = False
    head: bool = False
    written: Callable[[T], object] | None = None

    def plain(self, row: T) -> object:
        """What stands in the workbook."""
        return plain(self.written(row) if self.written else self.value(row))


@dataclass(frozen=True)
class OfQuery(Generic[T]):
    """A queryset as rows."""

    query: QuerySet[Any]

    def count(self) -> int:
        """How many there are."""
        return self.query.count()

    def part(self, start: int, stop: int, sort: str) -> Sequence[T]:
        """Those from `start` up to before `stop`; equal ones in the order they were written."""
        rows = self.query.order_by(sort, "pk") if sort else self.query
        return list(rows[start:stop])


@dataclass(frozen=True)
class OfSequence(Generic[T]):
    """A sequence as rows; `sort` is the name of an attribute, what has none of it comes last."""

    rows: Sequence[T]

    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    def part(self, start: int, stop: int, sort: str) -> Sequence[T]:
        """Those from `start` up to before `stop`."""
        if not sort:
            return self.rows[start:stop]
        value = attrgetter(sort.removeprefix("-"))
        with_one = [row for row in self.rows if value(row) not in (None, "")]
        without = [row for row in self.rows if value(row) in (None, "")]
        ordered = sorted(with_one, key=lambda row: _sortable(value(row)), reverse=sort.startswith("-"))
        return [*ordered, *without][start:stop]


def _sortable(value: object) -> Any:
    return say(value) if isinstance(value, Text) else value


Source = Rows[T] | QuerySet[Any] | Sequence[T]


def rows_of(source: Source[T]) -> Rows[T]:
    """Whatever a query answered with, as rows."""
    if isinstance(source, QuerySet):
        return OfQuery(source)
    if isinstance(source, Sequence):
        return OfSequence(source)
    return source


def listing(
    request: DeskRequest,
    source: Source[T],
    columns: Sequence[Column[T]],
    *,
    caption: object,
    sort: str = "",
    key: Callable[[T], str] | None = None,
    name: Callable[[T], object] | None = None,
) -> tables.Table:
    """The page of the list that the address asks for. `key` and `name` make the rows choosable (see `tables.Row`)."""
    rows = rows_of(source)
    asked = sorted_by(request, columns, sort)
    pager = tables.Pager.asked(request.GET.get("page", "1"), rows.count())
    drawn = [
        tables.Row(tuple(column.value(row) for column in columns), key(row) if key else "", name(row) if name else "")
        for row in rows.part(pager.start, pager.stop, asked)
    ]
    heads = [tables.Column(column.title, column.sort, column.number, column.head) for column in columns]
    return tables.Table.of(caption, heads, drawn, asked, pager)


def sorted_by(request: DeskRequest, columns: Sequence[Column[T]], otherwise: str = "") -> str:
    """The order that the address asks for, where a column has it."""
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in {column.sort for column in columns if column.sort} else otherwise


def list_page(
    request: DeskRequest,
    source: Source[T],
    columns: Sequence[Column[T]],
    *,
    title: object,
    template: str,
    context: Mapping[str, object],
    sort: str = "",
    notes: Sequence[object] = (),
) -> HttpResponse:
    """The whole answer of a list's view: the page with `table`, `title` and `export_url`, or the workbook for a POST.

    Exporting is an act that is logged, so `shared/components/toolbar.html` posts it, filters and order in the address.
    """
    if request.method == "POST":
        return as_xlsx(request, source, columns, title=title, sort=sort, notes=notes)
    table = listing(request, source, columns, caption=title, sort=sort)
    export_url = request.path if request.actor.may(Permission.EXPORT) else ""
    return render(request, template, {"table": table, "title": title, "export_url": export_url, **context})


def as_xlsx(
    request: DeskRequest,
    source: Source[T],
    columns: Sequence[Column[T]],
    *,
    title: object,
    sort: str = "",
    notes: Sequence[object] = (),
) -> HttpResponse:
    """Every row that the filters leave, as a workbook. Needs EXPORT; leaves a row of the trail with page and filters.

    Words are words: nothing in a cell is a formula. Above the rows stand the title, the `notes`, who exported, when.
    """
    rows, by = rows_of(source), request.actor
    try:
        by.must(Permission.EXPORT)
    except Forbidden as wrong:
        return forbidden_page(request, wrong.reason)
    count, page = rows.count(), request.resolver_match.view_name if request.resolver_match else request.path
    if count > MOST:
        raise BadInput(
            Text(
                f"共 {count:,} 条，一张工作表放不下；请先筛选，每次不超过 {MOST:,} 条",
                f"{count:,} rows do not fit one sheet: filter first, at most {MOST:,} at a time",
            )
        )
    above = [title, *notes, _who_and_when(request, count)]
    heads, written = [one.title for one in columns], lines(rows, count, columns, sorted_by(request, columns, sort))
    file = workbook(say(title), above, heads, written)
    detail = {"page": page, "filters": filters(request), "count": count}
    trail.leave("exchange.exported_list", by=by, now=request.now, kind="list", object=page, detail=detail)
    return sent_as_workbook(file, f"{say(title)}-{request.today:%Y%m%d}.xlsx")


def filters(request: DeskRequest) -> dict[str, list[str]]:
    """The filters of the address that say something."""
    return {name: values for name, values in request.GET.lists() if name not in NOT_FILTERS and any(values)}


def _who_and_when(request: DeskRequest, count: int) -> str:
    chosen = "; ".join(f"{name}={'|'.join(values)}" for name, values in filters(request).items()) or "-"
    who = f"{request.actor.office_name or request.actor.institution} {request.actor.name}"
    when = f"{request.now:%Y-%m-%d %H:%M}"
    return say(
        Text(
            f"导出人 {who}，导出时间 {when}，筛选 {chosen}，共 {count:,} 条",
            f"exported by {who} on {when}; filters {chosen}; {count:,} rows",
        )
    )


def lines(rows: Rows[T], count: int, columns: Sequence[Column[T]], sort: str = "") -> Iterator[list[object]]:
    """What a workbook has of each of the `count` rows; they are read a part at a time."""
    for start in range(0, count, AT_ONCE):
        for row in rows.part(start, min(start + AT_ONCE, count), sort):
            yield [column.plain(row) for column in columns]


def plain(value: object) -> object:
    """What a drawn value is in a workbook: numbers and days as themselves, all else as words."""
    match value:
        case None:
            return ""
        case bool():
            return say(YES if value else NO)
        case datetime():
            return value.astimezone(SHANGHAI).replace(tzinfo=None)
        case date() | int() | float() | Decimal():
            return value
        case tables.Tag() | Face():
            return say(value.words)
        case tables.Link() | tables.Words():
            said = str(plain(value.words))
            return f"{said}（{plain(value.sub)}）" if value.sub else said
        case tables.Several():
            return "、".join(str(plain(part)) for part in value.parts)
    return say(value)
