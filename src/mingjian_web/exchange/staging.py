"""From a file that was sent to an intake that can be looked at: read, laid down, compared. No long transaction."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mingjian.package.faults import Fault, Weight
from mingjian.terms import Text
from mingjian_web.exchange import folders, outcome
from mingjian_web.exchange.comparing import came_into_force, compare
from mingjian_web.exchange.loading import Withdrawn, clear_rows, load, misfits
from mingjian_web.exchange.marking import mark
from mingjian_web.exchange.outcome import Outcome, as_kept, as_said
from mingjian_web.exchange.references import dangling
from mingjian_web.exchange.tables import keeper, keepers
from mingjian_web.records.models import Intake, IntakeState

READING_SECONDS = 3600
#: Faults kept with the intake; the marked spreadsheet has as many.
MOST_FAULTS = 300

#: Told each step: the table (or step) at hand and how many rows are done.
Progress = Callable[[str, int], None]

ENDED = Text(
    "读取文件的进程没有完成：文件可能损坏，或者超过内存、时间限额；请拆分后再导入",
    "the process that reads the file did not finish: it may be damaged, or over the limits; split it",
)


@dataclass(frozen=True, slots=True)
class _Staging:
    """One intake on its way."""

    intake: int
    progress: Progress
    now: datetime

    def tell(self, step: str, done: int, **more: Any) -> None:
        """Write down how far it is, for the page, and say it."""
        Intake.objects.filter(pk=self.intake).update(step=step, rows_done=done, **more)
        self.progress(step, done)


def stage(intake: int, source: Path, *, now: datetime, progress: Progress = lambda step, rows: None) -> None:
    """Read the file, lay its rows down and compare them; the intake says what came of it.

    A file with faults is refused here, with its faults; rows laid down are taken away again.
    """
    on = _Staging(intake, progress, now)
    on.tell("read", 0, checked_against=None)
    _forget(intake)
    read = _read_apart(on, source)
    if read.cannot or read.fault_count:
        _refuse(on, source, read, [])
        return
    lay_down(on, source, read)


def _forget(intake: int) -> None:
    """What a process that was ended half-way left of this intake."""
    folders.clear_read(intake)
    for one in keepers():
        clear_rows(intake, one)


def again(intake: int, *, now: datetime, progress: Progress = lambda step, rows: None) -> None:
    """Lay the same rows down anew, because what stands has changed since they were compared."""
    on = _Staging(intake, progress, now)
    on.tell("again", 0, checked_against=None)
    read = outcome.take(folders.folder_of(intake))
    for name in read.tables:
        clear_rows(intake, keeper(name))
    lay_down(on, None, read)


def broken_off(intake: int, *, now: datetime) -> None:
    """Say of an intake whose process was ended half-way that it is not taken in; its rows are taken away."""
    on = _Staging(intake, lambda step, rows: None, now)
    _refuse(on, None, Outcome("none", cannot=(ENDED.as_json(),)), [])
    for one in keepers():
        clear_rows(intake, one)


def withdrawn(intake: int) -> None:
    """Clear up after an intake that was refused before it was compared."""
    for one in keepers():
        clear_rows(intake, one)
    folders.clear(intake)


def lay_down(on: _Staging, source: Path | None, read: Outcome) -> None:
    """Lay the rows of what was read down beside those that stand, and compare them."""
    paths = {name: folders.parquet(on.intake, name) for name in read.tables}
    on.tell("load", 0, rows_all=sum(table.rows for table in read.tables.values()))
    wrong = [fault for name, path in paths.items() for fault in misfits(keeper(name), path)]
    if wrong:
        _refuse(on, source, read, wrong, len(wrong))
        return
    try:
        for name, path in paths.items():
            on.progress(name, 0)
            load(on.intake, keeper(name), path)
    except Withdrawn:
        withdrawn(on.intake)
        return
    on.tell("references", sum(table.rows for table in read.tables.values()))
    lost, faults = dangling(on.intake, read.tables, paths)
    if faults:
        _take_away(on, read)
        _refuse(on, source, read, lost, faults)
        return
    _compare(on, read, lost)


def _compare(on: _Staging, read: Outcome, warned: list[Fault]) -> None:
    against = came_into_force()
    counts: dict[str, Any] = {}
    for name, table in read.tables.items():
        on.progress(f"compare {name}", table.rows)
        about = {"rows": table.rows, "complete": table.complete and read.form == "package"}
        counts[name] = {**about, "covers": table.covers, **compare(on.intake, keeper(name))}
    notes = [*read.warnings, *_as_told(on.intake, warned)]
    made = Intake.objects.filter(pk=on.intake, state=IntakeState.STAGED.value).update(
        counts={"form": read.form, "tables": counts, "faults": 0, "warnings": len(notes)},
        faults=notes[:MOST_FAULTS],
        checked_against=against,
        step="",
    )
    if not made:
        withdrawn(on.intake)
    on.progress("", sum(table.rows for table in read.tables.values()))


def _take_away(on: _Staging, read: Outcome) -> None:
    for name in read.tables:
        clear_rows(on.intake, keeper(name))


def _refuse(on: _Staging, source: Path | None, read: Outcome, found: list[Fault], more: int = 0) -> None:
    """Say why it is not taken in, and mark the faults in the spreadsheet where it is one."""
    cannot = [{"severity": "fault", "code": "cannot", "message": dict(line)} for line in read.cannot]
    faults = [*cannot, *read.faults, *_as_told(on.intake, [one for one in found if one.severity is Weight.FAULT])]
    total = len(cannot) + read.fault_count + more
    if read.form == "sheet" and source is not None:
        mark(on.intake, source, [as_said(kept) for kept in (*read.faults, *read.warnings, *_as_told(on.intake, found))])
    Intake.objects.filter(pk=on.intake, state=IntakeState.STAGED.value).update(
        state=IntakeState.REFUSED.value,
        state_at=on.now,
        counts={"form": read.form, "tables": {}, "faults": total, "warnings": read.warning_count},
        faults=faults[:MOST_FAULTS],
        step="",
    )
    folders.clear(on.intake, but_marked=True)


def _as_told(intake: int, faults: list[Fault]) -> list[dict[str, Any]]:
    """Faults as they are kept, pointed back to their cells where a spreadsheet was sent."""
    from mingjian.package.sheets.told import told

    origin = outcome.take_origin(folders.folder_of(intake))
    if not origin.sheets:
        return [dict(fault.as_json()) for fault in faults]
    return [as_kept(told(fault, origin)) for fault in faults]


def _read_apart(on: _Staging, source: Path) -> Outcome:
    """Read the file in a process of its own, with limits; what it left, or that it was ended."""
    folder = folders.folder_of(on.intake)
    command = [sys.executable, "-m", "mingjian_web.exchange.reading", str(source), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - asked for
        for line in process.stdout:
            what, rows = json.loads(line)
            on.tell(f"read {what}", rows)
        process.wait(READING_SECONDS)
    try:
        return outcome.take(folder)
    except (OSError, ValueError):
        return Outcome("none", cannot=(ENDED.as_json(),))
