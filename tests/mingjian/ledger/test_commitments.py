"""Canonical bytes and salted digests: recomputable by any program, silent without the salt."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.ledger.canonical import canonical, parse
from mingjian.ledger.commitments import Opening, commit
from mingjian.ledger.merkle import HashName
from mingjian.terms import BadInput

SALT = bytes(range(32))
PERSON = {"name": "简䶮", "certificate": "S0110230000"}


@pytest.mark.parametrize(
    "value, written",
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"文号": "岚应急发〔2026〕37号"}, '{"文号":"岚应急发〔2026〕37号"}'),
        (
            'quote " backslash \\ tab \t bell \x07 slash /',
            '"quote \\" backslash \\\\ tab \\t bell \\u0007 slash /"',
        ),
        # RFC 8785 §3.2.3: U+1F600 is D83D DE00 in UTF-16 and so comes before U+FF0C, though greater.
        ({"\uff0c": 1, "\U0001f600": 2}, '{"\U0001f600":2,"\uff0c":1}'),
        # e followed by a combining acute accent becomes one letter.
        ("Cafe\u0301", '"Caf\u00e9"'),
        (-(2**53) + 1, "-9007199254740991"),
    ],
)
def test_there_is_one_way_to_write_a_value(value, written):
    assert canonical(value).decode() == written


@pytest.mark.parametrize(
    "value", [1.5, 2**53, {1: "a"}, {"e\u0301": 1, "\u00e9": 2}, "\ud800", {"when": SALT}, float("nan")]
)
def test_what_has_no_one_way_to_be_written_is_refused(value):
    with pytest.raises(BadInput):
        canonical(value)


def test_nesting_is_bounded():
    deep = "leaf"
    for _ in range(17):
        deep = [deep]
    with pytest.raises(BadInput):
        canonical(deep)
    assert canonical(deep[0])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"a":1,"a":2}',
        b"1.0",
        b"1e3",
        b"NaN",
        b"\xff",
        b"9" * 5000,
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
    ids=["empty", "half", "twice", "fraction", "power", "nan", "not-utf8", "digits", "lists", "objects"],
)
def test_hostile_json_is_refused_in_one_line(raw):
    with pytest.raises(BadInput) as refused:
        parse(raw)
    assert len(refused.value.lines) == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc文号"), inner),
        max_leaves=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_canonical_bytes_read_back_are_the_same_bytes(value):
    assert canonical(parse(canonical(value))) == canonical(value)


@pytest.mark.parametrize("name", HashName)
def test_another_program_computes_the_same_digest(name):
    by_hand = b"mingjian:commitment:1\x00" + SALT + '{"certificate":"S0110230000","name":"简䶮"}'.encode()
    assert commit(PERSON, SALT, name) == hashlib.new(name.value, by_hand).digest()


def test_the_right_opening_holds_and_any_other_does_not():
    digest = commit(PERSON, SALT, HashName.SHA256)
    assert Opening(HashName.SHA256, digest, PERSON, SALT).holds()
    assert not Opening(HashName.SHA256, digest, PERSON | {"name": "简龙"}, SALT).holds()
    assert not Opening(HashName.SHA256, digest, PERSON, SALT[::-1]).holds()
    assert not Opening(HashName.SM3, digest, PERSON, SALT).holds()


def test_the_same_person_under_two_salts_cannot_be_matched():
    assert commit(PERSON, SALT, HashName.SHA256) != commit(PERSON, SALT[::-1], HashName.SHA256)


@pytest.mark.parametrize("fields, salt", [(PERSON, b""), (PERSON, SALT + b"x"), ({}, SALT), ({"age": 47.5}, SALT)])
def test_a_short_salt_no_fields_or_a_fraction_is_refused(fields, salt):
    with pytest.raises(BadInput):
        commit(fields, salt, HashName.SHA256)
