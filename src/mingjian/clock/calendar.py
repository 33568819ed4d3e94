"""The working calendar: which days count, why, and whose notice says so.

The State Council's office announces each year's holidays, moving weekends about (调休), so a Saturday can be
a working day. A year nobody has announced is *provisional*: Monday to Friday taken as working, said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from mingjian.terms import Text

SATURDAY = 5

WEEKDAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)

#: The notices' own words for the festivals; a name not here (a day given once) stays in Chinese.
FESTIVALS = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "“五一”": "Labour Day",
    "“五一”国际劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "“十一”": "National Day",
    "抗日战争暨世界反法西斯战争胜利70周年纪念日": "70th anniversary of victory day",
}


@dataclass(frozen=True, slots=True)
class DayFact:
    """One day a notice speaks of: a rest day (`working` false) or a weekend day worked (调休)."""

    day: date
    working: bool
    festival: str
    paper: str

    @property
    def festival_name(self) -> Text:
        """The festival in both languages; a joint holiday (国庆节、中秋节) names both."""
        parts = self.festival.split("、")
        return Text(self.festival, " and ".join(FESTIVALS.get(part, part) for part in parts))


@dataclass(frozen=True, slots=True)
class Notice:
    """A year's holidays as announced: the papers and every day they move, some in the December before."""

    year: int
    papers: tuple[str, ...]
    days: tuple[DayFact, ...]


@dataclass(frozen=True)
class WorkCalendar:
    """Announced years and single corrections over Monday-to-Friday. Frozen: a change makes a new calendar."""

    notices: tuple[Notice, ...] = ()
    corrections: tuple[DayFact, ...] = ()

    @cached_property
    def _facts(self) -> dict[date, DayFact]:
        announced = (fact for notice in self.notices for fact in notice.days)
        return {fact.day: fact for fact in (*announced, *self.corrections)}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The announced years, in order."""
        return tuple(sorted({notice.year for notice in self.notices}))

    def is_announced(self, year: int) -> bool:
        """Whether this calendar holds the year's notice."""
        return year in self.years

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day by notice or correction, else by Monday to Friday."""
        fact = self._facts.get(day)
        return fact.working if fact else day.weekday() < SATURDAY

    def is_settled(self, day: date) -> bool:
        """Whether no notice still to come is likely to move `day`.

        Notices have reached back into the December before (2007-12-29 was worked for New Year 2008), so the
        last days of a year stay open until the next year is announced. How far back is read off the notices.
        """
        if not self.is_announced(day.year):
            return False
        return self.is_announced(day.year + 1) or (day.month, day.day) < self._year_end

    @cached_property
    def _year_end(self) -> tuple[int, int]:
        before = [fact.day for notice in self.notices for fact in notice.days if fact.day.year < notice.year]
        return min(((day.month, day.day) for day in before), default=(13, 1))

    def why(self, day: date) -> Text:
        """Why `day` counts or not: 周六, 春节假期, 调休上班（国庆节）, 工作日."""
        fact = self._facts.get(day)
        if fact and not fact.working:
            name = fact.festival_name
            return Text(f"{name.zh}假期", f"{name.en} holiday")
        if fact and day.weekday() >= SATURDAY:
            name = fact.festival_name
            return Text(f"调休上班（{name.zh}）", f"weekend worked ({name.en})")
        if day.weekday() >= SATURDAY:
            return WEEKDAYS[day.weekday()]
        if not fact and not self.is_announced(day.year):
            return Text("工作日（暂定）", "working day (provisional)")
        return Text("工作日", "working day")

    def doubt(self, year: int) -> Text:
        """Why a year not announced is uncertain: still to come, or older than what is held."""
        if self.years and year < self.years[0]:
            return Text(
                f"{year} 年放假安排本历未收录，暂按周一至周五计",
                f"the holidays of {year} are not held here; Monday to Friday taken as working",
            )
        return Text(
            f"{year} 年放假安排尚未公布，暂按周一至周五计",
            f"the holidays of {year} are not announced; Monday to Friday taken as working",
        )

    def papers(self, year: int) -> tuple[str, ...]:
        """The notices that announce `year`, and the papers of corrections in it; perhaps none."""
        announced = [paper for notice in self.notices if notice.year == year for paper in notice.papers]
        corrected = [fact.paper for fact in self.corrections if fact.day.year == year]
        return tuple(dict.fromkeys([*announced, *corrected]))

    def merged(self, *overlay: Notice) -> WorkCalendar:
        """A new calendar in which each notice of `overlay` adds its year, or takes the place of it."""
        by_year = {notice.year: notice for notice in (*self.notices, *overlay)}
        return replace(self, notices=tuple(by_year[year] for year in sorted(by_year)))

    def with_days(self, *facts: DayFact) -> WorkCalendar:
        """A new calendar with single days corrected, over any notice. It does not make a year announced."""
        return replace(self, corrections=(*self.corrections, *facts))

    def moved_days(self, other: WorkCalendar, first: date, last: date) -> tuple[date, ...]:
        """The days from `first` to `last` that one calendar counts as working and the other does not."""
        touched = sorted(day for day in {*self._facts, *other._facts} if first <= day <= last)
        return tuple(day for day in touched if self.is_working(day) != other.is_working(day))


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included; downwards when `last` is the earlier."""
    step = 1 if last >= first else -1
    for number in range(0, (last - first).days + step, step):
        yield first + timedelta(days=number)


def weekday(day: date) -> Text:
    """周一 to 周日."""
    return WEEKDAYS[day.weekday()]


def calendar_of(notices: Iterable[Notice]) -> WorkCalendar:
    """A calendar made of these notices alone."""
    return WorkCalendar().merged(*notices)
