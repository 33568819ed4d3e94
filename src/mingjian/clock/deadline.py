"""The count: from a start and a limit to the day it is due, with every day accounted for.

The starting day is not counted (民法典 第二百零一条); suspended days are not counted; a forward end in days,
months, years or on a fixed date that falls on a rest day moves to the next working day that is not suspended;
a backward limit and one inside the administration never move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from mingjian.clock.calendar import WorkCalendar, each_day
from mingjian.clock.limits import Bound, Limit, Unit, beyond_the_calendar
from mingjian.clock.stops import ONE_DAY, Extension, StoppedDays, Suspension, stopped_days
from mingjian.terms import BadInput, Term, Text


class DayKind(Term):
    """What a day on the certificate is."""

    START = "start", "起算日不计", "start, not counted"
    COUNTED = "counted", "计", "counted"
    REST = "rest", "不计", "not counted"
    SUSPENDED = "suspended", "停表不计", "suspended"
    ROLLED = "rolled", "顺延", "rolled"
    EXCLUDED = "excluded", "届满之日不含", "end, excluded"
    BEFORE = "before", "届满前一日", "day before the end"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the count: its number when counted, else why it is not; `due` marks the day it falls due."""

    day: date
    kind: DayKind
    number: int | None
    why: Text
    due: bool


@dataclass(frozen=True)
class Deadline:
    """The day `due` and how it was reached.

    `ended` is where the count ended, before any rolling or exclusion;
    `allowed` is the number of days run: working days for a limit in working days, else calendar days.
    """

    start: date
    limit: Limit
    calendar: WorkCalendar
    stops: StoppedDays
    extensions: tuple[Extension, ...]
    allowed: int
    ended: date
    due: date

    @property
    def last(self) -> date:
        """The last day in time before rolling: `ended`, or the day before it when the end is excluded."""
        return self.ended - ONE_DAY if self.limit.bound is Bound.EXCLUSIVE else self.ended

    @cached_property
    def consulted(self) -> tuple[tuple[date, date], ...]:
        """The stretches of days whose being working or not this answer rests on; none for a limit that

        neither counts working days nor rolls.
        """
        if self.limit.unit is Unit.WORKING_DAY:
            near, far = (
                (self.ended, self.start - ONE_DAY) if self.limit.backward else (self.start + ONE_DAY, self.ended)
            )
        elif self.limit.rolls:
            near, far = self.last, self.due
        else:
            return ()
        return tuple(self.stops.running(near, far))

    @cached_property
    def doubtful_years(self) -> tuple[int, ...]:
        """The years consulted that no notice announces."""
        years = {year for first, last in self.consulted for year in range(first.year, last.year + 1)}
        return tuple(sorted(year for year in years if not self.calendar.is_announced(year)))

    @property
    def provisional(self) -> bool:
        """Whether a year consulted is not announced, so that the day may still move."""
        return bool(self.doubtful_years)

    @property
    def settled(self) -> bool:
        """Whether no notice to come is likely to move the day: stricter than not provisional at a year's end.

        What is published by itself should wait for this.
        """
        return not self.provisional and not self._open_year_ends

    @property
    def _open_year_ends(self) -> tuple[int, ...]:
        ends = (last for _, last in self.consulted)
        return tuple(sorted({day.year for day in ends if not self.calendar.is_settled(day)}))

    @property
    def notes(self) -> tuple[Text, ...]:
        """Why the day may still move, a sentence a reason."""
        if self.provisional:
            return tuple(self.calendar.doubt(year) for year in self.doubtful_years)
        return tuple(
            Text(
                f"{year + 1} 年放假安排尚未公布，可能调整 {year} 年末几日",
                f"the holidays of {year + 1} are not announced and may move the last days of {year}",
            )
            for year in self._open_year_ends
        )

    @cached_property
    def lines(self) -> tuple[DayLine, ...]:
        """Every day from the start to the end of the count, in the order of counting."""
        furthest = min(self.ended, self.due) if self.limit.backward else max(self.ended, self.due)
        lines, number = [], 0
        for day in each_day(self.start, furthest):
            kind = self._kind(day)
            counted = kind is DayKind.COUNTED or day == self.ended
            number += counted
            lines.append(DayLine(day, kind, number if counted else None, self._why(day, kind), day == self.due))
        return tuple(lines)

    def _asks_whether_working(self, day: date) -> bool:
        """In working days every day; else only the end that may roll. A year not announced clouds no other day."""
        return self.limit.unit is Unit.WORKING_DAY or (self.limit.rolls and day >= self.last)

    def _kind(self, day: date) -> DayKind:
        if day == self.start:
            return DayKind.START
        beyond = self._beyond(day)
        if beyond is not None:
            return beyond
        if self.stops.covers(day):
            return DayKind.SUSPENDED
        if self.limit.unit is Unit.WORKING_DAY and not self.calendar.is_working(day):
            return DayKind.REST
        return DayKind.COUNTED

    def _beyond(self, day: date) -> DayKind | None:
        """What a day past the count is: rolled over, the excluded end, or the day before an excluded end."""
        if self.limit.backward:
            if self.limit.bound is Bound.INCLUSIVE or day > self.ended:
                return None
            return DayKind.EXCLUDED if day == self.ended else DayKind.BEFORE
        if day <= self.last:
            return None
        return DayKind.ROLLED if day <= self.due else DayKind.EXCLUDED

    def _why(self, day: date, kind: DayKind) -> Text:
        stop = self.stops.on(day) if kind in (DayKind.SUSPENDED, DayKind.ROLLED) else None
        if stop is None and not self._asks_whether_working(day):
            return Text("日历日", "calendar day")
        why = stop.text if stop else self.calendar.why(day)
        if day == self.last != self.due and kind is DayKind.COUNTED:
            return Text(f"{why.zh}，届满日逢休息日顺延", f"{why.en}; the end falls on a rest day and rolls")
        return why


