"""Official acts enter the ledger in the transaction of the act; what comes out verifies offline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from tests.web_factories import at

from mingjian.ledger.proofs import inclusion_from
from mingjian.ledger.walk import walk
from mingjian.terms import BadInput
from mingjian_web.ledger import queries
from mingjian_web.ledger.actions import Act, erase, record, record_all
from mingjian_web.ledger.models import Opening

pytestmark = pytest.mark.django_db


def act(matter: str = "F-1", **more) -> Act:
    return Act(**{"kind": "findings.put", "on": date(2026, 11, 20), "office": "dept", "matter": matter} | more)


def test_entries_are_numbered_from_the_head_without_a_gap(ledger):
    first = record(act("F-1"), now=at())
    assert record_all([act("F-2"), act("F-3")], now=at()) == [first + 1, first + 2]
    assert queries.size() == 3


def test_an_act_that_fails_leaves_no_entry(ledger):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012 - the act fails after its entry
        record(act(), now=at())
        raise RuntimeError
    assert queries.size() == 0


def test_the_log_file_verifies_with_the_offline_checker(ledger, tmp_path: Path):
    for number in range(5):
        record(act(f"F-{number}"), now=at())
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"".join(queries.log_lines()))
    found = walk(file)
    assert found.faults == ()
    assert found.head is not None
    assert found.head.frontier.size == 5


@pytest.mark.parametrize("index", [0, 3, 6])
def test_every_entry_has_a_receipt_that_holds(ledger, index):
    record_all([act(f"F-{number}") for number in range(7)], now=at())
    receipt = inclusion_from(queries.receipt(index))
    assert receipt.holds()
    assert receipt.entry.matter == f"F-{index}"


def test_a_person_enters_as_a_digest_and_can_be_erased_without_breaking_the_log(ledger, tmp_path):
    record(act(persons={"handled_by": {"name": "裴松筠"}}), now=at())
    line = queries.entry(0)
    assert "裴松筠" not in str(line.entry.as_json())
    digest = line.entry.commitments["handled_by"]
    assert Opening.objects.get(digest=digest).fields == {"name": "裴松筠"}
    assert erase(digest)
    assert not Opening.objects.exists()
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"".join(queries.log_lines()))
    assert walk(file).faults == ()


def test_an_identity_number_is_refused(ledger):
    with pytest.raises(BadInput):
        record(act(facts={"who": "11010519491231002X"}), now=at())
    assert queries.size() == 0


def test_a_clock_set_back_does_not_run_the_log_backward(ledger):
    record(act("F-1"), now=at("2026-11-23T10:00:00"))
    record(act("F-2"), now=at("2026-11-23T09:00:00"))
    assert queries.entry(1).entry.recorded_at == at("2026-11-23T10:00:00")
