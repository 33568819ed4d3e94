"""May this be done to this finding now, by this person? Facts of the row and the actor, judged by the lifecycle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingjian.findings.facts import FindingFacts
from mingjian.lifecycle import NotAllowed, Transition, check
from mingjian.terms import BadInput, FindingState, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.permissions import Forbidden, Permission, permissions_of
from mingjian_web.accounts.refusals import Stale
from mingjian_web.clocks import queries as clocks
from mingjian_web.findings.life import BY_SECOND_PERSON, OFFICE_LIFE, SEATS, TOLD, label_of
from mingjian_web.findings.models import Finding, FindingAct, FindingKey
from mingjian_web.findings.sides import licenses_by_proxy, one_side, recused
from mingjian_web.findings.stored import finding_from

#: One answer for what is not there, not in reach, or not yet told: a different one would tip off.
NOT_HERE = Text("没有这一疑点，或者不在职责范围内", "there is no such finding, or it is out of your reach")

#: A finding about an office, or about people alone, is put to nobody.
NOBODY_TO_ASK = Text("本疑点不涉及机构，没有可以要求说明的对象", "no institution is concerned: nobody to ask")


@dataclass(frozen=True, slots=True)
class Doing:
    """One act, by one person, on a finding as their page shows it (`version`), with what they wrote."""

    act: str
    by: Actor
    finding: str
    version: int
    now: datetime
    reason: str = ""
    on_paper: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An act that may be done: the locked row, the lifecycle's row, whom the actor stands in for (empty: nobody)."""

    doing: Doing
    row: Finding
    transition: Transition[FindingFacts]
    acting_for: str = ""
    facts: FindingFacts = field(kw_only=True)


def judged(doing: Doing, *, proposer: Iterable[str] = (), **given: Any) -> Case:
    """The case, with its row locked; call it inside the act's transaction. An institution acts on what it was told.

    `proposer`: the account whose proposal this answers, and whom they stood in for. `given`: facts of the act itself
    (`nominee`, `reply`, `defer_until`). Raises Forbidden (not you), Stale (the page is out of date), NotAllowed
    (not now), BadInput (a day on paper that has not come).
    """
    permission, role = SEATS[doing.act]
    doing.by.must(permission)
    not_after_today(doing.on_paper, doing.now)
    row = in_reach(doing.by, doing.finding, lock=True)
    fresh(row, doing)
    if doing.by.institution and not row.told_state:
        raise Forbidden(NOT_HERE)
    facts, acting_for = facts_of(row, doing, proposer=tuple(proposer), **given)
    state = row.told_state if doing.by.institution else row.state
    transition = check(OFFICE_LIFE, doing.act, FindingState(state), role, facts)
    return Case(doing, row, transition, acting_for, facts=facts)


def in_reach(by: Actor, key: str, *, lock: bool = False) -> Finding:
    """The finding of this name, past names too. Raises Forbidden where there is none for this person."""
    rows = Finding.objects.select_for_update() if lock else Finding.objects.all()
    row = rows.filter(key=key).first()
    if row is None:
        earlier = FindingKey.objects.filter(key=key).values_list("finding", flat=True).first()
        row = rows.filter(pk=earlier).first() if earlier else None
    if row is None or not reaches(by, row):
        raise Forbidden(NOT_HERE)
    return row


def reaches(by: Actor, row: Finding) -> bool:
    """Whether it lies in their reach; an institution's reach begins when it is asked."""
    if by.institution:
        return by.institution == row.institution and row.put_on is not None
    return by.scope.covers(division=row.division, institution=row.institution)


def fresh(row: Finding, doing: Doing) -> None:
    """Raise Stale, saying what was done meanwhile and what now is, unless the page shows the row as it stands.

    For an institution only what it is told counts, and no officer is named.
    """
    if row.version == doing.version:
        return
    meanwhile = row.acts.filter(version__gt=doing.version)
    if doing.by.institution:
        meanwhile = meanwhile.filter(act__in=TOLD)
    last = meanwhile.order_by("-pk").first()
    if last is not None:
        raise Stale(_done_meanwhile(last, row, doing))
    if not doing.by.institution:
        state = FindingState(row.state).label
        raise Stale(Text(f"页面已过时，现为{state.zh}", f"the page is out of date; it is now {state.en}"))


