"""Tables: cells drawn by their kind, columns that sort, the part that is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.desks.shared.gallery import rendered

from mingjian.terms import Level, Text
from mingjian_web.desks.shared.tables import Column, Link, Pager, Row, Several, Table, Tag, Words, drawn

LIST = '{% extends "shared/desk.html" %}{% block main %}{% include "shared/components/table.html" %}{% endblock %}'


@pytest.mark.parametrize(
    "value, html",
    [
        ("裴松筠", '<span class="nb">裴松筠</span>'),
        ("<b>岚川铎安安全评价有限公司</b>", "&lt;b&gt;岚川铎安安全评价有限公司&lt;/b&gt;"),
        (12408, "12,408"),
        (True, "是"),
        (None, '<span class="note">未登记</span>'),
        ("", ""),
        (Level.CLUE, '<span class="nb">线索</span>'),
        (Text("疑点", "finding"), '<span class="nb">疑点</span>'),
        (date(2026, 11, 24), '<time datetime="2026-11-24">2026-11-24 周二</time>'),
        (
            datetime(2026, 11, 24, 6, 6, tzinfo=UTC),
            '<time datetime="2026-11-24T14:06:00+08:00">2026-11-24 14:06</time>',
        ),
        (Tag("ok", "有效"), '<span class="tag ok"><span class="nb">有效</span></span>'),
        (Tag("bad", "超期", boxed=True), '<span class="tag bad box"><span class="nb">超期</span></span>'),
        (Link("/x/?a=1&b=2", "看"), '<a href="/x/?a=1&amp;b=2"><span class="nb">看</span></a>'),
        (Link("/x/", 7, code=True), '<a href="/x/" class="code">7</a>'),
        (Words("甲", "乙"), '<span class="nb">甲</span><span class="sub"><span class="nb">乙</span></span>'),
        (Several((1, 2)), "1<br>2"),
    ],
)
def test_a_value_is_drawn_by_its_kind(value, html):
    assert drawn(value) == html


@pytest.mark.parametrize(
    "asked, page, words, previous, following",
    [
        ("1", 1, "第 1 至 25 条，共 584 条", None, 2),
        ("24", 24, "第 576 至 584 条，共 584 条", 23, None),
        ("99", 24, "第 576 至 584 条，共 584 条", 23, None),
        ("0", 1, "第 1 至 25 条，共 584 条", None, 2),
        ("-3", 1, "第 1 至 25 条，共 584 条", None, 2),
        ("²", 1, "第 1 至 25 条，共 584 条", None, 2),
        (None, 1, "第 1 至 25 条，共 584 条", None, 2),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest_that_is(asked, page, words, previous, following):
    pager = Pager.asked(asked, 584)
    assert (pager.page, pager.words.zh, pager.previous, pager.next) == (page, words, previous, following)


def test_a_list_of_nothing_has_one_page_of_nothing():
    pager = Pager.asked("3", 0)
    assert (pager.page, pager.start, pager.stop, pager.words.zh) == (1, 0, 0, "共 0 条")


def listed(sorted_by=""):
    columns = (Column("编号", head=True), Column("届满", sort="due"), Column("项数", sort="count", number=True))
    rows = [Row((Link("/1/", "甲"), date(2026, 11, 24), 3))]
    return Table.of("台账", columns, rows, sorted_by, Pager.asked("2", 60))


@pytest.mark.parametrize(
    "sorted_by, asks, now",
    [("", "due", ""), ("due", "-due", "ascending"), ("-due", "due", "descending"), ("count", "due", "")],
)
def test_a_column_sorts_upwards_then_downwards(sorted_by, asks, now):
    head = listed(sorted_by).heads[1]
    assert (head.asks, head.now) == (asks, now)


def test_sorting_keeps_the_search_and_goes_back_to_the_first_page():
    made = rendered(LIST, table=listed("due"))
    assert 'aria-sort="ascending"><a href="?q=%E5%B2%9A&amp;sort=-due">届满</a>' in made
    assert 'rel="next" href="?q=%E5%B2%9A&amp;page=3"' in made


def test_a_table_without_acts_has_no_boxes():
    assert "checkbox" not in rendered(LIST, table=listed())


def test_a_table_of_nothing_says_what_was_searched():
    nothing = Table.of("台账", (Column("编号"),), [])
    made = rendered(LIST, table=nothing, nothing="没有台账", searched="已查 2026-01-01 至今")
    assert "<table" not in made
    assert "<b>没有台账</b>已查 2026-01-01 至今" in made


def test_a_row_with_a_cell_too_few_is_an_error():
    table = Table.of("台账", (Column("一"), Column("二")), [Row(("甲",))])
    with pytest.raises(ValueError, match="shorter"):
        next(iter(table.lines()))
