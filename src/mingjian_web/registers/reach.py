"""What a person may see of the registers: all of it, a territory's, or one institution's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from mingjian_web.accounts.actor import Scope
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Employment, Institution, Person

NOTHING = Q(pk__in=())


def institutions_within(scope: Scope, also: Collection[str] = ()) -> Q:
    """Institutions in reach: of the territory, and those named (`also`: the ones at work there)."""
    if scope.everything:
        return Q()
    if scope.institution:
        return Q(key=scope.institution)
    return Q(division__startswith=scope.territory) | Q(key__in=list(also)) if scope.territory else NOTHING


def people_within(scope: Scope, also: Collection[str] = (), known: datetime | None = None) -> Q:
    """People in reach: whoever was ever employed by an institution in reach."""
    if scope.everything:
        return Q()
    there = rows(Institution, known).filter(institutions_within(scope, also)).values("key")
    return Q(key__in=rows(Employment, known).filter(institution__in=there).values("person"))


def sees_institution(scope: Scope, key: str, also: Collection[str] = ()) -> bool:
    """Whether an institution lies in reach."""
    return scope.everything or rows(Institution).filter(institutions_within(scope, also), key=key).exists()


def sees_person(scope: Scope, key: str, also: Collection[str] = ()) -> bool:
    """Whether a person lies in reach."""
    return scope.everything or rows(Person).filter(people_within(scope, also), key=key).exists()
