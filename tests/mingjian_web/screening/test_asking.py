"""Asking for a screening: by a person, and by what was taken in."""

from datetime import date

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from tests.web_factories import actor, at

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role
from mingjian_web.records import news
from mingjian_web.screening import actions, queries, tasks
from mingjian_web.screening.models import Run
from mingjian_web.screening.running import looked_everywhere

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def clerk():
    return actor("li", Role.CLERK)


def test_a_screening_is_queued_and_the_trail_says_who_asked(clerk):
    row = actions.run(by=clerk, as_of=TODAY, now=at())
    assert (queries.run(row.pk).state, queries.under_way().id) == ("queued", row.pk)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [row.pk], "kwargs": {}}
    assert TrailRow.objects.get().act == "screening.run"


def test_asked_for_and_queued_are_one(clerk):
    """A run nobody will carry out would stand in the way of every other."""
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012 - what comes after the asking fails
        actions.run(by=clerk, as_of=TODAY, now=at())
        raise RuntimeError
    assert not Run.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_one_at_a_time(clerk):
    actions.run(by=clerk, as_of=TODAY, now=at())
    with pytest.raises(NotAllowed, match="under way"):
        actions.run(by=clerk, as_of=TODAY, now=at())


def test_a_day_that_has_not_come_is_bad_input(clerk):
    with pytest.raises(BadInput, match="after today"):
        actions.run(by=clerk, as_of=date(2026, 11, 24), now=at())


def test_findings_go_forward_only(clerk):
    Run.objects.create(as_of=TODAY, by="li", name="李", queued_at=at(), state="done")
    with pytest.raises(NotAllowed, match="an earlier day"):
        actions.run(by=clerk, as_of=date(2026, 11, 22), now=at())


def test_an_institution_runs_nothing():
    with pytest.raises(Forbidden):
        actions.run(by=actor("org", Role.INSTITUTION_CLERK, institution="i-1"), as_of=TODAY, now=at())


def test_what_was_taken_in_asks_for_one_screening_however_many_imports(clock):
    for intake in (7, 8):
        news.tell("exchange.taken_in", {"intake": intake}, now=at())
    news.tell("something.else", {}, now=at())
    assert tasks.follow.call() == 2
    assert tasks.follow.call() == 0
    run = Run.objects.get()
    assert (run.cause, run.by, run.as_of) == (Text("第 7 次收录后", "after intake 7"), "system", TODAY)


def test_confirmed_law_asks_for_one_too(clock):
    news.tell("law.confirmed", {"edition": 1}, now=at())
    tasks.follow.call()
    assert Run.objects.get().cause.zh == "规定更新后"


def left_out(rule: str, reason: str, rows: int | None) -> dict[str, object]:
    return {"rule": rule, "reason": {"zh": reason, "en": reason}, "rows": rows, "part": rows is None}


#: What the run before left out, what this one leaves out, whether silence of the rule says anything.
SILENCE = [
    ([], [], True),
    ([], [left_out("SITE-01", "规定未知", 3)], False),
    ([left_out("SITE-01", "规定未知", 3)], [left_out("SITE-01", "规定未知", 3)], True),
    ([left_out("SITE-01", "规定未知", 3)], [left_out("SITE-01", "规定未知", 4)], False),
    ([left_out("SITE-01", "规定未知", 3)], [left_out("SITE-01", "没有表", None)], False),
    ([left_out("SITE-01", "没有表", None)], [left_out("SITE-01", "没有表", None)], True),
    ([left_out("SITE-01", "没有表", None)], [], True),
]


@pytest.mark.parametrize("before, now, says", SILENCE)
def test_a_rules_silence_says_something_only_when_it_looked_at_no_less(before, now, says):
    earlier = Run(not_run=before)
    assert looked_everywhere({"ran": ["SITE-01"], "not_run": now}, earlier) == ({"SITE-01"} if says else set())


def test_a_rule_that_was_not_run_says_nothing():
    assert looked_everywhere({"ran": [], "not_run": [left_out("SITE-01", "没有表", None)]}, None) == set()
