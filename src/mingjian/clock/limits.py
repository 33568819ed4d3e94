"""A limit as law words it: how many of which unit, in which direction, bound and rolled in which way.

行政许可法 第八十二条: licensing days are working days. 民法典 第二百零一至二百零三条: the first day is not
counted; a month ends on its corresponding day, or the month's last; an end on a rest day moves on.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

from mingjian.terms import BadInput, Term, Text


class Unit(Term):
    """What is counted."""

    WORKING_DAY = "wd", "个工作日", "working days"
    DAY = "d", "日", "days"
    MONTH = "m", "个月", "months"
    YEAR = "y", "年", "years"
    FIXED = "fixed", "固定日期", "fixed date"


class Direction(Term):
    """Forward from an event, or backward from one to come (届满三个月前)."""

    FORWARD = "forward", "顺计", "forward"
    BACKWARD = "backward", "倒推", "backward"


class Bound(Term):
    """Whether the day the count ends on is still in time: 以内, 以前 (inclusive), strict 前 (exclusive)."""

    INCLUSIVE = "inclusive", "含届满之日", "last day included"
    EXCLUSIVE = "exclusive", "不含届满之日", "last day excluded"


class Roll(Term):
    """Whether an end on a rest day moves. Limits inside the administration do not."""

    NEXT_WORKING_DAY = "next_working_day", "逢休息日顺延", "rolls to the next working day"
    NONE = "none", "不顺延", "does not roll"


class Period(Term):
    """The period whose end a fixed date follows; the value is its length in words."""

    MONTH = "month", "月", "month"
    QUARTER = "quarter", "季度", "quarter"
    YEAR = "year", "年", "year"


MONTHS_IN = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}

#: About a hundred years in each unit. No law of ours is longer; what is longer was mistyped.
LONGEST = {Unit.WORKING_DAY: 26_100, Unit.DAY: 36_525, Unit.MONTH: 1_200, Unit.YEAR: 100, Unit.FIXED: 31}

_UNITS = {unit.value: unit for unit in Unit}
_PERIODS = {period.value: period for period in Period}
_COUNTED = re.compile(r"(\d{1,12})\s*(wd|d|m|y)")
_FIXED = re.compile(r"(month|quarter|year)\+(\d{1,4})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit. For a FIXED one, `count` is the day of the `months_after`-th month after the end of `period`.

    "the 15th of the first month after the quarter" is `Limit(15, Unit.FIXED, period=Period.QUARTER)`.
    Raises BadInput for a count that is not positive or longer than a century, a fixed date without period.
    """

    count: int
    unit: Unit
    direction: Direction = Direction.FORWARD
    bound: Bound = Bound.INCLUSIVE
    roll: Roll = Roll.NEXT_WORKING_DAY
    period: Period | None = None
    months_after: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST[self.unit]:
            raise _out_of_bounds(self.count, self.unit)
        if (self.unit is Unit.FIXED) is not (self.period is not None):
            raise BadInput(Text("固定日期的期限须写明哪个周期之后", "a fixed date, and only that, follows a period"))
        if self.unit is Unit.FIXED and self.direction is Direction.BACKWARD:
            raise BadInput(Text("固定日期不能倒推", "a fixed date cannot be counted backward"))
        if not 1 <= self.months_after <= LONGEST[Unit.MONTH]:
            raise _out_of_bounds(self.months_after, Unit.MONTH)

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        direction: Direction = Direction.FORWARD,
        bound: Bound = Bound.INCLUSIVE,
        roll: Roll = Roll.NEXT_WORKING_DAY,
    ) -> Self:
        """A limit from `20wd`, `30d`, `3m`, `2y` or `quarter+1-15`; BadInput names the way out."""
        plain = unicodedata.normalize("NFKC", text).strip().lower()
        if counted := _COUNTED.fullmatch(plain):
            return cls(int(counted[1]), _UNITS[counted[2]], direction, bound, roll)
        if fixed := _FIXED.fullmatch(plain):
            return cls(int(fixed[3]), Unit.FIXED, direction, bound, roll, _PERIODS[fixed[1]], int(fixed[2]))
        raise BadInput(
            Text(
                f"期限“{text}”看不懂：写 20wd（工作日）、30d（日）、3m（月）、2y（年）、"
                "quarter+1-15（季后第 1 个月 15 日）",
                f"cannot read the limit {text!r}: write 20wd (working days), 30d (days), 3m (months), 2y, or "
                "quarter+1-15 (the 15th of the first month after the quarter)",
            )
        )

    @property
    def backward(self) -> bool:
        """Counted from an event to come."""
        return self.direction is Direction.BACKWARD

    @property
    def rolls(self) -> bool:
        """Whether a rest day at the end moves it: forward, not in working days, and not internal."""
        return self.roll is Roll.NEXT_WORKING_DAY and not self.backward and self.unit is not Unit.WORKING_DAY

    @property
    def text(self) -> Text:
        """The limit in words: 20 个工作日."""
        words = self._fixed_words() if self.period else self._counted_words()
        marks = [mark.label for mark, said in ((self.bound, Bound.EXCLUSIVE), (self.roll, Roll.NONE)) if mark is said]
        if not marks:
            return words
        return Text(
            f"{words.zh}（{'，'.join(m.zh for m in marks)}）",
            f"{words.en} ({', '.join(m.en for m in marks)})",
        )

    def _counted_words(self) -> Text:
        amount = in_units(self.count, self.unit)
        return Text(f"倒推 {amount.zh}", f"{amount.en} before") if self.backward else amount

    def _fixed_words(self) -> Text:
        period = self.period.label if self.period else Text("", "")
        return Text(
            f"{period.zh}后第 {self.months_after} 个月 {self.count} 日",
            f"day {self.count} of month {self.months_after} after the {period.en}",
        )

    def length(self, start: date, extra: int = 0) -> int:
        """How many days are run from `start`, `extra` units of extension in: working days, or calendar days.

        Months, years and fixed dates become the calendar days to their corresponding day. Raises BadInput
        beyond a century or the end of the calendar. An extension of a fixed date is in days.
        """
        if self.unit is Unit.FIXED:
            if extra > LONGEST[Unit.DAY]:
                raise _out_of_bounds(extra, Unit.DAY)
            return (self._fixed_day(start) - start).days + extra
        total = self.count + extra
        if total > LONGEST[self.unit]:
            raise _out_of_bounds(total, self.unit)
        if self.unit in (Unit.WORKING_DAY, Unit.DAY):
            return total
        months = total * (12 if self.unit is Unit.YEAR else 1)
        return abs((add_months(start, -months if self.backward else months) - start).days)

    def _fixed_day(self, start: date) -> date:
        span = MONTHS_IN[self.period or Period.MONTH]
        last_month = start.month + (-start.month) % span
        month = add_months(date(start.year, 1, 1), last_month - 1 + self.months_after)
        return month.replace(day=min(self.count, monthrange(month.year, month.month)[1]))


def in_units(count: int, unit: Unit) -> Text:
    """`20 个工作日`; a fixed date is spoken of in days."""
    said = Unit.DAY.label if unit is Unit.FIXED else unit.label
    return Text(f"{count} {said.zh}", f"{count} {said.en.removesuffix('s') if count == 1 else said.en}")


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (earlier, if negative), or that month's last day.

    民法典 第二百零二条: 没有对应日的，月末日为期间的最后一日. BadInput beyond the years a date can hold.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise beyond_the_calendar()
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def beyond_the_calendar() -> BadInput:
    """A count that leaves the years a date can hold."""
    return BadInput(
        Text(
            "算出的日期超出历法范围（公元 1 年至 9999 年），请检查起算日、期限和停表",
            "the count leaves the calendar (years 1 to 9999): check the start, the limit and the suspensions",
        )
    )


def _out_of_bounds(count: int, unit: Unit) -> BadInput:
    longest = LONGEST[unit]
    return BadInput(
        Text(
            f"期限 {in_units(count, unit).zh}不合理：应在 1 至 {longest} 之间",
            f"a limit of {in_units(count, unit).en} makes no sense: give 1 to {longest}",
        )
    )
