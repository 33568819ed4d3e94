"""Receipts, consistency proofs, openings, and hostile files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mingjian.ledger import merkle
from mingjian.ledger.canonical import canonical
from mingjian.ledger.merkle import HashName
from mingjian.ledger.proofs import prove_consistency, prove_inclusion
from mingjian.ledger.verify import verify
from mingjian.terms import BadInput

EXAMPLES = Path(__file__).parents[3] / "examples" / "ledger"
LOG = EXAMPLES / "acts.jsonl"
RECEIPT = json.loads((EXAMPLES / "receipt-3.json").read_bytes())
CONSISTENCY = json.loads((EXAMPLES / "consistency-5-7.json").read_bytes())
OPENING = json.loads((EXAMPLES / "opening-1.json").read_bytes())


@pytest.fixture
def written(tmp_path):
    def write(value):
        path = tmp_path / "file.json"
        path.write_bytes(value if isinstance(value, bytes) else canonical(value))
        return path

    return write


def test_the_shipped_examples_are_what_the_script_writes(tmp_path):
    subprocess.run([sys.executable, str(EXAMPLES / "make.py"), str(tmp_path)], check=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in EXAMPLES.glob("*.json*"))
    for name in made:
        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes(), name


@pytest.mark.parametrize(
    "name, holds",
    [
        ("acts.jsonl", True),
        ("acts-sm3.jsonl", True),
        ("receipt-3.json", True),
        ("consistency-5-7.json", True),
        ("opening-1.json", True),
        ("rewritten.jsonl", True),  # agrees with itself: see test_tampering for how it is found
        ("altered.jsonl", False),
    ],
)
def test_the_shipped_examples(name, holds):
    assert verify(EXAMPLES / name).holds is holds


def test_what_is_said_of_the_example_log():
    # Counted in the file by eye: seven entries, four checkpoints, papers of 2 March to 8 June.
    facts = verify(LOG).facts
    assert (facts["size"], facts["checkpoints"]) == (7, 4)
    assert (facts["first_day"], facts["last_day"]) == ("2026-03-02", "2026-06-08")
    assert (facts["origin"], facts["hash"]) == ("岚川省应急管理厅", "sha256")


@pytest.mark.parametrize("log", ["acts.jsonl", "acts-sm3.jsonl"])
def test_every_proof_that_can_be_made_from_the_example_holds(log, written):
    for size in range(1, 8):
        for index in range(size):
            verdict = verify(written(prove_inclusion(EXAMPLES / log, index, size).as_json()))
            assert verdict.holds
            verdict = verify(written(prove_consistency(EXAMPLES / log, index + 1, size).as_json()))
            assert verdict.holds


@pytest.mark.parametrize(
    "changed",
    [
        {"index": 2},
        {"index": 7},
        {"index": True},
        {"index": -1},
        {"size": 3},
        {"root": "0" * 64},
        {"root": "F" * 64},
        {"path": RECEIPT["path"][:-1]},
        {"path": RECEIPT["path"][::-1]},
        {"path": RECEIPT["path"] * 40},
        {"path": "no list"},
        {"entry": RECEIPT["entry"] | {"on": "2026-05-07"}},
        {"entry": RECEIPT["entry"] | {"on": "20260506"}},
        {"entry": RECEIPT["entry"] | {"recorded_at": "2026-05-06T07:20:00+00:00"}},
        {"entry": RECEIPT["entry"] | {"facts": {"due": "2026-05-27"}}},
        {"entry": RECEIPT["entry"] | {"extra": 1}},
        {"entry": RECEIPT["entry"] | {"corrects": "3"}},
        {"entry": None},
        {"origin": ""},
        {"note": "more"},
    ],
    ids=str,
)
def test_a_receipt_changed_anywhere_is_refused(written, changed):
    assert not verify(written(RECEIPT | changed)).holds


@pytest.mark.parametrize(
    "changed",
    [
        {"old_size": 4},
        {"old_size": 0},
        {"new_size": 4},
        {"old_root": "0" * 64},
        {"new_root": CONSISTENCY["old_root"]},
        {"path": []},
        {"path": CONSISTENCY["path"][1:]},
        {"path": [*CONSISTENCY["path"], "0" * 64]},
    ],
    ids=str,
)
def test_a_consistency_proof_changed_anywhere_is_refused(written, changed):
    assert not verify(written(CONSISTENCY | changed)).holds


def test_a_receipt_may_show_the_leaf_hash_alone(written):
    leaf = prove_inclusion(LOG, 3).leaf_hash.hex()
    hidden = {name: value for name, value in RECEIPT.items() if name != "entry"} | {"leaf_hash": leaf}
    assert verify(written(hidden)).holds
    assert not verify(written(hidden | {"leaf_hash": "0" * 64})).holds
    assert not verify(written(RECEIPT | {"leaf_hash": leaf})).holds


def test_a_receipt_that_was_laid_out_for_reading_still_holds(written):
    assert verify(written(json.dumps(RECEIPT, indent=2, ensure_ascii=False).encode())).holds


@pytest.mark.parametrize(
    "changed",
    [
        {"fields": OPENING["fields"] | {"name": "简龙"}},
        {"fields": {}},
        {"salt": "0" * 64},
        {"salt": "00"},
        {"digest": "0" * 64},
    ],
    ids=str,
)
def test_an_opening_of_something_else_is_refused(written, changed):
    assert not verify(written(OPENING | changed)).holds


def test_an_opening_is_found_in_the_log_and_in_the_right_receipt_only(written):
    assert verify(EXAMPLES / "opening-1.json", LOG).facts["index"] == 1
    assert verify(EXAMPLES / "opening-1.json", LOG).facts["role"] == "technical_leader"
    assert verify(EXAMPLES / "opening-1.json", written(prove_inclusion(LOG, 1).as_json())).holds
    assert not verify(EXAMPLES / "opening-1.json", EXAMPLES / "receipt-3.json").holds
    assert not verify(EXAMPLES / "opening-1.json", EXAMPLES / "acts-sm3.jsonl").holds


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        b"hello\n",
        b"[]",
        b"\x00" * 5000,
        b"PK\x03\x04 a zip",
        b'{"type":"inclusion"}',
        b'{"type":["log"]}',
        b'{"format":"mingjian-ledger/2","hash":"sha256","origin":"x","type":"log"}\n',
        canonical(RECEIPT | {"hash": "md5"}),
        canonical(RECEIPT)[:-20],
        b'{"type":' + b"[" * 200_000,
        b"9" * 3_000_000,
    ],
    ids=[
        "empty", "blank", "text", "list", "zeros", "zip", "no format", "odd type", "next format", "unknown hash",
        "cut short", "deep", "long",
    ],
)  # fmt: skip
def test_a_file_that_is_no_ledger_file_is_bad_input_in_one_line(written, raw):
    with pytest.raises(BadInput) as refused:
        verify(written(raw))
    assert len(refused.value.lines) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"x" * (3 << 20) + b"\n",
        b'{"type":"entry","x":' + b"[" * 500_000 + b"\n",
        b'{"entry":{},"index":99999999999999999999999,"type":"entry"}\n',
        b"\xff\xfe\n",
        b"\n",
        b'{"entry":1,"entry":2}\n',
    ],
    ids=["long", "deep", "great", "not utf-8", "blank", "twice"],
)
def test_a_hostile_line_is_one_fault_at_its_line(written, line):
    (fault,) = verify(written(LOG.read_bytes() + line)).faults
    assert fault.line == 13


def test_a_machine_without_sm3_says_it_cannot_check_and_calls_nobody_a_forger(monkeypatch, written):
    receipt = written(prove_inclusion(EXAMPLES / "acts-sm3.jsonl", 3).as_json())
    real = merkle.hashlib.new

    def lacking(name, data=b""):
        if name == "sm3":
            raise ValueError("unsupported hash type sm3")
        return real(name, data)

    monkeypatch.setattr(merkle.hashlib, "new", lacking)
    for path in (EXAMPLES / "acts-sm3.jsonl", receipt):
        with pytest.raises(BadInput) as refused:
            verify(path)
        assert HashName.SM3.label.zh in refused.value.lines[0].zh
    with pytest.raises(BadInput) as refused:
        prove_inclusion(EXAMPLES / "acts-sm3.jsonl", 3)
    assert "不支持 SM3" in refused.value.lines[0].zh


def test_a_comparison_that_cannot_be_made_is_bad_input():
    for file, kept in [
        ("receipt-3.json", "acts.jsonl"),  # the wrong way round
        ("acts.jsonl", "altered.jsonl"),  # the kept file does not hold itself
        ("acts.jsonl", "opening-1.json"),  # no root in it
        ("opening-1.json", "consistency-5-7.json"),  # no entries in it
        ("opening-1.json", "altered.jsonl"),
    ]:
        with pytest.raises(BadInput):
            verify(EXAMPLES / file, EXAMPLES / kept)


def test_another_log_kept_is_said_to_be_another_log():
    (fault,) = verify(LOG, EXAMPLES / "acts-sm3.jsonl").faults
    assert "不是同一本" in fault.what.zh


@pytest.mark.parametrize("index, size", [(7, None), (3, 3), (0, 8), (-1, 7)])
def test_no_receipt_is_given_for_what_the_log_does_not_hold(index, size):
    with pytest.raises(BadInput):
        prove_inclusion(LOG, index, size)


def test_no_proof_is_given_from_a_log_that_does_not_verify():
    with pytest.raises(BadInput):
        prove_inclusion(EXAMPLES / "altered.jsonl", 0)


def test_true_is_not_the_number_one(written):
    receipt = prove_inclusion(LOG, 1).as_json()
    assert verify(written(receipt)).holds
    assert not verify(written(receipt | {"index": True})).holds


def test_a_path_longer_than_any_tree_is_deep_is_refused_before_it_is_hashed(written):
    (fault,) = verify(written(RECEIPT | {"path": ["0" * 64] * 65})).faults
    assert fault.what.zh.startswith("path 的写法不对")


def test_an_opening_is_not_looked_for_in_a_receipt_that_does_not_hold(written):
    receipt = prove_inclusion(LOG, 1).as_json() | {"root": "0" * 64}
    with pytest.raises(BadInput):
        verify(EXAMPLES / "opening-1.json", written(receipt))


def test_a_header_alone_is_not_yet_a_log(written):
    (fault,) = verify(written(LOG.read_bytes().split(b"\n")[0] + b"\n")).faults
    assert fault.what.zh == "没有检查点，无从核对"
