"""Stand-ins are one side with whom they stand in for; whoever must stand aside does."""

from datetime import date

import pytest
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import MONDAY, row
from tests.web_factories import account, actor, at, office, taken_in

from mingjian.lifecycle import NotAllowed
from mingjian_web.accounts.permissions import Forbidden, Role
from mingjian_web.findings import actions
from mingjian_web.findings.models import FindingAct

pytestmark = pytest.mark.django_db


def test_a_stand_in_acts_as_the_holder_and_signs_for_them(people):
    one = situations.assigned(people)
    sun = people.stands_in("sun", "li", Role.CLERK)
    actions.put(by=sun, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))
    act = FindingAct.objects.get(act="put")
    assert (act.by, act.acting_for) == ("sun", "li")
    assert row().assignee == "li"
    assert row().handled_by == ["li", "sun"]


def test_a_stand_in_whose_loan_does_not_hold_the_right_is_refused(people):
    one = situations.assigned(people)
    sun = people.stands_in("sun", "li")
    with pytest.raises(NotAllowed):
        actions.put(by=sun, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))


def test_a_stand_in_is_not_the_second_person_of_whom_they_stand_in_for(people):
    one = situations.proposed(people)
    sun = people.stands_in("sun", "li", Role.CLERK)
    with pytest.raises(NotAllowed, match="a second person must agree"):
        actions.agree_dismissal(by=sun, finding=one.key, version=one.version, now=at(MONDAY))


def test_the_absent_one_is_not_the_second_person_of_their_stand_in(people):
    sun = people.stands_in("sun", "li", Role.CLERK)
    one = situations.proposed(people, by=sun)
    with pytest.raises(NotAllowed, match="a second person must agree"):
        actions.agree_dismissal(by=people.again("li"), finding=one.key, version=one.version, now=at(MONDAY))


def test_a_third_person_agrees_to_what_a_stand_in_proposed(people):
    sun = people.stands_in("sun", "li", Role.CLERK)
    one = situations.proposed(people, by=sun)
    actions.agree_dismissal(by=people.wang, finding=one.key, version=one.version, now=at(MONDAY))
    assert row().state == "dismissed"


def test_a_director_who_stands_in_for_the_holder_does_not_uphold(people):
    one = situations.weighed(people)
    wang = people.stands_in("wang", "li", Role.CLERK)
    with pytest.raises(NotAllowed, match="somebody other than those who handled it"):
        actions.uphold(by=wang, finding=one.key, version=one.version, reason="属实", now=at(MONDAY))


def test_a_clerk_who_stands_in_for_the_director_does_not_uphold_what_they_hold(people):
    one = situations.weighed(people)
    li = people.stands_in("li", "wang", Role.DIRECTOR)
    with pytest.raises(NotAllowed, match="somebody other than those who handled it"):
        actions.uphold(by=li, finding=one.key, version=one.version, reason="属实", now=at(MONDAY))


def test_another_clerk_may_uphold_in_the_directors_stead_and_it_is_signed_so(people):
    one = situations.weighed(people)
    sun = people.stands_in("sun", "wang", Role.DIRECTOR)
    actions.uphold(by=sun, finding=one.key, version=one.version, reason="属实", now=at(MONDAY))
    act = FindingAct.objects.get(act="uphold")
    assert (act.by, act.acting_for) == ("sun", "wang")


def test_a_declared_interest_stands_aside_on_its_days(people):
    taken_in(
        officer_interests=[
            {"officer": "li", "institution": "i-1", "kind": "relative", "valid_from": date(2025, 1, 1)},
            {
                "officer": "sun",
                "institution": "i-1",
                "kind": "share",
                "valid_from": date(2020, 1, 1),
                "valid_to": date(2026, 11, 22),
            },
        ]
    )
    situations.receive(situations.absent())
    one = row()
    with pytest.raises(NotAllowed, match="has to stand aside"):
        actions.assign(by=people.wang, finding=one.key, version=one.version, to="li", now=at(MONDAY))
    actions.assign(by=people.wang, finding=one.key, version=one.version, to="sun", now=at(MONDAY))
    assert row().assignee == "sun"


def test_a_recusal_declared_later_stops_the_holder_and_it_can_still_be_handed_on(people):
    one = situations.assigned(people)
    actions.declare_recusal(by=people.li, account="li", institution="i-1", reason="大学同学", now=at(MONDAY))
    with pytest.raises(NotAllowed, match="has to stand aside"):
        actions.put(by=people.li, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))
    actions.reassign(by=people.wang, finding=one.key, version=one.version, to="sun", now=at(MONDAY))
    assert row().assignee == "sun"


def test_nobody_acts_in_the_stead_of_one_who_stands_aside(people):
    one = situations.assigned(people)
    actions.declare_recusal(by=people.li, account="li", institution="i-1", reason="大学同学", now=at(MONDAY))
    sun = people.stands_in("sun", "li", Role.CLERK)
    with pytest.raises(NotAllowed, match="has to stand aside"):
        actions.put(by=sun, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))


def test_a_recusal_is_ended_by_another_director_only(people):
    recusal = actions.declare_recusal(
        by=people.wang, account="wang", institution="i-1", reason="曾任职", now=at(MONDAY)
    )
    with pytest.raises(NotAllowed):
        actions.end_recusal(by=people.wang, recusal=recusal.pk, now=at(MONDAY))
    actions.end_recusal(by=people.zhao, recusal=recusal.pk, now=at(MONDAY))
    situations.receive(situations.absent())
    actions.assign(by=people.wang, finding=row().key, version=1, to="li", now=at(MONDAY))
    assert row().assignee == "li"


def test_only_a_director_recuses_somebody_else(people):
    with pytest.raises(Forbidden):
        actions.declare_recusal(by=people.li, account="sun", institution="i-1", reason="听说", now=at(MONDAY))


def test_whoever_stands_in_for_the_licensing_side_stands_aside(people):
    account("xuke", Role.LICENSING_CLERK)
    one = situations.assigned(people)
    li = people.stands_in("li", "xuke", Role.LICENSING_CLERK)
    with pytest.raises(NotAllowed, match="has to stand aside"):
        actions.put(by=li, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))


def test_a_one_person_office_finds_its_second_person_above(people):
    county = office("county", level="county", division="970102", parent=office("dept"))
    city = office("city", level="prefecture", division="970100", parent=office("dept"))
    elsewhere = office("elsewhere", level="prefecture", division="970200", parent=office("dept"))
    alone = actor("alone", Role.CLERK, office=county)
    situations.receive(situations.absent())
    one = actions.assign(by=people.wang, finding=row().key, version=1, to="alone", now=at(MONDAY))
    one = situations.actions.dismiss(
        by=alone, finding=one.key, version=one.version, reason_kind="explained", reason="看过原件", now=at(MONDAY)
    )
    with pytest.raises(NotAllowed):
        actions.agree_dismissal(by=alone, finding=one.key, version=one.version, now=at(MONDAY))
    other = actor("other-city", Role.CLERK, office=elsewhere)
    with pytest.raises(Forbidden):
        actions.agree_dismissal(by=other, finding=one.key, version=one.version, now=at(MONDAY))
    above = actor("above", Role.CLERK, office=city)
    actions.agree_dismissal(by=above, finding=one.key, version=one.version, now=at(MONDAY))
    assert row().state == "dismissed"
