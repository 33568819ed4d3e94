"""How facts of the registers stand in cells, the same on every page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import NoReverseMatch

from mingjian.terms import SHANGHAI, Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.registers.asof import AsOf
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import forbidden_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Link, Row, Several, Table, Tag, Words
from mingjian_web.desks.shared.wording import money
from mingjian_web.registers.divisions import full_name
from mingjian_web.registers.standing import Standing

UNKNOWN = Text("未知", "unknown")
NOTHING = Text("无", "none")
STILL = Text("至今", "to date")
OUT_OF_REACH = Text(
    "不在本机关管辖范围，或者没有登记：请查该机构、项目所在地的机关",
    "outside your office's territory, or not registered: ask the office of the place",
)


def standing(how: Standing, *, boxed: bool = False) -> Tag:
    """How a certificate or an institution stands."""
    return Tag(how.shape, how, boxed)


def several(parts: Iterable[object]) -> object:
    """Several values one under another; 无 for none."""
    found = tuple(parts)
    return Several(found) if found else NOTHING


def place(code: str) -> object:
    """A division by its name, the code beneath where it has one."""
    name = full_name(code)
    return Words(name, code) if name != code else code


def located(code: str) -> str:
    """The same on one line, for a list of facts."""
    name = full_name(code)
    return f"{name}（{code}）" if name != code else code


def whole(value: float | None) -> float | int | None:
    """A number without a fraction as such: 1,448 and not 1,448.0."""
    return int(value) if value is not None and value == int(value) else value


def yuan(value: Decimal | None) -> str | None:
    """Money without empty cents; None where it is not registered."""
    return None if value is None else money(int(value) if value == int(value) else value)


def until(last: date | None) -> object:
    """The last day of an interval; 至今 where it has none."""
    return last or STILL


def moment(at: datetime) -> date:
    """A moment of which perhaps only the day was given: midnight in Shanghai is that day."""
    there = at.astimezone(SHANGHAI)
    return at if there.time() != time.min else there.date()


def issued(asked: AsOf, reports: Iterable[tuple[str, str, date]]) -> object:
    """Reports with the day of issue, for a list of facts."""
    found = (Link(asked.link("report", key), f"{number}（{on}）") for key, number, on in reports)
    return several(found)


def span(first: date, last: date | None) -> Text:
    """2021-05-20 至 2026-05-19."""
    return Text(f"{first} 至 {last or '今'}", f"{first} to {last or 'date'}")


def table(caption: object, titles: Iterable[object], rows: Iterable[tuple[object, ...]]) -> Table:
    """A table of a page: the first column heads the row."""
    columns = [Column(title, head=at == 0) for at, title in enumerate(titles)]
    return Table.of(caption, columns, [Row(cells) for cells in rows])


def institution_link(asked: AsOf, key: str, name: str, sub: object = "") -> Link:
    """An institution."""
    return Link(asked.link("institution", key), name, sub)


def person_link(asked: AsOf, key: str, name: str, sub: object = "") -> Link:
    """A person."""
    return Link(asked.link("person", key), name, sub)


def project_link(asked: AsOf, key: str, name: str, sub: object = "") -> Link:
    """A project, called by its client."""
    return Link(asked.link("project", key), name, sub)


def report_link(asked: AsOf, key: str, number: str, sub: object = "") -> Link:
    """A report."""
    return Link(asked.link("report", key), number, sub, code=True)


def client_url(key: str) -> str:
    """The projects of a client: it has no page of its own."""
    return f"{here('regulator:projects')}?{urlencode({'client': key})}"


def correcting(request: DeskRequest, table_name: str, row: int) -> str:
    """The address where a row is corrected, for whoever may; empty for others."""
    return _address("correct", table_name, row) if request.actor.may(Permission.REGISTERS_CORRECT) else ""


def versions(table_name: str, row: int) -> str:
    """The address of a row's versions: who brought each, when and why."""
    return _address("row-history", table_name, row)


def entered(table_name: str, row: int, words: object) -> object:
    """A value that leads to the versions of its row."""
    url = versions(table_name, row)
    return Link(url, words) if url else words


def _address(name: str, table_name: str, row: int) -> str:
    try:
        return here(f"regulator:{name}", table_name, row)
    except NoReverseMatch:
        return ""


def out_of_reach(request: DeskRequest) -> HttpResponse:
    """The answer where a thing is not in reach: it does not say whether it is there."""
    return forbidden_page(request, OUT_OF_REACH)
