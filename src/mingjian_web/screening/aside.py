"""A screening in a process of its own: `python -m mingjian_web.screening.aside JOB.json OUT`.

DuckDB holds memory of its own and a broken package may take time without end: here both end with the process, and the
desks answer meanwhile. Knows no Django. Progress goes to stdout, one JSON object a line; what came of it into the
folder OUT: `findings.jsonl`, and `run.json` written last. Input that cannot be used: `fault.json`, exit 2.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingjian.clock import DayFact, Notice, WorkCalendar
from mingjian.terms import BadInput, Text

if TYPE_CHECKING:
    from mingjian.findings import NotRun
    from mingjian.package.opened import Package
    from mingjian.screening.run import Screening

DONE, BAD_INPUT = 0, 2
#: What one screening may take: address space (DuckDB itself is told less) and time of the processor.
MOST_MEMORY = 8 * 1024**3
#: The kind of fault that a reference to nothing is; of any kind so many are said.
DANGLING, SHOWN = "dangling", 10
MOST_SECONDS = 3600


def job(package: Path, as_of: date, law: tuple[Path, ...], calendar: WorkCalendar) -> dict[str, Any]:
    """What the other process is told, as JSON."""
    return {
        "package": str(package),
        "as_of": as_of.isoformat(),
        "law": [str(path) for path in law],
        "notices": [
            {"year": one.year, "papers": list(one.papers), "days": [_day_said(day) for day in one.days]}
            for one in calendar.notices
        ],
        "corrections": [_day_said(day) for day in calendar.corrections],
    }


def calendar_from(said: dict[str, Any]) -> WorkCalendar:
    """The calendar that a job says."""
    notices = (
        Notice(one["year"], tuple(one["papers"]), tuple(_day_from(day) for day in one["days"]))
        for one in said["notices"]
    )
    return WorkCalendar(tuple(notices), tuple(_day_from(day) for day in said["corrections"]))


def run(said: dict[str, Any], out: Path) -> None:
    """Read, check and screen the package, and write what came of it. Raises BadInput for what cannot be used."""
    from mingjian.law import load_law
    from mingjian.screening.engines import open_engine
    from mingjian.screening.registry import chosen_rules
    from mingjian.screening.run import screen

    folder, law = Path(said["package"]), load_law(*(Path(path) for path in said["law"]))
    rules = [file.rule.id for file in chosen_rules(None)]
    done = iter(range(len(rules)))
    with open_engine("duckdb", out) as engine:
        package = _opened(folder, out / "tables")
        result = screen(
            package,
            engine=engine,
            law=law,
            calendar=calendar_from(said),
            as_of=date.fromisoformat(said["as_of"]),
            progress=lambda rule: _say({"rule": rule, "done": next(done), "all": len(rules)}),
        )
    _write(result, digest_of(folder), package, out)


def digest_of(folder: Path) -> str:
    """One SHA-256 over every file of the package, by name."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            digest.update(f"{path.relative_to(folder)}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()


def main(arguments: list[str]) -> int:
    """Run the job in the file named first, into the folder named second."""
    said, out = json.loads(Path(arguments[0]).read_text(encoding="utf-8")), Path(arguments[1])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        run(said, out)
    except BadInput as wrong:
        lines = [line.as_json() for line in wrong.lines]
        (out / "fault.json").write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
        return BAD_INPUT
    return DONE


def _opened(folder: Path, into: Path) -> Package:
    from mingjian.package.read import open_package

    package = open_package(folder, into, lambda table, rows: _say({"table": table, "rows": rows}))
    wrong = [fault for fault in package.faults if fault.code != DANGLING]
    if wrong:
        raise BadInput(*(Text(str(fault), str(fault)) for fault in wrong[:SHOWN]))
    return package


def nowhere(package: Package) -> list[dict[str, str]]:
    """References that lead nowhere, in words: what they point at is unknown, no reason not to look at the rest.

    A register is taken in table by table and file by file; one file that names an office nobody registered must not
    stop every later screening.
    """
    return [fault.message.as_json() for fault in package.faults if fault.code == DANGLING][:SHOWN]


def _write(result: Screening, digest: str, package: Package, out: Path) -> None:
    with (out / "findings.jsonl").open("w", encoding="utf-8") as file:
        for finding in result.findings:
            file.write(json.dumps(finding.as_json(), ensure_ascii=False) + "\n")
    said = {
        "ran": list(result.ran),
        "not_run": list(_not_run(result.not_run)),
        "names": [[kind, id_, name] for (kind, id_), name in result.names.items()],
        "package": digest,
        "nowhere": nowhere(package),
    }
    (out / "run.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _not_run(rows: tuple[NotRun, ...]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {"rule": row.rule, "reason": row.reason.as_json(), "rows": row.rows, "part": row.part}


def _day_said(fact: DayFact) -> list[Any]:
    return [fact.day.isoformat(), fact.working, fact.festival, fact.paper]


def _day_from(said: list[Any]) -> DayFact:
    day, working, festival, paper = said
    return DayFact(date.fromisoformat(day), working, festival, paper)


def _say(progress: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(progress, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
