"""Many at once, work handed over, and to whom a finding can be given."""

import pytest
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import MONDAY, absent, receive, row
from tests.web_factories import account, actor, at, office

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role
from mingjian_web.findings import actions
from mingjian_web.findings.models import Finding, Proposal

pytestmark = pytest.mark.django_db


def test_many_are_assigned_each_on_its_own(people):
    receive(absent(), absent(project="j-2"), absent(project="j-3"))
    first, second, third = Finding.objects.order_by("pk")
    actions.assign(by=people.wang, finding=second.key, version=1, to="sun", now=at(MONDAY))
    chosen = [(first.key, 1), (second.key, 1), ("f-none", 1), (third.key, 1)]
    done = actions.assign_all(by=people.wang, chosen=chosen, to="li", now=at(MONDAY))
    assert [one.done for one in done] == [True, False, False, True]
    assert "已于" in done[1].why[0].zh
    assert list(Finding.objects.order_by("pk").values_list("assignee", flat=True)) == ["li", "sun", "li"]


def test_a_clerk_assigns_nothing(people):
    receive(absent())
    with pytest.raises(Forbidden):
        actions.assign_all(by=people.li, chosen=[(row().key, 1)], to="li", now=at(MONDAY))


def closed(people) -> str:
    gone = account("gone", Role.CLERK)
    gone.closed_at = at(MONDAY)
    gone.save()
    return "gone"


def of_another_city(people) -> str:
    city = office("city", level="prefecture", division="970200")
    actor("far", Role.CLERK, office=city)
    return "far"


@pytest.mark.parametrize(
    "whom",
    [closed, of_another_city, lambda people: "wang", lambda people: "fa", lambda people: "org", lambda people: "none"],
    ids=["closed", "out of reach", "director", "legal affairs", "the institution's", "nobody"],
)
def test_a_finding_is_given_only_to_whom_can_handle_it(people, whom):
    receive(absent())
    with pytest.raises(NotAllowed):
        actions.assign(by=people.wang, finding=row().key, version=1, to=whom(people), now=at(MONDAY))
    assert row().state == "new"


def test_nobody_named_is_said(people):
    receive(absent())
    with pytest.raises(NotAllowed, match="nobody is named"):
        actions.assign(by=people.wang, finding=row().key, version=1, to="", now=at(MONDAY))


def test_a_leavers_work_goes_over_in_one_act(people):
    situations.proposed(people)
    receive(absent(), absent(project="j-2"), absent(project="j-3"))
    for one in Finding.objects.filter(state="new"):
        actions.assign(by=people.wang, finding=one.key, version=one.version, to="li", now=at(MONDAY))
    done = actions.hand_over(by=people.wang, frm="li", to="sun", reason="李调离", now=at(MONDAY))
    assert [one.done for one in done] == [True, True, True]
    assert set(Finding.objects.values_list("assignee", flat=True)) == {"sun"}
    assert all(one.handled_by == ["li", "sun"] for one in Finding.objects.all())
    assert Proposal.objects.get().outcome == "withdrawn"
    assert TrailRow.objects.get(act="findings.hand_over").detail["to"] == "sun"


def test_what_the_new_officer_must_stand_aside_from_stays_and_is_said(people):
    situations.assigned(people)
    actions.declare_recusal(by=people.sun, account="sun", institution="i-1", reason="亲属", now=at(MONDAY))
    done = actions.hand_over(by=people.wang, frm="li", to="sun", reason="李调离", now=at(MONDAY))
    assert [(one.done, one.why[0].zh) for one in done] == [(False, "办理人员不明，或者有应当回避的人")]
    assert row().assignee == "li"


def test_some_are_handed_over_and_the_others_stay(people):
    situations.assigned(people)
    receive(absent(), absent(project="j-2"))
    other = Finding.objects.get(state="new")
    actions.assign(by=people.wang, finding=other.key, version=1, to="li", now=at(MONDAY))
    actions.hand_over(by=people.wang, frm="li", to="sun", reason="分担", findings=[other.key], now=at(MONDAY))
    assert dict(Finding.objects.values_list("key", "assignee")) == {absent().id: "li", other.key: "sun"}


def test_a_hand_over_without_a_reason_is_bad_input(people):
    with pytest.raises(BadInput, match="reason"):
        actions.hand_over(by=people.wang, frm="li", to="sun", reason=" ", now=at(MONDAY))


def test_every_act_leaves_a_row_of_the_trail(people):
    situations.upheld(people)
    acts = list(TrailRow.objects.filter(kind="finding").order_by("pk").values_list("act", "account", "object"))
    key = row().key
    assert acts == [
        ("findings.assign", "wang", key),
        ("findings.put", "li", key),
        ("findings.answer", "org", key),
        ("findings.weigh", "li", key),
        ("findings.uphold", "wang", key),
    ]


def test_an_empty_remark_is_bad_input(people):
    one = situations.assigned(people)
    with pytest.raises(BadInput, match="empty"):
        actions.note(by=people.li, finding=one.key, text=" ", now=at(MONDAY))
