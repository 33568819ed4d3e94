"""Who is away, who stands in, and a leaver's work moved on one screen."""

from __future__ import annotations

import pytest
from tests.mingjian_web.findings.situations import absent, receive
from tests.web_factories import account, at, office

from mingjian_web.accounts.models import Account, StandIn, TrailRow
from mingjian_web.accounts.permissions import Role
from mingjian_web.findings import actions
from mingjian_web.findings.models import Finding

pytestmark = pytest.mark.django_db

LEAVE = {"stand_in": "qi", "roles": ["clerk"], "first": "2026-11-23", "last": "2026-11-27", "reason": "年休假"}


class People:
    """The department's people and a city of one; three findings, all held by 裴松筠."""

    def __init__(self):
        dept = office("dept")
        self.director = account("gu", Role.DIRECTOR, office=dept, person="顾长霖")
        self.clerk = account("pei", Role.CLERK, office=dept, person="裴松筠")
        self.other = account("qi", Role.CLERK, office=dept, person="祁望舒")
        self.third = account("he", Role.CLERK, office=dept, person="何知秋")
        city = office("city", level="prefecture", division="970600", parent=dept)
        self.alone = account("che", Role.CLERK, office=city, person="车载阳")

    def hold(self):
        from mingjian_web.accounts.actor import actor_of

        receive(absent(), absent(project="j-2"), absent(project="j-3"))
        by = actor_of(self.director, now=at())
        chosen = [(row.key, row.version) for row in Finding.objects.order_by("pk")]
        actions.assign_all(by=by, chosen=chosen, to="pei", now=at())
        return [key for key, _version in chosen]


@pytest.fixture
def people(ledger, clock):
    return People()


def body(answer):
    return answer.content.decode()


def holders():
    return list(Finding.objects.order_by("pk").values_list("assignee", flat=True))


def test_the_director_sees_how_many_matters_each_holds_and_nobody_else_does(client, people):
    people.hold()
    client.force_login(people.director)
    assert "在办件数" in body(client.get("/regulator/office/"))
    client.force_login(people.other)
    page = body(client.get("/regulator/office/"))
    assert "裴松筠" in page
    assert "在办件数" not in page


def test_one_sets_ones_own_stand_in_and_the_office_sees_it(client, people):
    client.force_login(people.clerk)
    answer = client.post("/regulator/office/stand-in/pei/", LEAVE, follow=True)
    page = body(answer)
    assert "代办已设好" in page
    assert "11-23 至 11-27 祁望舒代裴松筠" in page
    assert "不在岗" in page


def test_a_stand_in_that_cannot_be_is_said_at_the_top_with_what_was_typed(client, people):
    client.force_login(people.clerk)
    answer = client.post("/regulator/office/stand-in/pei/", {**LEAVE, "first": "2026-11-20"})
    assert answer.status_code == 422
    assert "代办不追溯" in body(answer)
    assert 'value="2026-11-20"' in body(answer)
    client.post("/regulator/office/stand-in/pei/", LEAVE)
    answer = client.post("/regulator/office/stand-in/pei/", LEAVE)
    assert answer.status_code == 409
    assert StandIn.objects.count() == 1


def test_a_colleague_does_not_set_a_stand_in_for_another(client, people):
    client.force_login(people.other)
    assert client.post("/regulator/office/stand-in/pei/", {**LEAVE, "stand_in": "he"}).status_code == 403


def test_a_stand_in_ends_early_with_a_reason(client, people):
    client.force_login(people.clerk)
    client.post("/regulator/office/stand-in/pei/", LEAVE)
    number = StandIn.objects.get().pk
    assert client.post(f"/regulator/office/stand-ins/{number}/end/", {"reason": ""}).status_code == 422
    answer = client.post(f"/regulator/office/stand-ins/{number}/end/", {"reason": "提前返岗"}, follow=True)
    assert "代办已结束" in body(answer)
    assert client.post(f"/regulator/office/stand-ins/{number}/end/", {"reason": "再点"}).status_code == 409
    assert client.post("/regulator/office/stand-ins/99/end/", {"reason": "没有"}).status_code == 422


