"""Offices: a tree without circles, with successors, with and without a territory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.web_factories import account, at, office

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts import actions, office_queries
from mingjian_web.accounts.actor import Scope
from mingjian_web.accounts.models import Office, TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role

from .situations import acts, division, three

pytestmark = pytest.mark.django_db

CITY = actions.OfficeFacts(
    key="o-970700",
    name="青埠市应急管理局",
    short_name="青埠局",
    level="prefecture",
    kind="territorial",
    division="970700",
    parent="dept",
)


def keep(by, facts, new=True):
    actions.keep_office(by=by, office=facts, new=new, reason="机构改革", now=at())


def test_a_new_office_stands_under_its_parent():
    by = three().system
    keep(by, CITY)
    assert Office.objects.get(key="o-970700").parent.key == "dept"
    assert TrailRow.objects.get(act="accounts.keep_office").detail["after"]["name"] == "青埠市应急管理局"


def test_an_office_of_a_system_needs_no_territory():
    keep(three().system, replace(CITY, key="o-kenqu", kind="system", division=""))
    assert Office.objects.get(key="o-kenqu").division == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"key": "青埠"},
        {"level": "world"},
        {"kind": "club"},
        {"division": ""},
        {"division": "9707"},
        {"kind": "division", "parent": ""},
        {"parent": "nowhere"},
        {"valid_from": date(2019, 1, 15), "valid_to": date(2018, 1, 1)},
        {"successor": "dept"},
        {"level": "national"},
    ],
    ids=str,
)
def test_what_cannot_be_an_office_is_refused(changes):
    by = three().system
    with pytest.raises(BadInput):
        keep(by, replace(CITY, **changes))
    assert not Office.objects.filter(name=CITY.name).exists()


def test_offices_do_not_come_round_in_a_circle():
    by = three().system
    keep(by, CITY)
    keep(by, replace(CITY, key="o-b", parent="o-970700", name="乙"))
    with pytest.raises(BadInput):
        keep(by, replace(CITY, parent="o-b"), new=False)
    with pytest.raises(BadInput):
        keep(by, replace(CITY, parent="o-970700"), new=False)


def test_successors_do_not_come_round_in_a_circle():
    by = three().system
    ended = {"valid_to": date(2018, 11, 8)}
    keep(by, replace(CITY, key="o-old", **ended))
    keep(by, replace(CITY, successor="o-old", **ended))
    with pytest.raises(BadInput):
        keep(by, replace(CITY, key="o-old", successor="o-970700", **ended), new=False)


def test_a_key_is_given_once_and_what_is_not_there_is_not_changed():
    by = three().system
    keep(by, CITY)
    with pytest.raises(NotAllowed):
        keep(by, CITY)
    with pytest.raises(BadInput):
        keep(by, replace(CITY, key="o-none"), new=False)


def test_only_the_system_administrator_keeps_offices():
    people, place = three(), division()
    for by in (people.security, acts(place.director)):
        with pytest.raises(Forbidden):
            keep(by, CITY)


def test_the_tree_lists_an_office_after_the_one_it_belongs_to():
    place = division()
    office("county", level="county", division="970602", parent=place.city)
    lines = office_queries.offices(Scope(everything=True))
    assert [(line.facts.key, line.depth) for line in lines] == [("dept", 0), ("city", 1), ("county", 2), ("keji", 1)]
    assert {line.facts.key: line.people for line in lines}["keji"] == 3


def test_a_city_sees_its_own_offices():
    place = division()
    who = acts(account("city.admin", Role.SYSTEM_ADMIN, office=place.city))
    assert [line.facts.key for line in office_queries.offices(who.scope)] == ["city"]
