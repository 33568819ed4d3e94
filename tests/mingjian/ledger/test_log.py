"""The log file: how it begins and grows, and what it refuses to take in."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest

from mingjian.ledger.entries import Checkpoint, Entry, Header, entry_line, line
from mingjian.ledger.log import append, begin, create, extend
from mingjian.ledger.merkle import HashName
from mingjian.ledger.verify import verify
from mingjian.ledger.walk import LONGEST_LINE, walk
from mingjian.terms import SHANGHAI, BadInput

OFFICE = "岚川省应急管理厅"
NINE = datetime(2026, 3, 2, 9, 0, 0, tzinfo=SHANGHAI)
TEN = datetime(2026, 3, 2, 10, 0, 0, tzinfo=SHANGHAI)


def act(**changed):
    plain = {
        "kind": "licensing.accepted",
        "on": date(2026, 3, 2),
        "recorded_at": NINE,
        "office": OFFICE,
        "matter": "岚应急许受〔2026〕3号",
    }
    return Entry(**(plain | changed))


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.jsonl"
    create(path, Header(HashName.SHA256, OFFICE))
    return path


def sha256(data):
    return hashlib.sha256(data).digest()


def test_a_log_begins_with_its_header_and_a_checkpoint_over_nothing(log):
    assert log.read_text(encoding="utf-8").splitlines() == [
        '{"format":"mingjian-ledger/1","hash":"sha256","origin":"岚川省应急管理厅","type":"log"}',
        '{"number":0,"origin":"岚川省应急管理厅",'
        '"root":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0,"type":"checkpoint"}',
    ]
    assert verify(log).holds


def test_the_root_can_be_computed_by_hand_from_the_file(log):
    append(log, [act(), act(facts={"item": "资质认可"}), act(recorded_at=TEN, corrects=0)])
    *entries, checkpoint = log.read_bytes().splitlines()[2:]
    leaves = [
        sha256(b"\x00" + raw.removeprefix(b'{"entry":').removesuffix(b',"index":%d,"type":"entry"}' % index))
        for index, raw in enumerate(entries)
    ]
    root = sha256(b"\x01" + sha256(b"\x01" + leaves[0] + leaves[1]) + leaves[2])
    assert json.loads(checkpoint) == {
        "type": "checkpoint",
        "number": 1,
        "origin": OFFICE,
        "size": 3,
        "root": root.hex(),
    }


def test_an_entry_is_written_in_one_way_whatever_the_clock_it_was_given():
    in_utc = act(recorded_at=datetime(2026, 3, 2, 1, 0, 0, 999, tzinfo=UTC), commitments={"evaluator": "0" * 64})
    assert entry_line(7, in_utc).decode() == (
        '{"entry":{"commitments":{"evaluator":"' + "0" * 64 + '"},"facts":{},"kind":"licensing.accepted",'
        '"matter":"岚应急许受〔2026〕3号","office":"岚川省应急管理厅","on":"2026-03-02",'
        '"recorded_at":"2026-03-02T09:00:00+08:00"},"index":7,"type":"entry"}\n'
    )


def test_the_stored_head_is_enough_to_go_on_from():
    head, lines = begin(Header(HashName.SM3, OFFICE))
    one_by_one, first = extend(head, [act()])
    one_by_one, second = extend(one_by_one, [act(recorded_at=TEN)])
    at_once, _ = extend(head, [act(), act(recorded_at=TEN)])
    assert one_by_one.root() == at_once.root()
    assert one_by_one.frontier == at_once.frontier
    assert (one_by_one.checkpoints, at_once.checkpoints) == (3, 2)
    assert lines.count(b"\n") == 2
    assert first.count(b"\n") == second.count(b"\n") == 2


def test_reading_gives_back_the_head_that_writing_gave(log):
    written = append(log, [act(), act(recorded_at=TEN)])
    assert walk(log).head == written


def test_an_empty_log_of_an_office_is_not_written_over(log):
    with pytest.raises(BadInput):
        create(log, Header(HashName.SHA256, OFFICE))


@pytest.mark.parametrize(
    "refused",
    [
        pytest.param([], id="nothing"),
        pytest.param([act(recorded_at=TEN), act(recorded_at=NINE)], id="recorded backward"),
        pytest.param([act(corrects=0)], id="corrects itself"),
        pytest.param([act(), act(corrects=5)], id="corrects the future"),
        pytest.param([act(facts={"text": "长" * LONGEST_LINE})], id="too long"),
        pytest.param([act(facts={"ratio": 0.5})], id="a fraction"),
        # The example number of GB 11643-1999, annex A.
        pytest.param([act(facts={"note": "证件号码11010519491231002X。"})], id="identity number"),
    ],
)
def test_what_may_not_enter_leaves_the_file_as_it_was(log, refused):
    before = log.read_bytes()
    with pytest.raises(BadInput):
        append(log, refused)
    assert log.read_bytes() == before


def test_a_credit_code_or_a_serial_number_is_not_taken_for_an_identity_number(log):
    append(log, [act(facts={"uscc": "91230100MA0000001X", "serial": "123456789012345678"})])
    assert verify(log).holds


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "Licensing"},
        {"kind": ""},
        {"office": " "},
        {"matter": ""},
        {"recorded_at": datetime(2026, 3, 2, 9)},  # noqa: DTZ001 - the fault under test
        {"commitments": {"evaluator": "简䶮"}},
        {"commitments": {"": "0" * 64}},
    ],
)
def test_an_entry_that_says_too_little_or_too_much_cannot_be_made(changed):
    with pytest.raises(BadInput):
        act(**changed)


def test_nothing_is_added_to_a_log_that_does_not_verify(log):
    append(log, [act()])
    damaged = log.read_bytes().replace("3号".encode(), "4号".encode())
    log.write_bytes(damaged)
    with pytest.raises(BadInput) as refused:
        append(log, [act()])
    assert len(refused.value.lines) == 2
    assert log.read_bytes() == damaged


def test_a_half_written_last_line_is_found_and_the_way_back_is_right(log):
    append(log, [act()])
    sound = log.read_bytes()
    append(log, [act(recorded_at=TEN)])
    log.write_bytes(log.read_bytes()[: len(sound) + 40])
    verdict = verify(log)
    assert not verdict.holds
    assert f"第 {len(sound)} 字节" in verdict.faults[0].what.zh
    with pytest.raises(BadInput):
        append(log, [act(recorded_at=TEN)])
    log.write_bytes(log.read_bytes()[: len(sound)])
    append(log, [act(recorded_at=TEN)])
    assert verify(log).holds


def test_a_write_broken_off_between_two_lines_is_found(log):
    append(log, [act()])
    sound = log.read_bytes()
    log.write_bytes(sound + entry_line(1, act(recorded_at=TEN)))
    (fault,) = verify(log).faults
    assert "没有检查点" in fault.what.zh
    assert f"第 {len(sound)} 字节" in fault.what.zh


def test_forgetting_salt_and_value_leaves_the_log_as_sound_as_before(log):
    append(log, [act(commitments={"evaluator": sha256(b"who was it").hex()})])
    assert verify(log).holds  # nothing but the digest was ever in the file


def written_without_checks(path, entries):
    """A log whose hashes are all right, by a program that checks nothing else."""
    head, lines = begin(Header(HashName.SHA256, OFFICE))
    frontier = head.frontier
    for index, entry in enumerate(entries):
        lines += entry_line(index, entry)
        frontier, _ = frontier.append(sha256(b"\x00" + entry.leaf_data()), HashName.SHA256)
    path.write_bytes(lines + line(Checkpoint(1, OFFICE, len(entries), frontier.root(HashName.SHA256))))
    return path


@pytest.mark.parametrize(
    "entries, said",
    [
        ([act(recorded_at=TEN), act(recorded_at=NINE)], "录入时间早于前一条"),
        ([act(), act(corrects=1)], "更正的对象（记录 1）不在它之前"),
        ([act(), act(corrects=2)], "更正的对象（记录 2）不在它之前"),
    ],
)
def test_a_log_with_right_hashes_and_an_impossible_order_is_refused(tmp_path, entries, said):
    (fault,) = verify(written_without_checks(tmp_path / "log.jsonl", entries)).faults
    assert (fault.index, fault.what.zh) == (1, said)


def test_two_entries_recorded_in_one_second_and_a_mended_mending_are_in_order(tmp_path):
    entries = [act(), act(corrects=0), act(corrects=1)]
    assert verify(written_without_checks(tmp_path / "log.jsonl", entries)).holds


def test_a_second_checkpoint_over_the_same_entries_is_refused(log):
    head = append(log, [act()])
    log.write_bytes(log.read_bytes() + line(Checkpoint(2, OFFICE, 1, head.root())))
    (fault,) = verify(log).faults
    assert fault.line == 5
