"""Who acts: one person with their roles, rights and reach at one moment, as every action is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from mingjian.law.facts import significant
from mingjian_web.accounts.kinds import OfficeLevel
from mingjian_web.accounts.models import Account, Office, StandIn
from mingjian_web.accounts.permissions import Forbidden, Permission, Role, permissions_of, refusal


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person may see: everything, a territory by its telling digits, or one institution."""

    everything: bool = False
    territory: str = ""
    institution: str = ""

    def covers(self, *, division: str = "", institution: str = "") -> bool:
        """Whether a thing of that division or institution lies in reach."""
        if self.everything:
            return True
        if self.institution:
            return institution == self.institution
        return bool(self.territory) and division.startswith(self.territory)


@dataclass(frozen=True, slots=True)
class StandsIn:
    """Acting for an absent person: whose, and with which roles."""

    account: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work. `account` is how acts name them; `roles` are their own."""

    account: str
    name: str
    office: str = ""
    office_name: str = ""
    institution: str = ""
    roles: frozenset[Role] = frozenset()
    stands_in: tuple[StandsIn, ...] = ()
    scope: Scope = field(default_factory=Scope)
    address: str = ""

    @property
    def permissions(self) -> frozenset[Permission]:
        """What they may do, their own and by standing in."""
        lent = (one.roles for one in self.stands_in)
        return permissions_of(self.roles).union(*(permissions_of(roles) for roles in lent))

    def may(self, permission: Permission) -> bool:
        """Whether they may."""
        return permission in self.permissions

    def must(self, permission: Permission) -> None:
        """Raise Forbidden, naming who may, unless they may."""
        if not self.may(permission):
            raise Forbidden(refusal(permission))

    def acting_for(self, permission: Permission) -> str:
        """The absent person (代) by whose right they do this; empty when it is their own."""
        if permission in permissions_of(self.roles):
            return ""
        return next((one.account for one in self.stands_in if permission in permissions_of(one.roles)), "")

    @property
    def persons(self) -> frozenset[str]:
        """Themselves and everybody they stand in for: for rules that keep two persons apart."""
        return frozenset({self.account, *(one.account for one in self.stands_in)})


def actor_of(account: Account, *, now: datetime, address: str = "") -> Actor:
    """The account as it may act now."""
    office = account.office
    return Actor(
        account=account.name_of_account,
        name=account.name,
        office=office.key if office else "",
        office_name=office.name if office else "",
        institution=account.institution,
        roles=roles_of(account),
        stands_in=tuple(_standing_in(account, now)),
        scope=scope_of(account),
        address=address,
    )


def roles_of(account: Account) -> frozenset[Role]:
    """The roles that stand."""
    rows = account.grants.filter(ended_at=None).values_list("role", flat=True)
    return frozenset(Role(role) for role in rows)


def _standing_in(account: Account, now: datetime) -> Iterable[StandsIn]:
    today = now.date()
    rows = StandIn.objects.filter(stand_in=account, first__lte=today, last__gte=today, ended_at=None)
    for row in rows.select_related("absent"):
        lent = frozenset(Role(role) for role in row.roles) & roles_of(row.absent)
        yield StandsIn(row.absent.name_of_account, row.absent.name, lent)


def scope_of(account: Account) -> Scope:
    """An institution sees itself; a province everything; a city or county its territory; others nothing."""
    if account.institution:
        return Scope(institution=account.institution)
    office = territorial(account.office)
    if office is None:
        return Scope()
    if office.level in (OfficeLevel.PROVINCE, OfficeLevel.NATIONAL):
        return Scope(everything=True)
    return Scope(territory=significant(office.division)) if office.division else Scope()


def territorial(office: Office | None) -> Office | None:
    """The office whose reach a division shares: the nearest one above that is no division itself."""
    while office is not None and office.kind == "division" and office.parent is not None:
        office = office.parent
    return office


def colleagues(permission: Permission, *, office: str = "", but: Iterable[str] = ()) -> list[Account]:
    """Open accounts that may do it, of one office where it is named: whom to choose from."""
    roles = [role.value for role in Role if permission in permissions_of(frozenset({role}))]
    rows = Account.objects.filter(
        Q(grants__role__in=roles, grants__ended_at=None), closed_at=None, institution=""
    ).distinct()
    if office:
        rows = rows.filter(office__key=office)
    return list(rows.exclude(name_of_account__in=list(but)).select_related("office"))
