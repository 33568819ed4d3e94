"""The public pages of law: limits with their status, the calendar, how days are counted; no person on them."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.mingjian_web.law.situations import acting, draft, holidays_2027, in_use, legal
from tests.web_factories import at

from mingjian_web.law import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


def page(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_reads_the_limits_of_today_with_how_sure_they_are(client):
    shown = page(client.get("/law/"))
    assert "20 个工作日" in shown
    assert "见过公开文本" in shown
    assert "机关自定，不是法定" in shown
    assert "行政许可法 第四十二条" in shown


def test_a_value_confirmed_by_the_office_shows_its_document_and_no_person(client):
    legal("jian", person="简墨言")
    legal("zhong", person="钟书毓")
    page(client.get("/law/"))
    in_use(draft(value=15))
    shown = page(client.get("/law/"))
    assert "15 个工作日" in shown
    assert "岚应急法〔2026〕3号" in shown
    assert "简墨言" not in shown
    assert "钟书毓" not in shown


def test_a_year_not_announced_is_said_to_be_so_until_it_is(client):
    assert "2027 年放假安排尚未公布" in page(client.get("/law/"))
    entry = actions.enter_year(by=acting(legal("jian")), draft=holidays_2027(), now=at())
    actions.confirm_calendar(by=acting(legal("zhong")), entry=entry, version=1, now=at())
    assert "2027 年放假安排尚未公布" not in page(client.get("/law/"))


def test_counting_is_shown_on_a_limit_of_today_day_by_day(client):
    shown = page(client.get("/law/counting/"))
    assert "2026-12-21" in shown
    assert "第 20 日，届满" in shown


def test_a_question_shows_its_periods_and_whose_they_are_without_persons(client):
    legal("jian", person="简墨言")
    legal("zhong", person="钟书毓")
    in_use(draft(value=15))
    shown = page(client.get("/law/licensing.decide/"))
    assert "15 个工作日" in shown
    assert "20 个工作日" in shown
    assert "2007-04-01 至 2025-12-31" in shown
    assert "岚应急法〔2026〕3号" in shown
    assert "简墨言" not in shown


def test_an_unknown_question_is_not_found(client):
    assert client.get("/law/licensing.nothing/").status_code == 404


def test_the_pages_are_there_in_english_and_set_no_cookie(client):
    for path in ("/en/law/", "/en/law/counting/", "/en/law/licensing.decide/"):
        answer = client.get(path)
        page(answer)
        assert not answer.cookies
    assert client.post("/law/").status_code == 405
