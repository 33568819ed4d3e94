"""The open ledger is read by anybody: entries, the receipt of each, the whole log; and asked twice it answers short."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.cache import cache
from tests.web_factories import at

from mingjian.ledger.proofs import inclusion_from
from mingjian.ledger.walk import walk
from mingjian_web.ledger.actions import Act, record_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(clock):
    cache.clear()


@pytest.fixture
def sixty(ledger):
    acts = [Act("law.confirmed", date(2026, 11, 20), "o-ting", f"规定〔2026〕第 {n:04d} 号") for n in range(1, 61)]
    record_all(acts, now=at())


def test_an_empty_ledger_says_so(client, ledger):
    page = client.get("/ledger/").content.decode()
    assert "账本还没有条目" in page


def test_the_latest_come_first_and_the_older_are_a_link_away(client, sixty):
    page = client.get("/ledger/").content.decode()
    assert "规定〔2026〕第 0060 号" in page
    assert "规定〔2026〕第 0010 号" not in page
    older = client.get("/ledger/?before=11").content.decode()
    assert "规定〔2026〕第 0010 号" in older
    assert "规定〔2026〕第 0011 号" not in older


def test_an_entry_shows_what_was_done_and_its_receipt_holds(client, sixty):
    page = client.get("/ledger/7/").content.decode()
    assert "核对确认规定" in page
    assert "规定〔2026〕第 0007 号" in page
    receipt = inclusion_from(json.loads(client.get("/ledger/7/receipt.json").content))
    assert receipt.holds()
    assert receipt.index == 6


def test_a_corrected_entry_leads_to_its_correction_and_back(client, ledger):
    record_all([Act("law.confirmed", date(2026, 11, 20), "o-ting", "甲")], now=at())
    record_all([Act("law.withdrawn", date(2026, 11, 21), "o-ting", "甲", corrects=0)], now=at())
    assert "/ledger/2/" in client.get("/ledger/1/").content.decode()
    assert "/ledger/1/" in client.get("/ledger/2/").content.decode()


def test_the_downloaded_log_verifies(client, sixty, tmp_path):
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"".join(client.get("/ledger/log.jsonl").streaming_content))
    assert walk(file).faults == ()


@pytest.mark.parametrize("address", ["/ledger/61/", "/ledger/61/receipt.json", "/ledger/0/", "/ledger/99999999999/"])
def test_what_is_not_there_is_a_plain_404(client, sixty, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("before", ["x", "-1", "0", "", "²"])
def test_a_wrong_place_in_the_list_is_the_beginning(client, sixty, before):
    assert "第 0060 号" in client.get("/ledger/", {"before": before}).content.decode()


def test_the_same_page_asked_again_is_answered_from_its_tag(client, sixty):
    first = client.get("/ledger/")
    assert client.get("/ledger/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    record_all([Act("law.confirmed", date(2026, 11, 20), "o-ting", "新")], now=at())
    assert client.get("/ledger/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_public_page_sets_no_cookie_and_is_english_under_its_prefix(client, sixty):
    page = client.get("/en/ledger/")
    assert not page.cookies
    assert "Open ledger" in page.content.decode()
