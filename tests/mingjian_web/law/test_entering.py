"""A value of law is entered by one and confirmed by another; until then nothing changes."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mingjian_web.law.situations import acting, draft, entered, holidays_2027, in_use, legal, setting
from tests.web_factories import account, at, office

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, LawStatus, Text
from mingjian_web.accounts.models import StandIn, TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role
from mingjian_web.accounts.refusals import Stale
from mingjian_web.law import actions, queries
from mingjian_web.law.drafts import NewArticle, NewInstrument
from mingjian_web.ledger import queries as ledger_queries
from mingjian_web.records.models import News

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]

ON = date(2026, 11, 23)


def decide(on: date = ON):
    return queries.current_law().value("licensing.decide", on)


def test_what_is_only_entered_is_not_law():
    entered(legal("jian"))
    assert decide().value == 20


def test_a_value_confirmed_by_a_second_person_is_law_from_its_day():
    in_use()
    assert (decide().value, decide().status) == (15, LawStatus.CONFIRMED)
    assert decide(date(2025, 12, 31)).value == 20


def test_the_origin_names_the_office_the_document_and_both_persons():
    in_use()
    assert decide().origin.text.zh == "机关fagui，岚应急法〔2026〕3号，核对人：jian、zhong"


def test_nobody_confirms_their_own_entry():
    jian = legal("jian")
    legal("zhong")
    entry = entered(jian)
    with pytest.raises(NotAllowed) as refused:
        actions.confirm_value(by=acting(jian), entry=entry, version=1, now=at())
    assert "录入人" in refused.value.reasons[0].zh
    assert decide().value == 20


def test_who_stands_in_for_the_enterer_counts_as_the_enterer():
    jian, zhong = legal("jian"), legal("zhong")
    StandIn.objects.create(
        absent=jian, stand_in=zhong, first=ON, last=ON, roles=["legal_affairs"], entered_by="jian", entered_at=at()
    )
    entry = entered(jian)
    with pytest.raises(NotAllowed):
        actions.confirm_value(by=acting(zhong), entry=entry, version=1, now=at())


def test_a_clerk_can_neither_enter_nor_confirm():
    clerk = account("pei", Role.CLERK)
    entry = entered(legal("jian"))
    with pytest.raises(Forbidden):
        actions.enter_value(by=acting(clerk), draft=draft(), now=at())
    with pytest.raises(Forbidden):
        actions.confirm_value(by=acting(clerk), entry=entry, version=1, now=at())


def test_confirming_twice_says_what_the_entry_now_is():
    entry = in_use()
    with pytest.raises(Stale) as stale:
        actions.confirm_value(by=acting(legal("third")), entry=entry, version=1, now=at())
    assert "已采用" in stale.value.reason.zh
    assert News.objects.filter(kind="law.confirmed").count() == 1


def test_what_was_tried_on_a_law_that_changed_meanwhile_is_not_confirmed(monkeypatch):
    first, second = entered(legal("jian")), entered(legal("third"), draft("licensing.accept", 3))
    zhong = acting(legal("zhong"))
    actions.confirm_value(by=zhong, entry=first, version=1, now=at())
    now_is, before = actions.latest, [0]
    monkeypatch.setattr(actions, "latest", lambda of: before.pop() if before else now_is(of))
    with pytest.raises(Stale):
        actions.confirm_value(by=zhong, entry=second, version=1, now=at())
    assert queries.law_edition() == 1


def test_a_refused_value_stays_out_with_its_reason():
    entry = entered(legal("jian"))
    zhong = acting(legal("zhong"))
    with pytest.raises(NotAllowed):
        actions.refuse_value(by=zhong, entry=entry, version=1, reason=" ", now=at())
    actions.refuse_value(by=zhong, entry=entry, version=1, reason="条号抄错", now=at())
    page = queries.value_entry(entry, zhong).page
    assert (page.state.value, page.reason, page.pending) == ("refused", "条号抄错", False)
    assert decide().value == 20


def test_the_enterer_takes_back_alone_what_nobody_confirmed():
    jian, zhong = legal("jian"), legal("zhong")
    entry = entered(jian)
    with pytest.raises(NotAllowed):
        actions.withdraw_value(by=acting(zhong), entry=entry, version=1, reason="x", now=at())
    actions.withdraw_value(by=acting(jian), entry=entry, version=1, reason="录错参数", now=at())
    assert queries.value_entry(entry, acting(jian)).page.state.value == "withdrawn"


def test_a_value_in_use_is_withdrawn_by_two_and_counts_until_then():
    entry = in_use()
    jian, zhong = (acting(legal(name)) for name in ("third", "fourth"))
    actions.withdraw_value(by=jian, entry=entry, version=2, reason="原文另有但书", now=at())
    assert decide().value == 15
    with pytest.raises(NotAllowed):
        actions.confirm_value(by=jian, entry=entry, version=3, now=at())
    actions.confirm_value(by=zhong, entry=entry, version=3, now=at())
    assert decide().value == 20
    assert [line.entry.kind for line in ledger_queries.latest(2)] == ["law.withdrawn", "law.confirmed"]


def test_a_later_entry_takes_only_its_own_days_from_an_earlier_one():
    in_use()
    in_use(draft(value=10, first=date(2026, 7, 1), last=date(2026, 7, 31)), ("third", "fourth"))
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 31), date(2026, 8, 1)]
    assert [decide(day).value for day in days] == [15, 10, 10, 15]


def test_an_earlier_edition_can_still_be_asked_for():
    in_use()
    in_use(draft(value=10), ("third", "fourth"))
    assert [queries.law_of(n).value("licensing.decide", ON).value for n in (0, 1, 2)] == [20, 15, 10]


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"value": "twenty"}, "值不合单位"),
        ({"cites": ()}, "没有引用任何文件"),
        ({"cites": ("licensing-law:4242",)}, "没有着落"),
        ({"first": date(2026, 2, 1), "last": date(2026, 1, 1)}, "to 早于 from"),
        ({"first": date(1999, 1, 1)}, "施行期"),
        ({"keys": {"grade": "best"}}, "grade 只能是"),
        ({"concept": "licensing.nothing"}, "没有名为"),
        ({"concept": "findings.reply"}, "自定的设置不写 status"),
        ({"cites": ("order-20-2026",), "status": LawStatus.SEEN}, "强于所引条文"),
    ],
)
def test_a_wrong_value_is_refused_by_the_law_itself_in_plain_words(wrong, said):
    with pytest.raises(BadInput) as refused:
        actions.enter_value(by=acting(legal("jian")), draft=draft(**wrong), now=at())
    line = refused.value.lines[0]
    assert said in line.zh
    assert ".yaml" not in line.zh
    assert ".yaml" not in line.en


def test_a_new_instrument_and_article_come_with_the_value_that_cites_them():
    words = Text("岚川省安全评价管理办法", "Lanchuan measures for safety evaluation")
    new = NewInstrument("lanchuan-2026", "local", words, words, "岚府令第9号", "岚川省人民政府", date(2026, 1, 1))
    article = NewArticle("lanchuan-2026", "12", Text("十五个工作日内决定", "to decide within fifteen working days"))
    in_use(draft(cites=("lanchuan-2026:12",), instrument=new, article=article))
    assert decide().cites[0].text == "岚川省安全评价管理办法 第十二条"
    assert queries.current_law().find("岚府令第9号").name == "lanchuan-2026"


def test_a_value_whose_instrument_others_cite_cannot_go_first():
    words = Text("办法", "measures")
    new = NewInstrument("lanchuan-2026", "local", words, words, "岚府令第9号", "省政府", date(2026, 1, 1))
    entry = in_use(draft(cites=("lanchuan-2026",), instrument=new))
    in_use(draft("licensing.accept", 3, cites=("lanchuan-2026",)), ("third", "fourth"))
    with pytest.raises(BadInput):
        actions.withdraw_value(by=acting(legal("fifth")), entry=entry, version=2, reason="x", now=at())


def test_a_setting_of_the_office_is_entered_and_confirmed_the_same_way():
    in_use(setting(8))
    value = queries.current_law().value("findings.reply", ON)
    assert (value.value, value.declared) == (8, True)


def test_the_ledger_entry_names_no_person_and_holds_the_papers():
    entry = entered(legal("jian", person="简墨言"))
    zhong = acting(legal("zhong", person="钟书毓"))
    index = actions.confirm_value(by=zhong, entry=entry, version=1, texts=["ab" * 32], now=at())
    line = ledger_queries.entry(index).entry
    assert line.facts["texts"] == ["ab" * 32]
    assert (line.facts["value"], line.facts["document"]) == (15, "岚应急法〔2026〕3号")
    assert "简墨言" not in str(line.as_json())
    assert set(line.commitments) == {"entered_by", "confirmed_by"}


def test_a_share_enters_the_ledger_written_out():
    share = draft("staff.level1_share_minimum", 0.3, cites=("order-1-2019:6",), keys={"kind": "evaluation"})
    entry = entered(legal("jian"), share)
    index = actions.confirm_value(by=acting(legal("zhong")), entry=entry, version=1, now=at())
    assert ledger_queries.entry(index).entry.facts["value"] == "0.3"


def test_every_act_leaves_a_row_of_the_trail():
    in_use()
    assert list(TrailRow.objects.order_by("pk").values_list("act", "account")) == [
        ("law.entered", "jian"),
        ("law.confirmed", "zhong"),
    ]


def test_a_one_person_office_hands_the_step_to_the_office_above():
    city = legal("only", where="city", parent="dept", person="只一人")
    upstairs = legal("jian")
    elsewhere = account("far", Role.LEGAL_AFFAIRS, office=office("other-city", parent=office("dept")))
    entry = entered(city)
    page = queries.value_entry(entry, acting(city)).page
    assert [person.name for person in page.can_confirm] == ["jian"]
    with pytest.raises(NotAllowed):
        actions.confirm_value(by=acting(elsewhere), entry=entry, version=1, now=at())
    actions.confirm_value(by=acting(upstairs), entry=entry, version=1, now=at())
    assert decide().value == 15


def test_where_the_office_has_a_second_person_the_office_above_keeps_out():
    city = legal("one", where="city", parent="dept")
    legal("two", where="city", parent="dept")
    upstairs = legal("jian")
    entry = entered(city)
    with pytest.raises(NotAllowed):
        actions.confirm_value(by=acting(upstairs), entry=entry, version=1, now=at())


def test_work_shows_to_who_can_decide_and_to_nobody_else():
    jian, zhong = legal("jian"), legal("zhong")
    value = entered(jian)
    year = actions.enter_year(by=acting(jian), draft=holidays_2027(), now=at())
    items = queries.law_work(acting(zhong), ON)
    assert [item.key for item in items] == [f"value:{value}", f"calendar:{year}"]
    assert [item.url_name for item in items] == ["regulator:law-entry", "regulator:calendar-entry"]
    assert queries.law_work(acting(jian), ON) == []
    assert queries.law_work(acting(account("pei", Role.CLERK)), ON) == []


def test_what_a_new_release_no_longer_takes_is_left_out_and_said(monkeypatch):
    from mingjian_web.law import editions

    in_use()
    in_use(draft("licensing.accept", 3), ("third", "fourth"))
    broken = queries.current_overlays()[0]
    broken.write_text(broken.read_text(encoding="utf-8").replace("licensing.decide", "licensing.gone"), "utf-8")
    editions._law.cache_clear()
    assert queries.left_out() == (broken.name,)
    assert (decide().value, queries.current_law().value("licensing.accept", ON).value) == (20, 3)
