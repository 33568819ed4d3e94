"""Any start, limit and suspensions, against a loop that walks one day at a time and keeps a set of stopped days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.clock import Bound, Deadline, Direction, Limit, Roll, Suspension, Unit, deadline, shipped_calendar

CALENDAR = shipped_calendar()
ONE = timedelta(days=1)

starts = st.dates(date(2006, 6, 1), date(2027, 6, 30))
limits = st.builds(
    Limit,
    count=st.integers(1, 70),
    unit=st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH]),
    direction=st.sampled_from(Direction),
    bound=st.sampled_from(Bound),
    roll=st.sampled_from(Roll),
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[date, Limit, list[Suspension]]:
    start, limit = draw(starts), draw(limits)
    spans = draw(st.lists(st.tuples(st.integers(-90, 90), st.integers(0, 40)), max_size=4))
    begun = [(start + timedelta(days=offset), length) for offset, length in spans]
    return start, limit, [Suspension(first, first + timedelta(days=length)) for first, length in begun]


def _corresponding(start: date, months: int) -> date:
    """Walk month by month, then back from the 31st until the day exists."""
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    for day in range(start.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("a month has a first day")


def _naive(start: date, limit: Limit, stops: list[Suspension]) -> tuple[date, bool]:
    """The due day, and whether a year without notice was looked at."""
    stopped = {s.first + timedelta(days=n) for s in stops for n in range(((s.last or s.first) - s.first).days + 1)}
    back = limit.direction is Direction.BACKWARD
    to_go, looked_at, day = limit.count, set(), start
    if limit.unit is Unit.MONTH:
        to_go = abs((_corresponding(start, -limit.count if back else limit.count) - start).days)
    while to_go > 0:
        day = day - ONE if back else day + ONE
        if day in stopped:
            continue
        if limit.unit is Unit.WORKING_DAY:
            looked_at.add(day.year)
            if not CALENDAR.is_working(day):
                continue
        to_go -= 1
    if limit.bound is Bound.EXCLUSIVE:
        day -= ONE
    if not back and limit.unit is not Unit.WORKING_DAY and limit.roll is Roll.NEXT_WORKING_DAY:
        while True:
            if day not in stopped:
                looked_at.add(day.year)
                if CALENDAR.is_working(day):
                    break
            day += ONE
    return day, any(not 2007 <= year <= 2026 for year in looked_at)


def _found(start: date, limit: Limit, stops: list[Suspension]) -> Deadline:
    return deadline(start, limit, CALENDAR, stops)


@settings(max_examples=300, deadline=None)
@given(situations())
def test_the_count_agrees_with_walking_day_by_day(situation: tuple[date, Limit, list[Suspension]]) -> None:
    found = _found(*situation)
    assert (found.due, found.provisional) == _naive(*situation)


@settings(max_examples=100, deadline=None)
@given(situations())
def test_the_lines_number_every_counted_day_once_and_mark_one_due_day(
    situation: tuple[date, Limit, list[Suspension]],
) -> None:
    found = _found(*situation)
    numbers = [line.number for line in found.lines if line.number is not None]
    assert numbers == list(range(1, found.allowed + 1))
    assert [line.day for line in found.lines if line.due] == [found.due]


@settings(max_examples=100, deadline=None)
@given(situations())
def test_a_suspension_never_brings_a_forward_due_day_nearer(
    situation: tuple[date, Limit, list[Suspension]],
) -> None:
    start, limit, stops = situation
    if limit.backward:
        assert _found(start, limit, stops).due <= _found(start, limit, []).due
    else:
        assert _found(start, limit, stops).due >= _found(start, limit, []).due
