"""People of this chapter's tests: the three administrators, a division with a director and clerks, a city of one."""

from __future__ import annotations

from types import SimpleNamespace

from tests.web_factories import account, at, office

from mingjian_web.accounts.actor import Actor, actor_of
from mingjian_web.accounts.models import Account
from mingjian_web.accounts.permissions import Role


def three() -> SimpleNamespace:
    """The three administrators of the department, as they act."""
    return SimpleNamespace(
        system=acts(account("system.one", Role.SYSTEM_ADMIN)),
        security=acts(account("security.one", Role.SECURITY_ADMIN)),
        audit=acts(account("audit.one", Role.AUDIT_ADMIN)),
    )


def division() -> SimpleNamespace:
    """A division of the department: a director, two clerks, somebody who licenses; and a city with one clerk."""
    dept = office("dept")
    keji = office("keji", kind="division", parent=dept)
    city = office("city", level="prefecture", division="970600", parent=dept)
    return SimpleNamespace(
        director=account("gu", Role.DIRECTOR, office=keji, person="顾长霖"),
        clerk=account("pei", Role.CLERK, office=keji, person="裴松筠"),
        other=account("qi", Role.CLERK, office=keji, person="祁望舒"),
        licensing=account("lu", Role.LICENSING_CLERK, office=dept, person="陆承简"),
        alone=account("che", Role.CLERK, office=city, person="车载阳"),
        dept=dept,
        keji=keji,
        city=city,
    )


def acts(who: Account, moment: str = "2026-11-23T09:00:00") -> Actor:
    """The account as it acts at that moment."""
    return actor_of(Account.objects.get(pk=who.pk), now=at(moment), address="10.0.0.8")
