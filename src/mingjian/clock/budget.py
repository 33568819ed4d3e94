"""A clock: a budget of days and a ledger of what happened to it. Nothing here is stored as "overdue".

Every answer is derived from the start, the limit with its law, the suspensions and extensions with their
documents, what ended the clock, and what the law deems to have happened when it ran out (视为受理 …), as of a
day and by a calendar.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mingjian.clock.calendar import WorkCalendar, each_day
from mingjian.clock.deadline import Deadline, deadline
from mingjian.clock.limits import Limit, Roll, Unit, add_months
from mingjian.clock.stops import ONE_DAY, Extension, Suspension, stopped_days
from mingjian.terms import BadInput, LawStatus, Term, Text


class Whose(Term):
    """Whose limit it is."""

    PARTY = "party", "当事人", "the party"
    AUTHORITY = "authority", "行政机关", "the authority"
    INTERNAL = "internal", "机关内部", "inside the administration"


class State(Term):
    """Where a clock stands as of the end of a day."""

    NOT_STARTED = "not_started", "未起算", "not started"
    RUNNING = "running", "计时中", "running"
    SUSPENDED = "suspended", "停表", "suspended"
    MET = "met", "按期办结", "met in time"
    MET_LATE = "met_late", "超期办结", "met late"
    OVERRUN = "overrun", "超期", "overrun"
    DEEMED = "deemed", "期满视为", "deemed by law"


@dataclass(frozen=True, slots=True)
class Basis:
    """The law a limit stands on: its name (`licensing.decide`), citation, how sure we are, whom it binds."""

    name: str
    citation: str
    status: LawStatus
    whose: Whose


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as of one day.

    `used` and `allowed` are in the limit's unit (whole months for months, days for a fixed date); `left` and
    `over` are days: working days for a limit in those, else calendar days. Today counts as used; `left` are
    the days after today, the due day included. `due` is None while the clock stands without an end.
    """

    state: State
    due: date | None
    provisional: bool
    settled: bool
    used: int
    allowed: int
    left: int
    over: int
    unit: Unit
    suspension: Suspension | None


@dataclass(frozen=True, slots=True)
class Budget:
    """A clock, named by `id` in the journal; `deemed` is what the law takes to have happened if it runs out.

    Raises BadInput, a line a fault, for a suspension without document, an extension without document or
    approver, two suspensions without end, an end before the start, an internal limit that rolls, a backward
    limit suspended or extended.
    """

    id: str
    name: Text
    start: date
    start_event: Text
    limit: Limit
    basis: Basis
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    done_on: date | None = None
    done_document: str = ""
    deemed: Text | None = None

    def __post_init__(self) -> None:
        faults = [*self._paper_faults(), *self._order_faults()]
        if faults:
            raise BadInput(*(Text(f"{self.id}：{fault.zh}", f"{self.id}: {fault.en}") for fault in faults))

    def _paper_faults(self) -> list[Text]:
        bare = [stop for stop in self.suspensions if not stop.document.strip()]
        faults = [
            Text(
                f"自 {s.first} 起的停表没有文书，请补记文书",
                f"the suspension from {s.first} names no document; enter it",
            )
            for s in bare
        ]
        if any(not (e.document.strip() or e.approved_by.strip()) for e in self.extensions):
            faults.append(
                Text(
                    "延长没有批准人或者文书，请补记",
                    "an extension names neither approver nor document; enter one",
                )
            )
        return faults

    def _order_faults(self) -> list[Text]:
        faults = []
        if sum(stop.last is None for stop in self.suspensions) > 1:
            faults.append(Text("有两次停表没有终止日，请先结束前一次", "two suspensions have no end; end the first"))
        if self.limit.backward and (self.extensions or self.suspensions):
            faults.append(Text("倒推的期限不能停表或者延长", "a backward limit can be neither suspended nor extended"))
        if self.done_on is not None and self.done_on < self.start and not self.limit.backward:
            faults.append(
                Text(
                    f"办结日 {self.done_on} 早于起算日 {self.start}",
                    f"done on {self.done_on}, before the start {self.start}",
                )
            )
        if self.basis.whose is Whose.INTERNAL and self.limit.rolls:
            faults.append(
                Text(
                    f"机关内部期限不顺延，期限应设为 {Roll.NONE.label.zh}",
                    "a limit inside the administration does not roll; set its roll to none",
                )
            )
        return faults

    @property
    def open_suspension(self) -> Suspension | None:
        """The suspension that has no end yet."""
        return next((stop for stop in self.suspensions if stop.last is None), None)

    def deadline(self, calendar: WorkCalendar) -> Deadline | None:
        """The deadline by `calendar`; None while a suspension without end stands before it."""
        closed = [stop for stop in self.suspensions if stop.last is not None]
        found = deadline(self.start, self.limit, calendar, closed, self.extensions)
        still = self.open_suspension
        return None if still is not None and still.first <= found.due else found

    def as_of(self, today: date) -> Budget:
        """The clock as known on `today`: no act dated later, no suspension without end still to begin."""
        return replace(
            self,
            suspensions=tuple(s for s in self.suspensions if s.last is not None or s.first <= today),
            extensions=tuple(e for e in self.extensions if e.granted_on is None or e.granted_on <= today),
            done_on=self.done_on if self.done_on is not None and self.done_on <= today else None,
        )

    def read(self, today: date, calendar: WorkCalendar) -> Reading:
        """Everything a clock says at the end of `today`."""
        known = self.as_of(today)
        return _Sum(known, known.deadline(calendar), calendar, today).reading()

    def state(self, today: date, calendar: WorkCalendar) -> State:
        """Where the clock stands at the end of `today`."""
        return self.read(today, calendar).state

    def used(self, today: date, calendar: WorkCalendar) -> int:
        """Units of the limit used by the end of `today` (months: whole months)."""
        return self.read(today, calendar).used

    def left(self, today: date, calendar: WorkCalendar) -> int:
        """Days after `today` up to the due day: working days for a limit in those, else calendar days."""
        return self.read(today, calendar).left

    def suspend(self, suspension: Suspension, calendar: WorkCalendar) -> Budget:
        """The clock with one more suspension; BadInput when it begins after the clock ran out."""
        before = self.deadline(calendar)
        if before is not None and suspension.first > before.due:
            raise BadInput(
                Text(
                    f"{self.id}：{suspension.first} 停表晚于届满日 {before.due}，不能再停",
                    f"{self.id}: a suspension from {suspension.first} comes after the due day {before.due}",
                )
            )
        return replace(self, suspensions=(*self.suspensions, suspension))

    def extend(self, extension: Extension, calendar: WorkCalendar) -> Budget:
        """The clock with one more extension; BadInput when it was granted after the clock ran out."""
        extended = replace(self, extensions=(*self.extensions, extension))
        extended.check(calendar)
        return extended

    def check(self, calendar: WorkCalendar) -> None:
        """Raise BadInput for each extension granted after the day that was due without it."""
        late = []
        for place, extension in enumerate(self.extensions):
            before = replace(self, extensions=self.extensions[:place]).deadline(calendar)
            if before is not None and extension.granted_on is not None and extension.granted_on > before.due:
                late.append(_late(self.id, extension.granted_on, before.due))
        if late:
            raise BadInput(*late)


