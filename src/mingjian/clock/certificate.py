"""The clock certificate (期限计算单): every day counted or not, with its reason, checkable by hand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from mingjian.clock.budget import Budget
from mingjian.clock.calendar import WorkCalendar, weekday
from mingjian.clock.deadline import DayLine, Deadline
from mingjian.clock.limits import Unit, in_units
from mingjian.clock.stops import Extension, Suspension
from mingjian.terms import Text

Fact = tuple[Text, Text]


@dataclass(frozen=True, slots=True)
class Week:
    """The days of one week, Monday to Sunday: how many of them counted, and the number reached so far."""

    monday: date
    lines: tuple[DayLine, ...]
    counted: int
    reached: int

    @property
    def title(self) -> Text:
        """2026-10-05 起的一周：计 3，累计 10."""
        return Text(
            f"{self.monday} 起的一周：计 {self.counted}，累计 {self.reached}",
            f"week of {self.monday}: {self.counted} counted, {self.reached} so far",
        )


@dataclass(frozen=True, slots=True)
class Certificate:
    """A count laid out: the facts it starts from, its weeks, total and due day, what may still move it."""

    title: Text
    facts: tuple[Fact, ...]
    weeks: tuple[Week, ...]
    total: Text
    due: date
    due_text: Text
    provisional: bool
    notes: tuple[Text, ...]

    def text(self, language: str) -> str:
        """The certificate as plain text in "zh" or "en", columns aligned for Chinese width."""
        rows = [self.title.say(language), ""]
        colon = Text("：", ": ").say(language)
        rows += [f"{label.say(language)}{colon}{value.say(language)}" for label, value in self.facts]
        for week in self.weeks:
            rows += ["", week.title.say(language), *(_row(line, language) for line in week.lines)]
        rows += ["", self.total.say(language), self.due_text.say(language)]
        return "\n".join(rows + [note.say(language) for note in self.notes])


def certificate(found: Deadline, clock: Budget | None = None) -> Certificate:
    """The certificate of a deadline; with the clock it belongs to, its name, law and end are told too."""
    name = clock.name if clock else Text("", "")
    return Certificate(
        title=Text(
            f"期限计算单{'：' + name.zh if clock else ''}",
            f"Clock certificate{': ' + name.en if clock else ''}",
        ),
        facts=tuple(_facts(found, clock)),
        weeks=_weeks(found),
        total=_total(found),
        due=found.due,
        due_text=due_text(found),
        provisional=found.provisional,
        notes=found.notes,
    )


def due_text(found: Deadline) -> Text:
    """届满日 2026-10-23 周五, and 暂定 when a year consulted is not announced."""
    day = weekday(found.due)
    mark = Text("（暂定）", " (provisional)") if found.provisional else Text("", "")
    return Text(f"届满日：{found.due} {day.zh}{mark.zh}", f"due: {found.due} {day.en}{mark.en}")


def _facts(found: Deadline, clock: Budget | None) -> list[Fact]:
    day = weekday(found.start)
    event = Text(f"（{clock.start_event.zh}）", f" ({clock.start_event.en})") if clock else Text("", "")
    facts = [
        (
            Text("起算日", "start"),
            Text(
                f"{found.start} {day.zh}{event.zh}，当日不计",
                f"{found.start} {day.en}{event.en}, not counted",
            ),
        ),
        (Text("期限", "limit"), found.limit.text),
    ]
    if clock:
        facts.append((Text("依据", "law"), _law(clock)))
    facts += [(Text("停表", "suspended"), _stop(stop)) for stop in found.stops.suspensions]
    facts += [(Text("延长", "extended"), _extension(each, found.limit.unit)) for each in found.extensions]
    facts += [(Text("放假安排", "holidays"), said) for said in _calendar_used(found)]
    if clock and clock.done_on:
        facts.append((Text("办结", "done"), Text(*2 * (f"{clock.done_on} {clock.done_document}".strip(),))))
    if clock and clock.deemed:
        facts.append((Text("期满未办", "if it runs out"), clock.deemed))
    return facts


def _law(clock: Budget) -> Text:
    basis = clock.basis
    status, whose = basis.status.label, basis.whose.label
    return Text(
        f"{basis.citation}（{basis.name}，{status.zh}，期限属{whose.zh}）",
        f"{basis.citation} ({basis.name}, {status.en}, a limit of {whose.en})",
    )


def _stop(stop: Suspension) -> Text:
    told = [said for said in (stop.reason, stop.document) if said]
    span = Text(f"{stop.first} 至 {stop.last}", f"{stop.first} to {stop.last}")
    return Text("，".join([span.zh, *told]), ", ".join([span.en, *told]))


def _extension(extension: Extension, unit: Unit) -> Text:
    amount = in_units(extension.count, unit)
    granted = str(extension.granted_on) if extension.granted_on else ""
    told = [said for said in (extension.document, extension.approved_by, granted, extension.reason) if said]
    return Text("，".join([amount.zh, *told]), ", ".join([amount.en, *told]))


def _calendar_used(found: Deadline) -> list[Text]:
    """A line a year that was asked: whose notice, or why there is none."""
    asked = {year for first, last in found.consulted for year in range(first.year, last.year + 1)}
    return [_papers(found.calendar, year) for year in sorted(asked)]


def _papers(calendar: WorkCalendar, year: int) -> Text:
    papers = "、".join(calendar.papers(year))
    if not calendar.is_announced(year):
        doubt = calendar.doubt(year)
        return Text(f"{doubt.zh}；{papers}", f"{doubt.en}; {papers}") if papers else doubt
    return Text(f"{year} 年，{papers}", f"{year}, {papers}")


def _weeks(found: Deadline) -> tuple[Week, ...]:
    weeks, reached = [], 0
    for monday, days in groupby(found.lines, key=lambda line: line.day - timedelta(days=line.day.weekday())):
        lines = tuple(days)
        counted = sum(line.number is not None for line in lines)
        reached += counted
        weeks.append(Week(monday, lines, counted, reached))
    return tuple(weeks)


def _total(found: Deadline) -> Text:
    counted = in_units(found.allowed, Unit.WORKING_DAY if found.limit.unit is Unit.WORKING_DAY else Unit.DAY)
    ended = Text(f"计至 {found.ended}", f"counted to {found.ended}")
    return Text(f"合计：{counted.zh}，{ended.zh}", f"total: {counted.en}, {ended.en}")


def _row(line: DayLine, language: str) -> str:
    number = "" if line.number is None else str(line.number)
    due = Text(" ← 届满", " <- due").say(language) if line.due else ""
    kind = padded(line.kind.label.say(language), 20 if language == "en" else 12)
    return f"  {line.day} {weekday(line.day).say(language)} {number:>5}  {kind}{line.why.say(language)}{due}"


def padded(text: str, columns: int) -> str:
    """`text` filled with spaces to `columns` on a screen where a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(1, columns - taken)
