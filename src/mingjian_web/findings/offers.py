"""What a person's page offers on a finding: each act open to their seat, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mingjian.findings.facts import FindingFacts
from mingjian.lifecycle import Transition
from mingjian.terms import FindingState, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.findings.actions.proposals import proposer_of, waiting
from mingjian_web.findings.judging import Doing, facts_of, reaches
from mingjian_web.findings.life import OFFICE_LIFE, SEATS, SYSTEM_ACTS
from mingjian_web.findings.models import Finding, ProposalKind

#: Needs that the form itself meets: what is typed or chosen there.
ON_THE_FORM = frozenset({"reason_given", "assignee_named", "another_assignee", "until_a_later_day", "reply_given"})

#: Acts that answer a proposal, and of which kind: offered only while one waits.
ANSWERS = {
    "dismiss": ProposalKind.DISMISS,
    "return_dismissal": ProposalKind.DISMISS,
    "rescind": ProposalKind.RESCIND,
    "return_rescission": ProposalKind.RESCIND,
    "return_upholding": ProposalKind.UPHOLD,
    "return_basis": ProposalKind.BASIS,
}

#: Acts that make a proposal: not offered while one of the kind waits.
PROPOSES = {
    "propose_dismissal": ProposalKind.DISMISS,
    "propose_upholding": ProposalKind.UPHOLD,
    "propose_rescission": ProposalKind.RESCIND,
    "ask_basis": ProposalKind.BASIS,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One act: may it be done now, and if not, everything that is lacking, in words."""

    act: str
    label: Text
    missing: tuple[Text, ...]

    @property
    def ready(self) -> bool:
        """Whether it would pass, with the form filled in."""
        return not self.missing


def offers(row: Finding, *, by: Actor, now: datetime) -> tuple[Offer, ...]:
    """The acts of this state that this person's rights reach, in the order of the lifecycle.

    The same rights, facts and needs as the action's own check; what a form asks for counts as given.
    """
    if not reaches(by, row):
        return ()
    state = FindingState(row.state)
    rows = (one for one in OFFICE_LIFE.transitions if one.frm == state and one.name not in SYSTEM_ACTS)
    made = (_offer(row, one, by, now) for one in rows if by.may(SEATS[one.name][0]))
    return tuple(offer for offer in made if offer)


def _offer(row: Finding, transition: Transition[FindingFacts], by: Actor, now: datetime) -> Offer | None:
    act = transition.name
    proposal = waiting(row, ANSWERS[act]) if act in ANSWERS else None
    if act in ANSWERS and proposal is None:
        return None
    if act in PROPOSES and waiting(row, PROPOSES[act]) is not None:
        return None
    doing = Doing(act, by, row.key, row.version, now)
    facts, _ = facts_of(row, doing, proposer=proposer_of(proposal) if proposal else ())
    lacking = (need.reason for need in transition.needs if need.name not in ON_THE_FORM and not need.met(facts))
    return Offer(act, transition.label, tuple(lacking))
