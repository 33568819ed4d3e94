"""AB角: from–to, which roles, by whom; no chain, no overlap, never across a separation."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web_factories import account, at, office

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts import absences, actions, queries
from mingjian_web.accounts.models import StandIn, TrailRow
from mingjian_web.accounts.permissions import Forbidden, Permission, Role

from .situations import acts, division, three

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def stand(by, absent="pei", stand_in="qi", first=MONDAY, last=FRIDAY, roles=("clerk",)):
    absence = actions.Absence(absent, stand_in, first, last, roles)
    return actions.set_stand_in(by=by, absence=absence, reason="年休假", now=at())


def test_the_stand_in_acts_for_the_absent_person_on_these_days_and_no_others():
    place = division()
    absent = account("jian", Role.LEGAL_AFFAIRS, office=place.keji)
    stand(acts(absent), "jian", "qi", roles=["legal_affairs"])
    for day, may in (("2026-11-23", True), ("2026-11-27", True), ("2026-11-28", False)):
        assert acts(place.other, f"{day}T08:00:00").may(Permission.LAW_ENTER) is may
    assert acts(place.other).acting_for(Permission.LAW_ENTER) == "jian"
    assert acts(place.other).acting_for(Permission.FINDINGS_HANDLE) == ""


def test_a_director_sets_it_for_somebody_who_fell_ill_and_the_trail_says_who_did():
    place = division()
    stand(acts(place.director))
    row = TrailRow.objects.get(act="accounts.set_stand_in")
    assert (row.account, row.object, row.detail["stand_in"]) == ("gu", "pei", "qi")


def test_a_colleague_does_not_set_it_for_another():
    place = division()
    with pytest.raises(Forbidden):
        stand(acts(place.other))


def test_the_director_of_another_division_does_not_either():
    place = division()
    other = account("kang", Role.DIRECTOR, office=office("weihua", kind="division", parent=place.dept))
    with pytest.raises(Forbidden):
        stand(acts(other))


def test_an_office_of_one_person_is_looked_after_from_the_office_above():
    place = division()
    stand(acts(place.director), "che", "pei")
    assert acts(place.clerk).stands_in[0].account == "che"


def test_a_division_is_known_by_its_parents_territory_where_the_package_has_no_word_for_it():
    dept = office("dept")
    keji = office("keji", kind="territorial", parent=dept)
    city = office("city", level="prefecture", division="970600", parent=dept)
    director = account("gu", Role.DIRECTOR, office=keji)
    account("che", Role.CLERK, office=city)
    assert absences.directed(acts(director)) == [("city", "机关city")]


def test_a_division_without_a_director_is_not_looked_after_by_its_neighbours():
    place = division()
    account("ji", Role.LEGAL_AFFAIRS, office=office("jiwei", kind="division", parent=place.dept))
    head = account("fang", Role.DIRECTOR, office=place.dept)
    assert [key for key, _name in absences.directed(acts(place.director))] == ["city"]
    assert [key for key, _name in absences.directed(acts(head))] == ["city", "jiwei"]


def test_nobody_stands_in_beyond_their_own_reach():
    place = division()
    with pytest.raises(NotAllowed):
        stand(acts(place.director), "pei", "che")


def test_licensing_does_not_stand_in_for_supervision():
    place = division()
    with pytest.raises(NotAllowed) as refused:
        stand(acts(place.clerk), "pei", "lu")
    assert any("管理权和监督权分开" in reason.zh for reason in refused.value.reasons)


def test_two_lent_roles_together_must_be_ones_a_person_can_hold():
    place = division()
    account("jian", Role.LEGAL_AFFAIRS, office=place.keji)
    stand(acts(place.clerk), "pei", "jian")
    with pytest.raises(NotAllowed):
        stand(acts(place.licensing), "lu", "jian", roles=["licensing_clerk"])
    after = {"first": date(2026, 11, 28), "last": date(2026, 11, 30)}
    assert stand(acts(place.licensing), "lu", "jian", roles=["licensing_clerk"], **after)


def test_a_stand_in_cannot_pass_it_on():
    place = division()
    stand(acts(place.clerk), "pei", "qi")
    with pytest.raises(NotAllowed):
        stand(acts(place.other), "qi", "gu")


def test_whoever_is_absent_cannot_stand_in():
    place = division()
    stand(acts(place.other), "qi", "pei")
    with pytest.raises(NotAllowed):
        stand(acts(place.director), "gu", "qi", roles=["director"])


@pytest.mark.parametrize(
    "first, last, fits",
    [
        (date(2026, 11, 27), date(2026, 12, 1), False),
        (date(2026, 11, 24), date(2026, 11, 25), False),
        (date(2026, 11, 28), date(2026, 12, 1), True),
    ],
)
def test_one_role_is_lent_to_one_person_at_a_time(first, last, fits):
    place = division()
    stand(acts(place.clerk))
    if fits:
        assert stand(acts(place.clerk), stand_in="gu", first=first, last=last)
    else:
        with pytest.raises(NotAllowed):
            stand(acts(place.clerk), stand_in="gu", first=first, last=last)


def test_two_roles_can_be_lent_to_two_people():
    place = division()
    both = account("he", Role.CLERK, Role.DATA_KEEPER, office=place.keji)
    stand(acts(both), "he", "pei", roles=["clerk"])
    assert stand(acts(both), "he", "qi", roles=["data_keeper"])


def test_the_three_administrators_have_no_stand_in_and_are_none():
    place, people = division(), three()
    with pytest.raises(NotAllowed):
        stand(acts(place.clerk), "pei", "audit.one")
    with pytest.raises(Forbidden):
        stand(people.audit, "audit.one", "pei", roles=["audit_admin"])


@pytest.mark.parametrize(
    "changes, wrong",
    [
        ({"first": FRIDAY, "last": MONDAY}, BadInput),
        ({"first": date(2026, 11, 20)}, BadInput),
        ({"roles": []}, NotAllowed),
        ({"roles": ["director"]}, NotAllowed),
        ({"roles": ["emperor"]}, BadInput),
        ({"stand_in": "pei"}, NotAllowed),
        ({"stand_in": "nobody"}, BadInput),
    ],
)
def test_days_roles_and_people_that_cannot_be_are_refused(changes, wrong):
    place = division()
    with pytest.raises(wrong):
        stand(acts(place.clerk), **changes)
    assert not StandIn.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "other", "director"])
def test_the_absent_person_the_stand_in_and_the_director_can_end_it(who):
    place = division()
    number = stand(acts(place.clerk))
    actions.end_stand_in(by=acts(getattr(place, who)), number=number, reason="提前返岗", now=at())
    assert acts(place.other).stands_in == ()


def test_nobody_else_ends_it_and_nothing_ends_twice():
    place = division()
    number = stand(acts(place.clerk))
    with pytest.raises(Forbidden):
        actions.end_stand_in(by=acts(place.licensing), number=number, reason="不同意", now=at())
    actions.end_stand_in(by=acts(place.clerk), number=number, reason="提前返岗", now=at())
    with pytest.raises(NotAllowed):
        actions.end_stand_in(by=acts(place.clerk), number=number, reason="提前返岗", now=at())


def test_a_role_taken_back_is_lent_no_longer():
    place, people = division(), three()
    absent = account("jian", Role.LEGAL_AFFAIRS, office=place.keji)
    stand(acts(absent), "jian", "qi", roles=["legal_affairs"])
    actions.take_back_role(by=people.security, account="jian", role="legal_affairs", reason="岗位调整", now=at())
    assert not acts(place.other).may(Permission.LAW_ENTER)


def test_the_office_page_shows_who_is_absent_and_who_stands_in():
    place = division()
    stand(acts(place.clerk))
    people = {one.line.key: one for one in queries.people_of("keji", by=acts(place.director), today=MONDAY)}
    assert people["pei"].absences[0].stand_in_name == "祁望舒"
    assert people["qi"].stands_in[0].absent_name == "裴松筠"
    assert people["pei"].may_set
    assert people["pei"].absences[0].may_end


def test_a_stand_in_is_chosen_from_the_own_office_and_those_above():
    division()
    assert [line.key for line in queries.may_stand_in_for("che")] == ["lu"]
    assert {line.key for line in queries.may_stand_in_for("pei")} == {"gu", "qi", "lu"}
