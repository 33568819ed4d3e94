"""What a person may do with a finding now: every act their rights give them, open, or closed with the reasons.

The same facts and the same rows as the action itself; what a person will write in the form is taken as written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mingjian.terms import FindingState, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.findings.actions.proposals import proposer_of, waiting
from mingjian_web.findings.judging import NOBODY_TO_ASK, Doing, facts_of, reaches
from mingjian_web.findings.life import BY_SECOND_PERSON, OFFICE_LIFE, SEATS
from mingjian_web.findings.models import Finding, ProposalKind

#: What stands for words not yet written, and for somebody not yet named.
WRITTEN, SOMEBODY = "…", "…"

#: Acts that answer a proposal show only while it waits.
ANSWERS = {
    "dismiss": ProposalKind.DISMISS,
    "return_dismissal": ProposalKind.DISMISS,
    "return_upholding": ProposalKind.UPHOLD,
    "rescind": ProposalKind.RESCIND,
    "return_rescission": ProposalKind.RESCIND,
    "return_basis": ProposalKind.BASIS,
}

#: Acts that make a proposal do not show while one of the kind waits.
PROPOSES = {
    "propose_dismissal": ProposalKind.DISMISS,
    "propose_upholding": ProposalKind.UPHOLD,
    "propose_rescission": ProposalKind.RESCIND,
    "ask_basis": ProposalKind.BASIS,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act: its name, its words, and why it cannot be done now (nothing: it can)."""

    act: str
    words: Text
    why_not: tuple[Text, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it can be done."""
        return not self.why_not


def offers(by: Actor, row: Finding, *, now: datetime) -> list[Offer]:
    """Every act of this person in this state, in the order of the lifecycle."""
    if not reaches(by, row):
        return []
    made = []
    for act in OFFICE_LIFE.actions:
        seat = SEATS.get(act)
        if seat is None or not by.may(seat[0]):
            continue
        if act in ANSWERS and waiting(row, ANSWERS[act]) is None:
            continue
        if act in PROPOSES and waiting(row, PROPOSES[act]) is not None:
            continue
        offer = _offer(by, row, act, now)
        if offer is not None:
            made.append(offer)
    return made


def _offer(by: Actor, row: Finding, act: str, now: datetime) -> Offer | None:
    transition = OFFICE_LIFE.row(act, FindingState(row.state))
    if transition is None or SEATS[act][1] not in transition.by:
        return None
    proposal = waiting(row, ANSWERS[act]) if act in BY_SECOND_PERSON else None
    doing = Doing(act, by, row.key, row.version, now, WRITTEN)
    facts, _ = facts_of(
        row,
        doing,
        proposer=proposer_of(proposal) if proposal else (),
        nominee=SOMEBODY,
        reply=WRITTEN,
        defer_until=now.date() + timedelta(days=1),
    )
    why_not = [need.reason for need in transition.needs if not need.met(facts)]
    if act == "put" and not row.institution:
        why_not.append(NOBODY_TO_ASK)
    return Offer(act, transition.label, tuple(why_not))
