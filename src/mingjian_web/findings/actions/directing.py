"""The director's acts before a question is put: who handles it, whether telling waits; and work handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor, actor_of
from mingjian_web.accounts.models import Account
from mingjian_web.accounts.permissions import Forbidden, Permission
from mingjian_web.accounts.refusals import Stale
from mingjian_web.accounts.trail import leave
from mingjian_web.findings.actions.proposals import withdraw_all
from mingjian_web.findings.judging import Doing, in_reach, judged, reaches, refuse
from mingjian_web.findings.life import HELD
from mingjian_web.findings.models import Finding, Recusal
from mingjian_web.findings.recording import enter, tell, trail


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one finding of many: done, or why not."""

    finding: str
    done: bool
    why: tuple[Text, ...] = ()


def assign(*, by: Actor, finding: str, version: int, to: str, now: datetime, reason: str = "") -> Finding:
    """分办: name the officer who handles a new finding (`to`: their account)."""
    return _give(Doing("assign", by, finding, version, now, reason), to)


def reassign(*, by: Actor, finding: str, version: int, to: str, now: datetime, reason: str = "") -> Finding:
    """改派: give it to another officer. What the former holder proposed falls away."""
    return _give(Doing("reassign", by, finding, version, now, reason), to)


def assign_all(*, by: Actor, chosen: Sequence[tuple[str, int]], to: str, now: datetime) -> list[Outcome]:
    """分办 many new findings (key, version) to one officer, each on its own; what became of each, in order."""
    by.must(Permission.FINDINGS_DIRECT)
    return [_outcome(Doing("assign", by, key, version, now), to) for key, version in chosen]


def hand_over(
    *, by: Actor, frm: str, to: str, reason: str, now: datetime, findings: Iterable[str] | None = None
) -> list[Outcome]:
    """移交: give what one officer holds (all of it, or these) to another; what became of each.

    Each is a reassignment of its own, with its own refusals (the new officer may have to stand aside from one);
    the trail has the hand-over once more as a whole. BadInput where no reason is given.
    """
    by.must(Permission.HAND_OVER)
    if not reason.strip():
        raise BadInput(Text("请写明移交理由", "give the reason of the hand-over"))
    states = [state.value for state in HELD]
    rows = Finding.objects.filter(assignee=frm, state__in=states).order_by("pk")
    if findings is not None:
        rows = rows.filter(key__in=list(findings))
    held = [row for row in rows if reaches(by, row)]
    done = [_outcome(Doing("reassign", by, row.key, row.version, now, reason), to) for row in held]
    leave(
        "findings.hand_over",
        by=by,
        now=now,
        kind="account",
        object=frm,
        reason=reason,
        detail={"to": to, "moved": [one.finding for one in done if one.done]},
    )
    return done


def defer(*, by: Actor, finding: str, version: int, until: date | None, reason: str, now: datetime) -> Finding:
    """暂缓告知: do not tell the institution until after that day; it ends by itself. Not by who handled it."""
    doing = Doing("defer", by, finding, version, now, reason)
    with transaction.atomic():
        case = judged(doing, defer_until=until)
        return enter(case, deferred_until=until, detail={"until": until.isoformat() if until else None})


def end_deferral(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """结束暂缓 before its day."""
    with transaction.atomic():
        return enter(judged(Doing("end_deferral", by, finding, version, now, reason)), deferred_until=None)


def note(*, by: Actor, finding: str, text: str, now: datetime) -> Finding:
    """备注: a remark in the timeline, seen inside the office only. It changes nothing and outdates no page."""
    by.must(Permission.FINDINGS_VIEW)
    if not text.strip():
        raise BadInput(Text("备注是空的", "the remark is empty"))
    with transaction.atomic():
        row = in_reach(by, finding)
        tell(row, "note", by=by, now=now, reason=text.strip(), frm=row.state)
        trail("note", row, by=by, now=now)
        return row


def declare_recusal(*, by: Actor, account: str, institution: str, reason: str, now: datetime) -> Recusal:
    """回避: an officer stands aside from an institution: oneself, or somebody else by the director's word."""
    if account != by.account:
        by.must(Permission.FINDINGS_DIRECT)
    if not (reason.strip() and institution.strip()):
        raise BadInput(Text("请写明回避的机构和理由", "name the institution and the reason"))
    with transaction.atomic():
        row = Recusal.objects.create(
            account=account, institution=institution, reason=reason.strip(), by=by.account, at=now
        )
        leave("findings.recuse", by=by, now=now, kind="account", object=account, detail={"institution": institution})
    return row


def end_recusal(*, by: Actor, recusal: int, now: datetime) -> Recusal:
    """The reason to stand aside is gone. Never by the one who stands aside."""
    by.must(Permission.FINDINGS_DIRECT)
    with transaction.atomic():
        row = Recusal.objects.select_for_update().filter(pk=recusal, ended_at=None).first()
        if row is None or row.account in by.persons:
            raise refuse("回避由本人以外的处长结束", "somebody else, a director, ends it")
        row.ended_at = now
        row.save(update_fields=("ended_at",))
        leave("findings.end_recusal", by=by, now=now, kind="account", object=row.account)
    return row


def _give(doing: Doing, to: str) -> Finding:
    with transaction.atomic():
        case = judged(doing, nominee=to or None)
        _can_take(to, case.row, doing.now)
        frm, handled = case.row.assignee, case.row.handled_by
        withdraw_all(case.row, by=doing.by, now=doing.now)
        handled = handled if to in handled else [*handled, to]
        return enter(case, assignee=to, handled_by=handled, detail={"from": frm, "to": to})


def _can_take(to: str, row: Finding, now: datetime) -> None:
    """Raise NotAllowed unless the account is open, may handle findings, and reaches this one."""
    account = Account.objects.filter(name_of_account=to, closed_at=None).first()
    if account is None:
        raise refuse(f"没有在用的账号 {to}", f"there is no open account {to}")
    actor = actor_of(account, now=now)
    if not actor.may(Permission.FINDINGS_HANDLE) or not reaches(actor, row):
        raise refuse(
            f"{account.name}不能承办本疑点：没有承办权限，或者不在其职责范围内",
            f"{account.name} cannot handle this finding: no right to, or out of their reach",
        )


def _outcome(doing: Doing, to: str) -> Outcome:
    try:
        _give(doing, to)
    except NotAllowed as refusal:
        return Outcome(doing.finding, False, refusal.reasons)
    except (Stale, Forbidden) as refusal:
        return Outcome(doing.finding, False, (refusal.reason,))
    return Outcome(doing.finding, True)
