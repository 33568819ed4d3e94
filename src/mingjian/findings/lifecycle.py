"""The finding's own life: found, assigned, put to the institution, answered, upheld or dismissed.

The institution has its right of reply: nothing is upheld that was not put to it, and not before its reply was
heard or the time for it has run out. That time (`findings.reply`) is the office's own setting, no law. A
dismissal sticks until a telling fact changes; when the facts change after the question was put, it has to be
put again. What ends a question that was put enters the ledger as the question did; an untold finding leaves
no trace there, for its entry would tip off.
"""

from __future__ import annotations

from mingjian.findings import needs
from mingjian.findings.facts import FindingFacts
from mingjian.lifecycle import Lifecycle, Transition
from mingjian.terms import FindingRole, FindingState, Text

NEW, ASSIGNED = FindingState.NEW, FindingState.ASSIGNED
PUT, ANSWERED = FindingState.PUT, FindingState.ANSWERED
UPHELD, DISMISSED = FindingState.UPHELD, FindingState.DISMISSED
SYSTEM, INSTITUTION = FindingRole.SYSTEM, FindingRole.INSTITUTION
CLERK, DIRECTOR = FindingRole.CLERK, FindingRole.DIRECTOR

REPLY = "findings.reply"

Row = Transition[FindingFacts]

BEFORE_PUTTING: tuple[Row, ...] = (
    Row(
        "assign",
        NEW,
        ASSIGNED,
        by=(DIRECTOR,),
        needs=(needs.assignee_named, needs.nobody_recused_takes),
        event="finding_assigned",
        label=Text("分办", "assign"),
    ),
    *(
        Row(
            "reassign",
            state,
            state,
            by=(DIRECTOR,),
            needs=(needs.another_assignee, needs.nobody_recused_takes),
            event="finding_reassigned",
            label=Text("改派", "reassign"),
        )
        for state in (ASSIGNED, PUT, ANSWERED)
    ),
    Row(
        "defer",
        ASSIGNED,
        ASSIGNED,
        by=(DIRECTOR,),
        needs=(
            needs.somebody_else,
            needs.until_a_later_day,
            needs.reason_given,
            needs.nobody_recused_acts,
        ),
        event="telling_deferred",
        label=Text("暂缓告知", "defer telling the institution"),
    ),
    Row(
        "end_deferral",
        ASSIGNED,
        ASSIGNED,
        by=(DIRECTOR,),
        needs=(needs.deferred, needs.reason_given, needs.nobody_recused_acts),
        event="deferral_ended",
        label=Text("结束暂缓", "end the deferral"),
    ),
)

QUESTION_AND_REPLY: tuple[Row, ...] = (
    Row(
        "put",
        ASSIGNED,
        PUT,
        by=(CLERK,),
        needs=(
            needs.actor_is_assignee,
            needs.basis_confirmed,
            needs.not_deferred,
            needs.nobody_recused_acts,
        ),
        event="finding_put",
        official=True,
        label=Text("要求说明", "put to the institution"),
    ),
    *(
        Row(
            "recall",
            state,
            ASSIGNED,
            by=(DIRECTOR,),
            needs=(needs.reason_given, needs.nobody_recused_acts),
            event="finding_recalled",
            official=True,
            label=Text("撤回说明要求", "recall the question"),
        )
        for state in (PUT, ANSWERED)
    ),
    *(
        Row(
            "answer",
            state,
            ANSWERED,
            by=(INSTITUTION,),
            needs=(needs.reply_given,),
            within=REPLY,
            event="finding_answered",
            official=True,
            label=Text("说明", "answer"),
        )
        for state in (PUT, ANSWERED)
    ),
    *(
        Row(
            "put_again",
            state,
            ASSIGNED,
            by=(SYSTEM,),
            needs=(needs.facts_changed,),
            event="finding_facts_changed",
            official=True,
            label=Text("因事实变化退回", "send back because the facts changed"),
        )
        for state in (PUT, ANSWERED)
    ),
)

TO_UPHOLD = (
    needs.somebody_else,
    needs.citations_read,
    needs.more_than_a_clue,
    needs.reason_given,
    needs.nobody_recused_acts,
)

DECISION: tuple[Row, ...] = (
    *(
        Row(
            "uphold",
            state,
            UPHELD,
            by=(DIRECTOR,),
            needs=(heard, *TO_UPHOLD),
            event="finding_upheld",
            official=True,
            label=Text("认定成立", "uphold"),
        )
        for state, heard in ((PUT, needs.reply_period_over), (ANSWERED, needs.reply_heard))
    ),
    *(
        Row(
            "dismiss",
            state,
            DISMISSED,
            by=(CLERK,),
            needs=(
                needs.actor_is_assignee,
                needs.reason_given,
                needs.second_person_agrees,
                needs.nobody_recused_acts,
            ),
            event="finding_dismissed",
            official=told,
            label=Text("认为不成立", "dismiss"),
        )
        for state, told in ((ASSIGNED, False), (PUT, True), (ANSWERED, True))
    ),
    Row(
        "rescind",
        UPHELD,
        ASSIGNED,
        by=(DIRECTOR,),
        needs=(needs.reason_given, needs.second_person_agrees, needs.nobody_recused_acts),
        event="finding_rescinded",
        official=True,
        label=Text("撤销认定", "rescind the decision"),
    ),
    Row(
        "reopen",
        DISMISSED,
        NEW,
        by=(SYSTEM,),
        needs=(needs.facts_changed,),
        event="finding_reopened",
        label=Text("因事实变化重新提出", "reopen because the facts changed"),
    ),
)

LIFE = Lifecycle(
    name=Text("疑点", "finding"),
    states=tuple(FindingState),
    transitions=(*BEFORE_PUTTING, *QUESTION_AND_REPLY, *DECISION),
    initial=NEW,
    final=(UPHELD, DISMISSED),
)
