"""What waits for another person's word: made once, answered once, gone when the finding moves on."""

from __future__ import annotations

from datetime import datetime

from mingjian_web.accounts.actor import Actor
from mingjian_web.findings.judging import Case, refuse
from mingjian_web.findings.models import Finding, Proposal, ProposalKind, ProposalOutcome

WAITING, WITHDRAWN = ProposalOutcome.WAITING, ProposalOutcome.WITHDRAWN


def propose(case: Case, kind: ProposalKind, *, reason_kind: str = "") -> Proposal:
    """Let it wait. Raises NotAllowed while one of the kind waits already."""
    if waiting(case.row, kind) is not None:
        raise refuse(f"“{kind.label.zh}”已在等待复核", f"one waits already: {kind.label.en}")
    doing = case.doing
    return Proposal.objects.create(
        finding=case.row,
        kind=kind.value,
        by=doing.by.account,
        name=doing.by.name,
        acting_for=case.acting_for,
        at=doing.now,
        reason_kind=reason_kind,
        text=doing.reason.strip(),
    )


def waiting(row: Finding, kind: ProposalKind) -> Proposal | None:
    """The one of the kind that waits."""
    return row.proposals.filter(kind=kind.value, outcome=WAITING.value).first()


def close(proposal: Proposal, outcome: ProposalOutcome, *, by: Actor, now: datetime, answer: str = "") -> None:
    """It is answered."""
    proposal.outcome, proposal.closed_by, proposal.closed_at = outcome.value, by.account, now
    proposal.answer = answer
    proposal.save()


def close_waiting(
    row: Finding, kind: ProposalKind, outcome: ProposalOutcome, *, by: Actor, now: datetime, answer: str = ""
) -> None:
    """Whatever of the kind waits is answered; nothing happens where nothing waits."""
    if proposal := waiting(row, kind):
        close(proposal, outcome, by=by, now=now, answer=answer)


def withdraw_all(row: Finding, *, by: Actor, now: datetime) -> None:
    """Everything that waits falls away: the finding has moved on."""
    for proposal in row.proposals.filter(outcome=WAITING.value):
        close(proposal, WITHDRAWN, by=by, now=now)


def proposer_of(proposal: Proposal) -> tuple[str, ...]:
    """Who proposed it, and, last, whom they stood in for."""
    return (proposal.by, proposal.acting_for) if proposal.acting_for else (proposal.by,)
