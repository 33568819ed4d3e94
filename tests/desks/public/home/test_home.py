"""The front page is light, works without script, and its search forgives how one writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from tests.web_factories import taken_in

from mingjian_web.projects.actions import rebuild_search as rebuild_reports
from mingjian_web.registers.actions import rebuild_search

pytestmark = pytest.mark.django_db

SIXTY_KB = 60 * 1024


@pytest.fixture(autouse=True)
def _fresh(clock, ledger):
    cache.clear()


@pytest.fixture
def province():
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
        projects=[
            {
                "id": "j-1",
                "institution": "i-1",
                "client": "k-1",
                "kind": "acceptance",
                "scope": "chemical",
                "division": "970103",
            }
        ],
        reports=[
            {
                "id": "r-1",
                "project": "j-1",
                "number": "CY-2026-0001",
                "issued_on": "2026-03-02",
                "conclusion": "qualified",
            },
            {
                "id": "r-2",
                "project": "j-1",
                "number": "CY-2026-0002",
                "issued_on": "2026-03-02",
                "conclusion": "qualified",
            },
        ],
        disclosures=[
            {"id": "d-1", "report": "r-1", "published_at": "2026-03-20T09:00:00", "fields": ["project", "leader"]}
        ],
        disclosed_values=[
            {"disclosure": "d-1", "field": "project", "value": "溪桁化工罐区扩建"},
            {"disclosure": "d-1", "field": "leader", "value": "佟若谷"},
        ],
    )
    rebuild_search()
    rebuild_reports()


def text(answer) -> str:
    return answer.content.decode()


def test_the_first_view_with_everything_it_loads_is_under_sixty_kilobytes(client, province):
    answer = client.get("/")
    style = Path(finders.find("mingjian/mingjian.css")).stat().st_size
    mark = Path(finders.find("mingjian/mark.svg")).stat().st_size
    assert len(answer.content) + style + mark <= SIXTY_KB
    assert "<script" not in text(answer)


def test_what_is_disclosed_is_on_it_and_what_is_not_is_nowhere(client, province):
    page = text(client.get("/"))
    assert "溪桁化工罐区扩建" in page
    assert "CY-2026-0002" not in text(client.get("/reports/"))
    assert client.get("/reports/r-2/").status_code == 404


@pytest.mark.parametrize("asked", ["澄砚", "溪桁", "CY-2026-0001", "ＣＹ-2026-0001"])
def test_two_characters_or_a_number_find_it(client, province, asked):
    page = text(client.get("/search/", {"q": asked}))
    assert "岚州澄砚安全技术有限公司" in page


@pytest.mark.parametrize("asked", ["", "   ", "不存在的", "<script>alert(1)</script>", "%", "'", "a" * 500, "\x00"])
def test_whatever_is_typed_gets_a_page_and_nothing_typed_is_run(client, province, asked):
    answer = client.get("/search/", {"q": asked})
    assert answer.status_code == 200
    assert "<script>" not in text(answer)


def test_a_report_shows_the_fields_its_institution_published(client, province):
    page = text(client.get("/reports/r-1/"))
    assert "佟若谷" in page
    assert "2026-03-20" in page


def test_an_empty_province_says_what_will_come(client):
    page = text(client.get("/"))
    assert "还没有公开的报告" in page
    assert "账本还没有条目" in page
