"""Working days of the province, by the announced calendar; days and times in Shanghai."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from mingjian.clock import shipped_calendar
from mingjian.terms import SHANGHAI
from mingjian_web.demo.province.stock import plan


@cache
def working_days() -> tuple[date, ...]:
    """Every working day of the years the province has a memory of, and a little beyond."""
    calendar, span = shipped_calendar(), plan("calendar")
    days = (span["from"] + timedelta(days=n) for n in range(span["days"]))
    return tuple(day for day in days if calendar.is_working(day))


def worked(day: date, count: int = 0) -> date:
    """The working day `count` working days after `day` (before it, if negative); 0 is the day itself or the next."""
    days = working_days()
    place = bisect_left(days, day) if count >= 0 else bisect_right(days, day) - 1
    if count > 0 and days[place] != day:
        place -= 1
    return days[place + count]


def between(first: date, last: date) -> tuple[date, ...]:
    """The working days from `first` to `last`, both included."""
    days = working_days()
    return days[bisect_left(days, first) : bisect_right(days, last)]


def at(day: date, clock: str, minutes: int = 0) -> datetime:
    """The moment some minutes after the time of day, in Shanghai."""
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI) + timedelta(minutes=minutes)


def some_day(luck: Random, first: date, last: date) -> date:
    """One of the days between the two, both included."""
    return first + timedelta(days=luck.randint(0, (last - first).days))


def years_after(day: date, years: int) -> date:
    """The same day of a later year (the first of March for the twenty-ninth of February)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=day.month + 1, day=1)
