"""What several acts of this chapter ask first: is there such an account, may one reach it, is a reason given."""

from __future__ import annotations

from mingjian.law.facts import significant
from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.models import Account, Office
from mingjian_web.accounts.permissions import Forbidden

#: What a reason may be long.
LONGEST_REASON = 2_000


def the_account(key: str, *, by: Actor) -> Account:
    """The account to be changed, held until the transaction ends. Raises BadInput where there is none in reach."""
    account = (
        Account.objects.select_for_update(of=("self",)).select_related("office").filter(name_of_account=key).first()
    )
    if account is None:
        raise BadInput(Text(f"没有账号 {key}；请从账号名单里选", f"no account {key}; choose one from the list"))
    within_reach(by, office=account.office, institution=account.institution)
    return account


def the_office(key: str) -> Office:
    """The office of that key. Raises BadInput where there is none."""
    office = Office.objects.filter(key=key).first()
    if office is None:
        raise BadInput(Text(f"没有机关 {key}；请从机关名单里选", f"there is no office {key}; choose one from the list"))
    return office


def within_reach(by: Actor, *, office: Office | None, institution: str = "") -> None:
    """Raise Forbidden unless the office (or institution) lies where `by` may act: a city keeps to its own."""
    division = significant(office.division) if office and office.division else ""
    if by.scope.everything or (office is not None and office.key == by.office):
        return
    if not by.scope.covers(division=division, institution=institution):
        raise Forbidden(
            Text(
                "不在本机关管辖范围内，由上一级机关办理",
                "outside the reach of your office: the next office above has to do it",
            )
        )


def still_open(account: Account) -> None:
    """Raise NotAllowed where the account is closed."""
    if not account.is_active:
        raise NotAllowed(
            Text(
                f"账号 {account.name_of_account} 已停用；先恢复，再办理",
                f"account {account.name_of_account} is closed; reopen it first",
            )
        )


def not_oneself(by: Actor, account: Account) -> None:
    """Raise Forbidden where somebody acts on their own account."""
    if account.name_of_account in by.persons:
        raise Forbidden(
            Text(
                "不能办理自己的账号；由另一名管理员办理",
                "not for one's own account: another administrator has to",
            )
        )


def given(reason: str) -> str:
    """The reason, trimmed. Raises BadInput where there is none or it is a book."""
    reason = reason.strip()
    if not reason:
        raise BadInput(Text("没有写明理由；请写一句为什么", "no reason is given; write a sentence saying why"))
    if len(reason) > LONGEST_REASON:
        raise BadInput(
            Text(
                f"理由有 {len(reason)} 字，最多 {LONGEST_REASON} 字；详细材料请另附",
                f"the reason has {len(reason)} characters, at most {LONGEST_REASON}; attach longer papers",
            )
        )
    return reason
