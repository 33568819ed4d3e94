"""AB角: who is absent, who stands in, from which day to which, with which roles. Clocks do not stop for leave.

A stand-in signs 代 for the absent person, keeps their own reach, and counts with the absent person as one side where
an act takes two. Nobody stands in across a separation: lent and own roles together must be ones a person can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from mingjian.law.facts import significant
from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor, roles_of, scope_of
from mingjian_web.accounts.checks import given, still_open
from mingjian_web.accounts.kinds import OfficeKind
from mingjian_web.accounts.models import Account, Grant, Office, StandIn
from mingjian_web.accounts.permissions import (
    ALONE,
    Forbidden,
    Permission,
    Role,
    cannot_hold_together,
    holders,
    refusal,
)
from mingjian_web.accounts.roles import lent_to, the_role
from mingjian_web.accounts.trail import leave


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is absent from one day to another, both included, and who stands in with which of their roles."""

    absent: str
    stand_in: str
    first: date
    last: date
    roles: Sequence[str]


def set_stand_in(*, by: Actor, absence: Absence, reason: str, now: datetime) -> int:
    """Set a stand-in, for oneself or as director for the office; its number.

    Raises BadInput for days or roles that cannot be, NotAllowed with every reason why this person cannot stand in.
    """
    reason, roles = given(reason), frozenset(the_role(role) for role in absence.roles)
    _days(absence, today=now.date())
    with transaction.atomic():
        absent, stand_in = _one(absence.absent), _one(absence.stand_in)
        _may_set(by, absent)
        wrong = [*_of_the_person(absent, stand_in, roles), *_of_the_days(absence, absent, stand_in, roles)]
        if wrong:
            raise NotAllowed(*wrong)
        row = StandIn(absent=absent, stand_in=stand_in, first=absence.first, last=absence.last)
        row.roles, row.reason, row.entered_by, row.entered_at = sorted(roles), reason, by.account, now
        row.save()
        _note("accounts.set_stand_in", row, by, reason, now)
    return row.pk


def end_stand_in(*, by: Actor, number: int, reason: str, now: datetime) -> None:
    """End one before its last day: by the absent person, by who stands in, or by the director."""
    reason = given(reason)
    with transaction.atomic():
        row = StandIn.objects.select_for_update(of=("self",)).select_related("absent__office", "stand_in")
        found = row.filter(pk=number).first()
        if found is None:
            raise BadInput(Text("没有这项代办", "there is no such stand-in"))
        if by.account != found.stand_in.name_of_account:
            _may_set(by, found.absent)
        if found.ended_at is not None or found.last < now.date():
            raise NotAllowed(Text("这项代办已经结束", "this stand-in has ended already"))
        found.ended_at = now
        found.save(update_fields=["ended_at"])
        _note("accounts.end_stand_in", found, by, reason, now)


def may_set_for(by: Actor, absent: Account) -> bool:
    """Whether `by` may set a stand-in for this person: themselves, or whoever directs their office."""
    if absent.name_of_account == by.account:
        return by.may(Permission.STAND_IN)
    return absent.office is not None and directs(by, absent.office)


def directs(by: Actor, office: Office) -> bool:
    """Whether `by` directs that office. One without a director is directed from above, never by a neighbour: a division
    from the office it is part of, an office with a territory from any division of the territorial office above it.
    """
    if not by.may(Permission.HAND_OVER):
        return False
    if by.office == office.key:
        return True
    if _has_director(office):
        return False
    if _is_inner(office):
        return office.parent is not None and office.parent.key == by.office
    own = Office.objects.select_related("parent").filter(key=by.office).first()
    while own is not None and _is_inner(own):
        own = own.parent
    return own is not None and own.key in {above.key for above in _above(office)}


def _may_set(by: Actor, absent: Account) -> None:
    if not may_set_for(by, absent):
        if absent.name_of_account == by.account:
            raise Forbidden(refusal(Permission.STAND_IN))
        raise Forbidden(
            Text("代办由本人设置，或由本处室负责人设置", "a stand-in is set by oneself or by the office's director")
        )


def _days(absence: Absence, *, today: date) -> None:
    if absence.last < absence.first:
        raise BadInput(Text("结束日早于开始日", "the last day is before the first"))
    if absence.first < today:
        raise BadInput(
            Text(
                "开始日早于今天：代办不追溯，已办的事由办的人负责",
                "the first day is past: nobody stands in backwards; what was done stands with who did it",
            )
        )


