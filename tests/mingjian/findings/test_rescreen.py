"""A new run over what is known: a dismissal sticks until a fact changes, and silence is no all-clear."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.findings import Citation, Evidence, Finding, Subject
from mingjian.findings.rescreen import Changed, Known, rescreen
from mingjian.terms import FindingState, LawStatus, Level, Severity, Text

OPEN = [FindingState.NEW, FindingState.ASSIGNED, FindingState.PUT, FindingState.ANSWERED]
RULE = "PERS-01"


def at_two_institutions(*days: int, person: str = "p-1") -> Finding:
    """One person employed twice, as told by rows that begin on these days."""
    return Finding(
        rule=RULE,
        basis="posts",
        level=Level.HARD,
        severity=Severity.SERIOUS,
        regime="2019",
        on=date(2025, 1, 1),
        subjects=(Subject("person", person),),
        evidence=tuple(Evidence("employments", row=n, fields={"day": day}) for n, day in enumerate(days, 1)),
        message=Text("同时在两家机构任职", "posts at two institutions at once"),
        citations=(Citation("某条", LawStatus.SEEN),),
        check=Text("查劳动合同", "see the contracts"),
        excuses=(),
    )


BEFORE, AFTER = at_two_institutions(1, 2), at_two_institutions(1, 3)


def known(**states: FindingState) -> dict[str, Known]:
    """What is kept of BEFORE and AFTER, in the states given."""
    named = {"before": BEFORE, "after": AFTER}
    return {named[name].id: Known(state, RULE, named[name].matter_key) for name, state in states.items()}


def fates(known_, *found, ran=(RULE,)) -> dict[str, list[str]]:
    outcome = rescreen(known_, found, ran=ran)
    return {
        "new": [finding.id for finding in outcome.new],
        "same": [finding.id for finding in outcome.same],
        "changed": [change.finding.id for change in outcome.changed],
        "reopened": [change.finding.id for change in outcome.reopened],
        "gone": list(outcome.gone),
        "not_looked": list(outcome.not_looked),
    }


def only(**fate: list[str]) -> dict[str, list[str]]:
    nothing: dict[str, list[str]] = {name: [] for name in ("new", "same", "changed", "reopened", "gone", "not_looked")}
    return nothing | fate


def test_what_nobody_knew_is_new():
    assert fates({}, BEFORE) == only(new=[BEFORE.id])


@pytest.mark.parametrize("state", FindingState)
def test_the_same_facts_are_the_same_finding_whatever_became_of_it(state):
    assert fates(known(before=state), at_two_institutions(2, 1)) == only(same=[BEFORE.id])


def test_a_dismissal_sticks_until_a_telling_fact_changes():
    dismissed = known(before=FindingState.DISMISSED)
    assert fates(dismissed, BEFORE) == only(same=[BEFORE.id])
    assert rescreen(dismissed, [AFTER], ran={RULE}).reopened == (Changed(AFTER, (BEFORE.id,)),)
    assert fates(dismissed, AFTER) == only(reopened=[AFTER.id])


@pytest.mark.parametrize("state", OPEN)
def test_an_open_finding_carries_on_under_its_changed_facts(state):
    assert fates(known(before=state), AFTER) == only(changed=[AFTER.id])


def test_a_decision_upheld_is_not_touched_by_other_facts():
    assert fates(known(before=FindingState.UPHELD), AFTER) == only(new=[AFTER.id])


def test_facts_that_return_to_what_was_dismissed_meet_their_dismissal():
    both = known(before=FindingState.DISMISSED, after=FindingState.NEW)
    assert fates(both, BEFORE) == only(same=[BEFORE.id], gone=[AFTER.id])


def test_a_second_finding_of_a_matter_whose_dismissed_one_is_still_found_is_new():
    assert fates(known(before=FindingState.DISMISSED), BEFORE, AFTER) == only(same=[BEFORE.id], new=[AFTER.id])


def test_an_open_finding_no_longer_found_is_gone_only_if_its_rule_ran():
    put = known(before=FindingState.PUT)
    assert fates(put) == only(gone=[BEFORE.id])
    assert fates(put, ran=()) == only(not_looked=[BEFORE.id])


@pytest.mark.parametrize("state", [FindingState.UPHELD, FindingState.DISMISSED])
def test_what_is_closed_does_not_go_missing(state):
    assert fates(known(before=state)) == only()


def test_a_finding_said_twice_counts_once():
    assert fates({}, BEFORE, at_two_institutions(2, 1)) == only(new=[BEFORE.id])


POOL = [at_two_institutions(day, person=person) for person in ("p-1", "p-2") for day in (1, 2, 3)]


@given(
    st.dictionaries(st.sampled_from(range(len(POOL))), st.sampled_from(FindingState)),
    st.lists(st.sampled_from(range(len(POOL)))),
)
def test_every_finding_of_a_run_has_exactly_one_fate(states, run):
    kept = {POOL[n].id: Known(state, RULE, POOL[n].matter_key) for n, state in states.items()}
    found = [POOL[n] for n in run]
    fate = fates(kept, *found)
    placed = [id_ for name in ("new", "same", "changed", "reopened") for id_ in fate[name]]
    assert sorted(placed) == sorted({finding.id for finding in found})
    assert set(fate["same"]) == {finding.id for finding in found} & set(kept)
