"""Roles are given and taken back, by the one who opens no accounts; what must be apart stays apart."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor, roles_of
from mingjian_web.accounts.checks import given, not_oneself, still_open, the_account
from mingjian_web.accounts.models import Account, Grant, StandIn
from mingjian_web.accounts.permissions import ALONE, OF_INSTITUTIONS, Permission, Role, cannot_hold_together
from mingjian_web.accounts.trail import leave


def grant_role(*, by: Actor, account: str, role: str, reason: str, now: datetime) -> None:
    """Give a role. Raises NotAllowed where it is held already, or cannot be held with the others."""
    by.must(Permission.ROLES_GRANT)
    wanted, reason = the_role(role), given(reason)
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        still_open(row)
        why_not = cannot_be_given(row, wanted, today=now.date())
        if why_not is not None:
            raise NotAllowed(why_not)
        Grant.objects.create(account=row, role=wanted.value, granted_by=by.account, granted_at=now, reason=reason)
        detail = {"role": wanted.value}
        leave("accounts.grant_role", by=by, now=now, kind="account", object=account, reason=reason, detail=detail)


def take_back_role(*, by: Actor, account: str, role: str, reason: str, now: datetime) -> None:
    """Take a role back; what was lent by it to a stand-in ends with it."""
    by.must(Permission.ROLES_GRANT)
    taken, reason = the_role(role), given(reason)
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        grant = Grant.objects.select_for_update().filter(account=row, role=taken.value, ended_at=None).first()
        if grant is None:
            raise NotAllowed(
                Text(f"{row.name}没有角色“{taken.label.zh}”", f"{row.name} does not hold the role of {taken.label.en}")
            )
        if taken in ALONE:
            last_of_three(row)
        grant.ended_at, grant.ended_by = now, by.account
        grant.save(update_fields=["ended_at", "ended_by"])
        detail = {"role": taken.value}
        leave("accounts.take_back_role", by=by, now=now, kind="account", object=account, reason=reason, detail=detail)


def the_role(code: str) -> Role:
    """The role of that code. Raises BadInput where there is none."""
    try:
        return Role(code)
    except ValueError:
        raise BadInput(Text(f"没有角色 {code}", f"there is no role {code}")) from None


def cannot_be_given(account: Account, role: Role, *, today: date) -> Text | None:
    """Why this account cannot be given the role; None when it can. What they stand in for counts as held."""
    held = roles_of(account)
    if role in held:
        return Text(f"{account.name}已是{role.label.zh}", f"{account.name} is {role.label.en} already")
    if bool(account.institution) != (role in OF_INSTITUTIONS):
        return Text(
            "机构人员只有机构的角色，机关人员只有机关的角色",
            "an institution's person holds an institution's role, an office's person an office's",
        )
    return cannot_hold_together(held | {role} | lent_to(account, first=today, last=None))


def lent_to(account: Account, *, first: date, last: date | None) -> frozenset[Role]:
    """Roles lent to this account by those it stands in for, on any day from `first` to `last` (None: for ever)."""
    rows = StandIn.objects.filter(stand_in=account, ended_at=None, last__gte=first)
    if last is not None:
        rows = rows.filter(first__lte=last)
    return frozenset(Role(role) for roles in rows.values_list("roles", flat=True) for role in roles)


def last_of_three(account: Account) -> None:
    """Raise NotAllowed where nobody else open would hold an administrator's role that this account holds."""
    for role in sorted(roles_of(account) & ALONE):
        if not _others(account, role):
            raise NotAllowed(
                Text(
                    f"{account.name}是唯一的{role.label.zh}；先另授一人，再办理",
                    f"{account.name} is the only {role.label.en}; give the role to somebody else first",
                )
            )


def _others(account: Account, role: Role) -> bool:
    rows = Grant.objects.filter(role=role.value, ended_at=None, account__closed_at=None)
    return rows.exclude(account=account).exists()
