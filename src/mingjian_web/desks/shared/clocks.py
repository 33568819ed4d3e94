"""The face of a clock: what a reading of statutory time looks like on a page. No law and no judgement here.

Three parts, always in this order: words (剩 5 天 · 已用 5／10 工作日); cells, one a day; the date, or why there is
none. Today counts as used; 剩 counts the days after today. The words carry the meaning; the cells are drawn from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from mingjian.clock import Basis, Budget, Deadline, Reading, State, Suspension, Unit, Whose, weekday
from mingjian.terms import LawStatus, Text

#: So many days before the end a clock begins to warn. A matter of the page, not of law.
NEAR = 2
#: More cells than this in a narrow column are a texture; then each cell stands for five days, or ten …
MOST_CELLS = 30
CELL = 10
GROUP = 5

UNITS = {
    Unit.WORKING_DAY: Text("工作日", "working days"),
    Unit.DAY: Text("日", "days"),
    Unit.FIXED: Text("日", "days"),
    Unit.MONTH: Text("个月", "months"),
    Unit.YEAR: Text("年", "years"),
}
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of cells of one kind: an SVG path, and where in the pattern of cells it begins."""

    kind: str
    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The row of cells: its width in the drawing's units, how many days one cell is, its stretches."""

    width: int
    per: int
    stretches: tuple[Stretch, ...]
    legend: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Face:
    """All a page says of a clock. `state` is run, near, over, stopped, prov or met; `mark` is the tag's shape.

    `used` and `allowed` are in `unit`; `certificate` is the address of the derivation, empty for none.
    """

    state: str
    mark: str
    words: Text
    spent: Text
    used: int
    allowed: int
    unit: Unit
    due: date | None
    due_words: Text
    cells: Cells | None
    certificate: str = ""
    note: Text = NOTHING


def face(
    found: Deadline | None,
    *,
    today: date,
    done_on: date | None = None,
    stopped_since: date | None = None,
    stop_document: str = "",
    allowed: int = 0,
    used: int = 0,
    deemed: Text | None = None,
    certificate: str = "",
    note: Text = NOTHING,
) -> Face:
    """The face of a deadline as of the end of `today`; with None, of a clock that stands without an end.

    A clock that stands has no deadline yet: tell `allowed` and `used` (working days) and the document that stopped it.
    """
    if found is None:
        stop = Suspension(stopped_since or today, document=stop_document)
        left = max(allowed - used, 0)
        reading = Reading(State.SUSPENDED, None, False, False, used, allowed, left, 0, Unit.WORKING_DAY, stop)
        return face_of(reading, certificate=certificate, note=note)
    reading = _as_budget(found, done_on, deemed).read(today, found.calendar)
    doubt = found.notes[0] if found.provisional and found.notes else NOTHING
    backward = found.limit.backward
    return face_of(reading, certificate=certificate, note=note, doubt=doubt, deemed=deemed, backward=backward)


def face_of(
    reading: Reading,
    *,
    certificate: str = "",
    note: Text = NOTHING,
    doubt: Text = NOTHING,
    deemed: Text | None = None,
    backward: bool = False,
) -> Face:
    """The face of a reading. `doubt` says why its date is provisional, `deemed` what the law takes to have happened."""
    state = _state(reading)
    return Face(
        state=state,
        mark=_mark(reading, state),
        words=deemed if reading.state is State.DEEMED and deemed else _words(reading),
        spent=_spent(reading, backward),
        used=reading.used,
        allowed=reading.allowed,
        unit=reading.unit,
        due=reading.due,
        due_words=_due_words(reading, doubt),
        cells=None if backward else _cells(reading),
        certificate=certificate,
        note=note,
    )


def _as_budget(found: Deadline, done_on: date | None, deemed: Text | None) -> Budget:
    """The deadline as a clock, so that days are counted in one place only."""
    law = Basis("", "", LawStatus.UNKNOWN, Whose.PARTY)
    stops, extensions = found.stops.suspensions, found.extensions
    return Budget(
        "", NOTHING, found.start, NOTHING, found.limit, law, stops, extensions, done_on=done_on, deemed=deemed
    )


