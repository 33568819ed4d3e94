"""Who may do what to a finding, when; and that no row works without each of its needs."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from mingjian.findings import BASIS_NOT_VERIFIED, Citation, Evidence, Finding, Subject
from mingjian.findings.facts import FindingFacts
from mingjian.findings.lifecycle import LIFE
from mingjian.lifecycle import NotAllowed, can, check, mermaid, transition_table
from mingjian.terms import FindingRole, FindingState, LawStatus, Level, Severity, Text

LI, WANG, ZHAO, SUN = "o-li", "o-wang", "o-zhao", "o-sun"  # clerk, director, reviewer, another clerk
TODAY = date(2026, 3, 16)
YESTERDAY, TOMORROW = date(2026, 3, 15), date(2026, 3, 17)

ACTIONS = (
    *("assign", "reassign", "defer", "end_deferral", "put", "recall", "answer", "put_again"),
    *("uphold", "dismiss", "rescind", "reopen"),
)

#: By hand, from the procedure as described: what each role may do in each state, needs aside.
MAY = {
    ("new", "director"): {"assign"},
    ("assigned", "director"): {"reassign", "defer", "end_deferral"},
    ("assigned", "clerk"): {"put", "dismiss"},
    ("put", "director"): {"reassign", "recall", "uphold"},
    ("put", "clerk"): {"dismiss"},
    ("put", "institution"): {"answer"},
    ("put", "system"): {"put_again"},
    ("answered", "director"): {"reassign", "recall", "uphold"},
    ("answered", "clerk"): {"dismiss"},
    ("answered", "institution"): {"answer"},
    ("answered", "system"): {"put_again"},
    ("upheld", "director"): {"rescind"},
    ("dismissed", "system"): {"reopen"},
}


def finding(hour: int = 9, **changes: object) -> Finding:
    """A leader who is said to have been absent."""
    absent = Finding(
        rule="SITE-01",
        basis="leader",
        level=Level.HARD,
        severity=Severity.SERIOUS,
        regime="2019",
        on=date(2025, 3, 14),
        subjects=(Subject("project", "j-1"),),
        evidence=(Evidence("projects", id="j-1", fields={"hour": hour}),),
        message=Text("项目组长未到场", "the leader was not on site"),
        citations=(Citation("某条", LawStatus.SEEN),),
        check=Text("看原始记录", "see the original record"),
        excuses=(),
    )
    return replace(absent, **changes)  # type: ignore[arg-type]


CLUE = finding(level=Level.CLUE)
DOUBTFUL = finding(level=Level.CLUE, notes=(BASIS_NOT_VERIFIED,))
UNREAD = finding(citations=(Citation("某条", LawStatus.SEEN), Citation("另一条", LawStatus.REMEMBERED)))


def ready(action: str) -> FindingFacts:
    """Facts that let the action pass: everything in order."""
    in_order = FindingFacts(
        finding=finding(),
        today=TODAY,
        actor=LI if action in ("put", "dismiss") else WANG,
        reason="记录有误，已更正",
        assignee=LI,
        handled_by=frozenset({LI}),
        nominee=SUN,
        second_person=ZHAO,
        deferred_until=TOMORROW if action == "end_deferral" else None,
        defer_until=TOMORROW,
        reply="d-7",
        reply_due=YESTERDAY,
        reply_weighed="d-8",
        found=finding(hour=10),
    )
    return replace(in_order, assignee=None, handled_by=frozenset()) if action == "assign" else in_order


EVERYTHING = list(product(FindingState, ACTIONS, FindingRole))


def test_the_life_has_these_acts_and_no_others():
    assert set(LIFE.actions) == set(ACTIONS)


@pytest.mark.parametrize("state, action, role", EVERYTHING)
def test_with_everything_in_order_the_rows_and_the_procedure_agree(state, action, role):
    by_hand = action in MAY.get((state.value, role.value), set())
    by_rows = any((row.name, row.frm) == (action, state) and role in row.by for row in LIFE.transitions)
    assert can(LIFE, action, state, role, ready(action)) is by_hand is by_rows


#: By hand: the one fact that breaks each need and no other of its row.
BROKEN_BY = {
    "assignee_named": {"nominee": None},
    "another_assignee": {"nominee": LI},
    "actor_is_assignee": {"actor": SUN},
    "somebody_else": {"actor": LI},
    "four_eyes": {"actor": LI},
    "second_person_agrees": {"second_person": None},
    "reason_given": {"reason": "  "},
    "basis_confirmed": {"finding": DOUBTFUL},
    "citations_read": {"finding": UNREAD},
    "more_than_a_clue": {"finding": CLUE},
    "not_deferred": {"deferred_until": TODAY},
    "deferred": {"deferred_until": YESTERDAY},
    "until_a_later_day": {"defer_until": TODAY},
    "reply_given": {"reply": ""},
    "reply_heard": {"reply_weighed": None},
    "reply_period_over": {"reply_due": TODAY},
    "facts_changed": {"found": finding()},
}


@pytest.mark.parametrize("row", LIFE.transitions, ids=lambda row: f"{row.name}-{row.frm.value}")
def test_each_need_alone_missing_refuses_with_its_reason(row):
    facts = ready(row.name)
    assert check(LIFE, row.name, row.frm, row.by[0], facts) is row
    for need in row.needs:
        broken = {"recused": frozenset({facts.actor})} if need.name == "nobody_recused" else BROKEN_BY[need.name]
        with pytest.raises(NotAllowed) as refusal:
            check(LIFE, row.name, row.frm, row.by[0], replace(facts, **broken))
        assert refusal.value.reasons == (need.reason,)


#: By hand, so that a need struck from a row is missed: (act, state, its needs).
NEEDED = [
    ("assign", "new", "assignee_named nobody_recused"),
    ("reassign", "put", "another_assignee nobody_recused"),
    ("defer", "assigned", "four_eyes nobody_recused reason_given until_a_later_day"),
    ("end_deferral", "assigned", "deferred nobody_recused reason_given"),
    ("put", "assigned", "actor_is_assignee basis_confirmed nobody_recused not_deferred"),
    ("recall", "put", "nobody_recused reason_given"),
    ("answer", "put", "reply_given"),
    ("put_again", "answered", "facts_changed"),
    (
        "uphold",
        "put",
        "citations_read four_eyes more_than_a_clue nobody_recused reason_given reply_period_over",
    ),
    (
        "uphold",
        "answered",
        "citations_read four_eyes more_than_a_clue nobody_recused reason_given reply_heard",
    ),
    ("dismiss", "assigned", "actor_is_assignee nobody_recused reason_given second_person_agrees"),
    ("dismiss", "answered", "actor_is_assignee nobody_recused reason_given second_person_agrees"),
    ("rescind", "upheld", "nobody_recused reason_given second_person_agrees"),
    ("reopen", "dismissed", "facts_changed"),
]


@pytest.mark.parametrize("action, state, needs", NEEDED)
def test_each_act_needs_what_the_procedure_says(action, state, needs):
    row = LIFE.row(action, FindingState(state))
    assert " ".join(sorted(need.name for need in row.needs)) == needs


DIRECTOR, CLERK, SYSTEM = FindingRole.DIRECTOR, FindingRole.CLERK, FindingRole.SYSTEM


@pytest.mark.parametrize(
    "what, action, state, role, facts, passes",
    [
        ("a doubtful basis, confirmed by a person", "put", "assigned", CLERK,
         {"finding": DOUBTFUL, "basis_confirmed_by": ZHAO}, True),
        ("the day after the deferral's last", "put", "assigned", CLERK, {"deferred_until": YESTERDAY}, True),
        ("a citation the office has read itself", "uphold", "answered", DIRECTOR,
         {"finding": UNREAD, "citations_confirmed": frozenset({"另一条"})}, True),
        ("a clue with a record of a check", "uphold", "answered", DIRECTOR,
         {"finding": CLUE, "check_record": "d-9"}, True),
        ("somebody who once held it", "uphold", "answered", DIRECTOR,
         {"handled_by": frozenset({LI, WANG})}, False),
        ("an actor nobody knows", "uphold", "answered", DIRECTOR, {"actor": None}, False),
        ("a question whose service is not proved", "uphold", "put", DIRECTOR, {"reply_due": None}, False),
        ("a reviewer who is the clerk", "dismiss", "assigned", CLERK, {"second_person": LI}, False),
        ("a reviewer who has to stand aside", "dismiss", "assigned", CLERK,
         {"recused": frozenset({ZHAO})}, False),
        ("a new holder who has to stand aside", "assign", "new", DIRECTOR,
         {"recused": frozenset({SUN})}, False),
        ("a present holder who has to stand aside", "reassign", "put", DIRECTOR,
         {"recused": frozenset({LI})}, True),
        ("a matter no longer found", "reopen", "dismissed", SYSTEM, {"found": None}, False),
        ("another matter", "reopen", "dismissed", SYSTEM, {"found": finding(on=date(2025, 3, 15))}, False),
    ],
)  # fmt: skip
def test_what_decides_at_the_edges(what, action, state, role, facts, passes):
    assert can(LIFE, action, FindingState(state), role, replace(ready(action), **facts)) is passes, what


def test_nothing_is_upheld_that_was_never_put_to_the_institution():
    before = {FindingState.NEW, FindingState.ASSIGNED}
    assert all(row.frm not in before for row in LIFE.transitions if row.to is FindingState.UPHELD)


def test_an_untold_finding_leaves_no_entry_and_a_told_one_always_does():
    told = {FindingState.PUT, FindingState.ANSWERED, FindingState.UPHELD}
    for row in LIFE.transitions:
        crosses = row.frm is not row.to or row.name == "answer"
        assert row.official is (crosses and bool({row.frm, row.to} & told)), row


def test_only_the_reply_has_a_limit_and_it_is_the_offices_own():
    assert {row.name: row.within for row in LIFE.transitions if row.within} == {"answer": "findings.reply"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_diagram_and_the_table_hold_each_row_once(language):
    drawn = mermaid(LIFE, language).splitlines()
    for row in LIFE.transitions:
        arrow = f"    {row.frm.value} --> {row.to.value}: {row.label.say(language)}"
        assert drawn.count(arrow) == 1
    assert len(transition_table(LIFE, language).splitlines()) == 2 + len(LIFE.transitions)
