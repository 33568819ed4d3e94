"""Lists of accounts, the trail with its filters, saved views."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.web_factories import account, at

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts import actions, queries, trails
from mingjian_web.accounts.actor import Scope
from mingjian_web.accounts.acts import ACTS
from mingjian_web.accounts.models import SavedView, TrailRow
from mingjian_web.accounts.permissions import Role
from mingjian_web.accounts.sign_in import note_sign_in
from mingjian_web.accounts.trail import leave

from .situations import acts, division, three

EVERYTHING = Scope(everything=True)
WEB = Path(__file__).resolve().parents[3] / "src" / "mingjian_web"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text, found",
    [
        ("裴", ["pei"]),
        ("psy", ["pei"]),
        ("ｐｅｉ", ["pei"]),
        ("松 筠", ["pei"]),
        ("机关keji", ["gu", "pei", "qi"]),
        ("无", []),
    ],
)
def test_accounts_are_found_by_name_initials_account_and_office(text, found):
    division()
    assert [line.key for line in queries.accounts(EVERYTHING, text=text)] == found


@pytest.mark.django_db
def test_accounts_are_listed_by_state_role_and_reach():
    people, place = three(), division()
    actions.close_account(by=people.system, account="qi", reason="调离", holds=(), now=at())
    assert [line.key for line in queries.accounts(EVERYTHING, state="closed")] == ["qi"]
    assert [line.key for line in queries.accounts(EVERYTHING, role="clerk")] == ["che", "pei"]
    assert [line.key for line in queries.accounts(acts(place.alone).scope)] == ["che"]


@pytest.mark.django_db
def test_the_last_sign_in_is_read_off_the_trail():
    place = division()
    for moment in ("2026-11-20T08:31:00", "2026-11-23T08:29:00"):
        note_sign_in(place.clerk, now=at(moment), address="10.0.0.8")
    assert queries.account("pei", scope=EVERYTHING, today=date(2026, 11, 23)).line.last_sign_in == at(
        "2026-11-23T08:29:00"
    )
    assert queries.account("qi", scope=EVERYTHING, today=date(2026, 11, 23)).line.last_sign_in is None


@pytest.mark.django_db
def test_the_list_asks_the_database_as_often_for_many_as_for_few(django_assert_num_queries):
    for number in range(30):
        account(f"clerk.{number}", Role.CLERK)
    with django_assert_num_queries(2):
        assert len(queries.accounts(EVERYTHING)) == 30


@pytest.mark.django_db
def test_a_page_of_one_account_says_which_roles_can_be_added_and_why_others_cannot():
    division()
    facts = queries.account("pei", scope=EVERYTHING, today=date(2026, 11, 23))
    barred = dict(facts.barred)
    assert Role.DATA_KEEPER in facts.may_be_given
    assert "管理权和监督权分开" in barred[Role.LICENSING_CLERK].zh
    assert Role.CLERK in barred


@pytest.mark.django_db
def test_an_account_out_of_reach_is_not_shown():
    place = division()
    assert queries.account("pei", scope=acts(place.alone).scope, today=date(2026, 11, 23)) is None


def left(act, by, moment="2026-11-23T09:00:00", **more):
    return leave(act, by=by, now=at(moment), **more)


@pytest.mark.django_db
def test_the_trail_is_filtered_by_who_act_object_and_day():
    place = division()
    pei, qi = acts(place.clerk), acts(place.other)
    left("findings.put", pei, "2026-11-22T23:59:59", kind="finding", object="f-1")
    left("findings.put", qi, "2026-11-23T00:00:00", kind="finding", object="f-2", acting_for="pei")
    left("accounts.open", qi, "2026-11-24T10:00:00", kind="account", object="wei")

    def objects(**asked):
        return [row.object for row in trails.trail(EVERYTHING, trails.Asked(**asked))]

    assert objects() == ["wei", "f-2", "f-1"]
    assert objects(who="pei") == ["f-2", "f-1"]
    assert objects(who="祁望舒") == ["wei", "f-2"]
    assert objects(act="findings") == ["f-2", "f-1"]
    assert objects(act="accounts.open") == ["wei"]
    assert objects(object="F-2") == ["f-2"]
    assert objects(first=date(2026, 11, 23), last=date(2026, 11, 23)) == ["f-2"]


@pytest.mark.django_db
def test_whoever_reads_the_trail_sees_acts_but_not_what_a_matter_says():
    by = acts(division().clerk)
    matter = trails.line_of(left("findings.put", by, object="f-1", reason="岚旭公司现场记录存疑"))
    system = trails.line_of(left("accounts.close", by, object="wei", reason="调离"))
    assert (matter.reason, matter.withheld, matter.object) == ("", True, "f-1")
    assert (system.reason, system.withheld) == ("调离", False)
    assert trails.own_acts("pei", 5)[1].reason == "岚旭公司现场记录存疑"


@pytest.mark.django_db
def test_a_city_reads_the_trail_of_its_own_offices():
    place = division()
    left("findings.put", acts(place.clerk), object="f-1")
    left("findings.put", acts(place.alone), object="f-2")
    assert [row.object for row in trails.trail(acts(place.alone).scope, trails.Asked())] == ["f-2"]


def test_every_act_the_code_leaves_has_its_words():
    named = re.compile(r"""\b(?:leave|_note|_mark)\(\s*["']([a-z_]+\.[a-z_.]+)["']""")
    left = {act for path in WEB.rglob("*.py") for act in named.findall(path.read_text(encoding="utf-8"))}
    assert left - set(ACTS) == set()


@pytest.mark.django_db
def test_a_view_is_kept_under_its_name_without_the_page_and_found_again():
    by = acts(division().clerk)
    actions.save_view(by=by, page="regulator:findings", name="我的实据", query="?level=hard&page=3&q=", now=at())
    actions.save_view(by=by, page="regulator:findings", name="我的实据", query="level=hard&mine=1", now=at())
    assert [(view.name, view.query) for view in queries.views("pei", "regulator:findings")] == [
        ("我的实据", "level=hard&mine=1")
    ]
    assert queries.views("qi") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name, query", [("", "a=1"), ("长" * 61, "a=1"), ("空", ""), ("空", "page=2"), ("长", "a=" + "1" * 2001)]
)
def test_a_view_without_name_or_filter_is_not_kept(name, query):
    by = acts(division().clerk)
    with pytest.raises(BadInput):
        actions.save_view(by=by, page="regulator:findings", name=name, query=query, now=at())


@pytest.mark.django_db
def test_views_of_one_list_have_an_end():
    by = acts(division().clerk)
    for number in range(30):
        actions.save_view(by=by, page="regulator:findings", name=f"视图{number}", query="a=1", now=at())
    with pytest.raises(NotAllowed):
        actions.save_view(by=by, page="regulator:findings", name="再一个", query="a=1", now=at())


@pytest.mark.django_db
def test_nobody_deletes_the_view_of_another_and_a_second_click_does_nothing():
    place = division()
    actions.save_view(by=acts(place.clerk), page="regulator:findings", name="甲", query="a=1", now=at())
    view = SavedView.objects.get()
    actions.delete_view(by=acts(place.other), number=view.pk, now=at())
    assert SavedView.objects.exists()
    actions.delete_view(by=acts(place.clerk), number=view.pk, now=at())
    actions.delete_view(by=acts(place.clerk), number=view.pk, now=at())
    assert not SavedView.objects.exists()
    assert TrailRow.objects.filter(act="accounts.delete_view").count() == 1