def _one(key: str) -> Account:
    row = Account.objects.select_for_update(of=("self",)).select_related("office__parent").filter(name_of_account=key)
    account = row.first()
    if account is None or account.office is None:
        raise BadInput(Text(f"没有机关账号 {key}", f"there is no office's account {key}"))
    still_open(account)
    return account


def _of_the_person(absent: Account, stand_in: Account, roles: frozenset[Role]) -> Iterator[Text]:
    """What speaks against these two and these roles, on any day."""
    if absent == stand_in:
        yield Text("不能由本人代本人", "nobody stands in for themselves")
    if not roles:
        yield Text("没有选代办的角色", "no role to be lent is chosen")
    if roles - roles_of(absent):
        yield Text(f"{absent.name}没有全部这些角色", f"{absent.name} does not hold all these roles")
    if (roles | roles_of(stand_in)) & ALONE:
        yield Text("三员不设代办，也不代他人", "the three administrators have no stand-ins and stand in for nobody")
    if not _reaches(stand_in, absent):
        yield Text(
            f"{stand_in.name}的管辖范围不含{absent.office}；请选本机关或上一级的人",
            f"{absent.office} is out of {stand_in.name}'s reach; choose somebody of the same office or above",
        )


def _of_the_days(absence: Absence, absent: Account, stand_in: Account, roles: frozenset[Role]) -> Iterator[Text]:
    """What speaks against it on these days: a chain, an overlap, a separation."""
    if _on_these_days(absence).filter(absent=stand_in).exists():
        yield Text(f"{stand_in.name}这几天自己不在岗", f"{stand_in.name} is absent on some of these days")
    if _on_these_days(absence).filter(stand_in=absent).exists():
        yield Text(
            f"{absent.name}这几天正代他人，不能再转托；先结束那一项",
            f"{absent.name} stands in for somebody on these days and cannot pass it on; end that first",
        )
    for row in _on_these_days(absence).filter(absent=absent).select_related("stand_in"):
        if roles & {Role(role) for role in row.roles}:
            yield Text(
                f"{row.first} 至 {row.last} 已由{row.stand_in.name}代办；先结束那一项",
                f"{row.stand_in.name} stands in from {row.first} to {row.last}; end that first",
            )
    held = roles_of(stand_in) | lent_to(stand_in, first=absence.first, last=absence.last)
    apart = cannot_hold_together(held | roles)
    if apart is not None and not (held | roles) & ALONE:
        yield apart


def _on_these_days(absence: Absence) -> QuerySet[StandIn]:
    return StandIn.objects.filter(ended_at=None, first__lte=absence.last, last__gte=absence.first)


def _reaches(stand_in: Account, absent: Account) -> bool:
    office = absent.office
    if office is None or stand_in.office_id == office.pk:
        return True
    return scope_of(stand_in).covers(division=significant(office.division) if office.division else "")


def _is_inner(office: Office) -> bool:
    """Whether it is a division within another office (内设处室): said so, or with its parent's level and territory.

    The data package has no word for divisions; there they are offices like any other.
    """
    above = office.parent
    if office.kind == OfficeKind.DIVISION or above is None:
        return above is not None
    return office.level == above.level and bool(office.division) and office.division == above.division


def _above(office: Office) -> Iterator[Office]:
    while office.parent is not None:
        office = office.parent
        yield office


def _has_director(office: Office) -> bool:
    roles = [role.value for role in holders(Permission.HAND_OVER)]
    return Grant.objects.filter(role__in=roles, ended_at=None, account__office=office, account__closed_at=None).exists()


def _note(act: str, row: StandIn, by: Actor, reason: str, now: datetime) -> None:
    detail = {
        "stand_in": row.stand_in.name_of_account,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "roles": list(row.roles),
    }
    right = Permission.STAND_IN if by.account == row.absent.name_of_account else Permission.HAND_OVER
    leave(
        act,
        by=by,
        now=now,
        kind="account",
        object=row.absent.name_of_account,
        reason=reason,
        acting_for=by.acting_for(right),
        detail=detail,
    )


def directed(by: Actor) -> list[tuple[str, str]]:
    """Key and name of the offices with people that `by` directs besides their own: those below without a director."""
    if not by.may(Permission.HAND_OVER):
        return []
    rows = Office.objects.filter(accounts__closed_at=None).exclude(key=by.office).distinct()
    peopled = rows.filter(accounts__isnull=False).select_related("parent").order_by("key")
    return [(office.key, office.name) for office in peopled if directs(by, office)]
