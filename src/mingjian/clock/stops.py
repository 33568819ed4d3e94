"""What happens to a clock on its way: suspensions (停表) count none of their days, extensions (延长) add."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from mingjian.clock.limits import beyond_the_calendar
from mingjian.terms import BadInput, Text

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Suspension:
    """The clock stands still from `first` to `last`, both included; `last` None: it still stands.

    `reason` is what the law lists (专家评审, 听证, 检验 …), `document` the paper that says so. BadInput when
    reversed.
    """

    first: date
    last: date | None = None
    reason: str = ""
    document: str = ""

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise BadInput(
                Text(
                    f"停表 {self.first}:{self.last} 前后颠倒，应写 起:止",
                    f"the suspension {self.first}:{self.last} is reversed; write FROM:TO",
                )
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """A suspension from `2026-10-08:2026-10-12`."""
        first, colon, last = text.partition(":")
        if not colon:
            raise BadInput(
                Text(f"停表“{text}”看不懂，应写 起:止", f"cannot read the suspension {text!r}; write FROM:TO")
            )
        return cls(parse_day(first), parse_day(last))

    @property
    def text(self) -> Text:
        """停表（专家评审，黑应急评函〔2026〕36号）."""
        what = [said for said in (self.reason, self.document) if said]
        if not what:
            return Text("停表", "suspended")
        return Text(f"停表（{'，'.join(what)}）", f"suspended ({', '.join(what)})")


@dataclass(frozen=True, slots=True)
class Extension:
    """`count` more units of the limit (days, for a fixed date), by whose approval, on which paper and day."""

    count: int
    approved_by: str = ""
    document: str = ""
    granted_on: date | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.count < 1:
            raise BadInput(
                Text(f"延长 {self.count} 不合理，至少为 1", f"an extension of {self.count}: give at least 1")
            )


def parse_day(text: str) -> date:
    """A day written `2026-09-20`; BadInput says how to write it."""
    try:
        if len(text.strip()) == len("2026-09-20"):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise BadInput(
        Text(
            f"日期“{text}”不存在或者看不懂，应写 2026-09-20",
            f"no such day, or unreadable: {text!r}; write 2026-09-20",
        )
    )


@dataclass(frozen=True)
class StoppedDays:
    """The days no count touches: the suspensions, overlaps joined so that each day counts once."""

    suspensions: tuple[Suspension, ...]

    @cached_property
    def _spans(self) -> list[tuple[date, date]]:
        spans: list[tuple[date, date]] = []
        for first, last in sorted((stop.first, stop.last or date.max) for stop in self.suspensions):
            if spans and (spans[-1][1] == date.max or first <= spans[-1][1] + ONE_DAY):
                spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
            else:
                spans.append((first, last))
        return spans

    def _span_over(self, day: date) -> tuple[date, date] | None:
        at = bisect_right(self._spans, (day, date.max)) - 1
        return self._spans[at] if at >= 0 and self._spans[at][1] >= day else None

    def covers(self, day: date) -> bool:
        """Whether the clock stands still on `day`."""
        return self._span_over(day) is not None

    def on(self, day: date) -> Suspension | None:
        """A suspension that covers `day`, the first by its beginning."""
        covering = (stop for stop in self.suspensions if stop.first <= day <= (stop.last or date.max))
        return min(covering, key=lambda stop: stop.first, default=None)

    def step(self, day: date, step: int) -> date:
        """The next day after `day` (before it, for step -1) on which the clock runs; BadInput if none is."""
        try:
            there = day + timedelta(days=step)
            span = self._span_over(there) if self._spans else None
            return there if span is None else (span[1] + ONE_DAY if step > 0 else span[0] - ONE_DAY)
        except OverflowError as wrong:
            raise beyond_the_calendar() from wrong

    def running(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """The stretches from `first` to `last` in which the clock runs."""
        for begin, end in self._spans:
            if begin > last:
                break
            if first < begin:
                yield first, begin - ONE_DAY
            if end >= last:
                return
            first = max(first, end + ONE_DAY)
        if first <= last:
            yield first, last


def stopped_days(suspensions: Iterable[Suspension]) -> StoppedDays:
    """The stopped days of these suspensions."""
    return StoppedDays(tuple(suspensions))