def test_the_director_looks_after_an_office_of_one(client, people):
    client.force_login(people.director)
    page = body(client.get("/regulator/office/?office=city"))
    assert "车载阳" in page
    typed = {**LEAVE, "stand_in": "pei", "reason": "病假"}
    assert client.post("/regulator/office/stand-in/che/", typed).status_code == 302
    client.force_login(people.clerk)
    assert "机关city" not in body(client.get("/regulator/office/?office=city"))


def test_a_leavers_work_is_moved_in_two_lots_to_two_people(client, people):
    first, second, third = people.hold()
    client.force_login(people.director)
    page = body(client.get("/regulator/office/hand-over/pei/"))
    assert page.count('name="matters"') == 3
    typed = {"matters": [first, second], "to": "qi", "reason": "裴松筠调离"}
    answer = client.post("/regulator/office/hand-over/pei/", typed, follow=True)
    assert "已移交 2 件" in body(answer)
    assert body(answer).count('name="matters"') == 1
    client.post("/regulator/office/hand-over/pei/", {**typed, "matters": [third], "to": "he"})
    assert holders() == ["qi", "qi", "he"]
    assert "没有在办的事项" in body(client.get("/regulator/office/hand-over/pei/"))
    assert TrailRow.objects.filter(act="findings.hand_over", object="pei").count() == 2


def test_the_same_lot_sent_twice_moves_once_and_is_said(client, people):
    first, *_rest = people.hold()
    client.force_login(people.director)
    typed = {"matters": [first], "to": "qi", "reason": "轮岗"}
    client.post("/regulator/office/hand-over/pei/", typed)
    answer = client.post("/regulator/office/hand-over/pei/", typed)
    assert answer.status_code == 422
    assert holders() == ["qi", "pei", "pei"]


def test_what_did_not_go_over_is_called_by_its_number(client, people):
    first, *_rest = people.hold()
    client.force_login(people.director)
    typed = {"matters": [first], "to": "che", "reason": "轮岗"}
    page = body(client.post("/regulator/office/hand-over/pei/", typed, follow=True))
    assert "已移交 0 件" in page
    assert f"{Finding.objects.get(key=first).number}：车载阳不能承办本疑点" in page
    assert holders() == ["pei"] * 3


def test_nothing_moves_without_a_choice_or_a_reason(client, people):
    keys = people.hold()
    client.force_login(people.director)
    for typed in (
        {"to": "qi", "reason": "轮岗"},
        {"matters": keys, "to": "qi", "reason": " "},
        {"matters": keys, "reason": "轮岗"},
    ):
        assert client.post("/regulator/office/hand-over/pei/", typed).status_code == 422
    assert holders() == ["pei"] * 3


def test_a_clerk_hands_nobodys_work_over(client, people):
    people.hold()
    client.force_login(people.other)
    assert client.get("/regulator/office/hand-over/pei/").status_code == 403


def test_an_account_is_closed_after_its_work_is_handed_over_and_not_before(client, people):
    keys = people.hold()
    system = account("system.one", Role.SYSTEM_ADMIN)
    why = {"reason": "人事处〔2026〕11号"}
    client.force_login(system)
    answer = client.post("/regulator/accounts/pei/close/", why)
    assert answer.status_code == 409
    assert "手上还有 3 件" in body(answer)
    client.force_login(people.director)
    client.post("/regulator/office/hand-over/pei/", {"matters": keys, "to": "qi", "reason": "调离"})
    client.force_login(system)
    assert client.post("/regulator/accounts/pei/close/", why).status_code == 302
    assert not Account.objects.get(name_of_account="pei").is_active


def test_matters_left_to_the_office_are_still_handed_over_from_a_closed_account(client, people):
    keys = people.hold()
    client.force_login(account("system.one", Role.SYSTEM_ADMIN))
    client.post("/regulator/accounts/pei/close/", {"reason": "辞职", "leave": "on"})
    client.force_login(people.director)
    client.post("/regulator/office/hand-over/pei/", {"matters": keys, "to": "qi", "reason": "原承办人辞职"})
    assert holders() == ["qi"] * 3
