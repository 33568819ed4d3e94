"""A person may type a citation as they please."""

from __future__ import annotations

import pytest

from mingjian.law import load_law
from mingjian.law.numerals import article_in_chinese, from_chinese, to_chinese


@pytest.fixture(scope="module")
def law():
    return load_law()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("令1", "order-1-2019"),
        ("1号令", "order-1-2019"),
        ("第1号令", "order-1-2019"),
        ("Order 1", "order-1-2019"),
        ("应急管理部令第1号", "order-1-2019"),
        ("应急管理部令第１号", "order-1-2019"),
        ("《安全评价检测检验机构管理办法》", "order-1-2019"),
        ("令20", "order-20-2026"),
        ("安监总局令22", "order-22-2009"),
        ("210号", "notice-210-2011"),
        ("安监总厅规划〔2011〕210号", "notice-210-2011"),
        ("安监总厅〔2011〕210号", "notice-210-2011"),
        ("安监总厅〔 2011 〕 210 号", "notice-210-2011"),
        ("安监总厅[2011]210号", "notice-210-2011"),
        ("应急（2023）99号", "guidance-99-2023"),
        ("AQ 8001", "aq-8001-2007"),
        ("aq8001-2007", "aq-8001-2007"),
        ("应急管理部令第1号 第二十二条第（八）项", "order-1-2019:22(8)"),
        ("应急管理部令第1号第22条第(8)项", "order-1-2019:22(8)"),
        ("令1 22(8)", "order-1-2019:22(8)"),
        ("1号令 22条8项", "order-1-2019:22(8)"),
        ("order-1-2019:22(8)", "order-1-2019:22(8)"),
        ("MEM Order 1 (2019), art. 22(8)", "order-1-2019:22(8)"),
        ("行政许可法第三十二条", "licensing-law:32"),
        ("行政许可法 32", "licensing-law:32"),
        ("staff.evaluators_minimum", "staff.evaluators_minimum"),
        ("STAFF evaluators minimum", "staff.evaluators_minimum"),
        ("全职安全评价师最低人数", "staff.evaluators_minimum"),
        ("全职 安全评价师 最低人数", "staff.evaluators_minimum"),
    ],
)
def test_words_find_what_they_mean(law, words, name):
    found = law.find(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", ["", "……", "令999", "令1 99", "order-1-2019:22(99)", "no.such_name"])
def test_words_that_mean_nothing_find_nothing(law, words):
    assert law.find(words) is None


def test_a_misspelt_name_gets_at_most_five_suggestions_the_nearest_first(law):
    near = law.suggestions("staff.evaluator_minimum")
    assert near[0] == "staff.evaluators_minimum"
    assert len(near) <= 5


def test_every_name_finds_itself(law):
    for name in (*law.concepts, *law.instruments, *law.articles):
        found = law.find(name)
        assert found is not None, name
        assert found.name == name
    for name, concept in law.concepts.items():
        found = law.find(concept.label.zh)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (22, "二十二"),
        (100, "一百"),
        (108, "一百零八"),
        (229, "二百二十九"),
    ],
)
def test_article_numbers_are_read_and_written_in_chinese(number, words):
    assert (to_chinese(number), from_chinese(words)) == (words, number)


def test_years_are_read_by_place():
    assert from_chinese("二〇一一") == 2011


def test_an_article_made_of_numbers_gets_its_chinese_name():
    assert article_in_chinese("22(8)") == "第二十二条第（八）项"
    assert article_in_chinese("annex-1") is None
