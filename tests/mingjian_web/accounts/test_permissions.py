"""Roles that must be apart are apart, and a refusal says who can."""

from __future__ import annotations

import pytest

from mingjian_web.accounts.permissions import (
    ALONE,
    GRANTS,
    OF_INSTITUTIONS,
    Permission,
    Role,
    cannot_hold_together,
    holders,
    refusal,
)


def test_every_role_has_its_rights_and_every_right_a_holder():
    assert set(GRANTS) == set(Role)
    assert all(holders(permission) for permission in Permission)


@pytest.mark.parametrize("alone", sorted(ALONE))
@pytest.mark.parametrize("other", sorted(Role))
def test_an_administrator_holds_no_other_role(alone, other):
    if alone != other:
        assert cannot_hold_together(frozenset({alone, other}))


def test_the_three_administrators_see_no_matter():
    matters = {one for one in Permission if one.value.startswith(("findings", "registers", "projects", "own", "law"))}
    assert not any(GRANTS[role] & matters for role in ALONE)


def test_whoever_opens_accounts_cannot_give_rights_and_the_reverse():
    assert Permission.ROLES_GRANT not in GRANTS[Role.SYSTEM_ADMIN]
    assert Permission.ACCOUNTS_OPEN not in GRANTS[Role.SECURITY_ADMIN]


@pytest.mark.parametrize("other", [Role.CLERK, Role.DIRECTOR, Role.ENFORCEMENT_OFFICER])
def test_licensing_and_supervision_are_never_one_person(other):
    assert cannot_hold_together(frozenset({Role.LICENSING_CLERK, other}))


@pytest.mark.parametrize("other", [Role.CLERK, Role.DIRECTOR, Role.ENFORCEMENT_OFFICER, Role.LICENSING_CLERK])
def test_whoever_watches_the_office_does_not_do_its_work(other):
    assert cannot_hold_together(frozenset({Role.DISCIPLINE, other}))


def test_no_institution_holds_a_right_of_the_office():
    offices = frozenset().union(*(GRANTS[role] for role in Role if role not in OF_INSTITUTIONS))
    institutions = frozenset().union(*(GRANTS[role] for role in OF_INSTITUTIONS))
    assert not offices & institutions


def test_a_refusal_names_who_may():
    assert "系统管理员" in refusal(Permission.ACCOUNTS_OPEN).zh
