"""Who counts as one person, and who has to stand aside.

A stand-in (代) and the one they stand in for are one side: neither is the other's second person. Whoever declared an
interest in the institution, was recused from it, or belongs to the licensing side stands aside (回避).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.models import Grant, StandIn
from mingjian_web.accounts.permissions import LICENSING
from mingjian_web.findings.models import Recusal
from mingjian_web.registers.models import OfficerInterest


def one_side(accounts: Iterable[str], today: date) -> frozenset[str]:
    """These accounts, everybody they stand in for that day, and everybody who stands in for them."""
    persons = frozenset(account for account in accounts if account)
    rows = StandIn.objects.filter(first__lte=today, last__gte=today, ended_at=None).filter(
        Q(absent__name_of_account__in=persons) | Q(stand_in__name_of_account__in=persons)
    )
    pairs = rows.values_list("absent__name_of_account", "stand_in__name_of_account")
    return persons.union(*(set(pair) for pair in pairs))


def recused(accounts: Collection[str], institutions: Collection[str], today: date) -> frozenset[str]:
    """Those of the accounts who have to stand aside from these institutions that day.

    An officer of the registers is known by the name of the account: `officer_interests.officer` says it.
    """
    interests = OfficerInterest.objects.filter(standing=True, officer__in=accounts, institution__in=institutions)
    interests = interests.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gte=today))
    declared = Recusal.objects.filter(account__in=accounts, institution__in=institutions, ended_at=None)
    licensing = Grant.objects.filter(account__name_of_account__in=accounts, role__in=LICENSING, ended_at=None)
    return frozenset(
        {
            *interests.values_list("officer", flat=True),
            *declared.values_list("account", flat=True),
            *licensing.values_list("account__name_of_account", flat=True),
        }
    )


def licenses_by_proxy(by: Actor) -> bool:
    """Whether they stand in for somebody of the licensing side: a stand-in never crosses that line."""
    return any(one.roles & LICENSING for one in by.stands_in)
