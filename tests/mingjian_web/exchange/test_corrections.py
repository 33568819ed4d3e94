"""A row put right by hand keeps every version, with both days and the reason; what is wrong is said at its column."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mingjian_web.exchange.situations import EMPLOYMENT, INSTITUTION, PERSON, imported, keeper_of_data
from tests.web_factories import account, actor, at, office

from mingjian.terms import BadInput
from mingjian_web.accounts.actor import actor_of
from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role
from mingjian_web.accounts.refusals import Stale
from mingjian_web.exchange import actions, queries
from mingjian_web.exchange.corrections import correct
from mingjian_web.ledger import queries as ledger_queries
from mingjian_web.registers.models import Employment, Institution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]


@pytest.fixture
def by():
    return keeper_of_data()


@pytest.fixture
def stands(by, tmp_path):
    return imported(by, tmp_path / "a", institutions=[INSTITUTION], people=[PERSON], employments=[EMPLOYMENT])


def corrected(by, table, row, values, **more):
    given = {"on_paper": date(2026, 11, 20), "reason": "来函更正", "now": at("2026-11-24T10:00:00")}
    return correct(by=by, table=table, row=row, values=values, **{**given, **more})


def test_a_corrected_row_ends_and_the_new_one_stands_under_the_same_key(by, stands):
    old = Institution.objects.standing().get()
    intake = corrected(by, "institutions", old.pk, {"name": "岚川澄砚评价有限公司"})
    new = Institution.objects.standing().get()
    assert (new.key, new.name, new.uscc) == ("i-1", "岚川澄砚评价有限公司", INSTITUTION["uscc"])
    old.refresh_from_db()
    assert (old.standing, old.ended_by_id) == (False, intake.pk)
    assert (intake.on_paper, intake.reason) == (date(2026, 11, 20), "来函更正")
    entry = ledger_queries.entry(intake.ledger_index).entry
    assert (entry.kind, entry.facts["table"]) == ("records.corrected", "institutions")
    assert TrailRow.objects.get(act="records.correct").reason == "来函更正"


def test_a_row_of_a_table_without_a_key_can_be_corrected_too(by, stands):
    old = Employment.objects.standing().get()
    corrected(by, "employments", old.pk, {"valid_to": "2026-06-30"})
    assert Employment.objects.standing().get().valid_to == date(2026, 6, 30)
    versions = queries.history("employments", Employment.objects.standing().get().pk, by=by)
    assert [version.standing for version in versions] == [True, False]


def test_a_row_can_be_added_and_one_that_should_not_be_there_ended(by, stands):
    values = {"person": "p-1", "institution": "i-1", "post": "tester", "full_time": "true", "valid_from": "2021-01-01"}
    corrected(by, "employments", None, values)
    assert Employment.objects.standing().count() == 2
    corrected(by, "employments", Employment.objects.standing().get(post="tester").pk, None)
    assert Employment.objects.standing().get().post == "evaluator"


def test_a_correction_can_be_undone_and_then_the_import_before_it(by, stands):
    old = Employment.objects.standing().get()
    intake = corrected(by, "employments", old.pk, {"valid_to": "2026-06-30"})
    actions.undo(by=by, intake=intake.pk, reason="来函撤回", now=at("2026-11-25T10:00:00"))
    assert Employment.objects.standing().get().valid_to is None
    actions.undo(by=by, intake=stands.pk, reason="全部撤回", now=at("2026-11-26T10:00:00"))
    assert not Employment.objects.standing().exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"division": "9701"}, "住所地行政区划：“9701”不是六位行政区划代码"),
        ({"name": " "}, "名称：必填，不得为空"),
        ({"kind": "shop"}, "机构类别：“shop”不在可用词之列：evaluation、testing"),
        ({"registered_capital": "99999999999999"}, "注册资本（元）：金额过大，请核对"),
        ({"name": "评" * 256}, "名称：超过 255 个字"),
    ],
)
def test_what_is_wrong_is_said_at_its_column(by, stands, values, said):
    with pytest.raises(BadInput) as wrong:
        corrected(by, "institutions", Institution.objects.standing().get().pk, values)
    assert [line.zh for line in wrong.value.lines] == [said]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"institution": "i-7"}, "机构：机构中没有“i-7”"),
        ({"valid_to": "2019-01-01"}, "早于"),
    ],
)
def test_a_row_that_contradicts_the_register_is_not_taken(by, stands, values, said):
    with pytest.raises(BadInput) as wrong:
        corrected(by, "employments", Employment.objects.standing().get().pk, values)
    assert said in wrong.value.lines[0].zh


def test_nothing_changed_and_no_reason_are_said(by, stands):
    row = Institution.objects.standing().get().pk
    for values, reason in (({"name": INSTITUTION["name"]}, "来函"), ({"name": "新名"}, " ")):
        with pytest.raises(BadInput):
            corrected(by, "institutions", row, values, reason=reason)


def test_a_row_that_somebody_corrected_meanwhile_is_not_corrected_again(by, stands):
    row = Institution.objects.standing().get().pk
    corrected(by, "institutions", row, {"name": "甲"})
    with pytest.raises(Stale):
        corrected(by, "institutions", row, {"name": "乙"})


def test_a_city_corrects_its_own_and_nothing_of_another_city(stands):
    row = Institution.objects.standing().get().pk
    for key, division, may in (("near", "970100", True), ("far", "970200", False)):
        city = office(key, level="prefecture", division=division)
        clerk = actor_of(account(key, Role.CLERK, office=city), now=at())
        if may:
            corrected(clerk, "institutions", row, {"website": "example.cn"})
        else:
            row = Institution.objects.standing().get().pk
            with pytest.raises(Forbidden):
                corrected(clerk, "institutions", row, {"website": "example.org"})


def test_a_city_cannot_move_a_row_out_of_its_own_reach(stands):
    city = office("near", level="prefecture", division="970100")
    clerk = actor_of(account("near", Role.CLERK, office=city), now=at())
    with pytest.raises(Forbidden):
        corrected(clerk, "institutions", Institution.objects.standing().get().pk, {"division": "970200"})
    assert Institution.objects.standing().get().division == "970100"


def test_who_may_not_correct_is_refused(stands):
    with pytest.raises(Forbidden):
        corrected(actor("leader", Role.LEADER), "institutions", Institution.objects.get().pk, {"name": "甲"})
