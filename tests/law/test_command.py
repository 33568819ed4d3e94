"""`mingjian law` as it is typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def mingjian(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "C", "TZ": "UTC"}
    return subprocess.run(
        [sys.executable, "-m", "mingjian", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def test_a_parameter_is_shown_with_its_citation_status_and_mark():
    done = mingjian("law", "show", "staff.evaluators_minimum", "--on", "2026-05-28")
    assert done.returncode == 0
    for words in ("25 人", "应急管理部令第1号 第六条", "见过公开文本", "2019 年规定可能已被修订", "随软件提供"):
        assert words in done.stdout
    assert done.stderr == ""


def test_an_article_is_shown_as_json():
    done = mingjian("law", "show", "令1", "第二十二条第（八）项", "--on", "2019-04-30", "--format", "json")
    facts = json.loads(done.stdout)
    assert (facts["ref"], facts["status"], facts["in_force"]) == ("order-1-2019:22(8)", "remembered", False)
    assert "conduct.on_site" in facts["cited_by"]


def test_parameters_of_a_chapter_are_listed():
    done = mingjian("law", "list", "licensing", "--on", "2020-01-01", "--format", "json")
    assert "licensing.decide" in {row["name"] for row in json.loads(done.stdout)}


def test_english_is_spoken_when_asked():
    done = mingjian("--lang", "en", "law", "show", "licensing.decide", "--on", "2020-01-01")
    assert "20 working days" in done.stdout


def test_without_a_day_the_law_of_today_is_shown_and_that_is_said():
    done = mingjian("law", "show", "notice.working_days")
    assert done.returncode == 0
    assert "按今天" in done.stderr


def test_an_instrument_is_not_void_before_its_first_day_and_an_old_number_is_doubted():
    early = mingjian("law", "show", "应急管理部令第1号", "--on", "2018-01-01").stdout
    assert "尚未施行" in early
    assert "该日是否为此条号未核实" in mingjian("law", "show", "行政处罚法第85条", "--on", "2010-01-01").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("law", "show", "staff.evaluator_minimum", "--on", "2020-01-01"), "staff.evaluators_minimum"),
        (("law", "show", "令1", "--on", "2020-02-30"), "不是日期"),
        (("law", "show", "令1", "--on", "2020-01-01", "--format", "xml"), "--format"),
        (("law", "list", "nothing", "--on", "2020-01-01"), "没有 nothing 一章"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(words, said):
    done = mingjian(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_law_file_with_faults_is_a_line_a_fault_and_exit_2(tmp_path: Path):
    path = tmp_path / "office.yaml"
    path.write_text(
        """\
office: 某厅
document: 某文
values:
  - {concept: notice.working_days, from: 2020-01-01, value: 7, cites: ["order-1-2019:99"], status: seen, source: x}
  - {concept: notice.form, from: 2020-01-01, value: 表, cites: ["order-1-2019:19"], status: seen, source: x}
  - {concept: notice.form, from: 2021-01-01, value: 表, cites: ["order-1-2019:19"], status: seen, source: x}
""",
        encoding="utf-8",
    )
    done = mingjian("law", "show", "notice.working_days", "--on", "2020-01-01", "--law", str(path))
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert [line.split("：")[0] for line in lines] == [f"{path}:4", f"{path}:6"]
