"""The law pages by HTTP: seen by whom, entered, confirmed by another, refused in plain words, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.mingjian_web.law.situations import acting, draft, entered, in_use, legal
from tests.web_factories import account, at

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Role
from mingjian_web.clocks import actions as clocks
from mingjian_web.clocks import queries as clock_queries
from mingjian_web.clocks.tasks import follow
from mingjian_web.evidence import queries as evidence
from mingjian_web.law import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
LIST = "/regulator/law/"
DECIDE = f"{LIST}licensing.decide/"
ENTER = f"{DECIDE}enter/"

TYPED = {
    "value": "15",
    "first": "2026-01-01",
    "status": "confirmed",
    "cites": "行政许可法 第42条",
    "quoted": "行政机关应当自受理行政许可申请之日起……",
    "source": "正式文本，2026-11-20 核对",
    "document": "岚应急法〔2026〕3号",
}


def sign_in(client, who):
    client.force_login(who)
    return client


def page(answer) -> str:
    return answer.content.decode()


def open_a_clock() -> None:
    name = Text("岚许〔2026〕6号决定期限", "time to decide 6")
    about = ("application", "a-1")
    clocks.open_clock(
        id="c-1", name=name, limit="licensing.decide", start=date(2026, 11, 23), whose="office", about=about,
        office="dept", now=at(),
    )  # fmt: skip


def test_a_stranger_is_sent_to_sign_in(client):
    answer = client.get(LIST)
    assert (answer.status_code, "sign-in" in answer["Location"]) == (302, True)


@pytest.mark.parametrize(
    "role, list_, enter",
    [
        (Role.LEGAL_AFFAIRS, 200, 200),
        (Role.CLERK, 200, 403),
        (Role.LEADER, 200, 403),
        (Role.DATA_KEEPER, 200, 403),
        (Role.SYSTEM_ADMIN, 403, 403),
        (Role.AUDIT_ADMIN, 403, 403),
    ],
)
def test_who_may_see_and_who_may_enter(client, role, list_, enter):
    sign_in(client, account("somebody", role))
    assert client.get(LIST).status_code == list_
    assert client.get(DECIDE).status_code == list_
    assert client.get(ENTER).status_code == enter


def test_an_institution_does_not_see_the_office_s_law_pages(client):
    sign_in(client, account("keeper", Role.INSTITUTION_KEEPER, institution="i-1"))
    assert client.get(LIST).status_code == 403


def test_the_list_shows_values_with_status_and_flags_what_nobody_read(client):
    shown = page(sign_in(client, legal("jian")).get(f"{LIST}?matter=all"))
    assert "20 个工作日" in shown
    assert "见过公开文本" in shown
    assert "未知" in shown
    assert "随软件提供" in shown


@pytest.mark.parametrize(
    "asked, there, gone",
    [
        ("q=决定期限", "licensing.decide", "licensing.accept"),
        ("q=行政许可法 第45条", "licensing.suspensions", "staff.evaluators_minimum"),
        ("status=declared", "findings.reply", "licensing.decide"),
        ("status=remembered", "licensing.suspensions", "licensing.decide"),
        ("on=2018-01-01&q=staff.evaluators_minimum", "16 人", "没有找到"),
    ],
)
def test_the_list_is_narrowed_by_words_status_and_day(client, asked, there, gone):
    shown = page(sign_in(client, legal("jian")).get(f"{LIST}?{asked}"))
    assert there in shown
    assert gone not in shown


def test_words_that_find_nothing_get_the_nearest_names(client):
    shown = page(sign_in(client, legal("jian")).get(f"{LIST}?q=决定期线"))
    assert "相近的有" in shown
    assert "决定期限" in shown


def test_a_wrong_day_is_said_and_nothing_breaks(client):
    assert sign_in(client, legal("jian")).get(f"{LIST}?on=2026-13-40").status_code == 422


def test_an_unknown_question_is_not_found(client):
    assert sign_in(client, legal("jian")).get(f"{LIST}licensing.nothing/").status_code == 404


def test_confirming_a_shipped_value_begins_with_what_is_there(client):
    shown = page(sign_in(client, legal("jian")).get(f"{ENTER}?copy=0"))
    assert 'value="20"' in shown
    assert "行政许可法 第四十二条" in shown


def test_a_value_is_entered_with_its_text_and_waits(client):
    jian = legal("jian")
    paper = SimpleUploadedFile("许可法.pdf", PDF, "application/pdf")
    answer = sign_in(client, jian).post(ENTER, {**TYPED, "papers": paper})
    assert answer.status_code == 302
    entry = int(answer["Location"].rstrip("/").rpartition("/")[2])
    assert [one.name for one in evidence.attached("law", str(entry))] == ["许可法.pdf"]
    assert queries.current_law().value("licensing.decide", date(2026, 11, 23)).value == 20
    shown = page(client.get(answer["Location"]))
    assert "许可法.pdf" in shown
    assert "待核对" in shown


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"value": ""}, "没有填写"),
        ({"value": "0"}, "1 至"),
        ({"value": "many"}, "错误"),
        ({"first": "2026-02-31"}, "错误"),
        ({"cites": "行政许可法 第4242条"}, "没有找到“行政许可法 第4242条”"),
        ({"cites": ""}, "没有引用任何文件"),
        ({"quoted": ""}, "请抄录条文原文，或者附正式文本"),
        ({"first": "1990-01-01"}, "施行期"),
        ({"last": "2025-01-01"}, "to 早于 from"),
        ({"for_division": "97"}, "写法不对"),
        ({"article": "十二甲"}, "条号看不懂"),
        ({"article": "12"}, "没有选条文所在文件"),
    ],
)
def test_what_is_wrong_is_said_with_what_was_typed_kept(client, wrong, said):
    answer = sign_in(client, legal("jian")).post(ENTER, {**TYPED, **wrong})
    assert answer.status_code == 422
    assert said in page(answer)
    assert "岚应急法〔2026〕3号" in page(answer)


def test_a_paper_of_the_wrong_kind_is_refused_and_nothing_is_entered(client):
    bad = SimpleUploadedFile("文本.pdf", b"MZ\x90\x00" + b"\0" * 64, "application/pdf")
    answer = sign_in(client, legal("jian")).post(ENTER, {**TYPED, "papers": bad})
    assert answer.status_code == 422
    assert queries.entries_of("licensing.decide", acting(legal("zhong"))) == ()


def test_a_new_article_and_instrument_are_entered_with_the_value(client):
    new = {
        "cites": "",
        "article": "第十二条第（三）项",
        "gist": "十五个工作日内决定",
        "instrument_title": "岚川省安全评价管理办法",
        "instrument_number": "岚府令第9号",
        "instrument_kind": "local",
        "instrument_first": "2026-01-01",
    }
    answer = sign_in(client, legal("jian")).post(ENTER, {**TYPED, **new})
    assert answer.status_code == 302
    entry = int(answer["Location"].rstrip("/").rpartition("/")[2])
    actions.confirm_value(by=acting(legal("zhong")), entry=entry, version=1, now=at())
    (cited,) = queries.current_law().value("licensing.decide", date(2026, 11, 23)).cites
    assert cited.text == "岚府令第9号 第十二条第（三）项"


@pytest.mark.parametrize(
    "concept, value, kept",
    [
        ("staff.level1_share_minimum", "30%", 0.3),
        ("notice.before_service", "no", False),
        ("licensing.suspensions", "hearing\nexpert_review", ("hearing", "expert_review")),
        ("disclosure.deadline", "days: 10\nunit: wd", {"days": 10, "unit": "wd"}),
    ],
)
def test_each_unit_has_its_own_field(client, concept, value, kept):
    typed = {**TYPED, "value": value, "cites": "order-1-2019:19"}
    answer = sign_in(client, legal("jian")).post(f"{LIST}{concept}/enter/", typed)
    assert answer.status_code == 302, page(answer)
    entry = int(answer["Location"].rstrip("/").rpartition("/")[2])
    actions.confirm_value(by=acting(legal("zhong")), entry=entry, version=1, now=at())
    value = queries.current_law().value(concept, date(2026, 11, 23)).value
    assert (dict(value) if isinstance(kept, dict) else value) == kept


@pytest.mark.parametrize(
    "concept, value",
    [
        ("staff.level1_share_minimum", "130%"),
        ("disclosure.deadline", "a: &x [1, 1]\nb: *x"),
        ("disclosure.deadline", "a: [1, 1"),
        ("disclosure.deadline", "10"),
    ],
)
def test_a_value_that_does_not_suit_its_unit_is_refused(client, concept, value):
    typed = {**TYPED, "value": value, "cites": "order-1-2019:19"}
    assert sign_in(client, legal("jian")).post(f"{LIST}{concept}/enter/", typed).status_code == 422


def test_the_second_person_sees_the_text_and_what_would_move_and_confirms(client):
    open_a_clock()
    entry = entered(legal("jian"), draft(value=15, quoted="自受理之日起十五个工作日内作出决定"))
    sign_in(client, legal("zhong"))
    shown = page(client.get(f"{LIST}entries/{entry}/"))
    assert "自受理之日起十五个工作日内作出决定" in shown
    assert "岚许〔2026〕6号决定期限" in shown
    assert "2026-12-14" in shown
    answer = client.post(f"{LIST}entries/{entry}/confirm/", {"version": "1"}, follow=True)
    assert "已核对，记入公开账本" in page(answer)
    follow.func()
    (row,) = clock_queries.moved(scope=acting(legal("third")).scope)
    assert (row.old_due, row.new_due) == (date(2026, 12, 21), date(2026, 12, 14))
    assert "岚许〔2026〕6号决定期限" in page(client.get("/regulator/clocks/moves/"))


def test_confirming_twice_answers_409_and_says_what_now_is(client):
    entry = entered(legal("jian"))
    sign_in(client, legal("zhong"))
    client.post(f"{LIST}entries/{entry}/confirm/", {"version": "1"})
    answer = client.post(f"{LIST}entries/{entry}/confirm/", {"version": "1"})
    assert answer.status_code == 409
    assert "页面已过时" in page(answer)
    assert "已采用" in page(answer)


def test_the_enterer_is_told_why_not_and_who_can(client):
    entry = entered(legal("jian", person="简墨言"))
    legal("zhong", person="钟书毓")
    client.force_login(queries_account("jian"))
    shown = page(client.get(f"{LIST}entries/{entry}/"))
    assert "须由录入人（申请人）以外的人核对" in shown
    assert "钟书毓" in shown
    assert f"entries/{entry}/confirm/" not in shown
    answer = client.post(f"{LIST}entries/{entry}/confirm/", {"version": "1"})
    assert answer.status_code == 409
    assert "须由录入人（申请人）以外的人核对" in page(answer)


def queries_account(name: str):
    from mingjian_web.accounts.models import Account

    return Account.objects.get(name_of_account=name)


def test_a_clerk_cannot_confirm(client):
    entry = entered(legal("jian"))
    sign_in(client, account("pei", Role.CLERK))
    assert client.post(f"{LIST}entries/{entry}/confirm/", {"version": "1"}).status_code == 403


def test_a_one_person_office_sees_who_upstairs_can_confirm(client):
    alone = legal("only", where="city", parent="dept")
    legal("jian", person="简墨言")
    entry = entered(alone)
    shown = page(sign_in(client, alone).get(f"{LIST}entries/{entry}/"))
    assert "可以核对的人" in shown
    assert "简墨言" in shown


def test_where_nobody_can_confirm_the_page_says_whom_to_ask(client):
    jian = legal("jian")
    entry = entered(jian)
    assert "安全保密管理员为第二人授予政策法规岗" in page(sign_in(client, jian).get(f"{LIST}entries/{entry}/"))


def test_sending_back_needs_a_reason_and_keeps_it(client):
    entry = entered(legal("jian"))
    sign_in(client, legal("zhong"))
    assert client.post(f"{LIST}entries/{entry}/refuse/", {"version": "1", "reason": ""}).status_code == 422
    answer = client.post(f"{LIST}entries/{entry}/refuse/", {"version": "1", "reason": "条号抄错"}, follow=True)
    assert "条号抄错" in page(answer)
    assert "已退回" in page(answer)


def test_withdrawing_what_is_in_use_waits_for_the_second_person(client):
    entry = in_use()
    client.force_login(queries_account("jian"))
    answer = client.post(f"{LIST}entries/{entry}/withdraw/", {"version": "2", "reason": "另有但书"}, follow=True)
    assert "待撤下" in page(answer)
    client.force_login(queries_account("zhong"))
    answer = client.post(f"{LIST}entries/{entry}/confirm/", {"version": "3"}, follow=True)
    assert "已撤下" in page(answer)


def test_an_unknown_act_or_entry_is_not_found(client):
    entry = entered(legal("jian"))
    sign_in(client, legal("zhong"))
    assert client.get(f"{LIST}entries/{entry}/bless/").status_code == 404
    assert client.get(f"{LIST}entries/4242/").status_code == 404
    assert client.post(f"{LIST}entries/4242/confirm/", {"version": "1"}).status_code == 404


def test_a_form_whose_session_ended_comes_back_filled(client):
    from mingjian_web.desks.shared.drafts import signed

    jian = legal("jian")
    client.post(ENTER, {**TYPED, "_who": signed("jian"), "value": "17"})
    session = client.session
    kept = session["kept_form"]
    sign_in(client, jian)
    session = client.session
    session["kept_form"] = kept
    session.save()
    assert 'value="17"' in page(client.get(ENTER))


def test_a_paper_is_sent_as_it_came_and_only_papers_of_law(client):
    sign_in(client, legal("jian"))
    answer = client.post(ENTER, {**TYPED, "papers": SimpleUploadedFile("许可法.pdf", PDF, "application/pdf")})
    entry = answer["Location"].rstrip("/").rpartition("/")[2]
    (one,) = evidence.attached("law", entry)
    sent = client.get(f"{LIST}papers/{one.id}/")
    assert b"".join(sent.streaming_content) == PDF
    assert "attachment" in sent["Content-Disposition"]
    assert client.get(f"{LIST}papers/4242/").status_code == 404


def test_every_page_is_there_in_english(client):
    entry = in_use()
    sign_in(client, legal("third"))
    for path in ("law/", "law/licensing.decide/", "law/licensing.decide/enter/", f"law/entries/{entry}/", "calendar/"):
        assert client.get(f"/en/regulator/{path}").status_code == 200, path
