"""The working calendar, held against a second, independent source and against the notices' own words."""

from __future__ import annotations

import json
from datetime import date, timedelta

import chinese_calendar
import pytest

from mingjian.clock import DayFact, WorkCalendar, parse_notice, shipped_calendar
from mingjian.terms import BadInput

SHIPPED = shipped_calendar()

#: Days on which the shipped notices and `chinesecalendar` disagree, with what the notice says. There are none
#: from 2007 to 2026; a difference that turns up must be settled from the notice and written here.
SETTLED_FROM_THE_NOTICE: dict[date, str] = {}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_day_agrees_with_an_independent_calendar(year: int) -> None:
    differing = {
        day
        for day in _days(date(year, 1, 1), date(year, 12, 31))
        if SHIPPED.is_working(day) != chinese_calendar.is_workday(day)
    }
    assert differing == {day for day in SETTLED_FROM_THE_NOTICE if day.year == year}


def test_the_shipped_years_are_announced_and_each_names_its_papers() -> None:
    assert SHIPPED.years == tuple(range(2007, 2027))
    assert not SHIPPED.is_announced(2006)
    assert not SHIPPED.is_announced(2027)
    assert all(SHIPPED.papers(year) for year in SHIPPED.years)


@pytest.mark.parametrize(
    "day, working, zh, en",
    [
        (date(2026, 9, 19), False, "周六", "Sat"),
        (date(2026, 9, 20), True, "调休上班（国庆节）", "weekend worked (National Day)"),
        (date(2026, 9, 21), True, "工作日", "working day"),
        (date(2026, 9, 26), False, "中秋节假期", "Mid-Autumn Festival holiday"),
        (date(2025, 10, 8), False, "国庆节、中秋节假期", "National Day and Mid-Autumn Festival holiday"),
        (
            date(2015, 9, 3),
            False,
            "抗日战争暨世界反法西斯战争胜利70周年纪念日假期",
            "70th anniversary of victory day holiday",
        ),
        (date(2020, 1, 31), False, "春节假期", "Spring Festival holiday"),  # moved by the second notice of 2020
        (date(2020, 2, 3), True, "工作日", "working day"),  # a Monday the second notice names
        (date(2027, 2, 8), True, "工作日（暂定）", "working day (provisional)"),
        (date(2027, 2, 7), False, "周日", "Sun"),
    ],
)
def test_a_day_says_why_it_counts_or_not(day: date, working: bool, zh: str, en: str) -> None:
    assert SHIPPED.is_working(day) is working
    assert (SHIPPED.why(day).zh, SHIPPED.why(day).en) == (zh, en)


def test_a_notice_can_move_the_december_before() -> None:
    assert SHIPPED.is_working(date(2007, 12, 29))  # a Saturday, worked for New Year 2008
    assert not SHIPPED.is_working(date(2007, 12, 31))  # a Monday, off for it


def test_the_last_days_of_a_year_are_settled_only_by_the_next_years_notice() -> None:
    assert SHIPPED.is_settled(date(2026, 12, 28))
    assert not SHIPPED.is_settled(date(2026, 12, 29))
    assert SHIPPED.is_settled(date(2025, 12, 31))
    assert not SHIPPED.is_settled(date(2027, 6, 1))


def test_a_year_to_come_and_a_year_not_held_are_doubted_in_different_words() -> None:
    assert "尚未公布" in SHIPPED.doubt(2027).zh
    assert "未收录" in SHIPPED.doubt(2006).zh


def _notice(**changes: object) -> str:
    raw = {"year": 2027, "papers": ["国办发明电〔2026〕0号"], "days": [{"name": "元旦", "rest": ["2027-01-01"]}]}
    return json.dumps(raw | changes)


def test_an_operators_notice_adds_a_year_and_leaves_the_old_calendar_alone() -> None:
    added = SHIPPED.merged(parse_notice(_notice(), "2027.json"))
    assert added.is_announced(2027)
    assert not added.is_working(date(2027, 1, 1))
    assert added.papers(2027) == ("国办发明电〔2026〕0号",)
    assert not SHIPPED.is_announced(2027)
    assert SHIPPED.is_working(date(2027, 1, 1))


def test_an_operators_notice_takes_the_place_of_the_whole_year() -> None:
    days = [{"name": "国庆节", "rest": ["2026-10-01/2026-10-03"]}]
    changed = SHIPPED.merged(parse_notice(_notice(year=2026, days=days), "2026.json"))
    assert changed.is_working(date(2026, 10, 5))
    assert not changed.is_working(date(2026, 9, 20))
    assert not changed.is_working(date(2025, 10, 8))


def test_a_single_day_can_be_corrected_without_announcing_its_year() -> None:
    closed = DayFact(date(2027, 3, 1), False, "暴雪停工", "黑政办发〔2027〕1号")
    corrected = SHIPPED.with_days(closed)
    assert not corrected.is_working(date(2027, 3, 1))
    assert corrected.why(date(2027, 3, 1)).zh == "暴雪停工假期"
    assert corrected.papers(2027) == ("黑政办发〔2027〕1号",)
    assert not corrected.is_announced(2027)


def test_a_correction_stands_over_the_notice_of_its_year() -> None:
    worked = DayFact(date(2026, 10, 2), True, "国庆节", "更正通知")
    assert not SHIPPED.is_working(date(2026, 10, 2))
    assert SHIPPED.with_days(worked).is_working(date(2026, 10, 2))


def test_an_empty_calendar_takes_monday_to_friday_as_working() -> None:
    bare = WorkCalendar()
    assert [bare.is_working(date(2026, 10, day)) for day in range(5, 12)] == [True] * 5 + [False] * 2
    assert "尚未公布" in bare.doubt(2026).zh


@pytest.mark.parametrize(
    "text, told",
    [
        ("{", "不是 JSON"),
        ("[]", "应为一个年度的对象"),
        (_notice(year="2027"), "year 应为年份"),
        (_notice(year=True), "year 应为年份"),
        (_notice(papers=[]), "papers 应列出"),
        (_notice(papers=[7]), "papers 应列出"),
        (_notice(days={}), "缺少 days"),
        (_notice(days=["元旦"]), "应有节日名称"),
        (_notice(days=[{"name": "元旦", "rest": "2027-01-01"}]), "应为列表"),
        (_notice(days=[{"name": "元旦", "rest": ["2027-02-30"]}]), "看不懂"),
        (_notice(days=[{"name": "元旦", "rest": ["2027-01-03/2027-01-01"]}]), "前后颠倒"),
        (_notice(days=[{"name": "元旦", "rest": ["2028-01-01"]}]), "不在 2027 年"),
        (_notice(days=[{"name": "元旦", "rest": ["2027-01-01"], "worked": ["2027-01-01"]}]), "写了两次"),
    ],
)
def test_a_bad_notice_is_refused_in_a_line_that_names_the_file(text: str, told: str) -> None:
    with pytest.raises(BadInput) as wrong:
        parse_notice(text, "2027.json")
    (line,) = wrong.value.lines
    assert told in line.zh
    assert line.zh.startswith("2027.json：")
    assert line.en.startswith("2027.json: ")
