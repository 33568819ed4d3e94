"""`mingjian clock`: when a statutory limit falls due, and each day counted or not, to check by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from mingjian.cli import console
from mingjian.clock import (
    DayLine,
    Deadline,
    Direction,
    Limit,
    Roll,
    Suspension,
    WorkCalendar,
    certificate,
    deadline,
    parse_day,
    parse_notice,
    shipped_calendar,
    weekday,
)
from mingjian.terms import BadInput, Text


def register(app: typer.Typer) -> None:
    """Add `clock` to the command line."""
    app.command("clock")(clock)


def clock(
    limit: Annotated[
        str,
        typer.Argument(
            metavar="LIMIT",
            help="期限：20wd 工作日、30d 日、3m 月、2y 年、quarter+1-15 季后第 1 个月 15 日。 The limit.",
        ),
    ],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="起算日，当日不计。 The start, not counted.")],
    suspend: Annotated[
        list[str] | None,
        typer.Option("--suspend", metavar="FROM:TO", help="停表，首尾两日都不计，可重复。 Suspended, both days in."),
    ] = None,
    before: Annotated[bool, typer.Option("--before", help="倒推，不顺延。 Count backward; never rolls.")] = False,
    no_roll: Annotated[
        bool,
        typer.Option("--no-roll", help="机关内部期限，逢休息日不顺延。 Inside the administration: no roll."),
    ] = False,
    calendar: Annotated[
        list[Path] | None,
        typer.Option("--calendar", metavar="FILE", help="补充或者更正一年的放假安排，可重复。 A year's holidays."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="逐日列出。 Show every day.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式。 Output.")] = "text",
) -> None:
    """期限哪一天届满，逐日可查。 When a limit falls due, checkable by hand.

    例 Example: mingjian clock 20wd --from 2026-09-20 --suspend 2026-10-12:2026-10-14 --explain
    """
    if form not in ("text", "json"):
        raise BadInput(Text(f"--format 只能是 text 或 json，不能是 {form}", f"--format is text or json, not {form}"))
    asked = Limit.parse(
        limit,
        direction=Direction.BACKWARD if before else Direction.FORWARD,
        roll=Roll.NONE if no_roll else Roll.NEXT_WORKING_DAY,
    )
    stops = [Suspension.parse(each) for each in suspend or ()]
    found = deadline(parse_day(start), asked, _calendar(calendar or []), stops)
    console.out(_as_json(found, explain) if form == "json" else _as_text(found, explain))


def _calendar(overlays: list[Path]) -> WorkCalendar:
    return shipped_calendar().merged(*(parse_notice(_read(path), str(path)) for path in overlays))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadInput(
            Text(
                f"读不了 {path}：须为可读的 UTF-8 文件",
                f"cannot read {path}: it must be a readable UTF-8 file",
            )
        ) from wrong


def _as_text(found: Deadline, explain: bool) -> str:
    if explain:
        return certificate(found).text(console.language)
    mark = f" {console.say(Text('暂定', 'provisional'))}" if found.provisional else ""
    reasons = console.say(Text("；".join(n.zh for n in found.notes), "; ".join(n.en for n in found.notes)))
    return f"{_day(found.due)}{mark}{console.say(Text(f'（{reasons}）', f' ({reasons})')) if reasons else ''}"


def _day(day: date) -> str:
    return f"{day} {console.say(weekday(day))}"


def _as_json(found: Deadline, explain: bool) -> str:
    answer: dict[str, Any] = {
        "due": found.due.isoformat(),
        "provisional": found.provisional,
        "settled": found.settled,
        "weekday": weekday(found.due).as_json(),
        "start": found.start.isoformat(),
        "limit": found.limit.text.as_json(),
        "counted": found.allowed,
        "notes": [note.as_json() for note in found.notes],
    }
    if explain:
        answer["lines"] = [_line(line) for line in found.lines]
    return json.dumps(answer, ensure_ascii=False)


def _line(line: DayLine) -> dict[str, Any]:
    return {
        "day": line.day.isoformat(),
        "kind": line.kind.value,
        "number": line.number,
        "why": line.why.as_json(),
        "due": line.due,
    }
