"""How facts are written on a page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from mingjian.terms import Level, Text
from mingjian_web.desks.shared import wording


def said(template, **context):
    return Template("{% load mingjian %}" + template).render(Context(context))


@pytest.mark.parametrize(
    "filter_, value, zh, en",
    [
        ("say", Text("疑点", "finding"), "疑点", "finding"),
        ("say", Level.CLUE, "线索", "clue"),
        ("say", None, "", ""),
        ("label", Level.HARD, "实据", "hard fact"),
        ("number", 12408, "12,408", "12,408"),
        ("number", None, "", ""),
        ("money", 30_000, "3 万元", "30,000 yuan"),
        ("money", 30_500, "30,500 元", "30,500 yuan"),
        ("money", 800, "800 元", "800 yuan"),
        ("money", Decimal("12.50"), "12.50 元", "12.50 yuan"),
        ("filesize", 812, "812 B", "812 B"),
        ("filesize", 4_300_000, "4.1 MB", "4.1 MB"),
        ("filesize", 200 * 1024 * 1024, "200 MB", "200 MB"),
        ("article", "order-1-2019:22(8)", "第二十二条第（八）项", "art. 22(8)"),
        ("article", "annex", "annex", "art. annex"),
    ],
)
def test_a_fact_is_written_in_the_pages_language(filter_, value, zh, en, request):
    assert said("{{ value|" + filter_ + " }}", value=value) == zh
    request.getfixturevalue("english")
    assert said("{{ value|" + filter_ + " }}", value=value) == en


def test_a_day_has_its_weekday():
    assert wording.day(date(2026, 11, 24)) == '<time datetime="2026-11-24">2026-11-24 周二</time>'


@pytest.mark.parametrize(
    "near, words",
    [(date(2026, 11, 23), "11-24"), (date(2027, 1, 4), "2026-11-24"), ("iso", "2026-11-24")],
)
def test_a_day_of_the_same_year_may_go_without_it(near, words):
    assert f">{words}<" in wording.day(date(2026, 11, 24), near)


def test_a_moment_is_told_in_shanghai():
    assert ">2026-11-24 02:30<" in wording.moment(datetime(2026, 11, 23, 18, 30, tzinfo=UTC))
    assert ">2026-11-24 周二<" in wording.day(datetime(2026, 11, 23, 18, 30, tzinfo=UTC))


def test_nothing_is_written_for_no_day():
    assert (wording.day(None), wording.moment(None)) == ("", "")


@pytest.mark.parametrize(
    "changes, query",
    [
        ("page=2", "?q=%E5%B2%9A&amp;page=2"),
        ("q=None page=1", "?page=1"),
        ('q="x y"', "?page=7&amp;q=x+y"),
    ],
)
def test_an_address_keeps_what_is_not_changed(changes, query):
    request = RequestFactory().get("/", {"q": "岚", "page": "7"})
    made = said("{% query " + changes + " %}", request=request)
    assert sorted(made[1:].split("&amp;")) == sorted(query[1:].split("&amp;"))


def test_crumbs_end_where_one_is():
    made = said("{% crumbs '待办' '/w/' finding %}", finding="F-1 <b>")
    assert '<li><a href="/w/">待办</a></li>' in made
    assert '<li aria-current="page">F-1 &lt;b&gt;</li>' in made
