"""A year of the working calendar laid out by months and weeks, each day with its reason."""

from __future__ import annotations

from calendar import Calendar
from datetime import date

from mingjian.clock import WorkCalendar
from mingjian.clock.calendar import SATURDAY
from mingjian_web.law.facts import CalendarCell, CalendarYear, Month

MONTHS = tuple(range(1, date.max.month + 1))


def year_of(calendar: WorkCalendar, year: int, *, entered: bool) -> CalendarYear:
    """The year by this calendar; `entered` says that the office's own entries speak of it."""
    weeks = Calendar()
    months = tuple(
        Month(
            month,
            tuple(
                tuple(_cell(calendar, day) if day.month == month else None for day in week)
                for week in weeks.monthdatescalendar(year, month)
            ),
        )
        for month in MONTHS
    )
    return CalendarYear(year, calendar.is_announced(year), calendar.papers(year), entered, months)


def _cell(calendar: WorkCalendar, day: date) -> CalendarCell:
    weekend, working = day.weekday() >= SATURDAY, calendar.is_working(day)
    mark = "swap" if working and weekend else "work" if working else "weekend" if weekend else "rest"
    if weekend and not working and calendar.why(day).zh.endswith("假期"):
        mark = "rest"
    return CalendarCell(day, mark, calendar.why(day))
