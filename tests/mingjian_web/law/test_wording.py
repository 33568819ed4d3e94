"""Values of law in words."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from mingjian.law import load_law
from mingjian_web.law.wording import days_text, keys_text, of, value_text, words

LAW = load_law()
ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    "concept, keys, zh, en",
    [
        ("licensing.decide", {}, "20 个工作日", "20 working days"),
        ("staff.level1_share_minimum", {"kind": "evaluation"}, "20%", "20%"),
        ("notice.before_service", {}, "是", "yes"),
        ("disclosure.deadline", {"kind": "evaluation"}, "未知", "unknown"),
    ],
)
def test_a_value_is_said_in_words(concept, keys, zh, en):
    said = of(LAW.value(concept, ON, **keys), LAW)
    assert (said.zh, said.en) == (zh, en)


def test_codes_of_a_list_are_said_in_words():
    said = of(LAW.value("licensing.suspensions", ON), LAW)
    assert "听证" in said.zh
    assert "hearing" in said.en
    assert "expert_review" not in said.zh


def test_a_table_says_its_fields():
    said = value_text({"days": 10, "unit": "wd"}, LAW.unit("disclosure.deadline"), LAW)
    assert "10" in said.zh


def test_whom_a_value_is_for():
    assert keys_text({}, LAW).zh == "全部"
    assert keys_text({"kind": "evaluation", "grade": "jia"}, LAW).zh == "安全评价机构、甲级"


def test_days_of_a_value():
    assert days_text(date(2019, 5, 1), None).zh == "2019-05-01 至今"


def test_the_words_are_those_of_the_reference_pages(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3] / "scripts"))
    from reference.words import WORDS

    assert words() == WORDS
    sys.modules.pop("reference.words", None)
