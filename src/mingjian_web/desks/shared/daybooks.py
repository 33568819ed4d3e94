"""A clock certificate laid out as a page of a calendar: a line a week, every day of it in its own cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.clock import Certificate, DayKind, DayLine, Week
from mingjian.terms import Text

DAYS_A_WEEK = 7
OUTSIDE = Text("不在期内", "outside the count")


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: what it is (第 5 日, 不计, 停表), why, and how it is marked."""

    day: date
    said: Text
    why: Text
    marks: str


@dataclass(frozen=True, slots=True)
class BookWeek:
    """One week, Monday to Sunday: its number on the certificate, its seven days, how many were counted."""

    number: int
    cells: tuple[DayCell, ...]
    counted: int


def weeks(certificate: Certificate, today: date | None = None) -> tuple[BookWeek, ...]:
    """The certificate's weeks from the first to the last, also where it counts backwards; `today` is outlined."""
    ordered = sorted(certificate.weeks, key=lambda week: week.monday)
    return tuple(
        BookWeek(place, tuple(_cells(week, today)), week.counted) for place, week in enumerate(ordered, start=1)
    )


def _cells(week: Week, today: date | None) -> Iterator[DayCell]:
    lines = {line.day: line for line in week.lines}
    for ahead in range(DAYS_A_WEEK):
        there = week.monday + timedelta(days=ahead)
        line = lines.get(there)
        marks = " today" if there == today else ""
        if line is None:
            yield DayCell(there, Text("—", "—"), OUTSIDE, marks.strip())
        else:
            yield DayCell(there, _said(line), _why(line), (_mark(line) + marks).strip())


def _said(line: DayLine) -> Text:
    if line.number is not None:
        last = Text("，届满", ", due") if line.due else Text("", "")
        return Text(f"第 {line.number} 日{last.zh}", f"day {line.number}{last.en}")
    if line.due:
        return Text("届满日", "due day")
    if line.kind is DayKind.START:
        return Text("起算日", "start")
    return Text("停表", "stopped") if line.kind is DayKind.SUSPENDED else line.kind.label


def _why(line: DayLine) -> Text:
    """The reason; of a stop only what stopped it: the document stands once, above the book."""
    if line.kind is DayKind.START:
        return Text("次日起计", "counted from the next day")
    if line.kind is DayKind.SUSPENDED:
        zh, en = line.why.zh.partition("（")[2].rstrip("）"), line.why.en.partition("(")[2].rstrip(")")
        return Text(zh.partition("，")[0] or line.why.zh, en.partition(",")[0] or line.why.en)
    return line.why


def _mark(line: DayLine) -> str:
    if line.kind is DayKind.SUSPENDED:
        return "halt"
    if line.number is None:
        return ""
    return "on swap" if line.why.zh.startswith("调休") else "on"
