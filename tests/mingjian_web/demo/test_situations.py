"""What is told of the findings before the first day can really be played, by those people, on those days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from mingjian.clock import Limit, deadline, shipped_calendar
from mingjian.findings.facts import FindingFacts
from mingjian.lifecycle import check
from mingjian.terms import FindingState
from mingjian_web.accounts.permissions import ALONE, Role, cannot_hold_together, permissions_of
from mingjian_web.demo.province import FIRST_DAY
from mingjian_web.demo.province.stock import shelf
from mingjian_web.findings.life import OFFICE_LIFE, SEATS

ACCOUNTS = {row["account"]: row for row in shelf("accounts.yaml")}
TOLD = shelf("situations.yaml")
FINDINGS = TOLD["findings"]
#: Office acts that propose what a second person's word then does.
PROPOSED = {"dismiss": "propose_dismissal", "rescind": "propose_rescission"}
AGREED = {"agree_dismissal": "dismiss", "agree_rescission": "rescind"}


def name(told) -> str:
    return f"{told['rule']} {told['subject']}"


def moment(act) -> datetime:
    return datetime.fromisoformat(act["at"])


def the_finding(screening, told):
    found = [
        one
        for one in screening.findings
        if one.rule == told["rule"]
        and told["subject"] in {subject.id for subject in one.subjects}
        and told.get("basis", one.basis) == one.basis
    ]
    assert len(found) == 1, f"{name(told)} names {len(found)} findings"
    return found[0]


def reply_due(start: date) -> date:
    return deadline(start, Limit.parse("10wd"), shipped_calendar()).due


def known(act) -> dict[str, object]:
    """What the act itself tells."""
    do = act["do"]
    return {
        "reason": act.get("reason") or act.get("text") or "",
        "nominee": act.get("to"),
        "defer_until": act.get("until"),
        "reply": act.get("text") if do == "answer" else None,
    }


def after(facts: FindingFacts, act) -> FindingFacts:
    """What is known once it is done."""
    match act["do"]:
        case "assign" | "reassign":
            return replace(facts, assignee=act["to"], handled_by=facts.handled_by | {act["to"]})
        case "defer":
            return replace(facts, deferred_until=act["until"])
        case "end_deferral":
            return replace(facts, deferred_until=None)
        case "confirm_basis":
            return replace(facts, basis_confirmed_by=act["by"])
        case "put":
            return replace(facts, reply_due=reply_due(moment(act).date()), reply_weighed=None)
        case "weigh":
            return replace(facts, reply_weighed=act["text"])
        case "record_check":
            return replace(facts, check_record=act["document"])
    return facts


def played(finding, acts) -> Iterator[tuple[FindingState, FindingFacts]]:
    """State and facts after each act, by the rows the desks themselves go by."""
    state, facts, proposer = FindingState.NEW, FindingFacts(finding=finding, today=FIRST_DAY), None
    for act in acts:
        do = act["do"]
        if do == "note":
            continue
        official = PROPOSED.get(do) or AGREED.get(do) or do
        actor, second = (proposer, act["by"]) if do in AGREED else (act["by"], None)
        now = replace(facts, today=moment(act).date(), actor=actor, second_person=second, **known(act))
        if do in AGREED:
            now = replace(now, reason=now.reason or "同意")
        permission, role = SEATS[official]
        assert permission in permissions_of(frozenset(map(Role, ACCOUNTS[act["by"]]["roles"]))), (do, act["by"])
        state = FindingState(check(OFFICE_LIFE, official, state, role, now).to)
        proposer = act["by"] if do in PROPOSED else proposer
        facts = after(facts, act)
        yield state, facts


@pytest.mark.parametrize("told", FINDINGS, ids=name)
def test_every_act_may_be_done_then_and_ends_where_the_story_says(screening, told):
    state, facts = list(played(the_finding(screening, told), told["acts"]))[-1]
    assert state.value == told["ends_as"]
    assert told.get("reply_due") == (facts.reply_due if state is FindingState.PUT else None)


def test_every_state_of_a_findings_life_is_there(screening):
    states = {told["ends_as"] for told in FINDINGS} | {"new"}
    assert states == {state.value for state in FindingState}
    assert len(FINDINGS) < len(screening.findings), "some stay new"


def test_replies_are_overdue_due_today_tomorrow_and_next_week():
    due = {told["reply_due"] for told in FINDINGS if "reply_due" in told}
    assert min(due) < FIRST_DAY
    assert {date(2026, 11, 23), date(2026, 11, 24)} <= due
    assert any(date(2026, 11, 30) <= day <= date(2026, 12, 4) for day in due)


def test_acts_follow_one_another_in_office_hours_of_working_days():
    calendar, first = shipped_calendar(), datetime.fromisoformat(TOLD["screened_at"])
    for told in FINDINGS:
        times = [moment(act) for act in told["acts"]]
        assert times == sorted(times), name(told)
        assert all(first < time and time.date() < FIRST_DAY for time in times)
        assert all(calendar.is_working(time.date()) and 8 <= time.hour < 18 for time in times)


def test_nobody_with_an_interest_or_of_the_licensing_side_handles_a_finding(province):
    interests = {(row["officer"], row["institution"]) for row in province["officer_interests"]}
    projects = {row["id"]: row["institution"] for row in province["projects"]}
    for told in FINDINGS:
        people = {act["by"] for act in told["acts"]} | {act["to"] for act in told["acts"] if "to" in act}
        institution = projects.get(told["subject"]) or f"i-{told['subject'].split('-')[1]}"
        assert not [one for one in people if (one, institution) in interests], name(told)
        assert not [one for one in people if "licensing_clerk" in ACCOUNTS[one]["roles"]]


def test_only_the_institution_itself_answers(screening):
    for told in FINDINGS:
        for act in told["acts"]:
            if act["do"] == "answer":
                assert told["subject"].split("-")[1] == ACCOUNTS[act["by"]]["institution"].removeprefix("i-")


def test_the_roles_asked_for_are_all_held_and_none_that_exclude_each_other():
    held = {role for row in ACCOUNTS.values() for role in row["roles"]}
    assert held == {role.value for role in Role}
    for row in ACCOUNTS.values():
        assert cannot_hold_together(frozenset(map(Role, row["roles"]))) is None
    assert sum(bool(set(map(Role, row["roles"])) & ALONE) for row in ACCOUNTS.values()) == 3


def test_every_account_belongs_to_an_office_or_an_institution_of_the_province(province):
    offices = {row["id"] for row in province["offices"]}
    institutions = {row["id"] for row in province["institutions"]}
    for row in ACCOUNTS.values():
        assert ("office" in row) != ("institution" in row)
        assert row.get("office", "o-ting") in offices
        assert row.get("institution", "i-lanxu") in institutions


def test_an_account_that_is_an_officers_bears_the_officers_name_and_office(province):
    officers = {row["id"]: row for row in province["officers"]}
    of_offices = [row for row in ACCOUNTS.values() if "office" in row]
    assert {(row["name"], row["office"]) for row in of_offices} == {
        (officers[row["account"]]["name"], officers[row["account"]]["office"]) for row in of_offices
    }
