"""The finding's JSON is the contract's, its names are stable, and what nobody could check cannot be built."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.findings import (
    BASIS_NOT_VERIFIED,
    CALENDAR_PROVISIONAL,
    MAY_BE_SUPERSEDED,
    Citation,
    Evidence,
    Finding,
    Subject,
)
from mingjian.terms import LawStatus, Level, Severity, Text

local = datetime  # as package tables hold times: without offset, in Shanghai
ARTICLE = "应急管理部令第1号 第二十二条第（八）项"
LIST_OF_2021 = Citation("《虚假安全评价报告认定情形》", LawStatus.SEEN)


def two_visits_at_once(**changes: object) -> Finding:
    """One person at two plants at the same time, as the contract's example has it."""
    finding = Finding(
        rule="SITE-03",
        basis="overlap",
        level=Level.HARD,
        severity=Severity.SERIOUS,
        regime="2019",
        on=date(2025, 3, 14),
        subjects=(Subject("person", "p-17"), Subject("project", "j-203"), Subject("project", "j-209")),
        evidence=(
            Evidence("site_visits", id="v-88", fields={"arrived_at": local(2025, 3, 14, 13, 40)}),
            Evidence("site_visits", id="v-91", fields={"arrived_at": local(2025, 3, 14, 14, 25)}),
        ),
        message=Text("同一人同一时段在两地现场", "one person on two sites at one time"),
        citations=(Citation(ARTICLE, LawStatus.REMEMBERED), LIST_OF_2021),
        check=Text("调取两份现场记录表纸件", "fetch both site records on paper"),
        excuses=(Text("同事代为操作签到", "a colleague signed in for them"),),
    )
    return replace(finding, **changes)  # type: ignore[arg-type]


def test_the_json_has_the_keys_of_the_contract_in_its_order_and_ours_after_them():
    keys = " ".join(two_visits_at_once().as_json())
    contract = "rule level severity regime on subjects evidence message citation check excuses score"
    assert keys == f"{contract} id basis excuses_en notes"


def test_the_json_has_the_forms_of_the_contract():
    said = json.loads(json.dumps(two_visits_at_once().as_json(), ensure_ascii=False))
    assert said["rule"] == "SITE-03"
    assert said["level"] == "hard"
    assert said["severity"] == "serious"
    assert said["on"] == "2025-03-14"
    assert said["subjects"][0] == {"kind": "person", "id": "p-17"}
    assert said["evidence"][0] == {
        "table": "site_visits",
        "id": "v-88",
        "fields": {"arrived_at": "2025-03-14T13:40:00+08:00"},
    }
    assert said["message"] == {"zh": "同一人同一时段在两地现场", "en": "one person on two sites at one time"}
    assert said["citation"][0] == {"text": ARTICLE, "status": "remembered"}
    assert said["check"]["zh"] == "调取两份现场记录表纸件"
    assert said["excuses"] == ["同事代为操作签到"]
    assert said["excuses_en"] == ["a colleague signed in for them"]
    assert said["score"] == 1.0
    assert said["notes"] == []


def test_evidence_from_a_table_without_key_is_named_by_its_row():
    row = Evidence("signatures", row=12, fields={"signed_at": date(2025, 3, 20)})
    assert row.as_json() == {"table": "signatures", "row": 12, "fields": {"signed_at": "2025-03-20"}}


@pytest.mark.parametrize("names", [{}, {"id": "v-1", "row": 1}])
def test_evidence_named_in_neither_or_both_ways_is_refused(names):
    with pytest.raises(ValueError, match="by its id or by its row"):
        Evidence("site_visits", **names)


@pytest.mark.parametrize(
    "fact, said",
    [
        (date(2025, 1, 2), "2025-01-02"),
        (local(2025, 1, 2, 8, 30), "2025-01-02T08:30:00+08:00"),
        (datetime(2025, 1, 1, 20, 0, tzinfo=UTC), "2025-01-02T04:00:00+08:00"),
        (None, None),
        (False, False),
        (25, 25),
        (25.0, 25),
        (0.3, 0.3),
        (("coal", "chemical"), ["coal", "chemical"]),
        ("2025-03", "2025-03"),
    ],
)
def test_a_field_is_written_as_the_data_package_writes_it(fact, said):
    written = Evidence("t", row=1, fields={"x": fact}).fields["x"]
    assert written == said
    assert type(written) is type(said)


@pytest.mark.parametrize("fact, error", [(float("nan"), ValueError), (float("inf"), ValueError), ({}, TypeError)])
def test_a_field_that_is_no_fact_is_refused(fact, error):
    with pytest.raises(error):
        Evidence("t", row=1, fields={"x": fact})


