"""How a finding ends: what the holder proposes and another agrees to, what the director upholds, what is taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mingjian_web.accounts.actor import Actor
from mingjian_web.findings.actions.proposals import (
    close,
    close_waiting,
    propose,
    proposer_of,
    waiting,
    withdraw_all,
)
from mingjian_web.findings.clock import stop_reply_clock
from mingjian_web.findings.judging import Doing, fresh, in_reach, judged, refuse
from mingjian_web.findings.life import SEATS
from mingjian_web.findings.models import DismissalReason, Finding, Proposal, ProposalKind, ProposalOutcome
from mingjian_web.findings.recording import enter, tell, trail

AGREED, RETURNED = ProposalOutcome.AGREED, ProposalOutcome.RETURNED


def dismiss(
    *, by: Actor, finding: str, version: int, reason_kind: DismissalReason, reason: str, now: datetime
) -> Finding:
    """拟认定不成立: the holder proposes it, and a second person has to agree before anything changes."""
    doing = Doing("propose_dismissal", by, finding, version, now, reason)
    return _propose(doing, ProposalKind.DISMISS, reason_kind=DismissalReason(reason_kind).value)


def agree_dismissal(*, by: Actor, finding: str, version: int, now: datetime, reason: str = "") -> Finding:
    """同意认定不成立: the second person's word; the finding is dismissed, and stays so until its facts change."""
    with transaction.atomic():
        proposal = _proposed(by, finding, version, "dismiss", ProposalKind.DISMISS, now)
        doing = Doing("dismiss", by, finding, version, now, proposal.text)
        case = judged(doing, proposer=proposer_of(proposal))
        close(proposal, AGREED, by=by, now=now, answer=reason)
        withdraw_all(case.row, by=by, now=now)
        stop_reply_clock(case.row, now=now)
        return enter(
            case,
            decided_on=now.date(),
            decision=proposal.text,
            detail={"proposed_by": proposal.by, "reason_kind": proposal.reason_kind, "answer": reason},
        )


def return_dismissal(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """退回: the second person does not agree, and says why; the finding stays with its holder."""
    return _return("return_dismissal", ProposalKind.DISMISS, by, finding, version, reason, now)


def propose_upholding(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """拟认定成立: the holder's opinion, for the director to decide on."""
    return _propose(Doing("propose_upholding", by, finding, version, now, reason), ProposalKind.UPHOLD)


def return_upholding(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """The director sends the holder's opinion back, with a reason."""
    return _return("return_upholding", ProposalKind.UPHOLD, by, finding, version, reason, now)


def uphold(
    *, by: Actor, finding: str, version: int, reason: str, now: datetime, on_paper: date | None = None
) -> Finding:
    """认定成立: the director, who never held it, after the institution was heard or its time ran out."""
    with transaction.atomic():
        case = judged(Doing("uphold", by, finding, version, now, reason, on_paper))
        close_waiting(case.row, ProposalKind.UPHOLD, AGREED, by=by, now=now, answer=reason)
        withdraw_all(case.row, by=by, now=now)
        stop_reply_clock(case.row, now=now)
        return enter(case, decided_on=on_paper or now.date(), decision=reason.strip())


def rescind(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """拟撤销认定: a director proposes to take the decision back; a second person has to agree."""
    return _propose(Doing("propose_rescission", by, finding, version, now, reason), ProposalKind.RESCIND)


def agree_rescission(*, by: Actor, finding: str, version: int, now: datetime, reason: str = "") -> Finding:
    """同意撤销认定: the decision is taken back by an entry that mends the first; the holder takes it up again."""
    with transaction.atomic():
        proposal = _proposed(by, finding, version, "rescind", ProposalKind.RESCIND, now)
        case = judged(Doing("rescind", by, finding, version, now, proposal.text), proposer=proposer_of(proposal))
        close(proposal, AGREED, by=by, now=now, answer=reason)
        upheld = case.row.acts.filter(act="uphold").order_by("-pk").values_list("ledger_index", flat=True).first()
        detail = {"proposed_by": proposal.by, "answer": reason}
        return enter(case, decided_on=None, decision="", corrects=upheld, detail=detail)


def return_rescission(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """The second person does not agree; the decision stands."""
    return _return("return_rescission", ProposalKind.RESCIND, by, finding, version, reason, now)


def ask_basis(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """请法规岗确认依据: the holder asks, and it waits on the list of legal affairs."""
    return _propose(Doing("ask_basis", by, finding, version, now, reason), ProposalKind.BASIS)


def return_basis(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """Legal affairs does not confirm the basis, and says why."""
    return _return("return_basis", ProposalKind.BASIS, by, finding, version, reason, now)


def withdraw(*, by: Actor, finding: str, version: int, kind: ProposalKind, now: datetime) -> Finding:
    """撤回建议: whoever proposed it, or whoever stands on their side, takes it back before it is answered."""
    with transaction.atomic():
        row = in_reach(by, finding, lock=True)
        fresh(row, Doing("withdraw", by, finding, version, now))
        proposal = waiting(row, kind)
        if proposal is None or by.persons.isdisjoint(proposer_of(proposal)):
            raise refuse("只有提出人可以撤回，且须尚未复核", "only who proposed it can, and before it is answered")
        close(proposal, ProposalOutcome.WITHDRAWN, by=by, now=now)
        row.version, row.changed_at = row.version + 1, now
        row.save(update_fields=("version", "changed_at"))
        tell(row, "withdraw", by=by, now=now, frm=row.state, detail={"kind": kind.value})
        trail("withdraw", row, by=by, now=now)
        return row


def _propose(doing: Doing, kind: ProposalKind, *, reason_kind: str = "") -> Finding:
    with transaction.atomic():
        case = judged(doing)
        propose(case, kind, reason_kind=reason_kind)
        return enter(case, detail={"reason_kind": reason_kind} if reason_kind else {})


def _return(act: str, kind: ProposalKind, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    with transaction.atomic():
        proposal = _proposed(by, finding, version, act, kind, now)
        case = judged(Doing(act, by, finding, version, now, reason), proposer=proposer_of(proposal))
        close(proposal, RETURNED, by=by, now=now, answer=reason.strip())
        return enter(case, detail={"proposed_by": proposal.by})


def _proposed(by: Actor, finding: str, version: int, act: str, kind: ProposalKind, now: datetime) -> Proposal:
    """What waits, seen by who may see it, on a page that is fresh. Raises NotAllowed where nothing waits."""
    by.must(SEATS[act][0])
    row = in_reach(by, finding, lock=True)
    fresh(row, Doing(act, by, finding, version, now))
    proposal = waiting(row, kind)
    if proposal is None:
        raise refuse(f"没有待复核的“{kind.label.zh}”", f"nothing waits to be agreed to: {kind.label.en}")
    return proposal
