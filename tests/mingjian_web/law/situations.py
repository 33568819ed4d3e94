"""Situations of the law chapter: a department with two legal-affairs people, an entry, its confirmation."""

from __future__ import annotations

from datetime import date, datetime

from tests.web_factories import account, at, office

from mingjian.terms import LawStatus
from mingjian_web.accounts.actor import Actor, actor_of
from mingjian_web.accounts.models import Account
from mingjian_web.accounts.permissions import Role
from mingjian_web.law import actions
from mingjian_web.law.drafts import ValueDraft

DAY = "2026-11-23T09:00:00"


def legal(name: str, where: str = "fagui", parent: str | None = "dept", **more: object) -> Account:
    """A legal-affairs person of a division (of the department if nothing is said)."""
    above = office(parent) if parent else None
    kind = "division" if where == "fagui" else "territorial"
    return account(name, Role.LEGAL_AFFAIRS, office=office(where, parent=above, kind=kind), **more)


def acting(who: Account, now: datetime | None = None) -> Actor:
    """The account as it acts."""
    return actor_of(who, now=now or at())


def draft(concept: str = "licensing.decide", value: object = 15, **more: object) -> ValueDraft:
    """A value as read in the law itself; fifteen working days to decide unless something else is said."""
    given = {
        "first": date(2026, 1, 1),
        "last": None,
        "document": "岚应急法〔2026〕3号",
        "source": "正式文本，2026-11-20 核对",
        "status": LawStatus.CONFIRMED,
        "cites": ("licensing-law:42",),
        **more,
    }
    return ValueDraft(concept=concept, value=value, **given)


def setting(value: int, **more: object) -> ValueDraft:
    """The office's own setting: how long an institution may take to answer."""
    return draft("findings.reply", value, status=None, cites=(), **more)


def entered(by: Account, what: ValueDraft | None = None, now: datetime | None = None) -> int:
    """A value somebody proposed."""
    return actions.enter_value(by=acting(by), draft=what or draft(), now=now or at())


def in_use(what: ValueDraft | None = None, names: tuple[str, str] = ("jian", "zhong")) -> int:
    """A value entered by one and confirmed by another."""
    one, other = (Account.objects.filter(name_of_account=name).first() or legal(name) for name in names)
    entry = entered(one, what)
    actions.confirm_value(by=acting(other), entry=entry, version=1, now=at())
    return entry


def holidays_2027() -> actions.YearDraft:
    """An invented notice for 2027: three days at New Year, a week in February with two weekend days worked for it."""
    days = (
        {"name": "元旦", "rest": ["2027-01-01/2027-01-03"], "worked": []},
        {"name": "春节", "rest": ["2027-02-05/2027-02-11"], "worked": ["2027-02-14", "2027-02-20"]},
    )
    return actions.YearDraft(2027, ("国办发明电〔2026〕0号（虚构）",), days, "岚应急法〔2026〕9号")
