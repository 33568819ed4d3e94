"""Lists: order, pages, and workbooks in which words stay words."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from openpyxl import load_workbook
from tests.web_factories import account, actor, at

from mingjian.terms import Text
from mingjian_web.accounts.actor import actor_of
from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.shared.listing import Column, OfSequence, as_xlsx, filters, listing, plain, sorted_by
from mingjian_web.desks.shared.tables import Link, Several, Tag, Words


@dataclass(frozen=True)
class Thing:
    """A row of a list."""

    name: str
    n: int | None
    on: date | None = None


COLUMNS = (
    Column[Thing](Text("名称", "name"), lambda row: Link("/x", row.name), sort="name", head=True),
    Column[Thing](Text("数量", "number"), lambda row: row.n, sort="n", number=True),
    Column[Thing](Text("日期", "day"), lambda row: row.on),
)


def asked(query: str, by: object = None) -> object:
    """A request for the list as the desk gets it."""
    request = RequestFactory().get(f"/list/?{query}")
    request.now, request.today, request.actor = at(), at().date(), by
    return request


def names(table: object) -> list[object]:
    """The first cells of the page."""
    return [row.cells[0].words for row in table.groups[0].rows]


def test_a_page_holds_25_rows_and_the_rest_is_on_the_next():
    rows = [Thing(f"甲{n:02}", n) for n in range(60)]
    first = listing(asked(""), rows, COLUMNS, caption="机构")
    last = listing(asked("page=3"), rows, COLUMNS, caption="机构")
    assert len(names(first)) == 25
    assert names(last) == [f"甲{n}" for n in range(50, 60)]
    assert last.pager.words.zh == "第 51 至 60 条，共 60 条"


def test_a_column_sorts_both_ways_and_what_has_no_value_comes_last_both_times():
    rows = [Thing("乙", 2), Thing("丙", None), Thing("甲", 1)]
    up = listing(asked("sort=n"), rows, COLUMNS, caption="机构")
    down = listing(asked("sort=-n"), rows, COLUMNS, caption="机构")
    assert names(up) == ["甲", "乙", "丙"]
    assert names(down) == ["乙", "甲", "丙"]


@pytest.mark.parametrize("sort", ["password", "-on", "n;drop", ""])
def test_a_list_is_sorted_only_by_what_its_heads_offer(sort):
    assert sorted_by(asked(f"sort={sort}"), COLUMNS, "name") == "name"


@pytest.mark.parametrize("page", ["0", "-3", "999", "x", "１", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(page):
    table = listing(asked(QueryDict(f"page={page}").urlencode()), [Thing("甲", 1)], COLUMNS, caption="机构")
    assert names(table) == ["甲"]


def test_page_and_order_are_no_filters():
    request = asked("page=2&sort=n&kind=testing&kind=evaluation&empty=")
    assert filters(request) == {"kind": ["testing", "evaluation"]}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "是"),
        (3, 3),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (Text("有效", "valid"), "有效"),
        (Tag("ok", Text("有效", "valid")), "有效"),
        (Words("甲", "乙"), "甲（乙）"),
        (Several(("甲", Link("/", "乙"))), "甲、乙"),
    ],
)
def test_a_drawn_value_has_its_plain_form_in_the_workbook(value, written):
    assert plain(value) == written


def opened(answer: object) -> object:
    """The one sheet of the workbook that was sent."""
    with closing(answer):
        return load_workbook(BytesIO(b"".join(answer.streaming_content))).active


def workbook(answer: object) -> list[list[object]]:
    """The cells of the one sheet."""
    sheet = opened(answer)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.django_db
def test_a_workbook_holds_every_row_in_the_order_asked_with_who_when_and_the_filters_above_them():
    clerk = actor("chen", Role.CLERK, person="陈一")
    rows = OfSequence([Thing(f"甲{n:02}", n, date(2026, 1, 1)) for n in range(60)])
    answer = as_xlsx(asked("sort=-n&kind=testing&page=2", clerk), rows, COLUMNS, title="机构", notes=["登记截至某日"])
    cells = workbook(answer)
    assert [line[0] for line in cells[:3]] == [
        "机构",
        "登记截至某日",
        "导出人 机关dept 陈一，导出时间 2026-11-23 09:00，筛选 kind=testing，共 60 条",
    ]
    assert cells[3] == ["名称", "数量", "日期"]
    assert [line[0] for line in cells[4:]] == [f"甲{n:02}" for n in range(59, -1, -1)]
    assert cells[4][1] == 59
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_words_that_look_like_formulas_stay_words(word):
    answer = as_xlsx(asked("", actor("chen", Role.CLERK)), [Thing(word, 1)], COLUMNS, title="机构")
    sheet = opened(answer)
    cell = sheet.cell(row=4, column=1)
    assert (cell.value, cell.data_type) == (word, "s")


@pytest.mark.django_db
def test_characters_a_workbook_cannot_hold_are_left_out():
    answer = as_xlsx(asked("", actor("chen", Role.CLERK)), [Thing("甲\x0b\x00乙䶮𠮷", 1)], COLUMNS, title="机/构")
    assert workbook(answer)[3][0] == "甲乙䶮𠮷"


@pytest.mark.django_db
def test_an_export_leaves_a_row_of_the_trail_with_page_filters_and_count():
    workbook(as_xlsx(asked("kind=testing&q=甲", actor("chen", Role.CLERK)), [Thing("甲", 1)], COLUMNS, title="机构"))
    row = TrailRow.objects.get()
    assert (row.act, row.account, row.object) == ("exchange.exported_list", "chen", "/list/")
    assert row.detail == {"page": "/list/", "filters": {"kind": ["testing"], "q": ["甲"]}, "count": 1}


@pytest.mark.django_db
def test_whoever_may_not_export_gets_no_workbook_and_no_row():
    leader = account("lu", Role.LEADER)
    request = asked("", actor_of(leader, now=at()))
    request.user, request.resolver_match, request.session = leader, None, {}
    answer = as_xlsx(request, [Thing("甲", 1)], COLUMNS, title="机构")
    assert answer.status_code == 403
    assert not TrailRow.objects.exists()
