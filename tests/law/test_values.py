"""Spot values worked out by hand from the facts, on the days where the law changes."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law import load_law
from mingjian.terms import LawStatus

EVALUATION, TESTING = {"kind": "evaluation"}, {"kind": "testing"}
JIA, YI = {"kind": "evaluation", "grade": "jia"}, {"kind": "evaluation", "grade": "yi"}


@pytest.fixture(scope="module")
def law():
    return load_law()


@pytest.mark.parametrize(
    ("concept", "day", "keys", "value", "status"),
    [
        ("staff.evaluators_minimum", "2009-09-30", JIA, None, "unknown"),
        ("staff.evaluators_minimum", "2009-10-01", JIA, 25, "seen"),
        ("staff.evaluators_minimum", "2009-10-01", YI, 16, "seen"),
        ("staff.evaluators_minimum", "2019-04-30", YI, 16, "seen"),
        ("staff.evaluators_minimum", "2019-05-01", YI, 25, "seen"),
        ("staff.evaluators_minimum", "2019-05-01", EVALUATION, 25, "seen"),
        ("staff.evaluators_per_further_scope", "2019-04-30", EVALUATION, None, "unknown"),
        ("staff.evaluators_per_further_scope", "2019-05-01", EVALUATION, 5, "seen"),
        ("staff.level1_share_minimum", "2012-07-19", EVALUATION, 0.20, "seen"),
        ("staff.level1_share_minimum", "2019-05-01", EVALUATION, 0.20, "remembered"),
        ("staff.level2_share_minimum", "2019-05-01", EVALUATION, None, "unknown"),
        ("staff.level1_or_2_share_minimum", "2019-05-01", EVALUATION, 0.50, "remembered"),
        ("staff.safety_engineer_share_minimum", "2012-07-19", EVALUATION, 0.30, "seen"),
        ("staff.safety_engineer_level_minimum", "2019-05-01", EVALUATION, "middle", "remembered"),
        ("qualification.required", "2007-04-01", TESTING, True, "seen"),
        ("qualification.required", "2009-09-30", EVALUATION, None, "unknown"),
        ("qualification.required", "2019-05-01", TESTING, True, "seen"),
        ("qualification.within_scope", "2019-05-01", EVALUATION, True, "remembered"),
        ("qualification.grade_territory", "2019-04-30", YI, True, "seen"),
        ("qualification.grade_territory", "2019-05-01", YI, False, "seen"),
        ("qualification.grade_territory", "2012-07-19", JIA, None, "unknown"),
        ("conduct.on_site", "2019-04-30", EVALUATION, True, "seen"),
        ("conduct.on_site", "2019-05-01", EVALUATION, True, "remembered"),
        ("conduct.on_site", "2021-05-14", EVALUATION, True, "remembered"),
        ("conduct.on_site", "2021-05-15", EVALUATION, True, "seen"),
        ("conduct.on_site", "2021-05-15", TESTING, True, "remembered"),
        ("conduct.two_institutions", "2012-07-19", EVALUATION, True, "seen"),
        ("conduct.two_institutions", "2012-07-19", TESTING, None, "unknown"),
        ("conduct.two_institutions", "2019-05-01", TESTING, True, "remembered"),
        ("conduct.lend_qualification", "2019-05-01", EVALUATION, True, "seen"),
        ("disclosure.duty", "2011-09-29", {}, None, "unknown"),
        ("disclosure.duty", "2011-09-30", EVALUATION, True, "seen"),
        ("disclosure.duty", "2011-09-30", TESTING, None, "unknown"),
        ("disclosure.duty", "2019-05-01", {}, True, "remembered"),
        ("disclosure.deadline", "2019-04-30", EVALUATION, {"day": 15, "of": "first_month_after_quarter"}, "seen"),
        ("disclosure.deadline", "2019-05-01", {}, None, "unknown"),
        ("filing.cross_province", "2019-04-30", EVALUATION, True, "seen"),
        ("filing.cross_province", "2019-05-01", EVALUATION, None, "unknown"),
        ("notice.before_service", "2019-04-30", {}, None, "unknown"),
        ("notice.working_days", "2019-05-01", {}, 7, "seen"),
        ("licensing.accept", "2007-04-01", {}, 5, "seen"),
        ("licensing.decide", "2012-07-19", {}, 20, "seen"),
        ("licensing.extension", "2026-11-22", {}, 10, "seen"),
        ("licensing.renewal_deemed", "2026-11-22", {}, True, "remembered"),
        ("certificate.validity", "2019-04-30", EVALUATION, 3, "seen"),
        ("certificate.validity", "2019-05-01", EVALUATION, 5, "seen"),
        ("publicity.days", "2020-01-01", {}, 7, "seen"),
        ("credit.publication_minimum", "2026-03-31", {"item": "work_safety"}, 12, "seen"),
        ("credit.publication_minimum", "2026-03-31", {}, 3, "seen"),
        ("credit.publication_minimum", "2026-04-01", {"severity": "serious"}, 12, "seen"),
        ("inspection.results_published", "2026-11-22", {"division": "130100"}, 20, "seen"),
        ("inspection.results_published", "2026-11-22", {"division": "230100"}, None, "unknown"),
    ],
)
def test_the_value_of_a_day(law, concept, day, keys, value, status):
    answer = law.value(concept, on=date.fromisoformat(day), **keys)
    assert (answer.value, answer.status.value) == (value, status)


@pytest.mark.parametrize(
    ("concept", "keys", "hard_before", "hard_after"),
    [
        ("staff.evaluators_minimum", EVALUATION, True, False),
        ("conduct.on_site", EVALUATION, True, False),
        ("notice.before_service", {}, True, False),
        ("staff.level1_share_minimum", EVALUATION, False, False),
        ("licensing.decide", {}, True, True),
        ("process.review_steps", EVALUATION, True, True),
    ],
)
def test_order_1_carries_nothing_hard_from_28_may_2026_and_the_general_law_stays(
    law, concept, keys, hard_before, hard_after
):
    before, after = (law.value(concept, on=date(2026, 5, day), **keys) for day in (27, 28))
    assert (before.may_be_hard, after.may_be_hard) == (hard_before, hard_after)
    assert before.value == after.value


def test_periods_are_split_where_the_mark_begins(law):
    spans = [(v.valid_from, v.valid_to, v.may_be_superseded) for v in law.periods("notice.before_service")]
    assert spans == [
        (date(2019, 5, 1), date(2026, 5, 27), False),
        (date(2026, 5, 28), None, True),
    ]


def test_a_question_put_without_its_key_says_which_key_it_needs(law):
    answer = law.value("staff.evaluators_minimum", on=date(2012, 7, 19), kind="evaluation")
    assert answer.status is LawStatus.UNKNOWN
    assert answer.reason is not None
    assert "等级" in answer.reason.zh


def test_a_key_that_is_none_is_not_asked(law):
    assert law.value("staff.evaluators_minimum", on=date(2020, 1, 1), kind="evaluation", grade=None).value == 25


@pytest.mark.parametrize("wrong", [("staff.no_such", {}), ("staff.evaluators_minimum", {"knd": "evaluation"})])
def test_a_name_that_does_not_exist_is_an_error_not_an_unknown(law, wrong):
    with pytest.raises(KeyError):
        law.value(wrong[0], on=date(2020, 1, 1), **wrong[1])


def test_limits_are_written_as_the_clock_reads_them(law):
    assert law.value("licensing.decide", on=date(2020, 1, 1)).limit == "20wd"
    assert law.value("licensing.expert_review_maximum", on=date(2020, 1, 1)).limit == "3m"
    assert law.value("certificate.validity", on=date(2020, 1, 1)).limit == "5y"
    assert law.value("staff.evaluators_minimum", on=date(2020, 1, 1), **EVALUATION).limit is None


def test_a_citation_is_printed_as_the_contract_shows(law):
    cited = law.citation("order-1-2019:22(8)")
    assert (cited.text, cited.status) == ("应急管理部令第1号 第二十二条第（八）项", LawStatus.REMEMBERED)
    assert cited.text_en == "MEM Order 1 (2019), art. 22(8)"


def test_values_cannot_be_changed_by_who_asked(law):
    deadline = law.value("disclosure.deadline", on=date(2012, 1, 1))
    with pytest.raises(TypeError):
        deadline.value["day"] = 1


# --- flipping ---


def test_flipped_to_remembered_nothing_of_law_may_be_hard(law):
    flipped = law.flipped(LawStatus.REMEMBERED)
    for name, concept in law.concepts.items():
        for value in flipped.periods(name):
            assert concept.declared or not value.may_be_hard, name
            assert all(cited.status is LawStatus.REMEMBERED for cited in value.cites) or not value.known, name


def test_flipped_to_unknown_nothing_of_law_is_known(law):
    flipped = law.flipped(LawStatus.UNKNOWN)
    for name, concept in law.concepts.items():
        for value in flipped.periods(name):
            assert concept.declared or (not value.known and value.value is None and value.reason), name


def test_settings_never_flip(law):
    for status in LawStatus:
        setting = law.flipped(status).value("screening.speed_kmh", on=date(2025, 1, 1))
        assert (setting.value, setting.declared, setting.known) == (120, True, True)


def test_flipping_leaves_the_law_itself_as_it_was(law):
    law.flipped(LawStatus.UNKNOWN)
    assert law.value("licensing.decide", on=date(2020, 1, 1)).value == 20
