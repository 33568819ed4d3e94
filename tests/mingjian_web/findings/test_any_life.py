"""Whatever people and screenings do in whatever order: what must hold of a finding holds after every step."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.mingjian_web.findings.situations import MONDAY, NAME, People, absent, receive, row
from tests.mingjian_web.findings.test_who_may_what import OFFERED_AS, form
from tests.web_factories import at

from mingjian.terms import FindingState
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.models import TrailRow
from mingjian_web.findings import actions
from mingjian_web.findings.life import OFFICE_LIFE
from mingjian_web.findings.models import Finding, FindingAct
from mingjian_web.findings.offering import offers
from mingjian_web.ledger import queries as ledger

pytestmark = pytest.mark.django_db

OFFICE = ("li", "sun", "wang", "zhao", "fa", "org")
SCREENINGS = (9, 10, None)


def open_acts(by: Actor, one: Finding) -> list[str]:
    """The acts whose button is open for this person now."""
    return [OFFERED_AS.get(offer.act, offer.act) for offer in offers(by, one, now=at(MONDAY)) if offer.open]


def step(people: People, who: int, which: int) -> None:
    """An open act of one of the people; or a screening that finds the same, other facts, or nothing."""
    one = row()
    if who == len(OFFICE):
        hour = SCREENINGS[which % len(SCREENINGS)]
        receive(*([absent(hour=hour)] if hour else []))
        return
    by = getattr(people, OFFICE[who])
    acts = open_acts(by, one)
    if acts:
        act = acts[which % len(acts)]
        other = {"to": "sun" if one.assignee == "li" else "li"} if act in ("assign", "reassign") else {}
        filled = form(act, one) | other
        getattr(actions, act)(by=by, finding=one.key, version=one.version, now=at(MONDAY), **filled)


def check_the_ledger(acts: list[FindingAct]) -> None:
    """An entry for each official act, in their order, and nobody named."""
    official = [act.ledger_index for act in acts if act.ledger_index is not None]
    assert official == list(range(ledger.size()))
    entries = json.dumps([line.entry.as_json() for line in ledger.latest(1000)], ensure_ascii=False)
    assert not [word for word in (NAME, "i-1", "p-17", "SITE-01", "澄砚") if word in entries]


def check_the_timeline(one: Finding, acts: list[FindingAct]) -> None:
    """Every act led where its row of the lifecycle leads; the last is where the finding stands; the trail has all."""
    assert (one.version, one.state) == (acts[-1].version, acts[-1].to)
    rows = [(act, OFFICE_LIFE.row(act.act, FindingState(act.frm))) for act in acts if act.frm]
    for act, transition in rows:
        if transition is not None:
            assert (act.to, act.ledger_index is not None) == (transition.to, transition.official)
    judged = [act for act in acts if act.act in OFFICE_LIFE.actions]
    assert TrailRow.objects.filter(kind="finding").count() == len(judged)


def check_the_eyes(one: Finding, acts: list[FindingAct]) -> None:
    """Nobody upheld what they had held; nobody agreed to what they had proposed."""
    held: set[str] = set()
    for act in acts:
        if act.act in ("assign", "reassign"):
            held.add(act.detail["to"])
        assert act.act != "uphold" or act.by not in held
        assert act.act != "dismiss" or act.by != act.detail["proposed_by"]
    assert one.assignee in ("", *one.handled_by)
    assert held <= set(one.handled_by)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(choices=st.lists(st.tuples(st.integers(0, len(OFFICE)), st.integers(0, 20)), min_size=10, max_size=30))
def test_after_every_step_everything_that_must_hold_holds(people, choices):
    with transaction.atomic():
        receive(absent())
        for who, which in choices:
            step(people, who, which)
            if Finding.objects.count() > 1:
                break  # other facts beside an upheld finding are a finding of their own
            one = row()
            acts = list(one.acts.all())
            check_the_ledger(acts)
            check_the_timeline(one, acts)
            check_the_eyes(one, acts)
            assert bool(one.told) >= bool(one.told_state)
        transaction.set_rollback(True)
