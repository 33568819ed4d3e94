"""Statutory time: the working calendar, limits as law words them, the count, clocks, certificates."""

from mingjian.clock.budget import Basis, Budget, Reading, State, Whose
from mingjian.clock.calendar import DayFact, Notice, WorkCalendar, calendar_of, weekday
from mingjian.clock.certificate import Certificate, Week, certificate, due_text
from mingjian.clock.deadline import DayKind, DayLine, Deadline, deadline
from mingjian.clock.limits import Bound, Direction, Limit, Period, Roll, Unit, add_months, in_units
from mingjian.clock.notices import parse_notice, shipped_calendar
from mingjian.clock.reproject import Moved, reproject, reproject_law
from mingjian.clock.stops import Extension, Suspension, parse_day

__all__ = [
    "Basis",
    "Bound",
    "Budget",
    "Certificate",
    "DayFact",
    "DayKind",
    "DayLine",
    "Deadline",
    "Direction",
    "Extension",
    "Limit",
    "Moved",
    "Notice",
    "Period",
    "Reading",
    "Roll",
    "State",
    "Suspension",
    "Unit",
    "Week",
    "Whose",
    "WorkCalendar",
    "add_months",
    "calendar_of",
    "certificate",
    "deadline",
    "due_text",
    "in_units",
    "parse_day",
    "parse_notice",
    "reproject",
    "reproject_law",
    "shipped_calendar",
    "weekday",
]
