"""The finding's life as the office lives it: ring one's rows, and the steps between them that change no state.

Ring one says what ends and begins; between, people weigh an answer, write down a check, confirm a basis, propose what
another must agree to. They are judged by the same checker, with the same needs, so that no page can forget one.
"""

from __future__ import annotations

from mingjian.findings import needs
from mingjian.findings.facts import FindingFacts
from mingjian.findings.lifecycle import LIFE
from mingjian.lifecycle import Lifecycle, Transition
from mingjian.terms import FindingRole, FindingState, Term, Text
from mingjian_web.accounts.permissions import Permission


class Seat(Term):
    """Who takes part without a row of their own in ring one."""

    REVIEWER = "reviewer", "复核人", "the reviewer"
    LEGAL = "legal", "政策法规岗", "legal affairs"


Row = Transition[FindingFacts]

ASSIGNED, PUT, ANSWERED = FindingState.ASSIGNED, FindingState.PUT, FindingState.ANSWERED
UPHELD = FindingState.UPHELD
HELD = (ASSIGNED, PUT, ANSWERED)

BY_THE_HOLDER = (needs.actor_is_assignee, needs.reason_given, needs.nobody_recused_acts)
BY_ANOTHER = (needs.somebody_else, needs.reason_given, needs.nobody_recused_acts)
BY_THE_SECOND = (needs.reason_given, needs.second_person_agrees, needs.nobody_recused_acts)


def _steps(
    name: str,
    states: tuple[FindingState, ...],
    by: Term,
    of: tuple[needs.OfFinding, ...],
    label: Text,
) -> tuple[Row, ...]:
    return tuple(Row(name, state, state, by=(by,), needs=of, event=name, label=label) for state in states)


STEPS: tuple[Row, ...] = (
    *_steps("weigh", (ANSWERED,), FindingRole.CLERK, BY_THE_HOLDER, Text("记录对说明的意见", "weigh the reply")),
    *_steps("record_check", HELD, FindingRole.CLERK, BY_THE_HOLDER, Text("登记核查记录", "record a check")),
    *_steps("ask_basis", HELD, FindingRole.CLERK, BY_THE_HOLDER, Text("请法规岗确认依据", "ask to confirm the basis")),
    *_steps("confirm_basis", HELD, Seat.LEGAL, BY_ANOTHER, Text("确认依据", "confirm the basis")),
    *_steps("confirm_citation", HELD, Seat.LEGAL, BY_ANOTHER, Text("核对引文", "check a citation")),
    *_steps("return_basis", HELD, Seat.LEGAL, BY_ANOTHER, Text("不确认依据，退回", "return, not confirming the basis")),
    *_steps("propose_dismissal", HELD, FindingRole.CLERK, BY_THE_HOLDER, Text("拟认定不成立", "propose to dismiss")),
    *_steps("return_dismissal", HELD, Seat.REVIEWER, BY_THE_SECOND, Text("退回承办人", "return to the officer")),
    *_steps(
        "propose_upholding",
        (PUT, ANSWERED),
        FindingRole.CLERK,
        BY_THE_HOLDER,
        Text("拟认定成立", "propose to uphold"),
    ),
    *_steps("return_upholding", (PUT, ANSWERED), FindingRole.DIRECTOR, BY_ANOTHER, Text("退回再办", "send back")),
    *_steps(
        "propose_rescission",
        (UPHELD,),
        FindingRole.DIRECTOR,
        (needs.reason_given, needs.nobody_recused_acts),
        Text("拟撤销认定", "propose to rescind"),
    ),
    *_steps("return_rescission", (UPHELD,), Seat.REVIEWER, BY_THE_SECOND, Text("不同意撤销", "refuse to rescind")),
)

OFFICE_LIFE = Lifecycle(LIFE.name, LIFE.states, (*LIFE.transitions, *STEPS), LIFE.initial, LIFE.final)

#: Act → who does it: the right it takes, and the role its row names.
SEATS: dict[str, tuple[Permission, Term]] = {
    **dict.fromkeys(
        ("assign", "reassign", "defer", "end_deferral", "recall", "uphold", "propose_rescission", "return_upholding"),
        (Permission.FINDINGS_DIRECT, FindingRole.DIRECTOR),
    ),
    **dict.fromkeys(
        ("put", "weigh", "record_check", "ask_basis", "propose_dismissal", "propose_upholding"),
        (Permission.FINDINGS_HANDLE, FindingRole.CLERK),
    ),
    **dict.fromkeys(
        ("confirm_basis", "confirm_citation", "return_basis"), (Permission.FINDINGS_CONFIRM_BASIS, Seat.LEGAL)
    ),
    **dict.fromkeys(("return_dismissal", "return_rescission"), (Permission.FINDINGS_AGREE, Seat.REVIEWER)),
    # Done by the reviewer's word, judged as the act of whoever proposed it:
    "dismiss": (Permission.FINDINGS_AGREE, FindingRole.CLERK),
    "rescind": (Permission.FINDINGS_AGREE, FindingRole.DIRECTOR),
    "answer": (Permission.OWN_FINDINGS_ANSWER, FindingRole.INSTITUTION),
}

#: What the institution is told of; everything else is the office's own.
TOLD = frozenset({"put", "recall", "answer", "put_again", "uphold", "dismiss", "rescind"})

#: Acts that answer what another person proposed: the proposer acts, whoever clicks is the second person.
BY_SECOND_PERSON = frozenset({"dismiss", "return_dismissal", "rescind", "return_rescission"})


def label_of(act: str) -> Text:
    """What an act is called."""
    return LABELS.get(act) or next(row.label for row in OFFICE_LIFE.transitions if row.name == act)


#: What stands in the timeline beside the acts of the lifecycle.
LABELS: dict[str, Text] = {
    "received": Text("筛查发现", "found by screening"),
    "changed": Text("筛查发现事实有变化", "screening found changed facts"),
    "law_changed": Text("依据版本更新", "judged by newer law"),
    "gone": Text("本次筛查未再发现", "no longer found by screening"),
    "found_again": Text("再次发现", "found again"),
    "note": Text("备注", "remark"),
    "withdraw": Text("撤回建议", "withdraw the proposal"),
}