def _done_meanwhile(last: FindingAct, row: Finding, doing: Doing) -> Text:
    label, when = label_of(last.act), f"{last.at.astimezone(doing.now.tzinfo):%Y-%m-%d %H:%M}"
    state = FindingState(row.state).label
    if (last.act, last.by) == (doing.act, doing.by.account):
        return Text(
            f"这一步已于 {when} 办好，没有重复办理；现为{state.zh}",
            f"this was done at {when} and is not done twice; it is now {state.en}",
        )
    if doing.by.institution:
        return Text(
            f"已于 {when} 办理“{label.zh}”，本页已过时，请看过最新情况再办",
            f"“{label.en}” was done at {when}; this page is out of date: look again before acting",
        )
    return Text(
        f"{last.name}已于 {when} 办理“{label.zh}”，现为{state.zh}；本页已过时，请看过最新情况再办",
        f"{last.name} did “{label.en}” at {when}; it is now {state.en}. "
        "This page is out of date: look again before acting",
    )


def facts_of(row: Finding, doing: Doing, *, proposer: tuple[str, ...] = (), **given: Any) -> tuple[FindingFacts, str]:
    """What the lifecycle has to know of this act, and for whom the actor stands in.

    A stand-in acts as the holder. Sides are told to ring one as persons: everybody on one side with a holder counts
    as having handled it; a second person on the proposer's side counts as the proposer.
    """
    today, by = doing.now.date(), doing.by
    as_whom = acts_as(by, SEATS[doing.act][0], row)
    actor: str | None = as_whom or by.account
    second = None
    if doing.act in BY_SECOND_PERSON:
        actor, second = _pair(by, proposer, today)
    aside = _aside(row, by, as_whom, (row.assignee, *proposer, given.get("nominee") or ""), today)
    if actor and by.account in aside:
        aside |= {actor}
    facts = FindingFacts(
        finding=finding_from(row.finding),
        today=today,
        actor=actor,
        second_person=second,
        reason=doing.reason,
        assignee=row.assignee or None,
        handled_by=one_side((*row.handled_by, row.assignee), today),
        recused=aside,
        basis_confirmed_by=row.basis_confirmed_by or None,
        citations_confirmed=frozenset(row.citations_confirmed),
        deferred_until=row.deferred_until,
        reply_due=reply_due(row),
        reply_weighed=row.weighed or None,
        check_record=row.check_record or None,
        **given,
    )
    return facts, as_whom or by.acting_for(SEATS[doing.act][0])


def _pair(by: Actor, proposer: tuple[str, ...], today: date) -> tuple[str | None, str | None]:
    """Proposer and second person; on one side they are one person, which ring one refuses.

    The proposer counts as whom they stood in for (the last named): the holder.
    """
    if not proposer:
        return None, by.account
    holder = proposer[-1]
    together = not one_side(proposer, today).isdisjoint({by.account, *by.persons})
    return holder, holder if together else by.account


def _aside(row: Finding, by: Actor, as_whom: str, others: Iterable[str], today: date) -> frozenset[str]:
    institutions = {row.institution, *(one["id"] for one in row.finding["subjects"] if one["kind"] == "institution")}
    accounts = {by.account, as_whom, *others} - {""}
    aside = recused(accounts, institutions, today)
    if licenses_by_proxy(by) or as_whom in aside:
        return aside | {by.account}
    return aside


def acts_as(by: Actor, permission: Permission, row: Finding) -> str:
    """The holder, if they hold it themselves no more than by standing in for them with this right; else empty."""
    if permission is not Permission.FINDINGS_HANDLE or row.assignee == by.account:
        return ""
    lent = (one for one in by.stands_in if permission in permissions_of(one.roles))
    return next((one.account for one in lent if one.account == row.assignee), "")


def reply_due(row: Finding) -> date | None:
    """The last day of the time for a reply to the latest question; None when it is not known or nothing was asked."""
    if not row.clock:
        return None
    deadline = clocks.deadline(row.clock)
    return deadline.due if deadline else None


def not_after_today(on_paper: date | None, now: datetime) -> None:
    """Raise BadInput for a day on paper that has not come."""
    if on_paper and on_paper > now.date():
        raise BadInput(
            Text(
                f"纸面日期 {on_paper} 晚于今天 {now.date()}，请改正",
                f"the day on paper, {on_paper}, is after today, {now.date()}; correct it",
            )
        )


def refuse(zh: str, en: str) -> NotAllowed:
    """A refusal in one sentence."""
    return NotAllowed(Text(zh, en))
