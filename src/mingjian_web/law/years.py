"""A year of the working calendar laid out by weeks, each day with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mingjian.clock import WorkCalendar
from mingjian.clock.calendar import SATURDAY, WEEKDAYS
from mingjian_web.law.facts import CalendarCell, CalendarYear

DAYS_A_WEEK = len(WEEKDAYS)


def year_of(calendar: WorkCalendar, year: int, *, entered: bool) -> CalendarYear:
    """The year by this calendar; `entered` says that the office's own entries speak of it."""
    weeks = tuple(_weeks(calendar, year))
    working = sum(cell is not None and cell.mark in ("work", "swap") for week in weeks for cell in week)
    return CalendarYear(year, calendar.is_announced(year), calendar.papers(year), entered, weeks, working)


def _weeks(calendar: WorkCalendar, year: int) -> Iterator[tuple[CalendarCell | None, ...]]:
    first = date(year, 1, 1)
    monday = first - timedelta(days=first.weekday())
    while monday.year <= year:
        days = [monday + timedelta(days=ahead) for ahead in range(DAYS_A_WEEK)]
        yield tuple(_cell(calendar, day) if day.year == year else None for day in days)
        monday += timedelta(days=DAYS_A_WEEK)


def _cell(calendar: WorkCalendar, day: date) -> CalendarCell:
    why = calendar.why(day)
    if calendar.is_working(day):
        return CalendarCell(day, "swap" if day.weekday() >= SATURDAY else "work", why)
    return CalendarCell(day, "rest" if why.zh.endswith("假期") else "weekend", why)
