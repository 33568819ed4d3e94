"""`mingjian clock` as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "mingjian", *words], capture_output=True, encoding="utf-8")


def test_the_due_day_is_one_line_and_exit_0() -> None:
    done = run("clock", "20wd", "--from", "2026-09-20", "--suspend", "2026-10-12:2026-10-14")
    assert (done.returncode, done.stdout, done.stderr) == (0, "2026-10-28 周三\n", "")


def test_json_has_the_due_day_and_the_provisional_mark() -> None:
    done = run("clock", "20wd", "--from", "2026-09-20", "--format", "json")
    answer = json.loads(done.stdout)
    assert (answer["due"], answer["provisional"]) == ("2026-10-23", False)
    assert "lines" not in answer


def test_explain_as_json_has_every_day() -> None:
    answer = json.loads(run("clock", "7wd", "--from", "2026-10-08", "--before", "--explain", "--format", "json").stdout)
    assert answer["due"] == "2026-09-21"
    assert len(answer["lines"]) == 18  # 8 October back to 21 September
    assert answer["lines"][-1] == {
        "day": "2026-09-21",
        "kind": "counted",
        "number": 7,
        "why": {"zh": "工作日", "en": "working day"},
        "due": True,
    }


def test_explain_prints_the_certificate_in_the_language_asked_for() -> None:
    done = run("--lang", "en", "clock", "2wd", "--from", "2026-09-24", "--explain")
    assert done.stdout.startswith("Clock certificate\n")
    assert "  2026-09-25 Fri        not counted         Mid-Autumn Festival holiday\n" in done.stdout


def test_a_year_not_announced_is_marked_and_an_operators_file_announces_it(tmp_path: Path) -> None:
    asked = ("clock", "3wd", "--from", "2026-12-30")
    assert run(*asked).stdout == "2027-01-04 周一 暂定（2027 年放假安排尚未公布，暂按周一至周五计）\n"
    file = tmp_path / "2027.json"
    days = [{"name": "元旦", "rest": ["2027-01-01/2027-01-03"]}]
    file.write_text(json.dumps({"year": 2027, "papers": ["示例"], "days": days}), encoding="utf-8")
    assert run(*asked, "--calendar", str(file)).stdout == "2027-01-05 周二\n"


def test_an_internal_limit_does_not_roll() -> None:
    assert run("clock", "30d", "--from", "2026-09-01").stdout == "2026-10-08 周四\n"
    assert run("clock", "30d", "--from", "2026-09-01", "--no-roll").stdout == "2026-10-01 周四\n"


@pytest.mark.parametrize(
    "words, told",
    [
        (["20x", "--from", "2026-01-01"], "20x"),
        (["20wd", "--from", "2026-02-30"], "2026-02-30"),
        (["20wd", "--from", "2026-01-01", "--suspend", "2026-02-02:2026-02-01"], "前后颠倒"),
        (["20wd", "--from", "2026-01-01", "--format", "xml"], "xml"),
        (["20wd", "--from", "2026-01-01", "--calendar", "no-such-file.json"], "no-such-file.json"),
    ],
)
def test_bad_input_is_one_bilingual_line_and_exit_2(words: list[str], told: str) -> None:
    done = run("clock", *words)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert told in line
    assert " / " in line
