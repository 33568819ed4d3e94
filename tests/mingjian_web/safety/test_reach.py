"""Nobody widens their own reach, and nobody acts on what lies outside of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.mingjian_web.exchange.situations import INSTITUTION, keeper_of_data, package, staged
from tests.web_factories import account, actor, at, office, taken_in

from mingjian_web.accounts import actions as accounts
from mingjian_web.accounts.actor import actor_of
from mingjian_web.accounts.models import Office
from mingjian_web.accounts.office_acts import facts_of
from mingjian_web.accounts.permissions import Forbidden, Role
from mingjian_web.exchange import actions, export
from mingjian_web.exchange.corrections import correct
from mingjian_web.registers.models import OfficerInterest, SocialInsurance, Standard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]


@pytest.fixture
def county() -> Office:
    """A county's office below a city's, below the department."""
    dept = office("dept")
    city = office("city", level="prefecture", division="970600", parent=dept)
    office("other", level="county", division="970702", parent=dept)
    return office("county", level="county", division="970602", parent=city)


@pytest.mark.parametrize(
    "changes",
    [
        {"level": "province", "parent": ""},
        {"division": "970702"},
        {"division": "970000", "level": "prefecture"},
        {"kind": "division", "parent": "dept"},
        {"kind": "division", "parent": "other"},
    ],
    ids=str,
)
@pytest.mark.parametrize("new", [True, False], ids=["a new office", "one's own office"])
def test_an_administrator_of_a_county_cannot_make_its_reach_wider(county, changes, new):
    by = actor("county.admin", Role.SYSTEM_ADMIN, office=county)
    facts = replace(facts_of(county), **({"key": "o-new"} if new else {}), **changes)
    with pytest.raises(Forbidden):
        accounts.keep_office(by=by, office=facts, new=new, reason="机构改革", now=at())
    assert actor_of(account("clerk", Role.CLERK, office=county), now=at()).scope.territory == "970602"


def test_an_administrator_of_a_county_still_keeps_its_own_divisions(county):
    by = actor("county.admin", Role.SYSTEM_ADMIN, office=county)
    facts = replace(facts_of(county), key="county-a", name="县局综合科", kind="division", parent="county")
    accounts.keep_office(by=by, office=facts, new=True, reason="增设", now=at())
    assert Office.objects.get(key="county-a").parent == county


@pytest.mark.parametrize("table", ["standards", "offices"])
def test_what_everybody_reads_is_corrected_only_by_who_sees_everything(county, table):
    by = actor("clerk", Role.CLERK, office=county)
    taken_in(standards=[{"number": "AQ 8001-2007", "title": "安全评价通则", "valid_from": "2007-04-01"}])
    with pytest.raises(Forbidden):
        correct(
            by=by,
            table=table,
            row=None,
            values={"id": "x-1", "number": "AQ 1", "title": "假的", "name": "假的", "level": "county"},
            on_paper=None,
            reason="更正",
            now=at(),
        )
    standing = Standard.objects.standing().get()
    with pytest.raises(Forbidden):
        correct(by=by, table="standards", row=standing.pk, values=None, on_paper=None, reason="更正", now=at())


def test_whoever_declared_an_interest_does_not_take_it_out_of_the_register_themselves():
    taken_in(
        institutions=[INSTITUTION],
        officer_interests=[{"officer": "clerk", "institution": "i-1", "kind": "family", "valid_from": "2025-01-01"}],
    )
    by, row = actor("clerk", Role.CLERK), OfficerInterest.objects.get()
    for values in (None, {"valid_to": "2026-01-01"}, {"officer": "somebody"}):
        with pytest.raises(Forbidden):
            correct(by=by, table="officer_interests", row=row.pk, values=values, on_paper=None, reason="更正", now=at())
    assert OfficerInterest.objects.standing().get().valid_to is None


def test_a_city_does_not_refuse_or_look_into_the_import_of_the_province(county, tmp_path, client, clock):
    waits = staged(keeper_of_data(), package(tmp_path / "a", institutions=[INSTITUTION]))
    row = account("city.data", Role.DATA_KEEPER, office=county)
    for act in (actions.refuse, actions.check_again):
        more = {"reason": "不要"} if act is actions.refuse else {}
        with pytest.raises(Forbidden):
            act(by=actor_of(row, now=at()), intake=waits.pk, now=at(), **more)
    client.force_login(row)
    assert client.get(f"/regulator/imports/{waits.pk}/").status_code in (403, 404)
    assert client.get(f"/regulator/imports/{waits.pk}/marked/").status_code in (403, 404)
    page = client.get("/regulator/imports/")
    assert page.status_code == 200
    assert f"/imports/{waits.pk}/" not in page.content.decode()


def test_an_institution_takes_home_no_insurance_that_others_paid(tmp_path):
    """Months paid by another employer are another's record, and the ground of a finding not yet put."""
    other = {**INSTITUTION, "id": "i-2", "uscc": "91970000MA0000002L", "name": "别家安全评价有限公司"}
    taken_in(
        institutions=[INSTITUTION, other],
        people=[{"id": "p-1", "name": "佟若谷", "id_hash": "a"}],
        employments=[
            {
                "person": "p-1",
                "institution": "i-1",
                "post": "evaluator",
                "full_time": True,
                "valid_from": "2020-01-01",
                "valid_to": "2024-12-31",
            }
        ],
        social_insurance=[
            {"person": "p-1", "employer_uscc": INSTITUTION["uscc"], "month": "2024-12"},
            {"person": "p-1", "employer_uscc": other["uscc"], "month": "2025-01"},
        ],
    )
    by = actor("org", Role.INSTITUTION_KEEPER, institution="i-1")
    written = export.write(tmp_path / "out", tables=["social_insurance"], scope=by.scope)
    assert SocialInsurance.objects.count() == 2
    assert written["social_insurance"] == 1
