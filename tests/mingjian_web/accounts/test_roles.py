"""Roles are given by one who opens no accounts, with a reason, never to oneself, never across a separation."""

from __future__ import annotations

import pytest
from tests.web_factories import account, at

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts import actions
from mingjian_web.accounts.actor import roles_of
from mingjian_web.accounts.models import Account, Grant, TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role

from .situations import acts, division, three

pytestmark = pytest.mark.django_db


def give(by, key, role):
    actions.grant_role(by=by, account=key, role=role, reason="岗位安排", now=at())


def take(by, key, role):
    actions.take_back_role(by=by, account=key, role=role, reason="岗位调整", now=at())


def held(key):
    return roles_of(Account.objects.get(name_of_account=key))


def test_a_role_given_holds_and_is_in_the_trail_with_its_reason():
    by = three().security
    division()
    give(by, "pei", "data_keeper")
    assert held("pei") == {Role.CLERK, Role.DATA_KEEPER}
    row = TrailRow.objects.get(act="accounts.grant_role")
    assert (row.object, row.reason, row.detail) == ("pei", "岗位安排", {"role": "data_keeper"})


def test_a_role_taken_back_ends_and_its_row_stays():
    by = three().security
    division()
    take(by, "pei", "clerk")
    assert held("pei") == frozenset()
    row = Grant.objects.get(account__name_of_account="pei")
    assert (row.ended_by, row.ended_at) == ("security.one", at())


def test_a_double_click_gives_a_role_once():
    by = three().security
    division()
    give(by, "pei", "data_keeper")
    with pytest.raises(NotAllowed):
        give(by, "pei", "data_keeper")
    assert Grant.objects.filter(role="data_keeper", ended_at=None).count() == 1


@pytest.mark.parametrize(
    "key, role",
    [
        ("pei", "licensing_clerk"),
        ("lu", "enforcement_officer"),
        ("pei", "audit_admin"),
        ("pei", "institution_clerk"),
        ("keeper", "clerk"),
    ],
)
def test_roles_that_must_be_apart_are_not_given_to_one_person(key, role):
    by = three().security
    division()
    account("keeper", Role.INSTITUTION_KEEPER, institution="i-1")
    with pytest.raises(NotAllowed):
        give(by, key, role)


def test_whoever_stands_in_for_a_supervisor_is_not_given_a_licensing_role_meanwhile():
    by, place = three().security, division()
    legal = account("jian", Role.LEGAL_AFFAIRS, office=place.keji)
    actions.set_stand_in(
        by=acts(place.clerk),
        absence=actions.Absence("pei", "jian", at().date(), at("2026-11-27T00:00").date(), ["clerk"]),
        reason="出差",
        now=at(),
    )
    with pytest.raises(NotAllowed):
        give(by, legal.name_of_account, "licensing_clerk")


def test_nobody_gives_themselves_a_role():
    by = three().security
    with pytest.raises(Forbidden):
        give(by, "security.one", "director")


def test_whoever_opens_accounts_gives_no_roles():
    people = three()
    division()
    for by in (people.system, people.audit):
        with pytest.raises(Forbidden):
            give(by, "pei", "director")


def test_the_last_auditor_keeps_the_role_until_there_is_another():
    by = three().security
    with pytest.raises(NotAllowed):
        take(by, "audit.one", "audit_admin")
    account("audit.two", Role.AUDIT_ADMIN)
    take(by, "audit.one", "audit_admin")
    assert held("audit.one") == frozenset()


def test_a_closed_account_is_given_nothing():
    people = three()
    division()
    actions.close_account(by=people.system, account="pei", reason="调离", holds=(), now=at())
    with pytest.raises(NotAllowed):
        give(people.security, "pei", "clerk")


def test_an_unknown_role_or_account_is_bad_input():
    by = three().security
    division()
    with pytest.raises(BadInput):
        give(by, "pei", "emperor")
    with pytest.raises(BadInput):
        give(by, "nobody", "clerk")


def test_a_role_not_held_is_not_taken_back():
    by = three().security
    division()
    with pytest.raises(NotAllowed):
        take(by, "pei", "director")
