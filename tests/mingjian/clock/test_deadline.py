"""Hand-worked counts. The days in the comments were counted on the State Council's notices, not by the program."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from mingjian.clock import (
    Bound,
    DayKind,
    Deadline,
    Direction,
    Extension,
    Limit,
    Period,
    Roll,
    Suspension,
    Unit,
    deadline,
    shipped_calendar,
)
from mingjian.terms import BadInput


def due(text: str, start: str, *suspensions: str, **words: object) -> Deadline:
    limit = Limit.parse(text, **words)  # type: ignore[arg-type]
    stops = [Suspension.parse(each) for each in suspensions]
    return deadline(date.fromisoformat(start), limit, shipped_calendar(), stops)


@pytest.mark.parametrize(
    "limit, start, expected",
    [
        # 9/21-24 (4), 中秋 25-27, 9/28-30 (7), 国庆 10/1-7, 10/8, 9 (9), Saturday 10/10 worked (10),
        # 12-16 (15), 19-23 (20)
        ("20wd", "2026-09-20", "2026-10-23"),
        # the day before, a Saturday: Sunday 9/20 is worked and counts first, so all ends a day sooner
        ("20wd", "2026-09-19", "2026-10-22"),
        # 2/9-13 (5), Saturday 2/14 worked (6), 春节 15-23, 2/24-27 (10)
        ("10wd", "2026-02-06", "2026-02-27"),
        # the eleventh is Saturday 2/28, worked
        ("11wd", "2026-02-06", "2026-02-28"),
        # Sunday 2025-09-28 worked (1), 29, 30 (3), 国庆中秋 10/1-8, 10/9, 10 (5)
        ("5wd", "2025-09-26", "2025-10-10"),
        # a year's turn: 2011-12-30 (1), Saturday 12/31 worked (2), 元旦 1/1-3, 1/4 (3)
        ("3wd", "2011-12-29", "2012-01-04"),
    ],
)
def test_working_days_are_counted_across_festivals_and_worked_weekends(limit: str, start: str, expected: str) -> None:
    assert due(limit, start).due == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "limit, start, expected",
    [
        ("30d", "2026-09-01", "2026-10-08"),  # ends 10/1, 国庆 to the 7th, rolls
        ("5d", "2026-03-02", "2026-03-09"),  # ends Saturday 3/7, rolls to Monday
        ("5d", "2026-02-23", "2026-02-28"),  # ends on a Saturday that is worked: stays
        ("1m", "2025-01-31", "2025-02-28"),  # no 31 February: the month's last day
        ("1m", "2024-01-31", "2024-02-29"),
        ("1m", "2026-01-31", "2026-02-28"),  # clamped to a Saturday that is worked
        ("3m", "2026-04-10", "2026-07-10"),
        ("2y", "2024-02-29", "2026-02-28"),
        ("quarter+1-15", "2012-05-10", "2012-07-16"),  # 15 July 2012 was a Sunday
        ("quarter+1-15", "2012-06-30", "2012-07-16"),
        ("quarter+1-15", "2012-07-01", "2012-10-15"),
        ("quarter+1-15", "2012-12-31", "2013-01-15"),
        ("month+1-31", "2025-01-10", "2025-02-28"),
        ("year+3-31", "2024-05-05", "2025-03-31"),
    ],
)
def test_days_months_and_fixed_dates_end_on_their_day_and_roll_off_rest_days(
    limit: str, start: str, expected: str
) -> None:
    assert due(limit, start).due == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "limit, start, expected",
    [
        ("30d", "2026-09-01", "2026-10-01"),
        ("quarter+1-15", "2012-05-10", "2012-07-15"),
        ("1m", "2026-05-20", "2026-06-20"),
    ],
)
def test_a_limit_inside_the_administration_does_not_roll(limit: str, start: str, expected: str) -> None:
    assert due(limit, start, roll=Roll.NONE).due == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "limit, start, expected",
    [
        # 9/30, 29, 28 (3), 中秋 25-27, 9/24, 23, 22, 21 (7)
        ("7wd", "2026-10-08", "2026-09-21"),
        ("8wd", "2026-10-08", "2026-09-20"),  # a Sunday, worked
        ("30d", "2026-10-31", "2026-10-01"),  # a holiday: a backward limit never rolls
        ("3m", "2026-05-31", "2026-02-28"),
        ("3m", "2026-04-05", "2026-01-05"),
    ],
)
def test_a_backward_limit_counts_back_from_the_event_and_never_rolls(limit: str, start: str, expected: str) -> None:
    assert due(limit, start, direction=Direction.BACKWARD).due == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "limit, start, direction, expected",
    [
        ("10d", "2026-03-02", Direction.FORWARD, "2026-03-11"),
        ("10wd", "2026-03-02", Direction.FORWARD, "2026-03-15"),  # the 16th is the tenth; the Sunday before is in time
        ("7wd", "2026-10-08", Direction.BACKWARD, "2026-09-20"),
        ("6d", "2026-03-02", Direction.FORWARD, "2026-03-09"),  # the last day in time is Saturday 3/7, which rolls
    ],
)
def test_an_exclusive_bound_leaves_the_day_before_the_end(
    limit: str, start: str, direction: Direction, expected: str
) -> None:
    found = due(limit, start, direction=direction, bound=Bound.EXCLUSIVE)
    assert found.due == date.fromisoformat(expected)
    assert [line.day for line in found.lines if line.due] == [found.due]


@pytest.mark.parametrize(
    "limit, start, suspensions, expected",
    [
        # 9/21-24, 28-30, 10/8, 9, 10 (10), 12-14 suspended, 15, 16 (12), 19-23 (17), 26-28 (20)
        ("20wd", "2026-09-20", ["2026-10-12:2026-10-14"], "2026-10-28"),
        # a suspension over the holiday alone takes no working day
        ("20wd", "2026-09-20", ["2026-10-01:2026-10-07"], "2026-10-23"),
        # 3/3-9 (7), suspended 10-16, 17, 18, 19 (10): the suspension covers the first end, 3/12
        ("10d", "2026-03-02", ["2026-03-10:2026-03-16"], "2026-03-19"),
        # ends Saturday 3/7; Monday to Wednesday suspended, so it rolls to Thursday
        ("5d", "2026-03-02", ["2026-03-09:2026-03-11"], "2026-03-12"),
        # 3/4-8 suspended once though two papers say so: 3/12 and five days
        ("10d", "2026-03-02", ["2026-03-04:2026-03-06", "2026-03-05:2026-03-08"], "2026-03-17"),
        # the same five days, one suspension ending the day before the next begins
        ("10d", "2026-03-02", ["2026-03-04:2026-03-05", "2026-03-06:2026-03-08"], "2026-03-17"),
        # 10 March to 10 June is 92 days; ten suspended: 20 June, in 端午 19-21, rolls to Monday 22
        ("3m", "2026-03-10", ["2026-04-01:2026-04-10"], "2026-06-22"),
        # the start's own day and the days before it were never counted
        ("5wd", "2026-03-02", ["2026-02-01:2026-03-02"], "2026-03-09"),
        # wholly after the end
        ("5wd", "2026-03-02", ["2026-03-10:2026-03-20"], "2026-03-09"),
    ],
)
def test_a_suspension_counts_none_of_its_days(limit: str, start: str, suspensions: list[str], expected: str) -> None:
    assert due(limit, start, *suspensions).due == date.fromisoformat(expected)


def test_an_extension_adds_units_of_the_limit() -> None:
    start, ten_more = date(2026, 3, 2), Extension(10, approved_by="厅长")
    # 3/3 to 3/30 is twenty; 3/31, 4/1-3 (24), 清明 4-6, 4/7-10 (28), 13, 14 (30)
    assert deadline(start, Limit.parse("20wd"), shipped_calendar()).due == date(2026, 3, 30)
    assert deadline(start, Limit.parse("20wd"), shipped_calendar(), (), [ten_more]).due == date(2026, 4, 14)
    # 15 July 2012 and ten days: Wednesday the 25th
    fixed = Limit(15, Unit.FIXED, period=Period.QUARTER)
    assert deadline(date(2012, 5, 10), fixed, shipped_calendar(), (), [ten_more]).due == date(2012, 7, 25)


@pytest.mark.parametrize(
    "limit, start, words, expected, provisional",
    [
        ("5wd", "2026-12-29", {}, "2027-01-05", True),  # 12/30, 31, then Monday to Friday: 1/1, 4, 5
        ("10d", "2026-12-25", {}, "2027-01-04", True),  # a Monday, but nobody has said so yet
        ("10d", "2026-12-25", {"roll": Roll.NONE}, "2027-01-04", False),  # calendar days alone consult no calendar
        ("30d", "2027-03-31", {"direction": Direction.BACKWARD}, "2027-03-01", False),
        ("20d", "2026-12-01", {}, "2026-12-21", False),
        ("5wd", "2027-01-07", {"direction": Direction.BACKWARD}, "2026-12-31", True),
        ("1wd", "2006-12-29", {}, "2006-12-30", True),  # worked by the notice of 2007; 2006 itself is not held
    ],
)
def test_an_answer_that_consulted_a_year_not_announced_is_provisional(
    limit: str, start: str, words: dict[str, object], expected: str, provisional: bool
) -> None:
    found = due(limit, start, **words)
    assert found.due == date.fromisoformat(expected)
    assert found.provisional is provisional
    assert bool(found.notes) is provisional


def test_a_years_end_is_not_provisional_but_not_settled_either() -> None:
    found = due("10wd", "2026-12-16")  # 17, 18 (2), 21-25 (7), 28-30 (10)
    assert (found.due, found.provisional, found.settled) == (date(2026, 12, 30), False, False)
    assert "2027 年放假安排尚未公布" in found.notes[0].zh
    assert due("10wd", "2026-12-01").settled


def test_each_line_says_its_number_or_why_it_has_none() -> None:
    found = due("2wd", "2026-09-24", "2026-09-28:2026-09-28")
    assert [(line.day.day, line.kind, line.number, line.why.zh, line.due) for line in found.lines] == [
        (24, DayKind.START, None, "工作日", False),
        (25, DayKind.REST, None, "中秋节假期", False),
        (26, DayKind.REST, None, "中秋节假期", False),
        (27, DayKind.REST, None, "中秋节假期", False),
        (28, DayKind.SUSPENDED, None, "停表", False),
        (29, DayKind.COUNTED, 1, "工作日", False),
        (30, DayKind.COUNTED, 2, "工作日", True),
    ]


def test_rolled_days_are_shown_and_not_numbered() -> None:
    found = due("5d", "2026-03-02", "2026-03-09:2026-03-09")
    assert [(line.day.day, line.kind, line.number) for line in found.lines[-4:]] == [
        (7, DayKind.COUNTED, 5),
        (8, DayKind.ROLLED, None),
        (9, DayKind.ROLLED, None),
        (10, DayKind.ROLLED, None),
    ]
    assert found.lines[-4].why.zh == "周六，届满日逢休息日顺延"
    assert found.lines[-2].why.zh == "停表"
    assert found.lines[-1].due


def test_calendar_days_rest_on_no_notice_but_at_their_end() -> None:
    found = due("2d", "2027-03-02")
    assert [line.why.zh for line in found.lines] == ["日历日", "日历日", "工作日（暂定）"]
    inside = due("2d", "2027-03-02", roll=Roll.NONE)
    assert [line.why.zh for line in inside.lines] == ["日历日"] * 3


def test_the_lines_of_an_exclusive_backward_limit_show_the_end_and_the_day_before_it() -> None:
    found = due("2d", "2026-03-05", direction=Direction.BACKWARD, bound=Bound.EXCLUSIVE)
    assert [(line.day.day, line.kind, line.due) for line in found.lines] == [
        (5, DayKind.START, False),
        (4, DayKind.COUNTED, False),
        (3, DayKind.EXCLUDED, False),
        (2, DayKind.BEFORE, True),
    ]


@pytest.mark.parametrize("text", ["", "20", "wd", "-5wd", "2.5d", "20x", "20 wd 3", "五日", "quarter-15", "week+1-3"])
def test_an_unreadable_limit_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(BadInput) as wrong:
        Limit.parse(text)
    assert "20wd" in wrong.value.lines[0].zh
    assert "20wd" in wrong.value.lines[0].en


@pytest.mark.parametrize("text", ["0wd", "0d", "26101wd", "36526d", "1201m", "101y", "quarter+1-32", "quarter+0-15"])
def test_an_absurd_limit_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Limit.parse(text)


def test_full_width_figures_and_capitals_are_read() -> None:
    assert Limit.parse(" ２０WD ") == Limit(20, Unit.WORKING_DAY)


@pytest.mark.parametrize(
    "limit, start, suspensions, words",
    [
        ("5d", "9999-12-30", [], {}),
        ("5d", "0001-01-03", [], {"direction": Direction.BACKWARD}),
        ("1m", "9999-12-30", [], {}),
        ("1d", "9999-12-30", ["9999-12-31:9999-12-31"], {}),
        ("2d", "0001-01-03", [], {"direction": Direction.BACKWARD, "bound": Bound.EXCLUSIVE}),
    ],
)
def test_a_count_beyond_the_calendar_is_bad_input(
    limit: str, start: str, suspensions: list[str], words: dict[str, object]
) -> None:
    with pytest.raises(BadInput):
        due(limit, start, *suspensions, **words)


def test_a_suspension_without_an_end_has_no_deadline() -> None:
    with pytest.raises(BadInput, match="without an end"):
        deadline(date(2026, 3, 2), Limit.parse("5wd"), shipped_calendar(), [Suspension(date(2026, 3, 4))])


def test_a_backward_limit_is_not_extended() -> None:
    back = Limit.parse("5wd", direction=Direction.BACKWARD)
    with pytest.raises(BadInput, match="backward"):
        deadline(date(2026, 3, 2), back, shipped_calendar(), (), [Extension(5, approved_by="厅长")])


@pytest.mark.parametrize("count", [36_526, 10**9])
def test_an_extension_beyond_a_century_is_refused(count: int) -> None:
    for limit in ("20wd", "30d", "3m", "quarter+1-15"):
        with pytest.raises(BadInput):
            deadline(date(2026, 3, 2), Limit.parse(limit), shipped_calendar(), (), [Extension(count, "厅长")])


@pytest.mark.parametrize(
    "text, told",
    [
        ("2026-03-05:2026-03-04", "前后颠倒"),
        ("2026-03-05", "起:止"),
        ("2026-03-05:", "2026-09-20"),
        ("x:y", "2026-09-20"),
    ],
)
def test_a_suspension_that_makes_no_sense_is_refused(text: str, told: str) -> None:
    with pytest.raises(BadInput) as wrong:
        Suspension.parse(text)
    assert told in wrong.value.lines[0].zh


@pytest.mark.parametrize(
    "limit, zh, en",
    [
        (Limit.parse("20wd"), "20 个工作日", "20 working days"),
        (Limit.parse("1m"), "1 个月", "1 month"),
        (Limit.parse("3m", direction=Direction.BACKWARD), "倒推 3 个月", "3 months before"),
        (Limit.parse("5d", roll=Roll.NONE), "5 日（不顺延）", "5 days (does not roll)"),
        (Limit.parse("quarter+1-15"), "季度后第 1 个月 15 日", "day 15 of month 1 after the quarter"),
    ],
)
def test_a_limit_says_itself_in_both_languages(limit: Limit, zh: str, en: str) -> None:
    assert (limit.text.zh, limit.text.en) == (zh, en)


def test_a_very_long_limit_is_counted_quickly() -> None:
    shipped_calendar()
    began = perf_counter()
    for _ in range(10):
        due("3000wd", "2010-01-01", "2012-01-01:2012-12-31")
    assert perf_counter() - began < 1  # some milliseconds each; the bound only catches a count gone quadratic
