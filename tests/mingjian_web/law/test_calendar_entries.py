"""A year's holidays and single days, entered by one and confirmed by another."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mingjian_web.law.situations import acting, holidays_2027, legal
from tests.web_factories import at

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts.refusals import Stale
from mingjian_web.law import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]


def confirmed(draft) -> int:
    entry = actions.enter_year(by=acting(legal("jian")), draft=draft, now=at())
    actions.confirm_calendar(by=acting(legal("zhong")), entry=entry, version=1, now=at())
    return entry


def test_a_year_entered_and_confirmed_is_announced_with_its_paper():
    assert not queries.current_calendar().is_announced(2027)
    confirmed(holidays_2027())
    calendar = queries.current_calendar()
    assert calendar.papers(2027) == ("国办发明电〔2026〕0号（虚构）",)
    assert (calendar.is_working(date(2027, 2, 8)), calendar.is_working(date(2027, 2, 14))) == (False, True)


def test_a_year_withdrawn_by_two_is_provisional_again():
    entry = confirmed(holidays_2027())
    actions.withdraw_calendar(by=acting(legal("third")), entry=entry, version=2, reason="通知有误", now=at())
    assert queries.current_calendar().is_announced(2027)
    actions.confirm_calendar(by=acting(legal("fourth")), entry=entry, version=3, now=at())
    assert not queries.current_calendar().is_announced(2027)


def test_one_day_is_corrected_over_the_notice():
    snow = actions.DayDraft(date(2026, 12, 7), False, "暴雪停工", "岚府办明电〔2026〕8号", "岚应急法〔2026〕11号")
    entry = actions.enter_day(by=acting(legal("jian")), draft=snow, now=at())
    actions.confirm_calendar(by=acting(legal("zhong")), entry=entry, version=1, now=at())
    calendar = queries.current_calendar()
    assert not calendar.is_working(date(2026, 12, 7))
    assert calendar.why(date(2026, 12, 7)).zh == "暴雪停工假期"


def test_correcting_a_day_to_what_it_is_already_is_refused():
    same = actions.DayDraft(date(2026, 12, 7), True, "正常上班", "某号", "某号")
    with pytest.raises(BadInput) as refused:
        actions.enter_day(by=acting(legal("jian")), draft=same, now=at())
    assert "不需要更正" in refused.value.lines[0].zh


@pytest.mark.parametrize(
    "days, said",
    [
        (({"name": "元旦", "rest": ["2027-01-03/2027-01-01"]},), "前后颠倒"),
        (({"name": "元旦", "rest": ["2027-01-01"], "worked": ["2027-01-01"]},), "写了两次"),
        (({"name": "元旦", "rest": ["2027-13-01"]},), "看不懂"),
    ],
)
def test_a_wrong_notice_is_refused_before_anybody_sees_it(days, said):
    draft = actions.YearDraft(2027, ("某号",), days, "某号")
    with pytest.raises(BadInput) as refused:
        actions.enter_year(by=acting(legal("jian")), draft=draft, now=at())
    assert said in refused.value.lines[0].zh


def test_one_person_cannot_do_both_and_two_cannot_do_it_twice():
    jian, zhong = acting(legal("jian")), acting(legal("zhong"))
    entry = actions.enter_year(by=jian, draft=holidays_2027(), now=at())
    with pytest.raises(NotAllowed):
        actions.confirm_calendar(by=jian, entry=entry, version=1, now=at())
    actions.confirm_calendar(by=zhong, entry=entry, version=1, now=at())
    with pytest.raises(Stale):
        actions.confirm_calendar(by=zhong, entry=entry, version=1, now=at())


def test_the_grid_of_a_year_gives_each_day_its_reason():
    year = queries.calendar_year(2026)
    cells = {cell.day: cell for week in year.weeks for cell in week if cell}
    assert len(cells) == 365
    marks = {
        day: cells[date.fromisoformat(day)].mark for day in ("2026-10-01", "2026-10-10", "2026-10-12", "2026-10-17")
    }
    assert marks == {"2026-10-01": "rest", "2026-10-10": "swap", "2026-10-12": "work", "2026-10-17": "weekend"}
