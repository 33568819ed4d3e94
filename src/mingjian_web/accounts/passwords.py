"""Passwords: one's own is changed by oneself; a forgotten one is reset once, for the next sign-in alone.

Whoever could reset the password of an administrator (三员) could be that administrator. So it takes two: one asks,
another of the three agrees, and neither is the one concerned.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor, roles_of
from mingjian_web.accounts.checks import given, not_oneself, still_open, the_account
from mingjian_web.accounts.models import Account, ResetAsked
from mingjian_web.accounts.permissions import ALONE, Forbidden, Permission
from mingjian_web.accounts.trail import leave

#: Letters and digits nobody mistakes for one another on paper.
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, IN_A_GROUP = 4, 4


#: What is wrong with a password, by the code of the validator that says so.
WEAK = {
    "password_too_short": Text(
        "密码太短；用三四个不相干的词连起来", "the password is too short; string three or four unrelated words together"
    ),
    "password_too_common": Text("密码太常见，一猜就中", "the password is too common: it is guessed at once"),
    "password_entirely_numeric": Text("密码不能全是数字", "the password cannot be all digits"),
    "password_too_similar": Text("密码与姓名或账号太像", "the password is too much like the name or the account"),
}
UNFIT = Text("密码不合要求；请另选一个", "the password does not meet the rules; choose another")


@dataclass(frozen=True, slots=True)
class OneTime:
    """A password for one sign-in, shown once and kept nowhere in clear."""

    account: str
    name: str
    password: str


def one_time_password() -> str:
    """Four groups of four letters and digits, from the system's source of randomness: 79 bits."""
    groups = ("".join(secrets.choice(CLEAR) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def give_one_time(account: Account, password: str) -> OneTime:
    """Set it; whoever signs in with it has to choose another first, and sessions of before end."""
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    return OneTime(account.name_of_account, account.name, password)


def change_password(*, by: Actor, old: str, new: str, now: datetime) -> None:
    """Change one's own password. Raises BadInput where the old one is wrong or the new one too weak."""
    account = Account.objects.get(name_of_account=by.account)
    if not account.check_password(old):
        raise BadInput(Text("原密码不对", "the old password is wrong"))
    if old == new:
        raise BadInput(Text("新密码与原密码相同；请另选一个", "the new password is the old one; choose another"))
    _strong_enough(new, account)
    account.set_password(new)
    account.must_change_password = False
    with transaction.atomic():
        account.save(update_fields=["password", "must_change_password"])
        leave("accounts.change_password", by=by, now=now, kind="account", object=by.account)


def reset_password(*, by: Actor, account: str, reason: str, now: datetime) -> OneTime:
    """Give a one-time password for a forgotten one. Raises NotAllowed for one of the three: that takes two."""
    by.must(Permission.ACCOUNTS_OPEN)
    reason, password = given(reason), one_time_password()
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        still_open(row)
        if roles_of(row) & ALONE:
            raise NotAllowed(_takes_two())
        given_out = give_one_time(row, password)
        leave("accounts.reset_password", by=by, now=now, kind="account", object=account, reason=reason)
    return given_out


def ask_reset(*, by: Actor, account: str, reason: str, now: datetime) -> None:
    """Ask that one of the three gets a one-time password; another of the three has to agree."""
    _one_of_three(by)
    reason = given(reason)
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        still_open(row)
        if not roles_of(row) & ALONE:
            raise NotAllowed(
                Text("不是三员的账号，直接重设即可", "not one of the three administrators: reset it directly")
            )
        if ResetAsked.objects.filter(account=row, ended_at=None).exists():
            raise NotAllowed(
                Text("已有人提出，等另一名管理员同意", "already asked for; another administrator has to agree")
            )
        ResetAsked.objects.create(account=row, asked_by=by.account, asked_at=now, reason=reason)
        leave("accounts.ask_reset", by=by, now=now, kind="account", object=account, reason=reason)


def agree_reset(*, by: Actor, account: str, now: datetime) -> OneTime:
    """Agree, as another than who asked; the one-time password is shown to whoever agrees."""
    by.must(Permission.RESETS_AGREE)
    password = one_time_password()
    with transaction.atomic():
        row = the_account(account, by=by)
        not_oneself(by, row)
        still_open(row)
        asked = _waiting(row)
        if asked.asked_by in by.persons:
            raise Forbidden(Text("提出的人不能自己同意", "whoever asked cannot agree"))
        _end(asked, by, now)
        given_out = give_one_time(row, password)
        leave("accounts.agree_reset", by=by, now=now, kind="account", object=account, detail={"asked": asked.asked_by})
    return given_out


def refuse_reset(*, by: Actor, account: str, reason: str, now: datetime) -> None:
    """Do not agree, or take back what one asked for oneself."""
    _one_of_three(by)
    reason = given(reason)
    with transaction.atomic():
        row = the_account(account, by=by)
        _end(_waiting(row), by, now)
        leave("accounts.refuse_reset", by=by, now=now, kind="account", object=account, reason=reason)


def _strong_enough(password: str, account: Account) -> None:
    """Raise BadInput with every weakness that the settings' validators find."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise BadInput(*(WEAK.get(one.code or "", UNFIT) for one in weak.error_list)) from None


def _one_of_three(by: Actor) -> None:
    if not by.may(Permission.RESETS_AGREE):
        by.must(Permission.ACCOUNTS_OPEN)


def _waiting(account: Account) -> ResetAsked:
    asked = ResetAsked.objects.select_for_update().filter(account=account, ended_at=None).first()
    if asked is None:
        raise NotAllowed(Text("没有等待同意的重设申请", "no reset is waiting for agreement"))
    return asked


def _end(asked: ResetAsked, by: Actor, now: datetime) -> None:
    asked.ended_by, asked.ended_at = by.account, now
    asked.save(update_fields=["ended_by", "ended_at"])


def _takes_two() -> Text:
    return Text(
        "三员的密码须两人办理：先提出申请，再由另一名管理员同意",
        "an administrator's password takes two: ask first, then another administrator agrees",
    )
