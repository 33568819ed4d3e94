"""One run from beginning to end: what the office holds is written out, screened aside, and taken in."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from mingjian.terms import BadInput, Text
from mingjian_web.exchange import export
from mingjian_web.findings import actions as findings
from mingjian_web.findings.stored import finding_from
from mingjian_web.law import queries as law
from mingjian_web.screening import aside
from mingjian_web.screening.models import Run, RunState
from mingjian_web.screening.placing import placing

log = logging.getLogger(__name__)

#: The other process may take so long by the wall's clock.
MOST_SECONDS = 2 * aside.MOST_SECONDS
#: What the folder of a run is called; only one process runs them.
FOLDER = "screening-"
#: The end of what a broken process said, kept for whoever mends it.
SAID = 2000

WRITING = Text("导出在册数据", "writing out the records").as_json()
READING = Text("读取数据", "reading the records").as_json()
RECEIVING = Text("收录疑点", "receiving the findings").as_json()

UNKNOWN = Text(
    "筛查中途停止，原因已记入日志；可以再运行一次，反复如此请告知系统管理员",
    "the screening stopped half-way; the reason is in the log. Run it again; tell the administrator if it stays so",
)

Now = Callable[[], datetime]


def carry_out(id_: int, now: Now) -> None:
    """Carry out a queued run. Nothing happens for one that has ended; one broken off is begun again."""
    row = Run.objects.filter(pk=id_, state__in=(RunState.QUEUED.value, RunState.RUNNING.value)).first()
    if row is None:
        return
    _mark(row, state=RunState.RUNNING.value, started_at=now(), release=settings.RELEASE, step_said=WRITING)
    try:
        _screen(row, now)
    except BadInput as wrong:
        _fail(row, wrong.lines, now)
    except Exception:
        log.exception("screening run %s broke off", id_)
        _fail(row, (UNKNOWN,), now)


def _screen(row: Run, now: Now) -> None:
    work = Path(settings.HOME) / "work"
    work.mkdir(mode=0o700, exist_ok=True)
    for left in work.glob(f"{FOLDER}*"):
        shutil.rmtree(left)  # a killed run's, with records of persons in it
    with tempfile.TemporaryDirectory(dir=work, prefix=f"{FOLDER}{row.pk}-") as name:
        folder = Path(name)
        export.write(folder / "package")
        _mark(row, law_said=_law_in_words().as_json(), step_said=READING)
        screened_aside(folder / "package", folder, row)
        _take_in(folder, row, now)


def screened_aside(package: Path, folder: Path, row: Run) -> None:
    """Screen a package in another process, which writes into `folder`; its progress goes into the row.

    Raises BadInput with what it says of input that cannot be used, RuntimeError where it broke.
    """
    job = aside.job(package, row.as_of, law.current_overlays(), law.current_calendar())
    (folder / "job.json").write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "mingjian_web.screening.aside", str(folder / "job.json"), str(folder)]
    with (folder / "said.txt").open("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8")  # noqa: S603 - our own module
        code = _followed(process, row)
        if code == aside.BAD_INPUT:
            raise BadInput(*(Text(**line) for line in json.loads((folder / "fault.json").read_text(encoding="utf-8"))))
        if code != aside.DONE:
            said.seek(0)
            raise RuntimeError(f"the screening ended with {code}: {said.read()[-SAID:]}")


def _followed(process: subprocess.Popen[str], row: Run) -> int:
    """See the process to its end, which comes at the latest after so many seconds; its exit code."""
    too_long = threading.Timer(MOST_SECONDS, process.kill)
    too_long.start()
    try:
        _follow(process, row)
        return process.wait()
    finally:
        too_long.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _follow(process: subprocess.Popen[str], row: Run) -> None:
    """Write progress into the row, a short transaction a rule or table."""
    table = ""
    for line in process.stdout or ():
        said = json.loads(line)
        if "rule" in said:
            _mark(row, step_said=_step("规则 ", "rule ", said["rule"]), rules_done=said["done"], rules_all=said["all"])
        elif said["table"] != table:
            table = said["table"]
            _mark(row, step_said=_step("读取 ", "reading ", table))


def _take_in(folder: Path, row: Run, now: Now) -> None:
    said = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    with (folder / "findings.jsonl").open(encoding="utf-8") as file:
        found = [finding_from(json.loads(line)) for line in file]
    _mark(row, step_said=RECEIVING, rules_done=row.rules_all)
    received = findings.receive(
        found=found,
        ran=looked_everywhere(said, _before(row)),
        names={(kind, id_): name for kind, id_, name in said["names"]},
        placing=placing(found),
        run=row.pk,
        release=settings.RELEASE,
        now=now(),
    )
    _mark(
        row,
        state=RunState.DONE.value,
        ended_at=now(),
        step_said={},
        ran=said["ran"],
        not_run=said["not_run"],
        counts=asdict(received),
        package=said["package"],
        fault=said["nowhere"],
    )


def looked_everywhere(said: Mapping[str, Any], before: Run | None) -> frozenset[str]:
    """The rules that can say that a finding is gone: they ran, and left out no more than when they last ran.

    What a rule leaves out stays out from run to run (law of a day that nobody knows, a table nobody hands in), and
    what was found was found in the rest. Where more is left out than before, silence says nothing.
    """
    now_out, then_out = _left_out(said["not_run"]), _left_out(before.not_run if before else [])
    return frozenset(rule for rule in said["ran"] if _no_more(now_out.get(rule, {}), then_out.get(rule, {})))


def _left_out(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Rule → reason → rows unjudged; a part that nobody can count as 0."""
    made: dict[str, dict[str, int]] = {}
    for row in rows:
        made.setdefault(row["rule"], {})[row["reason"]["zh"]] = row["rows"] or 0
    return made


def _no_more(now: Mapping[str, int], then: Mapping[str, int]) -> bool:
    return all(reason in then and rows <= then[reason] for reason, rows in now.items())


def _before(row: Run) -> Run | None:
    return Run.objects.filter(state=RunState.DONE.value, pk__lt=row.pk).first()


def _law_in_words() -> Text:
    edition, release = law.law_edition(), settings.RELEASE
    zh = f"，另加本机关规定第 {edition} 版" if edition else ""
    en = f", with the office's own law, edition {edition}" if edition else ""
    return Text(f"随明鉴 {release} 提供的规定{zh}", f"law shipped with mingjian {release}{en}")


def _step(zh: str, en: str, what: str) -> dict[str, str]:
    return Text(f"{zh}{what}", f"{en}{what}").as_json()


def _fail(row: Run, lines: Iterable[Text], now: Now) -> None:
    _mark(row, state=RunState.FAILED.value, ended_at=now(), step_said={}, fault=[line.as_json() for line in lines])


def _mark(row: Run, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
