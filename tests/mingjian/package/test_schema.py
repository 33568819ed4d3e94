"""The tables of the contract, as read from tables.yaml."""

from __future__ import annotations

import pytest

from mingjian.package.schema import DayRole, Kind, read_tables, tables


def test_a_table_whose_first_column_is_id_is_keyed_by_it_and_no_other_is() -> None:
    assert tables()["projects"].key == "id"
    assert tables()["employments"].key is None
    assert tables()["disclosures"].key is None  # has an id, but not first


def test_a_column_named_after_a_table_refers_to_it() -> None:
    cases = [
        ("projects", "previous", "projects"),
        ("projects", "owner_office", None),
        ("certificates", "issued_by", "offices"),
        ("notices", "authority", "offices"),
        ("notices", "people", "people"),
        ("inspections", "by", "officers"),
        ("photos", "visit", "site_visits"),
        ("permits", "report", "reports"),
        ("applications", "certificate", "certificates"),
        ("calibrations", "certificate", None),
        ("payments", "payer", None),
        ("social_insurance", "employer_uscc", None),
        ("draws", "pool", None),
    ]
    for table, name, target in cases:
        column = tables()[table].columns.get(name)
        refers = column.refers.table if column is not None and column.refers is not None else None
        assert refers == target, (table, name)


def test_what_is_not_yet_known_on_an_earlier_day_is_declared() -> None:
    columns = tables()["applications"].columns
    assert columns["received_at"].role is DayRole.ACT
    assert columns["decided_at"].role is DayRole.LATER
    assert columns["outcome"].follows == "decided_at"
    assert columns["outcome"].role is None
    assert tables()["certificates"].columns["valid_to"].role is None


def test_an_optional_column_is_marked_by_a_question_mark() -> None:
    assert tables()["institutions"].required[:2] == ("id", "uscc")
    assert not tables()["institutions"].columns["website"].required


def test_an_old_word_of_an_enumeration_is_read_as_the_new_one() -> None:
    step = tables()["application_steps"].columns["step"]
    assert step.kind is Kind.ENUM
    assert "review" not in step.values
    assert step.aliases == (("review", "document_review"),)


@pytest.mark.parametrize(
    "line",
    [
        "a: [ref(nowhere), 甲, a]",
        "a: [colour, 甲, a]",
        "a: [ref, 甲, a]",
        "a: [text, 甲, a, act]",
        "a: [text, 甲, a, with b]",
        "a: [text, 甲]",
        "a: [enum(x|y=z), 甲, a]",
    ],
)
def test_tables_that_contradict_themselves_are_refused(line: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_tables(f"t:\n  label: [表, t]\n  columns:\n    id: [id, 编号, id]\n    {line}\n")
