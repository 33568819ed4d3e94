"""A row's versions and its correction: pre-filled, both days, the reason, refusals in plain words."""

from __future__ import annotations

import pytest
from tests.mingjian_web.exchange.conftest import _read
from tests.mingjian_web.exchange.situations import EMPLOYMENT, INSTITUTION, PERSON, imported, keeper_of_data
from tests.web_factories import account, office

from mingjian_web.accounts.models import Account
from mingjian_web.accounts.permissions import Role
from mingjian_web.exchange import staging
from mingjian_web.registers.models import Employment, Institution, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock", "stands")]


@pytest.fixture
def stands(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "_read_apart", _read)
    rows = {"institutions": [INSTITUTION], "people": [PERSON], "employments": [EMPLOYMENT]}
    return imported(keeper_of_data(), tmp_path / "a", **rows)


@pytest.fixture
def desk(client, stands):
    client.force_login(Account.objects.get(name_of_account="data"))
    return client


def text(answer) -> str:
    return answer.content.decode()


def filled(**changes) -> dict[str, str]:
    values = {name: str(value) for name, value in INSTITUTION.items() if name != "id"}
    return {**{f"c-{name}": value for name, value in {**values, **changes}.items()}, "reason": "来函", "on_paper": ""}


def test_a_form_is_filled_with_what_stands_and_the_correction_shown_among_the_versions(desk):
    row = Institution.objects.standing().get().pk
    page = text(desk.get(f"/regulator/correct/institutions/{row}/"))
    assert INSTITUTION["name"] in page
    form = filled(name="岚川改名评价有限公司") | {"on_paper": "2026-11-20"}
    answer = desk.post(f"/regulator/correct/institutions/{row}/", form, follow=True)
    assert "已更正" in text(answer)
    new = Institution.objects.standing().get()
    assert answer.redirect_chain[-1][0] == f"/regulator/rows/institutions/{new.pk}/"
    page = text(desk.get(f"/regulator/rows/institutions/{row}/"))
    assert INSTITUTION["name"] in page
    assert "岚川改名评价有限公司" in page
    assert "2026-11-20" in page
    assert "来函" in page


def test_what_is_wrong_keeps_what_was_typed(desk):
    row = Institution.objects.standing().get().pk
    answer = desk.post(f"/regulator/correct/institutions/{row}/", filled(division="97", name="新名"))
    assert answer.status_code == 422
    assert "不是六位行政区划代码" in text(answer)
    assert "新名" in text(answer)


def test_two_who_correct_one_row_the_second_is_told(desk):
    row = Institution.objects.standing().get().pk
    desk.post(f"/regulator/correct/institutions/{row}/", filled(name="甲"))
    answer = desk.post(f"/regulator/correct/institutions/{row}/", filled(name="乙"))
    assert answer.status_code == 409
    assert "已由他人更正" in text(answer)


def test_a_row_is_added_and_one_ended(desk):
    values = {"person": "p-1", "institution": "i-1", "post": "tester", "full_time": "true", "valid_from": "2021-01-01"}
    form = {f"c-{name}": value for name, value in values.items()} | {"reason": "补登"}
    assert desk.post("/regulator/correct/employments/", form).status_code == 302
    row = Employment.objects.standing().get(post="tester").pk
    answer = desk.post(f"/regulator/correct/employments/{row}/end/", {"reason": "录错"}, follow=True)
    assert "已结束" in text(answer)
    assert Employment.objects.standing().count() == 1


def test_who_somebody_is_stands_on_no_page(desk):
    row = Person.objects.standing().get().pk
    for address in (f"/regulator/rows/people/{row}/", f"/regulator/correct/people/{row}/"):
        assert "h1</" not in text(desk.get(address))
        assert 'value="h1"' not in text(desk.get(address))


def test_a_row_out_of_reach_is_not_shown(client):
    far = office("far", level="prefecture", division="970200")
    client.force_login(account("far", Role.CLERK, office=far))
    row = Institution.objects.standing().get().pk
    assert client.get(f"/regulator/rows/institutions/{row}/").status_code == 403
    assert client.get(f"/regulator/correct/institutions/{row}/").status_code == 403


@pytest.mark.parametrize("address", ["rows/cats/1/", "rows/people/99/", "correct/people/99/", "correct/cats/"])
def test_what_is_not_there_is_a_404(desk, address):
    assert desk.get(f"/regulator/{address}").status_code == 404