def _late(clock: str, granted_on: date, due: date) -> Text:
    return Text(
        f"{clock}：{granted_on} 批准的延长晚于届满日 {due}，期限届满后不能延长",
        f"{clock}: the extension of {granted_on} comes after {due}, the due day; too late to extend",
    )


@dataclass(frozen=True, slots=True)
class _Sum:
    """The working-out of one reading: a clock as known on a day, its deadline, the calendar, the day."""

    clock: Budget
    deadline: Deadline | None
    calendar: WorkCalendar
    today: date

    def reading(self) -> Reading:
        found, clock = self.deadline, self.clock
        over = self._over()
        elapsed = self._elapsed()
        return Reading(
            state=self._state(),
            due=found.due if found else None,
            provisional=found.provisional if found else False,
            settled=found.settled if found else False,
            used=self._in_units(elapsed + over),
            allowed=self._allowed(),
            left=self._left(elapsed),
            over=over,
            unit=clock.limit.unit,
            suspension=stopped_days(clock.suspensions).on(self.today) if self._running() else None,
        )

    @property
    def _until(self) -> date:
        """The day the clock has run to: today, or the day it was done."""
        return min(self.today, self.clock.done_on or self.today)

    def _running(self) -> bool:
        if self.clock.done_on is not None or self._not_started():
            return False
        return self.deadline is None or self.today <= self.deadline.due

    def _not_started(self) -> bool:
        return self.today < self.clock.start and not self.clock.limit.backward

    def _state(self) -> State:
        clock, found = self.clock, self.deadline
        late = found is not None and self._until > found.due
        if self._not_started():
            return State.NOT_STARTED
        if late and clock.deemed is not None:
            return State.DEEMED
        if clock.done_on is not None:
            return State.MET_LATE if late else State.MET
        if late:
            return State.OVERRUN
        return State.SUSPENDED if stopped_days(clock.suspensions).covers(self.today) else State.RUNNING

    def _nominal(self) -> int:
        return self.clock.limit.length(self.clock.start, sum(e.count for e in self.clock.extensions))

    def _allowed(self) -> int:
        limit = self.clock.limit
        if limit.unit is Unit.FIXED:
            return self._nominal()
        return limit.count + sum(extension.count for extension in self.clock.extensions)

    def _days(self, first: date, last: date) -> int:
        """Days from `first` to `last` that the limit counts: working days, or all."""
        if last < first:
            return 0
        if self.clock.limit.unit is Unit.WORKING_DAY:
            return sum(self.calendar.is_working(day) for day in each_day(first, last))
        return (last - first).days + 1

    def _elapsed(self) -> int:
        """Days counted from the start to the end of the count at most; a backward limit uses none up."""
        if self.clock.limit.backward:
            return 0
        end = min(self._until, self.deadline.ended) if self.deadline else self._until
        stops = stopped_days(self.clock.suspensions)
        return sum(self._days(*stretch) for stretch in stops.running(self.clock.start + ONE_DAY, end))

    def _over(self) -> int:
        return self._days(self.deadline.due + ONE_DAY, self._until) if self.deadline else 0

    def _left(self, elapsed: int) -> int:
        if self.clock.done_on is not None:
            return 0
        if self.deadline is None:
            return self._nominal() - elapsed
        stops = stopped_days(self.clock.suspensions)
        begin = max(self.today, self.clock.start) if not self.clock.limit.backward else self.today
        return sum(self._days(*stretch) for stretch in stops.running(begin + ONE_DAY, self.deadline.due))

    def _in_units(self, days: int) -> int:
        """Days run, in the limit's unit: whole months or years where it is in those."""
        limit, start = self.clock.limit, self.clock.start
        span = {Unit.MONTH: 1, Unit.YEAR: 12}.get(limit.unit)
        if span is None:
            return days
        months = days // 28 + 1
        while months and (add_months(start, months) - start).days > days:
            months -= 1
        return months // span
