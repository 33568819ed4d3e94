"""What an institution sees tells it nothing of what the office does inside: not by a number, a word or a refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import MONDAY, People, absent, receive, row
from tests.web_factories import at

from mingjian.lifecycle import NotAllowed
from mingjian.terms import Level
from mingjian_web.findings import actions, queries
from mingjian_web.findings.models import DismissalReason

pytestmark = pytest.mark.django_db

LATER = "2026-11-30T09:00:00"


@pytest.fixture
def people(ledger) -> People:
    return People()


def dismissed_after_telling(people):
    """Put, answered, and held not to stand by two."""
    one = situations.answered(people)
    one = actions.weigh(by=people.li, finding=one.key, version=one.version, text="属实", now=at(MONDAY))
    one = actions.dismiss(
        by=people.li,
        finding=one.key,
        version=one.version,
        reason_kind=DismissalReason.EXPLAINED,
        reason="有车票",
        now=at(MONDAY),
    )
    return actions.agree_dismissal(by=people.sun, finding=one.key, version=one.version, now=at(MONDAY))


def refusal(people, version: int) -> list[str]:
    with pytest.raises(NotAllowed) as wrong:
        actions.answer(by=people.org, finding=row().key, version=version, text="再说明", now=at(LATER))
    return [reason.zh for reason in wrong.value.reasons]


def test_answering_a_dismissed_matter_is_refused_in_the_same_words_when_it_is_opened_again_inside(people):
    one = dismissed_after_telling(people)
    before = refusal(people, one.version)
    receive(absent(hour=14), now=at(LATER))
    assert row().state == "new"
    assert refusal(people, row().version) == before


def test_the_page_of_a_dismissed_matter_is_the_same_when_it_is_opened_again_inside(people):
    dismissed_after_telling(people)
    before = queries.asked_page(row().pk, "i-1")
    receive(replace(absent(hour=14), level=Level.CLUE), now=at(LATER))
    after = queries.asked_page(row().pk, "i-1")
    assert row().level == "clue"
    assert (after.row.level, after.row.version, after.state, after.argument, after.names) == (
        before.row.level,
        before.row.version,
        before.state,
        before.argument,
        before.names,
    )


def test_the_form_of_an_answer_does_not_count_what_the_office_does_inside(people):
    one = situations.answered(people)
    before = queries.asked_page(one.pk, "i-1").row.version
    actions.record_check(
        by=people.li, finding=one.key, version=one.version, document="核查 3 号", text="已看原件", now=at(MONDAY)
    )
    shown = queries.asked_page(one.pk, "i-1").row.version
    assert shown == before
    actions.answer(by=people.org, finding=one.key, version=shown, text="补充", now=at(MONDAY))
