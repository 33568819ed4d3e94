"""What can be done to an account: each act with its right, its form, its words, and when it is offered.

The offer and the act ask the same questions: the right here, the rest in `accounts.actions`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mingjian.terms import Text
from mingjian_web.accounts import actions, office_queries
from mingjian_web.accounts.actions import OneTime, Person
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.permissions import ALONE, Permission
from mingjian_web.accounts.queries import AccountFacts
from mingjian_web.desks.regulator.accounts import forms
from mingjian_web.desks.regulator.accounts.holdings import holdings
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.request import DeskRequest

Typed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AccountAct:
    """One act. `told` gives its form what it needs; `perform` does it and may answer with a one-time password."""

    name: str
    words: Text
    done: Text
    permissions: tuple[Permission, ...]
    form: type[Form]
    told: Callable[[AccountFacts], Typed]
    fits: Callable[[AccountFacts, Actor], bool]
    perform: Callable[[DeskRequest, str, Typed], OneTime | None]
    note: Text | None = None


def offered(actor: Actor, account: AccountFacts) -> list[AccountAct]:
    """What this person can do to this account now; nothing to their own."""
    if account.line.key in actor.persons:
        return []
    return [act for act in ACTS.values() if may(actor, act) and act.fits(account, actor)]


def may(actor: Actor, act: AccountAct) -> bool:
    """Whether this person has a right to it."""
    return any(actor.may(permission) for permission in act.permissions)


def person(typed: Typed) -> Person:
    """Who an account is for, as typed."""
    return Person(typed["name"], typed["post_zh"], typed["post_en"], typed["office"], typed["institution"])


def _nothing(account: AccountFacts) -> Typed:
    return {}


def _person(account: AccountFacts) -> Typed:
    line = account.line
    initial = {
        "name": line.name,
        "post_zh": account.post_zh,
        "post_en": account.post_en,
        "office": line.office,
        "institution": line.institution,
    }
    return {"offices": office_queries.choices(), "initial": initial}


def _open(account: AccountFacts, actor: Actor) -> bool:
    return account.line.is_open


def _of_three(account: AccountFacts) -> bool:
    return bool(ALONE.intersection(account.line.roles))


def _change(request: DeskRequest, key: str, typed: Typed) -> None:
    actions.change_account(by=request.actor, account=key, person=person(typed), reason=typed["reason"], now=request.now)


def _close(request: DeskRequest, key: str, typed: Typed) -> None:
    actions.close_account(
        by=request.actor,
        account=key,
        reason=typed["reason"],
        holds=holdings(key),
        leave_to_office=typed.get("leave", False),
        now=request.now,
    )


def _grant(request: DeskRequest, key: str, typed: Typed) -> None:
    actions.grant_role(by=request.actor, account=key, role=typed["role"], reason=typed["reason"], now=request.now)


def _take_back(request: DeskRequest, key: str, typed: Typed) -> None:
    actions.take_back_role(by=request.actor, account=key, role=typed["role"], reason=typed["reason"], now=request.now)


def _reset(request: DeskRequest, key: str, typed: Typed) -> OneTime:
    return actions.reset_password(by=request.actor, account=key, reason=typed["reason"], now=request.now)


def _ask(request: DeskRequest, key: str, typed: Typed) -> None:
    actions.ask_reset(by=request.actor, account=key, reason=typed["reason"], now=request.now)


def _agree(request: DeskRequest, key: str, typed: Typed) -> OneTime:
    return actions.agree_reset(by=request.actor, account=key, now=request.now)


def _refuse(request: DeskRequest, key: str, typed: Typed) -> None:
    actions.refuse_reset(by=request.actor, account=key, reason=typed["reason"], now=request.now)


def _reopen(request: DeskRequest, key: str, typed: Typed) -> OneTime:
    return actions.reopen_account(by=request.actor, account=key, reason=typed["reason"], now=request.now)


_OPENS, _GIVES = (Permission.ACCOUNTS_OPEN,), (Permission.ROLES_GRANT,)
_THREE = (Permission.ACCOUNTS_OPEN, Permission.RESETS_AGREE)

ACTS: dict[str, AccountAct] = {
    act.name: act
    for act in (
        AccountAct(
            "grant-role",
            Text("授予角色", "Give a role"),
            Text("角色已授予。", "The role is given."),
            _GIVES,
            forms.RoleForm,
            lambda account: {"roles": account.may_be_given},
            lambda account, actor: account.line.is_open and bool(account.may_be_given),
            _grant,
        ),
        AccountAct(
            "take-back-role",
            Text("收回角色", "Take a role back"),
            Text("角色已收回。", "The role is taken back."),
            _GIVES,
            forms.RoleForm,
            lambda account: {"roles": account.line.roles},
            lambda account, actor: bool(account.line.roles),
            _take_back,
        ),
        AccountAct(
            "change",
            Text("变更", "Change"),
            Text("账号已变更。", "The account is changed."),
            _OPENS,
            forms.ChangeForm,
            _person,
            _open,
            _change,
            Text(
                "换了机关，原有角色随即收回，到新机关由安全保密管理员另行授予。",
                "Whoever moves loses the roles of the old office; the security administrator gives them anew.",
            ),
        ),
        AccountAct(
            "reset-password",
            Text("重设密码", "Reset the password"),
            Text("密码已重设。", "The password is reset."),
            _OPENS,
            forms.ReasonForm,
            _nothing,
            lambda account, actor: account.line.is_open and not _of_three(account),
            _reset,
        ),
        AccountAct(
            "ask-reset",
            Text("提出重设密码", "Ask for a reset"),
            Text("已提出，等另一名管理员同意。", "Asked for; another administrator has to agree."),
            _THREE,
            forms.ReasonForm,
            _nothing,
            lambda account, actor: account.line.is_open and _of_three(account) and account.asked is None,
            _ask,
            Text(
                "三员的密码两人办理：一人提出，另一名管理员同意。",
                "An administrator's password takes two: one asks, another administrator agrees.",
            ),
        ),
        AccountAct(
            "agree-reset",
            Text("同意重设密码", "Agree to the reset"),
            Text("密码已重设。", "The password is reset."),
            (Permission.RESETS_AGREE,),
            forms.NothingForm,
            _nothing,
            lambda account, actor: account.asked is not None and account.asked.by not in actor.persons,
            _agree,
        ),
        AccountAct(
            "refuse-reset",
            Text("不同意重设密码", "Do not agree"),
            Text("重设申请已了结。", "The request is closed."),
            _THREE,
            forms.ReasonForm,
            _nothing,
            lambda account, actor: account.asked is not None,
            _refuse,
        ),
        AccountAct(
            "close",
            Text("停用账号", "Close the account"),
            Text(
                "账号已停用，角色和代办随即结束；办过的事留存。",
                "The account is closed, roles and stand-ins with it; acts stay.",
            ),
            _OPENS,
            forms.CloseForm,
            lambda account: {"holds": len(holdings(account.line.key))},
            _open,
            _close,
        ),
        AccountAct(
            "reopen",
            Text("恢复账号", "Reopen the account"),
            Text("账号已恢复，还没有角色。", "The account is open again, without a role."),
            _OPENS,
            forms.ReasonForm,
            _nothing,
            lambda account, actor: not account.line.is_open,
            _reopen,
        ),
    )
}
