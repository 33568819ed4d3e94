"""Clocks as of a day: what is used, what is left, and where the clock stands. Days counted by hand on the notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.clock import (
    Basis,
    Budget,
    Direction,
    Extension,
    Limit,
    Roll,
    State,
    Suspension,
    Unit,
    Whose,
    shipped_calendar,
)
from mingjian.terms import BadInput, LawStatus, Text

CALENDAR = shipped_calendar()
LAW = Basis("licensing.decide", "行政许可法 第四十二条", LawStatus.SEEN, Whose.AUTHORITY)
ACCEPTED = Text("视为受理", "deemed accepted")
REVIEW = Suspension(date(2026, 11, 5), None, "专家评审", "黑应急评函〔2026〕36号")


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def clock(limit: str | Limit, start: date, **changes: object) -> Budget:
    plain = Budget(
        id="许可〔2026〕第 0061 号／决定",
        name=Text("决定期限", "time to decide"),
        start=start,
        start_event=Text("受理", "acceptance"),
        limit=Limit.parse(limit) if isinstance(limit, str) else limit,
        basis=LAW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def figures(budget: Budget, today: date) -> tuple[State, int, int, int]:
    read = budget.read(today, CALENDAR)
    return read.state, read.used, read.left, read.over


@pytest.mark.parametrize(
    "today, expected",
    [
        (day(11, 13), (State.NOT_STARTED, 0, 10, 0)),
        (day(11, 16), (State.RUNNING, 0, 10, 0)),
        (day(11, 17), (State.RUNNING, 1, 9, 0)),
        (day(11, 22), (State.RUNNING, 4, 6, 0)),  # a Sunday: Friday's figure stands
        (day(11, 23), (State.RUNNING, 5, 5, 0)),
        (day(11, 30), (State.RUNNING, 10, 0, 0)),  # the due day itself is still in time
        (day(12, 1), (State.OVERRUN, 11, 0, 1)),
        (day(12, 5), (State.OVERRUN, 14, 0, 4)),  # a Saturday: Tuesday to Friday are four
    ],
)
def test_today_counts_as_used_and_what_is_left_are_the_days_after_it(
    today: date, expected: tuple[State, int, int, int]
) -> None:
    assert figures(clock("10wd", day(11, 16)), today) == expected


def test_an_overrun_counts_on_in_days_beyond_what_was_allowed() -> None:
    late = clock("60d", day(9, 20)).read(day(11, 23), CALENDAR)
    assert (late.due, late.used, late.allowed, late.over) == (day(11, 19), 64, 60, 4)


def test_days_rolled_over_are_left_but_never_used() -> None:
    rolled = clock("30d", day(9, 1))  # ends 1 October, rolls to the 8th
    assert figures(rolled, day(10, 1)) == (State.RUNNING, 30, 7, 0)
    assert figures(rolled, day(10, 5)) == (State.RUNNING, 30, 3, 0)
    assert figures(rolled, day(10, 9)) == (State.OVERRUN, 31, 0, 1)


def test_months_are_used_whole_and_left_in_days() -> None:
    read = clock("36m", day(1, 15, 2024)).read(day(11, 23), CALENDAR)
    assert (read.used, read.allowed, read.unit) == (34, 36, Unit.MONTH)
    assert (read.due, read.left, read.provisional) == (day(1, 15, 2027), 53, True)  # 7 + 31 + 15, a Friday
    assert clock("36m", day(1, 15, 2024)).used(day(11, 15), CALENDAR) == 34
    assert clock("36m", day(1, 15, 2024)).used(day(11, 14), CALENDAR) == 33
    assert clock("3y", day(1, 15, 2024)).read(day(11, 23), CALENDAR).used == 2


def test_a_fixed_date_is_used_and_left_in_days() -> None:
    read = clock("quarter+1-15", day(7, 10)).read(day(10, 14), CALENDAR)
    assert (read.due, read.used, read.allowed, read.left) == (day(10, 15), 96, 97, 1)  # 21 + 31 + 30 + 14


def test_a_clock_standing_without_an_end_has_days_left_and_no_due_day() -> None:
    standing = clock("20wd", day(10, 22), suspensions=(REVIEW,))  # 10/23, 26-30, 11/2-4: nine used
    read = standing.read(day(11, 23), CALENDAR)
    assert (read.state, read.due, read.used, read.left) == (State.SUSPENDED, None, 9, 11)
    assert read.suspension == REVIEW
    assert standing.deadline(CALENDAR) is None


def test_a_suspension_without_an_end_does_not_exist_before_it_begins() -> None:
    read = clock("20wd", day(10, 22), suspensions=(REVIEW,)).read(day(11, 4), CALENDAR)
    assert (read.state, read.due, read.suspension) == (State.RUNNING, day(11, 19), None)


def test_a_suspension_begun_on_the_due_day_still_stops_the_clock_that_day() -> None:
    opened = Suspension(day(11, 30), None, "听证", "听证通知")
    read = clock("10wd", day(11, 16), suspensions=(opened,)).read(day(11, 30), CALENDAR)
    assert (read.state, read.due, read.used, read.left) == (State.SUSPENDED, None, 9, 1)


def test_a_suspension_that_has_ended_moves_the_due_day() -> None:
    ended = replace(REVIEW, last=day(11, 18))
    stopped = clock("20wd", day(10, 22), suspensions=(ended,))
    assert figures(stopped, day(11, 18)) == (State.SUSPENDED, 9, 11, 0)
    # 11/19, 20 (11), 23-27 (16), 11/30-12/3 (20)
    assert stopped.read(day(11, 19), CALENDAR).due == day(12, 3)
    assert figures(stopped, day(11, 19)) == (State.RUNNING, 10, 10, 0)


def test_a_suspension_opened_after_the_clock_ran_out_stops_nothing() -> None:
    opened = Suspension(day(12, 1), None, "听证", "听证通知")
    assert figures(clock("10wd", day(11, 16), suspensions=(opened,)), day(12, 1)) == (State.OVERRUN, 11, 0, 1)


@pytest.mark.parametrize(
    "done_on, deemed, today, state",
    [
        (day(3, 9), None, day(3, 20), State.MET),
        (day(3, 10), None, day(3, 20), State.MET_LATE),
        (day(3, 9), None, day(3, 9), State.MET),
        (day(3, 10), None, day(3, 9), State.RUNNING),  # done tomorrow is not done
        (None, ACCEPTED, day(3, 9), State.RUNNING),
        (None, ACCEPTED, day(3, 10), State.DEEMED),
        (day(3, 9), ACCEPTED, day(3, 20), State.MET),
        (day(3, 12), ACCEPTED, day(3, 20), State.DEEMED),  # the act came after the law had spoken
        (None, None, day(3, 10), State.OVERRUN),
    ],
)
def test_a_clock_ends_met_late_overrun_or_deemed(
    done_on: date | None, deemed: Text | None, today: date, state: State
) -> None:
    acceptance = clock("5wd", day(3, 2), done_on=done_on, deemed=deemed)  # due Monday 9 March
    assert acceptance.state(today, CALENDAR) is state


def test_a_clock_that_is_done_stands_at_what_it_used() -> None:
    done = clock("5wd", day(3, 2), done_on=day(3, 11))
    assert figures(done, day(6, 1)) == (State.MET_LATE, 7, 0, 2)
    assert (done.used(day(6, 1), CALENDAR), done.left(day(6, 1), CALENDAR)) == (7, 0)


def test_a_backward_clock_runs_down_to_its_day_and_uses_nothing_up() -> None:
    renewal = clock(Limit.parse("3m", direction=Direction.BACKWARD), day(5, 31))
    assert figures(renewal, day(2, 20)) == (State.RUNNING, 0, 8, 0)  # apply by 28 February
    assert renewal.state(day(3, 1), CALENDAR) is State.OVERRUN
    assert replace(renewal, done_on=day(2, 28)).state(day(3, 1), CALENDAR) is State.MET


def test_an_extension_counts_from_the_day_it_was_granted() -> None:
    ten = Extension(10, "厅长", "延长告知书", granted_on=day(3, 27), reason="案情复杂")
    extended = clock("20wd", day(3, 2)).extend(ten, CALENDAR)
    assert extended.read(day(3, 26), CALENDAR).due == day(3, 30)
    read = extended.read(day(3, 27), CALENDAR)
    assert (read.due, read.allowed, read.left) == (day(4, 14), 30, 11)  # 3/30, 31, 4/1-3, 7-10, 13, 14


def test_an_extension_after_the_clock_ran_out_is_refused() -> None:
    first = clock("20wd", day(3, 2))  # due 30 March
    on_the_day = first.extend(Extension(10, "厅长", granted_on=day(3, 30)), CALENDAR)
    with pytest.raises(BadInput, match="comes after 2026-03-30"):
        first.extend(Extension(10, "厅长", granted_on=day(3, 31)), CALENDAR)
    with pytest.raises(BadInput, match="comes after 2026-04-14"):
        on_the_day.extend(Extension(10, "厅长", granted_on=day(4, 15)), CALENDAR)


def test_a_suspension_after_the_clock_ran_out_is_refused() -> None:
    running = clock("5wd", day(3, 2))
    assert running.suspend(Suspension(day(3, 9), day(3, 9), "听证", "通知"), CALENDAR).read(
        day(3, 9), CALENDAR
    ).due == day(3, 10)
    with pytest.raises(BadInput, match="after the due day 2026-03-09"):
        running.suspend(Suspension(day(3, 10), None, "听证", "通知"), CALENDAR)


INTERNAL = replace(LAW, whose=Whose.INTERNAL)


@pytest.mark.parametrize(
    "limit, changes, told",
    [
        ("5wd", {"suspensions": (Suspension(day(3, 3), day(3, 4), "听证"),)}, "没有文书"),
        ("5wd", {"suspensions": (Suspension(day(3, 3), day(3, 4), "听证", "  "),)}, "没有文书"),
        ("5wd", {"extensions": (Extension(10),)}, "没有批准人或者文书"),
        ("5wd", {"suspensions": (REVIEW, replace(REVIEW, first=day(12, 1)))}, "两次停表没有终止日"),
        ("5wd", {"done_on": day(3, 1)}, "早于起算日"),
        ("5d", {"basis": INTERNAL}, "机关内部期限不顺延"),
        (
            Limit.parse("5d", direction=Direction.BACKWARD),
            {"extensions": (Extension(1, "厅长"),)},
            "倒推的期限不能停表或者延长",
        ),
    ],
)
def test_a_clock_with_something_missing_or_out_of_order_is_refused(
    limit: str | Limit, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(BadInput) as wrong:
        clock(limit, day(3, 2), **changes)
    (line,) = wrong.value.lines
    assert told in line.zh
    assert "许可〔2026〕第 0061 号" in line.zh


def test_a_clock_tells_every_fault_at_once() -> None:
    with pytest.raises(BadInput) as wrong:
        clock("5wd", day(3, 2), suspensions=(Suspension(day(3, 3), day(3, 4)),), extensions=(Extension(1),))
    assert len(wrong.value.lines) == 2


def test_an_internal_limit_that_does_not_roll_is_a_clock_like_any_other() -> None:
    report = clock(Limit.parse("1d", roll=Roll.NONE), day(8, 24, 2012), basis=INTERNAL)
    assert report.read(day(8, 26, 2012), CALENDAR).due == day(8, 25, 2012)  # a Saturday
    assert report.state(day(8, 26, 2012), CALENDAR) is State.OVERRUN


@settings(max_examples=100, deadline=None)
@given(
    start=st.dates(date(2012, 1, 1), date(2026, 6, 1)),
    count=st.integers(1, 40),
    stop=st.tuples(st.integers(0, 40), st.integers(0, 20)),
    passed=st.integers(0, 120),
)
def test_until_it_is_due_the_days_used_and_left_make_up_the_limit(
    start: date, count: int, stop: tuple[int, int], passed: int
) -> None:
    first = start + timedelta(days=stop[0])
    stopped = Suspension(first, first + timedelta(days=stop[1]), "检验", "检验委托书")
    budget = clock(f"{count}wd", start, suspensions=(stopped,))
    today = start + timedelta(days=passed)
    read = budget.read(today, CALENDAR)
    assert read.due is not None
    if today <= read.due:
        assert (read.used + read.left, read.over) == (count, 0)
        assert read.state in (State.RUNNING, State.SUSPENDED)
    else:
        after = [read.due + timedelta(days=n + 1) for n in range((today - read.due).days)]
        assert read.over == sum(CALENDAR.is_working(each) for each in after)
        assert (read.used, read.left, read.state) == (count + read.over, 0, State.OVERRUN)
