"""Every code word of the contract has its label, and the label leads back to it alone."""

from __future__ import annotations

import pytest

from mingjian.package.schema import Kind, tables
from mingjian.package.sheets.words import LABELS, code_of, plain, words_of

WITH_WORDS = [
    (name, column) for name, table in tables().items() for column in table.columns.values() if column.kind is Kind.ENUM
]


@pytest.mark.parametrize(("table", "column"), WITH_WORDS, ids=lambda part: getattr(part, "name", part))
def test_every_word_of_an_enumeration_has_a_label_and_no_other_has(table, column) -> None:  # type: ignore[no-untyped-def]
    assert set(words_of(table, column.name)) == set(column.values)


@pytest.mark.parametrize(("table", "column"), LABELS)
def test_a_label_in_either_language_leads_back_to_its_word(table: str, column: str) -> None:
    assert column in tables()[table].columns
    for code, label in words_of(table, column).items():
        assert [code_of(table, column, said) for said in (code, label.zh, label.en)] == [code] * 3


@pytest.mark.parametrize(("table", "column"), LABELS)
def test_no_two_words_of_a_column_are_said_alike(table: str, column: str) -> None:
    words = words_of(table, column)
    for language in ("zh", "en"):
        assert len({plain(label.say(language)) for label in words.values()}) == len(words)


def test_a_word_nobody_knows_stays_as_it_is() -> None:
    assert code_of("team_members", "role", "组头") == "组头"
    assert code_of("people", "name", "项目组长") == "项目组长"
