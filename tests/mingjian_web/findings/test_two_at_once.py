"""Two officers, double clicks, pages out of date: nothing is done twice, and the page says what now is."""

import pytest
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import MONDAY, row
from tests.web_factories import at

from mingjian_web.accounts.refusals import Stale
from mingjian_web.findings import actions
from mingjian_web.findings.models import FindingAct
from mingjian_web.ledger import queries as ledger

pytestmark = pytest.mark.django_db


def test_two_directors_on_one_page_and_the_second_is_told_what_the_first_did(people):
    one = situations.weighed(people)
    actions.uphold(by=people.wang, finding=one.key, version=one.version, reason="属实", now=at(MONDAY))
    with pytest.raises(Stale) as told:
        actions.uphold(by=people.zhao, finding=one.key, version=one.version, reason="属实", now=at(MONDAY))
    assert (
        told.value.reason.zh == "王已于 2026-11-23 09:00 办理“认定成立”，现为认定成立；本页已过时，请看过最新情况再办"
    )
    assert FindingAct.objects.filter(act="uphold").count() == 1


def test_a_double_click_is_told_that_it_is_done(people):
    one = situations.assigned(people)
    first = {"by": people.li, "finding": one.key, "version": one.version, "question": "请说明", "now": at(MONDAY)}
    actions.put(**first)
    entries = ledger.size()
    with pytest.raises(Stale) as told:
        actions.put(**first)
    assert told.value.reason.zh == "这一步已于 2026-11-23 09:00 办好，没有重复办理；现为已要求说明"
    assert ledger.size() == entries


def test_a_remark_outdates_no_page(people):
    one = situations.assigned(people)
    actions.note(by=people.sun, finding=one.key, text="已电话联系档案室", now=at(MONDAY))
    actions.put(by=people.li, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))
    assert row().state == "put"


def test_the_institution_is_not_told_who_in_the_office_did_what(people):
    """An answer to a question taken back: the institution learns that, and no officer's name."""
    one = situations.put(people)
    actions.recall(by=people.wang, finding=one.key, version=one.version, reason="问错了", now=at(MONDAY))
    with pytest.raises(Stale) as told:
        actions.answer(by=people.org, finding=one.key, version=one.version, text="当日到场", now=at(MONDAY))
    assert "王" not in told.value.reason.zh
    assert told.value.reason.zh == "已于 2026-11-23 09:00 办理“撤回说明要求”，本页已过时，请看过最新情况再办"


def test_what_the_office_writes_for_itself_outdates_no_page_of_the_institution(people):
    one = situations.put(people)
    shown = one.version
    actions.record_check(
        by=people.li, finding=one.key, version=shown, document="核查 3 号", text="已看原件", now=at(MONDAY)
    )
    actions.answer(by=people.org, finding=one.key, version=shown, text="当日到场", now=at(MONDAY))
    assert row().state == "answered"


def test_an_act_that_fails_leaves_nothing(people, monkeypatch):
    one = situations.assigned(people)
    before = (one.version, FindingAct.objects.count(), ledger.size())

    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("mingjian_web.findings.recording.leave", broken)
    with pytest.raises(OSError):
        actions.put(by=people.li, finding=one.key, version=one.version, question="请说明", now=at(MONDAY))
    assert (row().version, FindingAct.objects.count(), ledger.size()) == before
    assert row().state == "assigned"
