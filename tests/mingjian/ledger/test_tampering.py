"""Every line of the shipped example is tampered with in turn, and every time it is found."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from mingjian.cli.ledger import ledger
from mingjian.ledger.canonical import canonical
from mingjian.ledger.verify import verify

EXAMPLES = Path(__file__).parents[3] / "examples" / "ledger"
LOG = (EXAMPLES / "acts.jsonl").read_bytes()
LINES = LOG.splitlines(keepends=True)
EVERY = range(len(LINES))
CHECKPOINTS = [place for place in EVERY if json.loads(LINES[place])["type"] == "checkpoint"]


def exit_code(path):
    return CliRunner().invoke(ledger, ["verify", str(path)]).exit_code


@pytest.fixture
def tampered(tmp_path):
    def write(lines):
        path = tmp_path / "tampered.jsonl"
        path.write_bytes(b"".join(lines))
        return path

    return write


def changed_values(value):
    """The value with each number, text and list entry in it changed in turn."""
    if isinstance(value, dict):
        for name, inner in value.items():
            for other in changed_values(inner):
                yield value | {name: other}
    elif isinstance(value, int):
        yield value + 1
    elif value.startswith("sha256"):
        yield "sm3"
    elif not value.startswith("mingjian-ledger"):  # another format is not a wrong file but an unknown one
        last = {"0": "1", "f": "e", "2": "3"}.get(value[-1], "2")
        yield value[:-1] + last


def test_the_example_itself_verifies():
    assert exit_code(EXAMPLES / "acts.jsonl") == 0


@pytest.mark.parametrize("place", EVERY)
def test_any_value_changed_on_any_line_is_found(tampered, place):
    variants = list(changed_values(json.loads(LINES[place])))
    assert len(variants) >= 3
    for variant in variants:
        path = tampered([*LINES[:place], canonical(variant) + b"\n", *LINES[place + 1 :]])
        assert exit_code(path) == 1, variant


@pytest.mark.parametrize("place", EVERY)
def test_any_line_missing_is_found(tampered, place):
    assert exit_code(tampered(LINES[:place] + LINES[place + 1 :])) == 1


@pytest.mark.parametrize("place", EVERY)
def test_any_line_doubled_is_found(tampered, place):
    assert exit_code(tampered([*LINES[: place + 1], *LINES[place:]])) == 1


@pytest.mark.parametrize("place", EVERY[:-1])
def test_any_two_neighbouring_lines_exchanged_are_found(tampered, place):
    first, second = LINES[place : place + 2]
    assert exit_code(tampered([*LINES[:place], second, first, *LINES[place + 2 :]])) == 1


@pytest.mark.parametrize("place", EVERY)
def test_any_line_written_otherwise_is_found(tampered, place):
    spaced = json.dumps(json.loads(LINES[place]), ensure_ascii=False).encode() + b"\n"
    assert exit_code(tampered([*LINES[:place], spaced, *LINES[place + 1 :]])) == 1


@pytest.mark.parametrize("place", EVERY)
def test_a_log_cut_off_anywhere_but_after_a_checkpoint_is_found(tampered, place):
    kept = LINES[: place + 1]
    expected = 0 if place in CHECKPOINTS else 1
    if place:  # a header alone is no log yet
        assert exit_code(tampered(kept)) == expected


def test_a_log_cut_off_after_a_checkpoint_is_found_with_a_receipt_in_hand(tampered):
    path = tampered(LINES[: CHECKPOINTS[-2] + 1])
    assert verify(path).holds
    verdict = verify(path, EXAMPLES / "receipt-3.json")
    assert not verdict.holds
    assert "截去" in verdict.faults[0].what.zh


def test_a_log_written_anew_is_found_with_a_receipt_proof_or_old_copy_in_hand():
    forged = EXAMPLES / "rewritten.jsonl"
    assert verify(forged).holds
    for kept in ("receipt-3.json", "consistency-5-7.json", "acts.jsonl"):
        assert not verify(forged, EXAMPLES / kept).holds
        assert verify(EXAMPLES / "acts.jsonl", EXAMPLES / kept).holds


def test_the_fault_names_line_and_entry(tampered):
    (fault,) = verify(EXAMPLES / "altered.jsonl").faults
    assert fault.said().zh.startswith("第 9 行，根不符：记录 3 至 4")
    missing = verify(tampered(LINES[:3] + LINES[4:])).faults[0]
    assert (missing.line, missing.index) == (4, 2)
    assert "应为记录 1" in missing.what.zh
    assert "entry 1 should stand here" in missing.what.en


def test_another_hash_in_the_header_is_blamed_on_the_header(tampered):
    header = json.loads(LINES[0]) | {"hash": "sm3"}
    (fault,) = verify(tampered([canonical(header) + b"\n", *LINES[1:]])).faults
    assert fault.said().zh == "第 2 行，根不符：首行，或本检查点，与当初写入的不同"


def test_only_the_checkpoint_that_was_changed_is_blamed(tampered):
    place = CHECKPOINTS[1]
    changed = json.loads(LINES[place]) | {"root": "0" * 64}
    faults = verify(tampered([*LINES[:place], canonical(changed) + b"\n", *LINES[place + 1 :]])).faults
    assert [fault.line for fault in faults] == [place + 1]


@given(st.integers(0, len(LOG) - 1), st.integers(0, 7))
@settings(max_examples=300, deadline=None)
def test_one_bit_flipped_anywhere_never_passes(tmp_path_factory, position, bit):
    changed = bytearray(LOG)
    changed[position] ^= 1 << bit
    path = tmp_path_factory.getbasetemp() / "flipped.jsonl"
    path.write_bytes(bytes(changed))
    if position < len(LINES[0]):  # a broken header can make it another kind of file
        assert exit_code(path) != 0
    else:
        assert exit_code(path) == 1


def test_a_forger_who_writes_a_thousand_bad_lines_gets_twenty_faults_and_a_count(tampered):
    verdict = verify(tampered([*LINES, *[b"{}\n"] * 1000]))
    assert len(verdict.faults) == 20
    assert verdict.more_faults == 980
