"""A changed calendar or confirmed law moves open clocks, and the journal says what moved and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mingjian.clock import (
    Basis,
    Budget,
    Limit,
    Suspension,
    Whose,
    calendar_of,
    parse_notice,
    reproject,
    reproject_law,
    shipped_calendar,
)
from mingjian.terms import LawStatus, Text

REMEMBERED = Basis("licensing.decide", "行政许可法 第四十二条", LawStatus.REMEMBERED, Whose.AUTHORITY)
SHIPPED = shipped_calendar()

#: Invented for this test: nobody has announced 2027.
NOTICE_2027 = """{"year": 2027, "papers": ["国办发明电〔2026〕0号"], "days": [
  {"name": "元旦", "rest": ["2027-01-01/2027-01-03"]},
  {"name": "春节", "rest": ["2027-02-05/2027-02-11"], "worked": ["2027-02-14"]}]}"""
ANNOUNCED = SHIPPED.merged(parse_notice(NOTICE_2027, "2027.json"))


def clock(limit: str, start: date, **changes: object) -> Budget:
    plain = Budget(
        "许可-61", Text("决定期限", "time to decide"), start, Text("受理", "acceptance"), Limit.parse(limit), REMEMBERED
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_an_announced_year_moves_an_open_clock_and_the_row_says_which_days_changed() -> None:
    # before: 2/4, 5 (2), 8-12 (7), 15-17 (10). after: 2/4, 12 (2), Sunday 14 worked (3), 15-19 (8), 22, 23 (10)
    (row,) = reproject([clock("10wd", date(2027, 2, 3))], SHIPPED, ANNOUNCED)
    assert (row.clock, row.old_due, row.new_due) == ("许可-61", date(2027, 2, 17), date(2027, 2, 23))
    assert (row.old_provisional, row.new_provisional) == (True, False)
    assert [day.day for day in row.days] == [5, 8, 9, 10, 11, 14]
    assert row.why.zh.startswith("2027 年放假安排公布；2027-02-05 由工作日（暂定）改为春节假期；")
    assert row.why.zh.endswith("2027-02-14 由周日改为调休上班（春节）")
    assert "the holidays of 2027 were announced" in row.why.en


def test_taking_a_year_away_moves_the_clock_back_and_marks_it_provisional() -> None:
    without = calendar_of(notice for notice in ANNOUNCED.notices if notice.year != 2027)
    (row,) = reproject([clock("10wd", date(2027, 2, 3))], ANNOUNCED, without)
    assert (row.old_due, row.new_due, row.new_provisional) == (date(2027, 2, 23), date(2027, 2, 17), True)
    assert row.why.zh.startswith("2027 年放假安排撤下；")


def test_a_clock_that_only_loses_its_provisional_mark_is_journalled_too() -> None:
    (row,) = reproject([clock("3wd", date(2027, 3, 1))], SHIPPED, ANNOUNCED)
    assert row.old_due == row.new_due == date(2027, 3, 4)
    assert (row.old_provisional, row.new_provisional, row.days) == (True, False, ())
    assert row.why.zh == "2027 年放假安排公布"


def test_a_december_day_moved_by_the_next_years_notice_is_journalled() -> None:
    early = NOTICE_2027.replace('"2027-01-01/2027-01-03"', '"2026-12-31/2027-01-02"')
    (row,) = reproject([clock("5wd", date(2026, 12, 24))], SHIPPED, SHIPPED.merged(parse_notice(early, "2027.json")))
    # 12/25, 28-31 before; the 31st off moves it over New Year and Sunday the 3rd to Monday the 4th
    assert (row.old_due, row.new_due, row.old_provisional) == (date(2026, 12, 31), date(2027, 1, 4), False)
    assert row.days == (date(2026, 12, 31), date(2027, 1, 1))


def test_clocks_that_are_done_standing_or_untouched_have_no_row() -> None:
    done = clock("10wd", date(2027, 2, 3), done_on=date(2027, 2, 10))
    standing = clock("10wd", date(2027, 2, 3), suspensions=(Suspension(date(2027, 2, 4), None, "听证", "通知"),))
    untouched = clock("10wd", date(2026, 3, 2))
    plain_days = clock("5d", date(2026, 11, 1))
    assert reproject([done, standing, untouched, plain_days], SHIPPED, ANNOUNCED) == ()


CONFIRMED = replace(REMEMBERED, status=LawStatus.CONFIRMED)


def test_confirmed_law_moves_the_clocks_that_rest_on_it() -> None:
    open_clock, done = clock("20wd", date(2026, 3, 2)), clock("20wd", date(2026, 3, 2), done_on=date(2026, 3, 20))
    other = clock("20wd", date(2026, 3, 2), basis=replace(REMEMBERED, name="licensing.accept"))
    after, journal = reproject_law([open_clock, done, other], Limit.parse("15wd"), CONFIRMED, SHIPPED)
    assert after == (replace(open_clock, limit=Limit.parse("15wd"), basis=CONFIRMED), done, other)
    (row,) = journal
    # 3/3-6 (4), 9-13 (9), 16-20 (14), 23 (15)
    assert (row.old_due, row.new_due) == (date(2026, 3, 30), date(2026, 3, 23))
    assert row.why.zh == (
        "licensing.decide 由 20 个工作日（未核对原文）改为 15 个工作日（已核对原文），依据 行政许可法 第四十二条"
    )


def test_law_confirmed_as_it_was_is_journalled_once_and_then_no_more() -> None:
    after, (row,) = reproject_law([clock("20wd", date(2026, 3, 2))], Limit.parse("20wd"), CONFIRMED, SHIPPED)
    assert row.old_due == row.new_due == date(2026, 3, 30)
    assert reproject_law(after, Limit.parse("20wd"), CONFIRMED, SHIPPED) == (after, ())
