"""JSON lines hold the contract's object and nothing else; the spreadsheet is safe to open and says: not reviewed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from mingjian.screening.report import About, render
from mingjian.screening.report.csv import defused
from mingjian.screening.run import Screening
from mingjian.terms import Text


def rows(screening: Screening, about: About, language: str) -> list[dict[str, str]]:
    text = "".join(render(screening, "csv", language, about))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_json_line_is_the_finding_of_the_contract(screening: Screening, about: About) -> None:
    first, second = "".join(render(screening, "jsonl", "zh", about)).splitlines()
    assert first == (
        '{"rule": "SITE-90", "level": "hard", "severity": "serious", "regime": "2019", "on": "2025-03-14", '
        '"subjects": [{"kind": "person", "id": "p-17"}, {"kind": "project", "id": "j-203"}, '
        '{"kind": "project", "id": "j-209"}], '
        '"evidence": [{"table": "site_visits", "id": "v-88", "fields": {"project": "j-v-88", "person": "p-17", '
        '"arrived_at": "2025-03-14T13:40:00+08:00", "left_at": "2025-03-14T16:12:00+08:00", "lat": 47.33214, '
        '"source": "app", "accuracy_m": null}}, '
        '{"table": "site_visits", "id": "v-91", "fields": {"project": "j-v-91", "person": "p-17", '
        '"arrived_at": "2025-03-14T14:25:47+08:00", "left_at": "2025-03-14T17:05:00+08:00", "lat": 45.771, '
        '"source": "app", "accuracy_m": null}}], '
        '"message": {"zh": "同一时段在<b>两地</b>", "en": "at <b>two</b> places at once"}, '
        '"citation": [{"text": "应急管理部令第1号 第二十二条第（八）项", "status": "remembered"}, '
        '{"text": "《虚假安全评价报告认定情形》", "status": "seen"}], '
        '"check": {"zh": "调取现场记录。", "en": "Fetch the site records."}, "excuses": ["同事代为操作签到"], '
        f'"score": 1.0, "id": "{screening.findings[0].id}", "basis": "plain", "excuses_en": ["A colleague signed in"], '
        '"notes": []}'
    )
    assert json.loads(second)["notes"] == [{"zh": "依据未核实", "en": "legal basis not verified"}]


def test_no_finding_is_no_json_line(nothing: Screening, about: About) -> None:
    assert "".join(render(nothing, "jsonl", "zh", about)) == ""


def test_a_spreadsheet_row_says_the_law_used_and_that_nobody_reviewed_it(screening: Screening, about: About) -> None:
    assert rows(screening, about, "zh")[0] == {
        "编号": screening.findings[0].id,
        "规则": "SITE-90",
        "规则名称": "两地现场",
        "层级": "实据",
        "严重程度": "严重",
        "适用规定": "2019",
        "依据版本": "随明鉴 0.1.0 提供的规定",
        "日期": "2025-03-14",
        "对象": "人员 佟若谷（p-17）；项目 j-203、j-209",
        "说明": "同一时段在<b>两地</b>",
        "依据": "应急管理部令第1号 第二十二条第（八）项；《虚假安全评价报告认定情形》",
        "依据状态": "未核对原文；见过公开文本",
        "存疑之处": "",
        "怎样核对": "调取现场记录。",
        "可能的正当解释": "同事代为操作签到",
        "审查状态": "本结论未经审查，不作为处理依据",
    }


def test_an_english_spreadsheet_has_the_keys_of_the_contract_for_its_head(screening: Screening, about: About) -> None:
    row = rows(screening, about, "en")[1]
    assert (row["rule"], row["level"], row["subjects"]) == ("PERS-90", "clue", "person p-99")
    assert (row["notes"], row["reviewed"]) == ("legal basis not verified", "not reviewed; not a ground for any measure")


def test_a_spreadsheet_begins_with_the_mark_excel_reads_utf8_by(nothing: Screening, about: About) -> None:
    text = "".join(render(nothing, "csv", "zh", about))
    assert text.startswith("\ufeff编号,规则,")
    assert text.count("\r\n") == 1  # the head alone


def test_a_formula_in_the_data_is_not_run_by_the_spreadsheet(screening: Screening, about: About) -> None:
    assert rows(screening, about, "zh")[1]["说明"] == '\'=HYPERLINK("x")'
    assert rows(screening, about, "en")[1]["message"] == "'@SUM(A1)"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", " =", "\n+", "＝", "＋", "－", "＠"])
def test_every_beginning_of_a_formula_is_defused(begin: str) -> None:
    assert defused(begin + "1+1") == "'" + begin + "1+1"


@pytest.mark.parametrize("plain", ["", "2025-03-14", "j-203", "佟若谷 +1", "（1）"])
def test_what_begins_no_formula_is_left_alone(plain: str) -> None:
    assert defused(plain) == plain


def test_a_cell_may_hold_commas_quotes_and_lines(screening: Screening, about: About) -> None:
    odd = replace(screening.findings[0], message=Text('甲,"乙"\n丙', "a"))
    assert rows(replace(screening, findings=(odd,)), about, "zh")[0]["说明"] == '甲,"乙"\n丙'
