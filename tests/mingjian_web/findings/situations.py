"""Situations of the findings chapter: people at their offices, a finding received, a finding at a state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tests.web_factories import actor, at, office

from mingjian.findings import Citation, Evidence, Finding, Subject
from mingjian.terms import LawStatus, Level, Severity, Text
from mingjian_web.accounts.actor import Actor, actor_of
from mingjian_web.accounts.models import Account, StandIn
from mingjian_web.accounts.permissions import Role
from mingjian_web.findings import actions
from mingjian_web.findings import models as rows
from mingjian_web.findings.actions import Placing, Received

MONDAY = "2026-11-23T09:00:00"
#: Ten working days after Monday 2026-11-23 end on Monday 2026-12-07; the first day after is Tuesday.
LAST_DAY = "2026-12-07T17:00:00"
DAY_AFTER = "2026-12-08T09:00:00"

PLACE = Placing(institution="i-1", institution_name="澄砚评价", division="970102", office="dept")
#: The person the finding is about: in no ledger entry, ever.
NAME = "佟若谷"


def absent(hour: int = 9, *, project: str = "j-1", **changes: Any) -> Finding:
    """A leader who is said not to have been on site; `hour` is the telling fact."""
    found = Finding(
        rule="SITE-01",
        basis="leader",
        level=Level.HARD,
        severity=Severity.SERIOUS,
        regime="2019",
        on=date(2025, 9, 11),
        subjects=(Subject("project", project), Subject("person", "p-17")),
        evidence=(Evidence("projects", id=project, fields={"hour": hour}),),
        message=Text("项目组长未到场", "the leader was not on site"),
        citations=(Citation("某条", LawStatus.SEEN),),
        check=Text("看原始记录", "see the original record"),
        excuses=(Text("同事代为签到", "a colleague signed in"),),
    )
    return replace(found, **changes)


UNREAD = Citation("另一条", LawStatus.REMEMBERED)


def doubtful(**changes: Any) -> Finding:
    """One whose law nobody has read."""
    return absent(level=Level.CLUE, citations=(UNREAD,), **changes)


def receive(*found: Finding, ran: tuple[str, ...] = ("SITE-01",), now: datetime | None = None) -> Received:
    """Take these in as a run would."""
    return actions.receive(
        found=found,
        ran=ran,
        names={("person", "p-17"): NAME, ("project", "j-1"): "栎川选煤厂"},
        placing=lambda finding: PLACE,
        run=1,
        release="0.1.0",
        now=now or at(MONDAY),
    )


class People:
    """A department with its people, a parent of none; accounts by a short name."""

    def __init__(self) -> None:
        office("dept", short_name="省厅")
        self.li = actor("li", Role.CLERK, person="李")
        self.sun = actor("sun", Role.CLERK, person="孙")
        self.wang = actor("wang", Role.DIRECTOR, person="王")
        self.zhao = actor("zhao", Role.DIRECTOR, person="赵")
        self.fa = actor("fa", Role.LEGAL_AFFAIRS, person="法")
        self.org = actor("org", Role.INSTITUTION_CLERK, person="机构经办", institution="i-1")
        self.other_org = actor("other-org", Role.INSTITUTION_CLERK, person="别家", institution="i-2")

    def again(self, account: str, now: datetime | None = None) -> Actor:
        """The account as it may act now: stand-ins and roles looked up anew."""
        return actor_of(Account.objects.get(name_of_account=account), now=now or at(MONDAY))

    def stands_in(self, stand_in: str, absent: str, *roles: Role) -> Actor:
        """Somebody stands in for somebody this week; the stand-in as they may act."""
        StandIn.objects.create(
            absent=Account.objects.get(name_of_account=absent),
            stand_in=Account.objects.get(name_of_account=stand_in),
            first=date(2026, 11, 23),
            last=date(2026, 11, 29),
            roles=[role.value for role in roles],
            entered_by=absent,
            entered_at=at(MONDAY),
        )
        return self.again(stand_in)


def row(key: str | None = None) -> rows.Finding:
    """The finding as it stands in the database; the only one where no name is given."""
    return rows.Finding.objects.get(key=key) if key else rows.Finding.objects.get()


def assigned(people: People, found: Finding | None = None) -> rows.Finding:
    """Received, and given to 李."""
    receive(found or absent())
    one = row()
    return actions.assign(by=people.wang, finding=one.key, version=one.version, to="li", now=at(MONDAY))


def put(people: People, found: Finding | None = None) -> rows.Finding:
    """Put to the institution on Monday."""
    one = assigned(people, found)
    return actions.put(by=people.li, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))


def answered(people: People, found: Finding | None = None) -> rows.Finding:
    """Answered on the same day."""
    one = put(people, found)
    return actions.answer(by=people.org, finding=one.key, version=one.version, text="当日由他人代签", now=at(MONDAY))


def weighed(people: People, found: Finding | None = None) -> rows.Finding:
    """Answered, and the answer weighed."""
    one = answered(people, found)
    return actions.weigh(by=people.li, finding=one.key, version=one.version, text="无凭证", now=at(MONDAY))


def upheld(people: People) -> rows.Finding:
    """Upheld by 王."""
    one = weighed(people)
    return actions.uphold(by=people.wang, finding=one.key, version=one.version, reason="属实", now=at(MONDAY))


def proposed(people: People, by: Actor | None = None) -> rows.Finding:
    """李 holds it not to stand; nobody has agreed yet."""
    one = assigned(people)
    return actions.dismiss(
        by=by or people.li,
        finding=one.key,
        version=one.version,
        reason_kind=rows.DismissalReason.EXPLAINED,
        reason="看过车票，本人在场",
        now=at(MONDAY),
    )


def dismissed(people: People) -> rows.Finding:
    """Dismissed, 孙 agreeing."""
    one = proposed(people)
    return actions.agree_dismissal(by=people.sun, finding=one.key, version=one.version, now=at(MONDAY))
