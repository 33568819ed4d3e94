"""An entry's own life: proposed, confirmed by a second person, withdrawn by two again.

An official text counts as read when two persons say so (mingjian.law.overlay); taking it back takes two as well. Where
the office has no second person, the next office above decides: `confirming.py` says who.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.lifecycle import Lifecycle, Need, Transition, present
from mingjian.terms import Term, Text
from mingjian_web.law.states import EntryState


class EntryRole(Term):
    """Who acts on an entry."""

    ENTERER = "enterer", "录入人", "who enters"
    SECOND = "second", "核对人", "the second person"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What the rows below ask about.

    `acting` is the person with everybody they stand in for: they count as one side. `by_right_of` is the one of them
    whose right is used, `asked_by` the side that asked, `eligible` who may decide.
    """

    acting: frozenset[str]
    by_right_of: str
    asked_by: frozenset[str]
    entered_by: str
    eligible: frozenset[str]
    reason: str = ""


Row = Transition[EntryFacts]

somebody_else = Need[EntryFacts](
    "somebody_else",
    Text("须由录入人（申请人）以外的人核对", "somebody other than who entered or asked must decide"),
    lambda facts: bool(facts.asked_by) and facts.acting.isdisjoint(facts.asked_by),
)
competent = Need[EntryFacts](
    "competent",
    Text(
        "由本机关其他政策法规人员核对；本机关没有的，由上一级机关核对",
        "another legal-affairs person of the office decides; where there is none, the office above",
    ),
    lambda facts: facts.by_right_of in facts.eligible,
)
own_entry = Need[EntryFacts](
    "own_entry",
    Text("待核对的内容只能由录入人撤下", "what waits is taken back only by who entered it"),
    lambda facts: facts.entered_by in facts.acting,
)
reason_given: Need[EntryFacts] = present(
    "reason_given", Text("没有填写理由", "no reason is given"), lambda facts: facts.reason
)

CONFIRM = Text("核对无误", "confirm")
REFUSE = Text("退回", "send back")
WITHDRAW = Text("撤下", "withdraw")

LIFE = Lifecycle[EntryFacts](
    name=Text("规定、日历的录入", "an entry of law or calendar"),
    states=tuple(EntryState),
    initial=EntryState.PROPOSED,
    final=(EntryState.IN_FORCE, EntryState.REFUSED, EntryState.WITHDRAWN),
    transitions=(
        Row(
            "confirm",
            EntryState.PROPOSED,
            EntryState.IN_FORCE,
            by=(EntryRole.SECOND,),
            label=CONFIRM,
            event="entry_confirmed",
            needs=(somebody_else, competent),
            official=True,
        ),
        Row(
            "refuse",
            EntryState.PROPOSED,
            EntryState.REFUSED,
            by=(EntryRole.SECOND,),
            label=REFUSE,
            event="entry_refused",
            needs=(somebody_else, competent, reason_given),
        ),
        Row(
            "withdraw",
            EntryState.PROPOSED,
            EntryState.WITHDRAWN,
            by=(EntryRole.ENTERER,),
            label=WITHDRAW,
            event="entry_taken_back",
            needs=(own_entry, reason_given),
        ),
        Row(
            "withdraw",
            EntryState.IN_FORCE,
            EntryState.WITHDRAWING,
            by=(EntryRole.ENTERER,),
            label=WITHDRAW,
            event="withdrawal_asked",
            needs=(reason_given,),
        ),
        Row(
            "confirm",
            EntryState.WITHDRAWING,
            EntryState.WITHDRAWN,
            by=(EntryRole.SECOND,),
            label=CONFIRM,
            event="entry_withdrawn",
            needs=(somebody_else, competent),
            official=True,
        ),
        Row(
            "refuse",
            EntryState.WITHDRAWING,
            EntryState.IN_FORCE,
            by=(EntryRole.SECOND,),
            label=REFUSE,
            event="withdrawal_refused",
            needs=(somebody_else, competent, reason_given),
        ),
    ),
)