def _state(reading: Reading) -> str:
    if reading.state in (State.MET, State.MET_LATE, State.DEEMED):
        return "met"
    if reading.state is State.OVERRUN:
        return "over"
    if reading.state is State.SUSPENDED:
        return "stopped"
    if reading.left <= NEAR and reading.state is State.RUNNING:
        return "near"
    return "prov" if reading.provisional else "run"


def _mark(reading: Reading, state: str) -> str:
    if reading.state in (State.MET_LATE, State.DEEMED):
        return "warn"
    if reading.state is State.NOT_STARTED:
        return "wait"
    return {"met": "ok", "over": "bad", "stopped": "stop", "near": "warn"}.get(state, "run")


def _words(reading: Reading) -> Text:
    left, over = reading.left, reading.over
    match reading.state:
        case State.OVERRUN:
            return Text(f"超期 {over} 天", f"{over} days over" if over != 1 else "1 day over")
        case State.MET:
            return Text("按期办结", "done in time")
        case State.MET_LATE:
            return Text(f"超期 {over} 天办结", f"done {over} days late" if over != 1 else "done 1 day late")
        case State.DEEMED:
            return State.DEEMED.label
        case State.NOT_STARTED:
            return State.NOT_STARTED.label
        case State.SUSPENDED:
            return Text(f"停表，剩 {left} 天", f"stopped, {left} days left")
    if not left:
        return Text("今日届满", "due today")
    return Text(f"剩 {left} 天", f"{left} days left" if left != 1 else "1 day left")


def _spent(reading: Reading, backward: bool) -> Text:
    unit = UNITS[reading.unit]
    if backward:
        return Text(f"须提前 {reading.allowed} {unit.zh}", f"{reading.allowed} {unit.en} ahead")
    return Text(
        f"已用 {reading.used}／{reading.allowed} {unit.zh}", f"{reading.used} of {reading.allowed} {unit.en} used"
    )


def _due_words(reading: Reading, doubt: Text) -> Text:
    if reading.due is None:
        return _stopped_words(reading.suspension)
    day = weekday(reading.due)
    named = Text(f"{reading.due} {day.zh}", f"{reading.due} {day.en}")
    if reading.provisional and reading.state in (State.RUNNING, State.NOT_STARTED, State.SUSPENDED):
        return _and(Text(f"暂定 {named.zh}", f"provisional: {named.en}"), doubt)
    if reading.state in (State.OVERRUN, State.MET_LATE):
        return Text(f"应于 {named.zh}前", f"was due by {named.en}")
    return named


def _stopped_words(stop: Suspension | None) -> Text:
    if stop is None:
        return Text("届满日未定", "no due day yet")
    since = Text(f"{stop.first} 起停，未定复表日", f"stopped since {stop.first}, no day set")
    said = "，".join(part for part in (stop.reason, stop.document) if part)
    return _and(since, Text(said, said))


def _and(first: Text, more: Text) -> Text:
    return Text(f"{first.zh}，{more.zh}", f"{first.en}, {more.en}") if more.zh else first


def _cells(reading: Reading) -> Cells | None:
    """The cells: days used, days over, and what is left, by the state's own pattern."""
    in_days = reading.unit in (Unit.WORKING_DAY, Unit.DAY, Unit.FIXED)
    over = reading.over if in_days else 0
    used = min(reading.used - over, reading.allowed)
    total = reading.allowed + over
    if total <= 0:
        return None
    per = 1 if total <= MOST_CELLS else GROUP * ceil(total / (GROUP * MOST_CELLS))
    rest = "stop" if reading.state is State.SUSPENDED else "prov" if reading.provisional else "left"
    drawn = [("", 0, used), (rest, used, reading.allowed), ("over", reading.allowed, total)]
    stretches = tuple(_stretch(kind, first, last, per) for kind, first, last in drawn if last > first)
    unit = UNITS[reading.unit]
    legend = Text(f"每格 {per} {unit.zh}", f"one cell is {per} {unit.en}") if per > 1 else NOTHING
    return Cells(ceil(total / per) * CELL, per, stretches, legend)


def _stretch(kind: str, first: int, last: int, per: int) -> Stretch:
    begin, end = first * CELL // per, last * CELL // per
    return Stretch(kind, f"M{begin} 4H{end}", begin % CELL if kind in ("", "left", "over") else 0)
