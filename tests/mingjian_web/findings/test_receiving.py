"""What a screening brings: nothing twice, dismissals stick, changed facts are known again, what is gone is marked."""

from datetime import date

import pytest
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import MONDAY, NAME, absent, receive, row
from tests.web_factories import at

from mingjian.findings import Citation
from mingjian.terms import LawStatus, Level
from mingjian_web.clocks.models import Clock
from mingjian_web.findings import actions
from mingjian_web.findings.actions import Received
from mingjian_web.findings.models import Finding, FindingAct, FindingKey, FindingSubject, NumberBook, Proposal
from mingjian_web.ledger import queries as ledger

pytestmark = pytest.mark.django_db

NEXT_DAY = "2026-11-24T09:00:00"


def counts(**some: int) -> Received:
    return Received(**(dict.fromkeys(("new", "same", "changed", "reopened", "gone", "not_looked"), 0) | some))


def test_new_findings_are_numbered_without_a_gap_in_the_book_of_office_and_year(people):
    receive(absent(), absent(project="j-2"))
    receive(absent(), absent(project="j-2"), absent(project="j-3"), now=at(NEXT_DAY))
    receive(
        absent(), absent(project="j-2"), absent(project="j-3"), absent(project="j-4"), now=at("2027-01-04T09:00:00")
    )
    numbers = list(Finding.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == [
        "疑点〔2026〕第 0001 号",
        "疑点〔2026〕第 0002 号",
        "疑点〔2026〕第 0003 号",
        "疑点〔2027〕第 0001 号",
    ]
    assert Finding.objects.order_by("pk").first().matter == "机关dept 疑点〔2026〕第 0001 号"


def test_what_is_rolled_back_takes_no_number(people, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr("mingjian_web.findings.actions.receiving._received", broken)
        with pytest.raises(OSError):
            receive(absent())
    assert not NumberBook.objects.exists()
    receive(absent())
    assert row().number == "疑点〔2026〕第 0001 号"


def test_receiving_the_same_again_changes_nothing(people):
    assert receive(absent(), absent(project="j-2")) == counts(new=2)
    before = list(Finding.objects.values("key", "version", "state"))
    assert receive(absent(), absent(project="j-2"), now=at(NEXT_DAY)) == counts(same=2)
    assert list(Finding.objects.values("key", "version", "state")) == before
    assert FindingAct.objects.count() == 2


def test_what_broke_off_half_way_goes_on_when_received_again(people, monkeypatch):
    """Lots of one: the first is in, the second breaks."""
    monkeypatch.setattr("mingjian_web.findings.actions.receiving.AT_ONCE", 1)
    met = []

    def breaks_at_the_second(found):
        met.append(found)
        if len(met) == 2:
            raise OSError
        return situations.PLACE

    given = {"ran": ("SITE-01",), "names": {}, "run": 1, "release": "0.1.0", "now": at(MONDAY)}
    found = [absent(), absent(project="j-2"), absent(project="j-3")]
    with pytest.raises(OSError):
        actions.receive(found=found, placing=breaks_at_the_second, **given)
    assert Finding.objects.count() == 1
    assert actions.receive(found=found, placing=lambda one: situations.PLACE, **given) == counts(new=2, same=1)
    assert sorted(Finding.objects.values_list("number", flat=True))[-1] == "疑点〔2026〕第 0003 号"


def test_it_is_found_by_whom_it_is_about_and_knows_their_names(people):
    receive(absent())
    subjects = set(FindingSubject.objects.values_list("kind", "subject"))
    assert subjects == {("project", "j-1"), ("person", "p-17")}
    assert row().names == [["project", "j-1", "栎川选煤厂"], ["person", "p-17", NAME]]


def test_a_dismissal_survives_screening_and_is_opened_by_changed_facts_only(people):
    one = situations.dismissed(people)
    assert receive(absent(), now=at(NEXT_DAY)) == counts(same=1)
    assert row().state == "dismissed"
    assert receive(absent(hour=10), now=at(NEXT_DAY)) == counts(reopened=1)
    opened = row()
    assert (opened.state, opened.assignee, opened.number) == ("new", "", one.number)
    assert opened.decision == ""
    assert FindingKey.objects.get().key == one.key


def test_facts_that_return_to_what_was_dismissed_meet_their_dismissal(people):
    situations.dismissed(people)
    receive(absent(hour=10), now=at(NEXT_DAY))
    assert receive(absent(hour=9), now=at(NEXT_DAY)) == counts(same=1, gone=1)
    assert Finding.objects.count() == 1
    assert row().gone_on == date(2026, 11, 24)


def test_who_handled_it_before_the_dismissal_has_still_handled_it_when_it_is_opened_again(people):
    one = situations.weighed(people)
    one = actions.dismiss(
        by=people.li, finding=one.key, version=one.version, reason_kind="mended", reason="已更正", now=at(MONDAY)
    )
    actions.agree_dismissal(by=people.sun, finding=one.key, version=one.version, now=at(MONDAY))
    receive(absent(hour=10), now=at(NEXT_DAY))
    assert row().handled_by == ["li"]


@pytest.mark.parametrize("make", [situations.put, situations.answered], ids=["put", "answered"])
def test_changed_facts_send_a_question_back_and_it_has_to_be_put_again(people, make):
    one = make(people)
    entries = ledger.size()
    assert receive(absent(hour=10), now=at(NEXT_DAY)) == counts(changed=1)
    back = row()
    assert (back.state, back.assignee) == ("assigned", "li")
    assert back.told["evidence"][0]["fields"] == {"hour": 9}
    assert back.finding["evidence"][0]["fields"] == {"hour": 10}
    assert ledger.latest(1)[0].entry.kind == "findings.facts_changed"
    assert ledger.size() == entries + 1
    assert Clock.objects.get().done_on is not None
    again = actions.put(by=people.li, finding=back.key, version=back.version, question="请再说明", now=at(NEXT_DAY))
    assert (again.puts, Clock.objects.count()) == (2, 2)
    assert again.told == again.finding
    assert one.key != again.key


def test_the_old_name_still_leads_to_a_finding_whose_facts_changed(people):
    one = situations.assigned(people)
    receive(absent(hour=10), now=at(NEXT_DAY))
    actions.note(by=people.li, finding=one.key, text="沿用旧链接", now=at(NEXT_DAY))
    assert row().acts.last().act == "note"


def test_facts_that_change_to_and_fro_stay_one_finding(people):
    situations.assigned(people)
    for hour in (10, 9, 10, 9):
        assert receive(absent(hour=hour), now=at(NEXT_DAY)) == counts(changed=1)
    assert Finding.objects.count() == 1
    assert row().key == absent(hour=9).id


def test_changed_facts_take_back_what_was_proposed_on_the_old_ones(people):
    situations.proposed(people)
    receive(absent(hour=10), now=at(NEXT_DAY))
    assert Proposal.objects.get().outcome == "withdrawn"


def test_what_is_not_found_any_more_is_marked_once_and_left_to_a_person(people):
    one = situations.assigned(people)
    assert receive(now=at(NEXT_DAY)) == counts(gone=1)
    assert receive(now=at("2026-11-25T09:00:00")) == counts(gone=1)
    gone = row()
    assert (gone.gone_on, gone.state, gone.version) == (date(2026, 11, 24), "assigned", one.version + 1)
    receive(absent(), now=at("2026-11-26T09:00:00"))
    assert row().gone_on is None
    assert [act.act for act in gone.acts.all()] == ["received", "assign", "gone", "found_again"]


def test_a_rule_that_did_not_look_says_nothing(people):
    situations.assigned(people)
    assert receive(ran=("SITE-03",), now=at(NEXT_DAY)) == counts(not_looked=1)
    assert row().gone_on is None


def test_two_findings_of_one_matter_that_become_one_leave_the_other_marked(people):
    """The same people, project and day twice over; then one with other facts."""
    receive(absent(hour=9), absent(hour=10))
    assert receive(absent(hour=11), now=at(NEXT_DAY)) == counts(changed=1, gone=1)
    assert Finding.objects.count() == 2
    assert Finding.objects.filter(gone_on=None).get().key == absent(hour=11).id


def test_one_finding_of_a_matter_that_becomes_two_gives_one_new(people):
    receive(absent(hour=9))
    assert receive(absent(hour=10), absent(hour=11), now=at(NEXT_DAY)) == counts(new=1, changed=2)
    assert set(Finding.objects.values_list("key", flat=True)) == {absent(hour=10).id, absent(hour=11).id}


def test_law_read_meanwhile_makes_an_open_finding_hard_and_leaves_a_closed_one(people):
    remembered = Citation("某条", LawStatus.REMEMBERED)
    receive(absent(level=Level.CLUE, citations=(remembered,)))
    receive(absent(), now=at(NEXT_DAY))
    assert (row().level, row().acts.last().act) == ("hard", "law_changed")


def test_a_basis_confirmed_for_other_citations_is_to_be_confirmed_again(people):
    one = situations.assigned(people, situations.doubtful())
    actions.confirm_basis(by=people.fa, finding=one.key, version=one.version, reason="已对照", now=at(MONDAY))
    other = Citation("再一条", LawStatus.REMEMBERED)
    receive(absent(level=Level.CLUE, citations=(other,)), now=at(NEXT_DAY))
    assert row().basis_confirmed_by == ""


def test_an_upheld_finding_under_other_facts_is_another_finding(people):
    one = situations.upheld(people)
    assert receive(absent(hour=10), now=at(NEXT_DAY)) == counts(new=1)
    assert row(one.key).state == "upheld"


def test_a_finding_opened_again_inside_stays_for_the_institution_as_it_was_told(people):
    one = situations.weighed(people)
    step = {"finding": one.key, "now": at(MONDAY)}
    one = actions.dismiss(by=people.li, version=one.version, reason_kind="mended", reason="记录已更正", **step)
    actions.agree_dismissal(by=people.sun, version=one.version, **step)
    receive(absent(hour=10), now=at(NEXT_DAY))
    opened = row()
    assert (opened.state, opened.told_state, opened.told_decision) == ("new", "dismissed", "记录已更正")
    assert opened.told["evidence"][0]["fields"] == {"hour": 9}


@pytest.mark.parametrize(
    "make, told",
    [
        (situations.assigned, ""),
        (situations.dismissed, ""),
        (situations.put, "put"),
        (situations.answered, "answered"),
        (situations.weighed, "answered"),
        (situations.upheld, "upheld"),
    ],
    ids=["assigned", "dismissed untold", "put", "answered", "weighed", "upheld"],
)
def test_the_institution_is_told_the_official_acts_and_nothing_between(people, make, told):
    assert make(people).told_state == told


def test_facts_that_changed_take_the_question_back_for_the_institution(people):
    situations.put(people)
    receive(absent(hour=10), now=at(NEXT_DAY))
    assert row().told_state == ""