def deadline(
    start: date,
    limit: Limit,
    calendar: WorkCalendar,
    suspensions: Iterable[Suspension] = (),
    extensions: Iterable[Extension] = (),
) -> Deadline:
    """The day `limit` from `start` falls due.

    Raises BadInput for a suspension without an end (no day can be named yet), an extension of a backward
    limit, and a count longer than a century or beyond the calendar.
    """
    stops, granted = stopped_days(suspensions), tuple(extensions)
    _check_closed(stops)
    if granted and limit.backward:
        raise BadInput(Text("倒推的期限不能延长", "a backward limit cannot be extended"))
    allowed = limit.length(start, sum(extension.count for extension in granted))
    counts = calendar.is_working if limit.unit is Unit.WORKING_DAY else None
    ended = _run(start, allowed, -1 if limit.backward else 1, stops, counts)
    last = _day_before(ended) if limit.bound is Bound.EXCLUSIVE else ended
    due = _rolled(last, stops, calendar) if limit.rolls else last
    return Deadline(start, limit, calendar, stops, granted, allowed, ended, due)


def _check_closed(stops: StoppedDays) -> None:
    for stop in stops.suspensions:
        if stop.last is None:
            raise BadInput(
                Text(
                    f"自 {stop.first} 起停表，尚无终止日，不能确定届满日；恢复计算后再算",
                    f"suspended since {stop.first} without an end: no due day until the clock runs again",
                )
            )


def _run(start: date, days: int, step: int, stops: StoppedDays, counts: Callable[[date], bool] | None) -> date:
    """The day on which the `days`-th day that counts is reached."""
    day = start
    while days:
        day = stops.step(day, step)
        if counts is None or counts(day):
            days -= 1
    return day


def _rolled(last: date, stops: StoppedDays, calendar: WorkCalendar) -> date:
    """`last`, or the next working day that is not suspended."""
    day = last
    while stops.covers(day) or not calendar.is_working(day):
        day = stops.step(day, 1)
    return day


def _day_before(day: date) -> date:
    if day == date.min:
        raise beyond_the_calendar()
    return day - timedelta(days=1)
