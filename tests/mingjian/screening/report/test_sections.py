"""The sections for a terminal: summary, 实据, 线索, and always what was not run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingjian.findings import NotRun
from mingjian.screening.report import About, law_in_words, not_run_in_words, sections
from mingjian.screening.run import Screening
from mingjian.terms import Text


def test_the_sections_come_in_order_and_hold_the_rows(screening: Screening, about: About) -> None:
    summary, hard, clues, left = sections(screening, "zh", about)
    assert summary.lines == (
        "截至 2026-05-01，对数据包 demo 要求运行 3 条规则，实际运行 2 条。",
        "依据版本：随明鉴 0.1.0 提供的规定。引擎 duckdb。",
        "实据 1 条，线索 1 条。本结论未经审查，不作为处理依据。",
    )
    assert summary.rows == (
        ("PERS-90", "由其他单位缴费", "0", "1", "已运行"),
        ("QUAL-90", "没有资质", "–", "–", "未运行"),
        ("SITE-90", "两地现场", "1", "0", "已运行，12 行未判断"),
    )
    fact, clue = screening.findings
    said = "同一时段在<b>两地</b>\n人员 佟若谷（p-17）\n项目 j-203、j-209"
    assert (hard.title, hard.rows) == (
        "实据 1 条",
        ((fact.id, "SITE-90", "2025-03-14", said),),
    )
    assert (clues.title, clues.rows) == (
        "线索 1 条",
        ((clue.id, "PERS-90", "2025-01-31", '=HYPERLINK("x")\n人员 p-99'),),
    )
    assert left.rows == (("QUAL-90", "没有提供表 certificates", "整条规则"), ("SITE-90", "没有位置", "12"))


def test_nothing_found_still_says_what_was_searched_and_what_was_not(nothing: Screening, about: About) -> None:
    summary, left = sections(nothing, "en", about)
    assert summary.lines[0] == "As of 2026-05-01, rules run over package demo: 2 of 3 asked for."
    assert summary.lines[2] == "The rules that were run found nothing. That is no all-clear."
    assert left.title == "What was not run, and why"
    assert len(left.rows) == 2


def test_all_run_is_said_too(nothing: Screening, about: About) -> None:
    *_, left = sections(replace(nothing, not_run=()), "zh", about)
    assert left.lines == ("要求的规则全部运行，没有未判断的行。",)


@pytest.mark.parametrize(
    "left, zh, en",
    [
        (NotRun("X-01", Text("没有表", "no table")), "X-01 未运行：没有表", "X-01 not run: no table"),
        (NotRun("X-01", Text("未知", "unknown"), 2), "X-01 有 2 行未判断：未知", "X-01, rows not judged: 2: unknown"),
    ],
)
def test_what_was_not_run_is_one_sentence(left: NotRun, zh: str, en: str) -> None:
    assert not_run_in_words(left) == Text(zh, en)


def test_the_law_used_names_the_version_and_each_file_of_an_office() -> None:
    said = law_in_words("0.1.0", [("岚川.yaml", "0123456789abcdef" * 4)])
    assert said.zh == "随明鉴 0.1.0 提供的规定，另加 岚川.yaml（SHA-256 0123456789ab…）"
