"""Accounts are opened, changed, closed and reopened; never deleted. Whoever comes back or moves has no role yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor, roles_of
from mingjian_web.accounts.checks import given, not_oneself, still_open, the_account, the_office, within_reach
from mingjian_web.accounts.models import Account, Grant, Office, ResetAsked, StandIn
from mingjian_web.accounts.passwords import OneTime, give_one_time, one_time_password
from mingjian_web.accounts.permissions import ALONE, Permission
from mingjian_web.accounts.roles import last_of_three
from mingjian_web.accounts.trail import leave

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Person:
    """Who an account is for: name and post as on their papers, and where they work: an office or an institution."""

    name: str
    post_zh: str = ""
    post_en: str = ""
    office: str = ""
    institution: str = ""


def open_account(*, by: Actor, account: str, person: Person, now: datetime) -> OneTime:
    """Open one, with a one-time password and no role. Raises BadInput for a name that is taken or cannot be one."""
    by.must(Permission.ACCOUNTS_OPEN)
    key, password = _fit(account), one_time_password()
    place = _place(by, person)
    with transaction.atomic():
        if Account.objects.filter(name_of_account=key).exists():
            raise BadInput(
                Text(f"账号 {key} 已有，停用的也不再另用；请换一个", f"account {key} is taken; choose another")
            )
        row = Account(name_of_account=key, opened_at=now, office=place)
        _write(row, person)
        row.set_unusable_password()
        row.save()
        given_out = give_one_time(row, password)
        leave("accounts.open", by=by, now=now, kind="account", object=key, detail=_where(person))
    return given_out


def change_account(*, by: Actor, account: str, person: Person, reason: str, now: datetime) -> tuple[str, ...]:
    """Change name, post or place; the roles that ended because the place changed.

    A role is given at a place. Whoever moves is given roles anew there, by whoever gives roles.
    """
    by.must(Permission.ACCOUNTS_OPEN)
    reason, place = given(reason), _place(by, person)
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        still_open(row)
        moved = (row.office_id, row.institution) != (place.pk if place else None, person.institution)
        if moved:
            last_of_three(row)
        before = _facts(row)
        row.office = place
        _write(row, person)
        row.save()
        ended = _end_roles(row, by, now) if moved else ()
        detail = {"before": before, "after": _facts(row), "roles_ended": list(ended)}
        leave("accounts.change", by=by, now=now, kind="account", object=account, reason=reason, detail=detail)
    return ended


def close_account(
    *, by: Actor, account: str, reason: str, holds: Sequence[Text], leave_to_office: bool = False, now: datetime
) -> None:
    """Close it: roles and stand-ins end, sessions too; what it did stays.

    `holds` is every open matter the person still has, as the desk found them in the chapters above. Raises NotAllowed
    with that list, unless it is empty or the matters are left to the office on purpose.
    """
    by.must(Permission.ACCOUNTS_OPEN)
    reason = given(reason)
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        still_open(row)
        last_of_three(row)
        if holds and not leave_to_office:
            raise NotAllowed(_still_holds(row, len(holds)), *holds)
        ended = _end_roles(row, by, now)
        row.closed_at, row.closed_reason = now, reason
        row.save(update_fields=["closed_at", "closed_reason"])
        detail = {"roles_ended": list(ended), "left_to_office": [one.zh for one in holds]}
        leave("accounts.close", by=by, now=now, kind="account", object=account, reason=reason, detail=detail)


def reopen_account(*, by: Actor, account: str, reason: str, now: datetime) -> OneTime:
    """Open a closed one again, with a one-time password and no role."""
    by.must(Permission.ACCOUNTS_OPEN)
    reason, password = given(reason), one_time_password()
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        if row.is_active:
            raise NotAllowed(Text(f"账号 {account} 没有停用", f"account {account} is not closed"))
        row.closed_at, row.closed_reason = None, ""
        row.save(update_fields=["closed_at", "closed_reason"])
        given_out = give_one_time(row, password)
        leave("accounts.reopen", by=by, now=now, kind="account", object=account, reason=reason)
    return given_out


def _fit(account: str) -> str:
    key = unicodedata.normalize("NFKC", account).strip().lower()
    if not NAME.fullmatch(key):
        raise BadInput(
            Text(
                "账号用小写拼音字母、数字和 . _ -，三个字符以上，例如 pei.songyun",
                "an account's name is letters, digits and . _ -, three or more, such as pei.songyun",
            )
        )
    return key


def _place(by: Actor, person: Person) -> Office | None:
    if not person.name.strip():
        raise BadInput(Text("没有填写姓名", "no name is given"))
    if bool(person.office) == bool(person.institution):
        raise BadInput(Text("机关、机构两者填一个", "name either an office or an institution"))
    office = the_office(person.office) if person.office else None
    within_reach(by, office=office, institution=person.institution)
    return office


def _write(row: Account, person: Person) -> None:
    row.name, row.institution = person.name.strip(), person.institution
    row.post_zh, row.post_en = person.post_zh.strip(), person.post_en.strip()


def _where(person: Person) -> dict[str, str]:
    return {"name": person.name.strip(), "office": person.office, "institution": person.institution}


def _facts(row: Account) -> dict[str, str]:
    place = {"office": row.office.key if row.office else "", "institution": row.institution}
    return {"name": row.name, "post": row.post_zh, **place}


def _end_roles(row: Account, by: Actor, now: datetime) -> tuple[str, ...]:
    """End the roles and everything lent or asked by them."""
    ended = tuple(sorted(roles_of(row)))
    Grant.objects.filter(account=row, ended_at=None).update(ended_at=now, ended_by=by.account)
    StandIn.objects.filter(absent=row, ended_at=None).update(ended_at=now)
    StandIn.objects.filter(stand_in=row, ended_at=None).update(ended_at=now)
    if ALONE.intersection(ended):
        ResetAsked.objects.filter(account=row, ended_at=None).update(ended_at=now, ended_by=by.account)
    return ended


def _still_holds(row: Account, count: int) -> Text:
    return Text(
        f"{row.name}手上还有 {count} 件：先移交，或者写明留给本处室",
        f"{row.name} still holds {count}: hand them over first, or leave them to the office on purpose",
    )