def test_the_name_of_given_facts_never_changes_between_versions():
    """Worked out with `printf … | sha256sum`: a change here would orphan every dismissal."""
    finding = two_visits_at_once(
        rule="R",
        basis="b",
        subjects=(Subject("person", "p"),),
        evidence=(Evidence("t", id="1", fields={"x": 2}),),
    )
    # printf '["R","b","2025-03-14",[["person","p"]],[["t","1",{"x":2}]]]' | sha256sum
    assert finding.id == "f-b24bc57a566e60e2"
    # printf '["R","b",[["person","p"]],"2025-03-14"]' | sha256sum
    assert finding.matter_key == "m-4dfd741cc16a93bb"


@given(st.randoms(use_true_random=False), st.integers(1, 99))
@settings(max_examples=30)
def test_the_same_facts_in_another_order_of_rows_have_the_same_name(chance, row):
    keyless = [Evidence("payments", row=n, fields={"amount": n * 1000.5, "on": "2025-01-01"}) for n in range(4)]
    shuffled = [replace(e, row=row + n) for n, e in enumerate(chance.sample(keyless, k=4))]
    subjects = two_visits_at_once().subjects
    one = two_visits_at_once(evidence=tuple(keyless))
    other = two_visits_at_once(evidence=tuple(shuffled), subjects=tuple(chance.sample(subjects, k=3)))
    assert one.id == other.id
    assert one.matter_key == other.matter_key


def test_a_count_is_the_same_fact_whether_an_engine_says_3_or_3_point_0():
    whole, decimal = (two_visits_at_once(evidence=(Evidence("t", row=1, fields={"n": n}),)) for n in (3, 3.0))
    assert whole.id == decimal.id


def test_a_changed_telling_fact_gives_another_id_in_the_same_matter():
    first, second = two_visits_at_once().evidence
    later = replace(second, fields={"arrived_at": local(2025, 3, 14, 16, 25)})
    changed = two_visits_at_once(evidence=(first, later))
    assert changed.id != two_visits_at_once().id
    assert changed.matter_key == two_visits_at_once().matter_key


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "SITE-01"},
        {"basis": "distance"},
        {"subjects": (Subject("person", "p-18"),)},
    ],
)
def test_another_rule_basis_or_subject_is_another_finding_and_another_matter(change):
    assert two_visits_at_once(**change).id != two_visits_at_once().id
    assert two_visits_at_once(**change).matter_key != two_visits_at_once().matter_key


def test_another_day_is_another_matter():
    assert two_visits_at_once(on=date(2025, 3, 15)).matter_key != two_visits_at_once().matter_key


def test_wording_level_and_score_are_no_facts():
    reworded = two_visits_at_once(message=Text("另一种说法", "in other words"), level=Level.CLUE, score=0.5)
    assert reworded.id == two_visits_at_once().id


@pytest.mark.parametrize("status", [LawStatus.REMEMBERED, LawStatus.UNKNOWN])
def test_nothing_that_rests_on_unread_law_is_hard(status):
    with pytest.raises(ValueError, match="legal basis not verified"):
        two_visits_at_once(citations=(Citation(ARTICLE, status),))


@pytest.mark.parametrize("doubt", [MAY_BE_SUPERSEDED, CALENDAR_PROVISIONAL])
def test_nothing_with_a_doubt_is_hard(doubt):
    with pytest.raises(ValueError, match="SITE-03: not hard"):
        two_visits_at_once(notes=(doubt,))


def test_a_clue_on_unread_law_carries_its_mark_even_if_the_rule_forgot_it():
    clue = two_visits_at_once(level=Level.CLUE, citations=(Citation(ARTICLE, LawStatus.REMEMBERED),))
    assert clue.as_json()["notes"] == [BASIS_NOT_VERIFIED.as_json()]


def test_a_mark_said_twice_is_written_once():
    note = Citation(ARTICLE, LawStatus.SEEN, note=MAY_BE_SUPERSEDED)
    clue = two_visits_at_once(level=Level.CLUE, citations=(note,), notes=(MAY_BE_SUPERSEDED,))
    assert clue.as_json()["notes"] == [MAY_BE_SUPERSEDED.as_json()]
    assert clue.as_json()["citation"][0]["note"] == MAY_BE_SUPERSEDED.as_json()


@pytest.mark.parametrize("missing", ["subjects", "evidence", "citations"])
def test_a_finding_nobody_could_check_is_refused(missing):
    with pytest.raises(ValueError, match="names its subjects"):
        two_visits_at_once(**{missing: ()})


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_a_score_lies_between_0_and_1(score):
    with pytest.raises(ValueError, match="between 0 and 1"):
        two_visits_at_once(score=score)
