"""The calendar and clock pages by HTTP."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.mingjian_web.law.situations import acting, legal
from tests.web_factories import account, at, office

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Role
from mingjian_web.clocks import actions as clocks
from mingjian_web.clocks import queries as clock_queries
from mingjian_web.clocks.tasks import follow
from mingjian_web.law import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]

CALENDAR = "/regulator/calendar/"
NOTICE = (
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n"
    "二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。"
)
YEAR = {"year": "2027", "paper": "国办发明电〔2026〕0号（虚构）", "text": NOTICE, "document": "岚应急法〔2026〕9号"}


def page(answer) -> str:
    return answer.content.decode()


def open_reply(id: str = "finding:1:1", start: date = date(2026, 12, 21), **more) -> None:
    given = {"office": "dept", "institution": "i-1", **more}
    clocks.open_clock(
        id=id, name=Text("说明期限", "time to answer"), limit="findings.reply", start=start, whose="institution",
        about=("finding", "f-1"), now=at(), **given,
    )  # fmt: skip


def test_the_year_is_laid_out_day_by_day_with_its_notice(client):
    client.force_login(legal("jian"))
    shown = page(client.get(CALENDAR))
    assert "2026 年工作日历" in shown
    assert "国庆节假期" in shown
    assert "调休上班（国庆节）" in shown
    assert "content_7047091" in shown


def test_a_year_not_announced_says_so(client):
    client.force_login(legal("jian"))
    assert "2027 年放假安排尚未公布" in page(client.get(f"{CALENDAR}?year=2027"))


def test_a_year_nobody_asked_for_falls_back_to_this_one(client):
    client.force_login(legal("jian"))
    assert "2026 年工作日历" in page(client.get(f"{CALENDAR}?year=99999"))


def test_the_year_2027_entered_and_confirmed_makes_a_provisional_clock_final(client):
    open_reply()
    client.force_login(legal("jian"))
    assert "暂定" in page(client.get("/regulator/clocks/finding:1:1/"))
    entry = client.post(f"{CALENDAR}enter-year/", YEAR)["Location"]
    shown = page(client.get(entry))
    assert "2027-02-14" in shown
    assert "2027-01-05" in shown  # what the clock would move to
    client.force_login(legal("zhong"))
    assert client.post(f"{entry}confirm/", {"version": "1"}).status_code == 302
    follow.func()
    deadline = clock_queries.deadline("finding:1:1")
    assert (deadline.due, deadline.provisional) == (date(2027, 1, 5), False)
    shown = page(client.get("/regulator/clocks/finding:1:1/"))
    assert "2027 年放假安排公布" in shown
    assert "2027 年放假安排尚未公布" not in page(client.get(f"{CALENDAR}?year=2027"))


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"text": NOTICE.replace("周五", "周四")}, "2027-01-01 是周五"),
        ({"text": "各单位要做好值班"}, "看不懂这一行"),
        ({"year": "27"}, "应为 2007 至 2028 的年份"),
        ({"year": "0"}, "应为 2007"),
        ({"paper": ""}, "没有填写"),
    ],
)
def test_a_wrong_notice_is_said_at_its_line(client, wrong, said):
    client.force_login(legal("jian"))
    answer = client.post(f"{CALENDAR}enter-year/", {**YEAR, **wrong})
    assert answer.status_code == 422
    assert said in page(answer)


def test_one_day_is_corrected_by_two(client):
    day = {"day": "2026-12-07", "working": "no", "why": "暴雪停工", "paper": "某号", "document": "某号"}
    client.force_login(legal("jian"))
    entry = client.post(f"{CALENDAR}enter-day/", day)["Location"]
    assert client.post(f"{entry}confirm/", {"version": "1"}).status_code == 409
    client.force_login(legal("zhong"))
    client.post(f"{entry}confirm/", {"version": "1"})
    assert not queries.current_calendar().is_working(date(2026, 12, 7))


def test_correcting_a_day_to_what_it_is_is_refused(client):
    day = {"day": "2026-12-07", "working": "yes", "why": "x", "paper": "某号", "document": "某号"}
    client.force_login(legal("jian"))
    answer = client.post(f"{CALENDAR}enter-day/", day)
    assert answer.status_code == 422
    assert "不需要更正" in page(answer)


def test_a_clerk_sees_the_calendar_and_cannot_enter(client):
    client.force_login(account("pei", Role.CLERK))
    shown = page(client.get(CALENDAR))
    assert "录入一年的放假安排" not in shown
    assert client.get(f"{CALENDAR}enter-year/").status_code == 403


def test_a_clock_shows_every_day_and_says_its_limit_is_a_setting(client):
    open_reply(start=date(2026, 11, 23))
    client.force_login(account("pei", Role.CLERK))
    shown = page(client.get("/regulator/clocks/finding:1:1/"))
    assert "期限计算单" in shown
    assert "2026-12-07 周一" in shown
    assert "不是法定期限" in shown
    assert "第 10 日，届满" in shown


def test_the_certificate_comes_as_json_with_the_same_days(client):
    open_reply(start=date(2026, 11, 23))
    client.force_login(account("pei", Role.CLERK))
    made = json.loads(client.get("/regulator/clocks/finding:1:1/certificate.json").content)
    assert made["due"] == "2026-12-07"
    assert [day["number"] for day in made["days"] if day["number"]] == list(range(1, 11))


def test_a_stopped_clock_says_that_it_has_no_day(client):
    open_reply(start=date(2026, 11, 23))
    clocks.suspend(id="finding:1:1", reason="不可抗力", first=date(2026, 11, 23), last=None, document="某号", now=at())
    client.force_login(account("pei", Role.CLERK))
    assert "未定复表日" in page(client.get("/regulator/clocks/finding:1:1/"))
    assert client.get("/regulator/clocks/finding:1:1/certificate.json").status_code == 404


def test_a_clock_out_of_reach_is_not_found(client):
    city = office("city", level="prefecture", division="970100")
    open_reply()
    open_reply("finding:2:1", office="city")
    client.force_login(account("liang", Role.CLERK, office=city))
    assert client.get("/regulator/clocks/finding:1:1/").status_code == 404
    assert client.get("/regulator/clocks/finding:2:1/").status_code == 200
    assert client.get("/regulator/clocks/nothing/").status_code == 404


def test_the_journal_is_empty_in_words(client):
    client.force_login(legal("jian"))
    assert "没有期限变动过" in page(client.get("/regulator/clocks/moves/"))


def test_work_leads_to_what_waits(client):
    client.force_login(legal("jian"))
    client.post(f"{CALENDAR}enter-year/", YEAR)
    (item,) = queries.law_work(acting(legal("zhong")), date(2026, 11, 23))
    assert item.url_name == "regulator:calendar-entry"
