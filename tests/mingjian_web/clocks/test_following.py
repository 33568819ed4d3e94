"""Open clocks follow the law and the calendar; every move is journalled once. Days counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mingjian_web.law.situations import acting, draft, holidays_2027, in_use, legal, setting
from tests.web_factories import at, office

from mingjian.terms import BadInput, LawStatus, Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.clocks import actions, queries
from mingjian_web.clocks.models import Clock, ClockMove
from mingjian_web.clocks.tasks import _take, follow
from mingjian_web.law import actions as law

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]

ALL = Scope(everything=True)


def opened(id: str = "c-1", limit: str = "licensing.decide", start: date = date(2026, 11, 23), **more) -> None:
    given = {"whose": "office", "about": ("application", "a-1"), "office": "dept", **more}
    actions.open_clock(id=id, name=Text("决定期限", "time to decide"), limit=limit, start=start, now=at(), **given)


def run_follow() -> int:
    return follow.func()


def test_a_clock_opens_under_the_law_of_its_starting_day():
    opened()
    assert queries.deadline("c-1").due == date(2026, 12, 21)
    assert Clock.objects.get().due == date(2026, 12, 21)
    assert queries.budget("c-1").basis.status is LawStatus.SEEN


def test_a_setting_of_the_office_is_said_to_be_one_on_the_certificate():
    opened(limit="findings.reply", whose="institution", institution="i-1")
    facts = {name.zh: said.zh for name, said in queries.certificate("c-1").facts}
    assert queries.deadline("c-1").due == date(2026, 12, 7)
    assert "机关自行设定，不是法定期限" in facts["依据"]
    assert LawStatus.SEEN.label.zh not in facts["依据"]


def test_a_limit_nobody_has_read_opens_no_clock():
    with pytest.raises(BadInput) as refused:
        opened(limit="disclosure.deadline", keys={"kind": "evaluation"})
    assert "未见" not in refused.value.lines[0].en
    assert "请政策法规岗录入并核对" in refused.value.lines[0].zh


def test_a_fixed_day_after_the_quarter_is_read_from_the_law():
    opened(limit="disclosure.deadline", start=date(2018, 2, 5), keys={"kind": "evaluation"}, whose="institution")
    assert queries.deadline("c-1").due == date(2018, 4, 16)  # 15 April 2018 is a Sunday


def test_the_same_id_is_not_opened_twice():
    opened()
    with pytest.raises(BadInput):
        opened()


def test_confirmed_law_moves_the_open_clock_with_its_row_of_the_journal():
    opened()
    in_use(draft(value=15))
    assert Clock.objects.get().due == date(2026, 12, 21)
    run_follow()
    (row,) = queries.moved(scope=ALL)
    assert (row.old_due, row.new_due) == (date(2026, 12, 21), date(2026, 12, 14))
    assert row.why.zh == (
        "licensing.decide 由 20 个工作日（见过公开文本）改为 15 个工作日（已核对原文），依据 行政许可法 第四十二条"
    )
    assert row.why.en == (
        "licensing.decide: 20 working days (seen) became 15 working days (confirmed), by Administrative Licensing Law, "
        "art. 42"
    )
    assert Clock.objects.get().due == date(2026, 12, 14)
    assert queries.budget("c-1").basis.status is LawStatus.CONFIRMED


def test_law_from_a_later_day_leaves_a_clock_that_began_before_it():
    opened()
    in_use(draft(value=15, first=date(2026, 12, 1)))
    run_follow()
    assert queries.moved(scope=ALL) == []


def test_a_clock_that_has_ended_is_not_moved():
    opened()
    actions.close_clock(id="c-1", on=date(2026, 11, 30), now=at())
    in_use(draft(value=15))
    run_follow()
    assert not ClockMove.objects.exists()


def test_the_office_s_own_setting_moves_what_began_under_it():
    opened(limit="findings.reply", whose="institution", institution="i-1")
    in_use(setting(5))
    run_follow()
    (row,) = queries.moved(scope=ALL)
    assert (row.old_due, row.new_due) == (date(2026, 12, 7), date(2026, 11, 30))
    assert "机关自行设定" in row.why.zh


def year_2027_confirmed() -> None:
    entry = law.enter_year(by=acting(legal("jian")), draft=holidays_2027(), now=at())
    law.confirm_calendar(by=acting(legal("zhong")), entry=entry, version=1, now=at())


def test_a_provisional_clock_becomes_final_when_the_year_is_announced():
    opened(limit="findings.reply", start=date(2026, 12, 21), whose="institution")
    assert (queries.deadline("c-1").due, queries.deadline("c-1").provisional) == (date(2027, 1, 4), True)
    year_2027_confirmed()
    run_follow()
    (row,) = queries.moved(scope=ALL)
    assert (row.old_due, row.old_provisional) == (date(2027, 1, 4), True)
    assert (row.new_due, row.new_provisional) == (date(2027, 1, 5), False)
    assert row.why.zh.startswith("2027 年放假安排公布；2027-01-01 由工作日（暂定）改为元旦假期")
    assert not Clock.objects.get().provisional


def test_a_clock_opened_under_the_new_calendar_was_not_moved_by_it():
    year_2027_confirmed()
    later = at("2026-11-23T09:05:00")
    actions.open_clock(
        id="c-1", name=Text("说明期限", "time to answer"), limit="findings.reply", start=date(2026, 12, 21),
        whose="institution", about=("finding", "f-1"), office="dept", now=later,
    )  # fmt: skip
    run_follow()
    assert queries.moved(scope=ALL) == []
    assert Clock.objects.get().due == date(2027, 1, 5)


def test_news_read_twice_writes_the_journal_once():
    opened(limit="findings.reply", start=date(2026, 12, 21), whose="institution")
    year_2027_confirmed()
    _take("calendar.confirmed", {"edition": 1})
    _take("calendar.confirmed", {"edition": 1})
    assert ClockMove.objects.count() == 1


def test_every_edition_is_followed_once_and_in_order():
    opened()
    in_use(draft(value=15))
    in_use(draft(value=10), ("third", "fourth"))
    assert (run_follow(), run_follow()) == (2, 0)
    assert [(row.old_due, row.new_due) for row in queries.moved(scope=ALL)] == [
        (date(2026, 12, 14), date(2026, 12, 7)),
        (date(2026, 12, 21), date(2026, 12, 14)),
    ]


def test_a_preview_shows_what_would_move_and_moves_nothing():
    from mingjian_web.law import queries as law_queries

    opened()
    entry = law.enter_value(by=acting(legal("jian")), draft=draft(value=15), now=at())
    (row,) = queries.would_move_by_law(law_queries.law_if_decided(entry))
    assert (row.old_due, row.new_due) == (date(2026, 12, 21), date(2026, 12, 14))
    assert queries.deadline("c-1").due == date(2026, 12, 21)


def test_a_stopped_clock_has_no_day_until_it_runs_again():
    opened()
    paper = "岚应急评函〔2026〕36号"
    actions.suspend(id="c-1", reason="专家评审", first=date(2026, 11, 30), last=None, document=paper, now=at())
    assert (queries.deadline("c-1"), Clock.objects.get().due) == (None, None)
    assert queries.certificate("c-1") is None
    actions.resume(id="c-1", last=date(2026, 12, 4), now=at())
    assert queries.deadline("c-1").due == date(2026, 12, 28)  # five working days later


def test_a_stop_without_a_document_is_refused():
    opened()
    with pytest.raises(BadInput):
        actions.suspend(id="c-1", reason="评审", first=date(2026, 11, 30), last=None, document=" ", now=at())


def test_an_extension_adds_working_days():
    opened()
    actions.extend(id="c-1", count=10, approved_by="方维岳", document="某号", granted_on=date(2026, 12, 1), now=at())
    assert queries.deadline("c-1").due == date(2027, 1, 4)  # eight days of 2026 left, then 1 and 4 January


def test_closing_twice_keeps_the_first_day():
    opened()
    actions.close_clock(id="c-1", on=date(2026, 11, 30), now=at())
    actions.close_clock(id="c-1", on=date(2026, 12, 3), now=at())
    assert queries.budget("c-1").done_on == date(2026, 11, 30)


def test_a_city_sees_its_own_clocks_and_no_others():
    office("city", level="prefecture", division="970100")
    opened("c-1")
    opened("c-2", office="city")
    city, none = Scope(territory="9701"), Scope()
    assert queries.clock("c-2", date(2026, 11, 23), city).office_name == "机关city"
    assert queries.clock("c-1", date(2026, 11, 23), city) is None
    assert queries.clock("c-1", date(2026, 11, 23), none) is None


def test_many_deadlines_are_read_at_once(django_assert_max_num_queries):
    for number in range(6):
        opened(f"c-{number}")
    with django_assert_max_num_queries(2):
        found = queries.deadlines(["c-1", "c-2", "c-5", "gone"])
    assert set(found) == {"c-1", "c-2", "c-5"}
