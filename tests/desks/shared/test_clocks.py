"""The face of a clock, worked out by hand on the calendar of autumn 2026; today is Monday 2026-11-23."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.clock import Direction, Limit, Suspension, deadline, shipped_calendar
from mingjian.terms import Text
from mingjian_web.desks.shared.clocks import Stretch, face

TODAY = date(2026, 11, 23)
CALENDAR = shipped_calendar()
REVIEW = Suspension(date(2026, 10, 12), date(2026, 11, 17), "专家评审", "岚应急评函〔2026〕31号")


def due(start, limit, *stops, **how):
    return deadline(start, Limit.parse(limit, **how), CALENDAR, stops)


@pytest.mark.parametrize(
    "found, state, mark, words, spent, due_words",
    [
        # served on the 16th: 17 18 19 20 23 are used, 24 25 26 27 30 are left
        (
            due(date(2026, 11, 16), "10wd"),
            "run",
            "run",
            "剩 5 天",
            "已用 5／10 工作日",
            "2026-11-30 周一",
        ),
        # accepted 09-14, stopped 37 days: day 19 is today, day 20 tomorrow
        (
            due(date(2026, 9, 14), "20wd", REVIEW),
            "near",
            "warn",
            "剩 1 天",
            "已用 19／20 工作日",
            "2026-11-24 周二",
        ),
        # 11-20 is Friday: Monday is the first day and the last
        (due(date(2026, 11, 20), "1wd"), "near", "warn", "今日届满", "已用 1／1 工作日", "2026-11-23 周一"),
        # 5 6 9 10 11 12 13 16 17 18, then 19 20 23 over
        (
            due(date(2026, 11, 4), "10wd"),
            "over",
            "bad",
            "超期 3 天",
            "已用 13／10 工作日",
            "应于 2026-11-18 周三前",
        ),
        # ten days of September, 31 of October, 19 of November; four over
        (
            due(date(2026, 9, 20), "60d"),
            "over",
            "bad",
            "超期 4 天",
            "已用 64／60 日",
            "应于 2026-11-19 周四前",
        ),
        (due(date(2026, 12, 1), "5wd"), "run", "wait", "未起算", "已用 0／5 工作日", "2026-12-08 周二"),
    ],
)
def test_a_face_says_what_can_be_counted_by_hand(found, state, mark, words, spent, due_words):
    seen = face(found, today=TODAY)
    assert (seen.state, seen.mark) == (state, mark)
    assert (seen.words.zh, seen.spent.zh, seen.due_words.zh) == (words, spent, due_words)


def test_a_clock_that_stands_names_the_document_and_no_day():
    seen = face(
        None,
        today=TODAY,
        stopped_since=date(2026, 11, 5),
        stop_document="岚应急评函〔2026〕36号",
        allowed=20,
        used=9,
    )
    assert (seen.state, seen.mark, seen.words.zh) == ("stopped", "stop", "停表，剩 11 天")
    assert seen.due is None
    assert seen.due_words.zh == "2026-11-05 起停，未定复表日，岚应急评函〔2026〕36号"
    assert seen.cells.stretches == (Stretch("", "M0 4H90", 0), Stretch("stop", "M90 4H200", 0))


def test_a_clock_stopped_today_with_an_end_set_is_stopped_and_has_its_day():
    stop = Suspension(date(2026, 11, 20), date(2026, 11, 24), "听证", "岚应急听〔2026〕2号")
    seen = face(due(date(2026, 11, 16), "10wd", stop), today=TODAY)
    # used 17 18 19; left 25 26 27, 30, December 1 2 3
    assert (seen.state, seen.words.zh, seen.due_words.zh) == ("stopped", "停表，剩 7 天", "2026-12-03 周四")


def test_a_date_beyond_the_announced_years_is_provisional_and_says_why():
    seen = face(due(date(2026, 11, 20), "45wd"), today=TODAY)
    assert (seen.state, seen.words.zh) == ("prov", "剩 44 天")
    # nine weeks of Mondays to Fridays from 11-23 end on Friday 2027-01-22
    assert seen.due_words.zh.startswith("暂定 2027-01-22 周五，2027 年放假安排尚未公布")


def test_done_in_time_and_done_late_are_told_apart():
    ten = due(date(2026, 11, 4), "10wd")
    early, late = (face(ten, today=TODAY, done_on=date(2026, 11, day)) for day in (18, 20))
    assert (early.state, early.mark, early.words.zh) == ("met", "ok", "按期办结")
    assert (late.state, late.mark, late.words.zh) == ("met", "warn", "超期 2 天办结")
    assert late.due_words.zh == "应于 2026-11-18 周三前"


def test_what_the_law_takes_to_have_happened_is_said_instead_of_an_overrun():
    deemed = Text("视为受理", "deemed accepted")
    seen = face(due(date(2026, 11, 11), "5wd"), today=TODAY, deemed=deemed)
    assert (seen.state, seen.mark, seen.words) == ("met", "warn", deemed)


def test_a_backward_limit_has_no_cells_and_says_how_long_ahead():
    ahead = due(date(2026, 12, 10), "7wd", direction=Direction.BACKWARD)
    seen = face(ahead, today=TODAY)
    # December 9 8 7 4 3 2 1: seven working days back from the 10th
    assert seen.due_words.zh == "2026-12-01 周二"
    assert (seen.words.zh, seen.spent.zh, seen.cells) == ("剩 6 天", "须提前 7 工作日", None)


def test_up_to_thirty_days_each_has_its_cell():
    cells = face(due(date(2026, 11, 4), "10wd"), today=TODAY).cells
    assert (cells.width, cells.per, cells.legend.zh) == (130, 1, "")
    assert cells.stretches == (Stretch("", "M0 4H100", 0), Stretch("over", "M100 4H130", 0))


def test_above_thirty_days_a_cell_is_five_and_the_pattern_goes_on_where_it_broke_off():
    cells = face(due(date(2026, 9, 20), "61d"), today=TODAY).cells
    # 61 allowed and 3 over: 13 cells of five; the over part begins 2 units into the thirteenth
    assert (cells.width, cells.per, cells.legend.zh) == (130, 5, "每格 5 日")
    assert cells.stretches == (Stretch("", "M0 4H122", 0), Stretch("over", "M122 4H128", 2))


def test_a_year_of_days_still_has_few_cells():
    cells = face(due(date(2026, 11, 20), "365d"), today=TODAY).cells
    assert (cells.per, cells.width) == (15, 250)


def test_months_are_counted_in_months():
    seen = face(due(date(2026, 6, 18), "6m"), today=TODAY)
    assert (seen.spent.zh, seen.due_words.zh) == ("已用 5／6 个月", "2026-12-18 周五")
    assert seen.cells.width == 60


def test_a_face_speaks_english_too():
    seen = face(due(date(2026, 11, 16), "10wd"), today=TODAY)
    assert (seen.words.en, seen.spent.en, seen.due_words.en) == (
        "5 days left",
        "5 of 10 working days used",
        "2026-11-30 Mon",
    )
