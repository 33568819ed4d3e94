"""`mingjian screen` as a person types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingjian.cli.screen import _laid_out, _write_whole, screen
from mingjian.screening.report import About, sections
from mingjian.screening.run import Screening
from mingjian.terms import BadInput

#: A plain machine: no Chinese locale, another zone.
PLAIN = {**os.environ, "LANG": "C", "LC_ALL": "C", "TZ": "UTC"}

#: Two visits of one person at one time, 182 km apart.
TWO_PLACES = """\
id,project,person,arrived_at,left_at,lat,lon,accuracy_m,source
v-1,j-1,p-1,2025-03-14T13:40,2025-03-14T16:12,47.3321,130.2774,9,app
v-2,j-2,p-1,2025-03-14T14:25,2025-03-14T17:05,45.7710,131.0031,14,app
"""
PROJECTS = """\
id,institution,client,kind,scope,division,contract_on
j-1,i-1,c-1,acceptance,coal,230400,2025-02-01
j-2,i-1,c-1,existing,coal,230900,2025-02-01
"""


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mingjian", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=PLAIN, check=False)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one impossible pair of visits."""
    return write(tmp_path / "package", site_visits=TWO_PLACES, projects=PROJECTS)


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    listed = [{"name": name, "path": f"{name}.csv"} for name in tables]
    (folder / "datapackage.json").write_text(json.dumps({"resources": listed}))
    return folder


def asked(package: Path, *more: str | Path) -> tuple[str | Path, ...]:
    return ("screen", package, "--as-of", "2025-12-31", *more)


def test_a_finding_is_exit_0_and_one_json_line_with_warnings_and_what_was_not_run_on_stderr(tmp_path: Path) -> None:
    institutions = "id,uscc,name,kind,legal_representative,division\ni-1,911,岚川,evaluation,甲,230000\n"
    package = write(tmp_path / "package", site_visits=TWO_PLACES, projects=PROJECTS, institutions=institutions)
    done = run(*asked(package, "--rules", "site-03，LEND-01", "--format", "jsonl"))
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (found["rule"], found["on"]) == ("SITE-03", "2025-03-14")
    assert found["subjects"] == [
        {"kind": "person", "id": "p-1"},
        {"kind": "project", "id": "j-1"},
        {"kind": "project", "id": "j-2"},
    ]
    assert "提示 institutions.csv" in done.stderr
    assert "LEND-01 未运行：" in done.stderr
    assert "LEND-01 not run:" in done.stderr


def test_nothing_found_is_exit_0_and_the_table_says_what_was_searched(tmp_path: Path) -> None:
    one_visit = "".join(TWO_PLACES.splitlines(keepends=True)[:2])
    package = write(tmp_path / "package", site_visits=one_visit, projects=PROJECTS)
    done = run(*asked(package, "--rules", "SITE-03"))
    assert done.returncode == 0
    assert "截至 2025-12-31，对数据包 package 要求运行 1 条规则，实际运行 1 条。" in done.stdout
    assert "运行的规则没有发现疑点。" in done.stdout
    assert "未运行的规则和原因" in done.stdout


def test_the_output_file_is_whole_and_its_ending_says_the_format(package: Path, tmp_path: Path) -> None:
    page = tmp_path / "结果.html"
    page.write_text("yesterday's")
    done = run("--lang", "en", *asked(package, "--rules", "SITE-03", "-o", page))
    assert (done.returncode, done.stdout) == (0, "")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")
    assert "MEM Order 1 (2019), art. 22(8)" in text
    assert f"written to {page.resolve()}: hard facts: 1, clues: 0" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "结果.html"]


def test_a_faulty_package_is_exit_2_with_a_line_a_fault_and_no_result(tmp_path: Path) -> None:
    wrong = TWO_PLACES.replace("2025-03-14T13:40", "the 14th").replace("47.3321", "north").replace("app", "fax", 1)
    package = write(tmp_path / "package", site_visits=wrong, projects=PROJECTS)
    target = tmp_path / "out.csv"
    done = run(*asked(package, "--rules", "SITE-03", "-o", target))
    assert (done.returncode, done.stdout) == (2, "")
    assert len([line for line in done.stderr.splitlines() if line.startswith("错误 ")]) == 3
    assert "Traceback" not in done.stderr
    assert not target.exists()


def test_an_unknown_rule_is_one_bilingual_line_with_the_rules_there_are_and_exit_2(package: Path) -> None:
    done = run(*asked(package, "--rules", "SITE-03,NONE-99"))
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "没有这些规则：NONE-99" in line
    assert "no such rule: NONE-99. There are:" in line
    assert "QUAL-01" in line


@pytest.mark.parametrize(
    "asked_for, told",
    [
        ({"package": Path("nowhere")}, "nowhere"),
        ({"rules": " ,"}, "--rules"),
        ({"as_of": "2025-02-30"}, "2025-02-30"),
        ({"form": "pdf"}, "html"),
        ({"engine": "abacus"}, "duckdb"),
        ({"law": [Path("no-such-law.yaml")]}, "no-such-law.yaml"),
        ({"into": Path()}, "-o ."),
        ({"into": Path("/dev/null")}, "/dev/null"),
        ({"into": Path("no/such/folder/x.csv")}, "no/such/folder"),
    ],
)
def test_what_cannot_be_used_is_said_before_anything_is_written(
    package: Path, capsys: pytest.CaptureFixture[str], asked_for: dict[str, Any], told: str
) -> None:
    with pytest.raises(BadInput) as wrong:
        screen(**{"package": package, "rules": "SITE-03", **asked_for})
    (line,) = wrong.value.lines
    assert told in line.zh
    assert told in line.en
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_finished_leaves_the_old_one_and_no_crumbs(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    target = tmp_path / "out.csv"
    target.write_text("yesterday's")
    with pytest.raises(OSError):
        _write_whole(target, broken())
    assert target.read_text() == "yesterday's"
    assert list(tmp_path.iterdir()) == [target]


def test_a_table_in_a_file_is_aligned_and_holds_no_colours(about: About, screening: Screening) -> None:
    text = "".join(_laid_out(sections(screening, "zh", about), watched=False))
    assert "\x1b" not in text
    head = next(line for line in text.splitlines() if "编号" in line)
    (row,) = [line for line in text.splitlines() if "2025-03-14" in line]
    wide = {name: sum(2 if ord(c) > 0x2E80 else 1 for c in head[: head.index(name)]) for name in ("规则", "日期")}
    assert wide == {"规则": row.index("SITE-90"), "日期": row.index("2025-03-14")}
