"""What enters the open ledger of a finding: that something was done, never about whom."""

import json

import pytest
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import MONDAY, NAME, absent, receive, row
from tests.web_factories import at

from mingjian_web.findings import actions
from mingjian_web.ledger import queries as ledger
from mingjian_web.ledger.models import Opening

pytestmark = pytest.mark.django_db

#: Whatever tells whom or what a finding is about, or who handled it.
TELLING = (
    *(NAME, "p-17", "j-1", "栎川", "i-1", "澄砚", "SITE-01", "未到场", "li", "wang", "李", "王", "机构经办", "org"),
    *("请说明", "当日由他人代签", "无凭证", "属实", "看过车票"),
)

STEPS = {"要求说明", "撤回说明要求", "说明", "认定成立", "撤销认定", "因事实变化退回", "认为不成立"}


def whole_life(people) -> None:
    """Every official act there is, on two findings."""
    one = situations.put(people)
    step = {"finding": one.key, "now": at(MONDAY)}
    one = actions.recall(by=people.wang, version=one.version, reason="写错", **step)
    one = actions.put(by=people.li, version=one.version, question="请说明", **step)
    one = actions.answer(by=people.org, version=one.version, text="当日由他人代签", **step)
    one = actions.weigh(by=people.li, version=one.version, text="无凭证", **step)
    one = actions.uphold(by=people.wang, version=one.version, reason="属实", **step)
    one = actions.rescind(by=people.wang, version=one.version, reason="新证据", **step)
    one = actions.agree_rescission(by=people.sun, version=one.version, **step)
    one = actions.put(by=people.li, version=one.version, question="请说明", **step)
    receive(absent(hour=10))
    one = row()
    step["finding"] = one.key
    one = actions.put(by=people.li, version=one.version, question="请说明", **step)
    one = actions.dismiss(by=people.li, version=one.version, reason_kind="explained", reason="看过车票", **step)
    actions.agree_dismissal(by=people.sun, version=one.version, **step)


def test_no_entry_names_anybody_or_says_what_was_found(people):
    whole_life(people)
    entries = [line.entry.as_json() for line in ledger.latest(100)]
    assert len(entries) == 10
    for entry in entries:
        said = json.dumps({**entry, "commitments": {}, "kind": ""}, ensure_ascii=False)
        assert not [word for word in TELLING if word in said], said
        assert set(entry["facts"]) == {"step"}
        assert entry["facts"]["step"] in STEPS
        assert entry["matter"] == "机关dept 疑点〔2026〕第 0001 号"


def test_the_steps_stand_in_the_order_done(people):
    whole_life(people)
    kinds = [line.entry.kind for line in reversed(ledger.latest(100))]
    assert kinds == [
        "findings.put",
        "findings.recalled",
        "findings.put",
        "findings.answered",
        "findings.upheld",
        "findings.rescinded",
        "findings.put",
        "findings.facts_changed",
        "findings.put",
        "findings.dismissed",
    ]


def test_a_rescission_mends_the_decision_it_takes_back(people):
    whole_life(people)
    by_kind = {line.entry.kind: line for line in ledger.latest(100)}
    assert by_kind["findings.rescinded"].entry.corrects == by_kind["findings.upheld"].index


def test_whoever_was_asked_can_prove_it(people):
    situations.put(people)
    entry = ledger.entry(0).entry
    opened = Opening.objects.get(digest=entry.commitments["institution"])
    assert opened.fields == {"institution": "i-1", "finding": row().key}


def test_an_untold_finding_leaves_no_trace_in_the_ledger(people):
    one = situations.dismissed(people)
    receive(absent(hour=10))
    assert (row().state, one.number) == ("new", row().number)
    assert ledger.size() == 0


def test_the_timeline_knows_the_entry_of_each_official_act(people):
    whole_life(people)
    told = [(act.act, act.ledger_index) for act in row().acts.all() if act.ledger_index is not None]
    assert [index for _, index in told] == list(range(10))
    assert told[0][0] == "put"
