"""An institution sees what the office holds of it and nothing of others, as of any day, and takes it home."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.web_factories import account, taken_in

from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]


def institution(key: str, name: str, uscc: str) -> dict:
    return {
        "id": key,
        "uscc": uscc,
        "name": name,
        "kind": "evaluation",
        "legal_representative": "裴映川",
        "division": "970102",
    }


@pytest.fixture(autouse=True)
def _two_institutions():
    taken_in(
        institutions=[
            institution("i-1", "岚州澄砚安全技术有限公司", "91970100MA0001234X"),
            institution("i-2", "岚州别家安全评价有限公司", "91970100MA0005678X"),
        ],
        people=[
            {"id": "p-1", "name": "佟若谷", "id_hash": "a"},
            {"id": "p-2", "name": "别家人", "id_hash": "b"},
        ],
        employments=[
            {
                "person": person,
                "institution": home,
                "post": "evaluator",
                "full_time": True,
                "valid_from": "2024-03-01",
            }
            for person, home in (("p-1", "i-1"), ("p-2", "i-2"))
        ],
        clients=[{"id": "k-1", "name": "溪桁化工有限公司", "division": "970103"}],
        projects=[
            {
                "id": f"j-{n}",
                "institution": home,
                "client": "k-1",
                "kind": "pre",
                "scope": "chemical",
                "division": "970103",
            }
            for n, home in ((1, "i-1"), (2, "i-2"))
        ],
    )


@pytest.fixture
def keeper():
    return account("keeper", Role.INSTITUTION_KEEPER, institution="i-1")


def text(answer) -> str:
    return answer.content.decode()


def test_it_sees_its_own_people_and_nobody_elses(client, keeper):
    client.force_login(keeper)
    page = text(client.get("/institution/register/"))
    assert "佟若谷" in page
    assert "别家人" not in page


def test_it_sees_itself_as_of_any_day(client, keeper):
    client.force_login(keeper)
    assert "佟若谷" not in text(client.get("/institution/register/?on=2024-02-29"))
    assert "佟若谷" in text(client.get("/institution/register/?on=2024-03-01"))


@pytest.mark.parametrize("on", ["x", "2024-02-30", ""])
def test_a_day_that_cannot_be_read_is_today(client, keeper, on):
    client.force_login(keeper)
    assert "佟若谷" in text(client.get("/institution/register/", {"on": on}))


def test_its_register_goes_home_as_a_workbook_without_identity_digests(client, keeper):
    client.force_login(keeper)
    answer = client.post("/institution/register/export/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    words = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value}
    assert "佟若谷" in words
    assert "别家人" not in words
    assert TrailRow.objects.filter(act="exchange.exported_own", object="i-1").exists()


def test_a_clerk_of_the_institution_may_look_but_not_export(client):
    client.force_login(account("clerk", Role.INSTITUTION_CLERK, institution="i-1"))
    assert client.get("/institution/register/").status_code == 200
    assert client.post("/institution/register/export/").status_code == 403


def test_only_its_own_projects_open(client, keeper):
    client.force_login(keeper)
    assert "溪桁化工有限公司" in text(client.get("/institution/projects/"))
    assert client.get("/institution/projects/j-1/").status_code == 200
    assert client.get("/institution/projects/j-2/").status_code == 404
