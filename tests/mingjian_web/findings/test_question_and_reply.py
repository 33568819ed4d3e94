"""The question put, its clock, deferral, the reply in time and late, and the decision after it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import DAY_AFTER, LAST_DAY, MONDAY, row
from tests.web_factories import at

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts.permissions import Forbidden
from mingjian_web.clocks import queries as clocks
from mingjian_web.clocks.models import Clock
from mingjian_web.evidence.queries import attached
from mingjian_web.findings import actions
from mingjian_web.findings.models import FindingAnswer, Proposal

pytestmark = pytest.mark.django_db


def give(people, one, moment: str, **more):
    return actions.answer(by=people.org, finding=one.key, version=one.version, text="当日到场", now=at(moment), **more)


def test_putting_it_starts_the_offices_own_limit_for_the_institution(people):
    one = situations.put(people)
    clock = Clock.objects.get(pk=one.clock)
    assert clocks.deadline(one.clock).due == date(2026, 12, 7)
    assert (clock.basis_name, clock.declared, clock.institution) == ("findings.reply", True, "i-1")
    assert one.told == one.finding


def test_a_notice_served_on_paper_starts_the_clock_on_its_day(people):
    one = situations.assigned(people)
    one = actions.put(
        by=people.li,
        finding=one.key,
        version=one.version,
        question="",
        served_on=date(2026, 11, 20),
        now=at(MONDAY),
    )
    assert one.put_on == date(2026, 11, 20)
    # Ten working days after Friday 20 November: 23-27, 30 Nov - 4 Dec.
    assert clocks.deadline(one.clock).due == date(2026, 12, 4)


def test_a_day_on_paper_that_has_not_come_is_bad_input(people):
    one = situations.assigned(people)
    with pytest.raises(BadInput, match="after today"):
        actions.put(
            by=people.li,
            finding=one.key,
            version=one.version,
            question="",
            served_on=date(2026, 11, 24),
            now=at(MONDAY),
        )


@pytest.mark.parametrize("moment, late", [(LAST_DAY, False), (DAY_AFTER, True)])
def test_an_answer_is_taken_on_any_day_and_marked_when_late(people, moment, late):
    give(people, situations.put(people), moment)
    assert FindingAnswer.objects.get().late is late
    assert row().state == "answered"
    assert Clock.objects.get().done_on == at(moment).date()


def test_further_answers_are_taken_until_the_decision_and_are_weighed_anew(people):
    one = give(people, situations.weighed(people), DAY_AFTER)
    assert FindingAnswer.objects.count() == 2
    with pytest.raises(NotAllowed, match="what was made of the reply"):
        actions.uphold(by=people.wang, finding=one.key, version=one.version, reason="属实", now=at(DAY_AFTER))


def test_an_answer_takes_back_what_was_proposed_before_it(people):
    one = situations.put(people)
    one = actions.dismiss(
        by=people.li, finding=one.key, version=one.version, reason_kind="mended", reason="已更正", now=at(MONDAY)
    )
    one = give(people, one, MONDAY)
    assert Proposal.objects.get().outcome == "withdrawn"
    with pytest.raises(NotAllowed, match="nothing waits"):
        actions.agree_dismissal(by=people.sun, finding=one.key, version=one.version, now=at(MONDAY))


def test_attachments_stand_with_the_answer(people):
    paper = SimpleUploadedFile("到场记录.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    give(people, situations.put(people), MONDAY, files=[paper])
    assert [one.name for one in attached("answer", FindingAnswer.objects.get().key)] == ["到场记录.pdf"]


def test_an_attachment_that_cannot_be_taken_leaves_no_answer(people):
    one = situations.put(people)
    with pytest.raises(BadInput):
        give(people, one, MONDAY, files=[SimpleUploadedFile("a.exe", b"MZ\x00\x01", "application/octet-stream")])
    assert not FindingAnswer.objects.exists()
    assert row().state == "put"


@pytest.mark.parametrize("make", [situations.assigned, situations.dismissed], ids=["held", "dismissed untold"])
def test_what_was_never_put_is_not_there_for_the_institution(people, make):
    one = make(people)
    with pytest.raises(Forbidden, match="there is no such finding"):
        give(people, one, MONDAY)


def test_another_institution_hears_the_same_as_of_what_does_not_exist(people):
    one = situations.put(people)
    heard = []
    for key in (one.key, "f-none"):
        with pytest.raises(Forbidden) as refusal:
            actions.answer(by=people.other_org, finding=key, version=one.version, text="?", now=at(MONDAY))
        heard.append(refusal.value.reason)
    assert heard[0] == heard[1]


def test_nothing_is_upheld_before_the_time_to_reply_has_run_out(people):
    one = situations.put(people)
    judge = {"by": people.wang, "finding": one.key, "version": one.version, "reason": "逾期未说明"}
    with pytest.raises(NotAllowed, match="has not run out"):
        actions.uphold(**judge, now=at(LAST_DAY))
    actions.uphold(**judge, now=at(DAY_AFTER))
    assert row().state == "upheld"
    assert Clock.objects.get().done_on == date(2026, 12, 8)


def test_deferred_it_is_not_put_until_the_day_is_over_and_then_it_is(people):
    one = situations.assigned(people)
    one = actions.defer(
        by=people.wang, finding=one.key, version=one.version, until=date(2026, 11, 27), reason="防毁证", now=at(MONDAY)
    )
    ask = {"by": people.li, "finding": one.key, "version": one.version, "question": "请说明"}
    with pytest.raises(NotAllowed, match="deferred"):
        actions.put(**ask, now=at("2026-11-27T17:00:00"))
    actions.put(**ask, now=at("2026-11-28T09:00:00"))
    assert row().state == "put"


def test_the_holder_does_not_defer_their_own(people):
    one = situations.assigned(people)
    zhao = people.zhao
    actions.reassign(by=people.wang, finding=one.key, version=one.version, to="sun", now=at(MONDAY))
    one = row()
    with pytest.raises(Forbidden):
        actions.defer(
            by=people.sun, finding=one.key, version=one.version, until=date(2026, 11, 27), reason="等", now=at(MONDAY)
        )
    with pytest.raises(NotAllowed, match="a last day after today"):
        actions.defer(
            by=zhao, finding=one.key, version=one.version, until=date(2026, 11, 23), reason="等", now=at(MONDAY)
        )


def test_a_doubtful_basis_is_put_only_after_a_person_confirmed_it(people):
    one = situations.assigned(people, situations.doubtful())
    ask = {"by": people.li, "finding": one.key, "question": "请说明", "now": at(MONDAY)}
    with pytest.raises(NotAllowed, match="legal basis is in doubt"):
        actions.put(**ask, version=one.version)
    one = actions.confirm_basis(
        by=people.fa, finding=one.key, version=one.version, reason="已对照公报原文", now=at(MONDAY)
    )
    actions.put(**ask, version=one.version)
    assert row().basis_confirmed_by == "fa"


def test_a_clue_on_unread_law_is_upheld_only_with_check_and_citation(people):
    one = situations.assigned(people, situations.doubtful())
    step = {"finding": one.key, "now": at(MONDAY)}
    one = actions.confirm_basis(by=people.fa, version=one.version, reason="已对照", **step)
    one = actions.put(by=people.li, version=one.version, question="请说明", **step)
    one = actions.answer(by=people.org, version=one.version, text="当日到场", **step)
    one = actions.weigh(by=people.li, version=one.version, text="无凭证", **step)
    with pytest.raises(NotAllowed) as lacking:
        actions.uphold(by=people.wang, version=one.version, reason="属实", **step)
    assert [reason.zh for reason in lacking.value.reasons] == [
        "有引文未核对原文，不得写入认定",
        "线索本身不是违法，须有核查记录",
    ]
    one = actions.confirm_citation(by=people.fa, version=one.version, citation="另一条", reason="公报", **step)
    one = actions.record_check(by=people.li, version=one.version, document="核查 3 号", text="已看原件", **step)
    actions.uphold(by=people.wang, version=one.version, reason="属实", **step)
    assert row().state == "upheld"


def test_nobody_is_asked_where_no_institution_is_concerned(people, monkeypatch):
    monkeypatch.setattr(
        situations, "PLACE", situations.Placing(institution="", institution_name="", division="970000", office="dept")
    )
    one = situations.assigned(people)
    with pytest.raises(NotAllowed, match="nobody to ask"):
        actions.put(by=people.li, finding=one.key, version=one.version, question="", now=at(MONDAY))


def test_a_question_recalled_and_put_again_has_a_new_time(people):
    one = situations.put(people)
    one = actions.recall(by=people.wang, finding=one.key, version=one.version, reason="写错", now=at(MONDAY))
    assert Clock.objects.get().done_on == date(2026, 11, 23)
    one = actions.put(
        by=people.li, finding=one.key, version=one.version, question="更正后", now=at("2026-11-24T09:00:00")
    )
    assert one.puts == 2
    assert clocks.deadline(one.clock).due == date(2026, 12, 8)
