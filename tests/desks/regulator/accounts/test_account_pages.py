"""The administrators' pages as a browser asks for them: lists, acts, refusals in plain words."""

from __future__ import annotations

import re
from contextlib import closing
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.mingjian_web.accounts.situations import acts, division
from tests.web_factories import account, at, taken_in

from mingjian_web.accounts.actor import roles_of
from mingjian_web.accounts.models import Account, Grant, Office, TrailRow
from mingjian_web.accounts.permissions import Role
from mingjian_web.accounts.trail import leave

pytestmark = pytest.mark.django_db

WHY = {"reason": "人事处〔2026〕11号"}


@pytest.fixture
def place(clock):
    """A division, the three administrators."""
    made = division()
    made.system = account("system.one", Role.SYSTEM_ADMIN, office=made.dept)
    made.security = account("security.one", Role.SECURITY_ADMIN, office=made.dept)
    made.audit = account("audit.one", Role.AUDIT_ADMIN, office=made.dept)
    return made


def as_user(client, who):
    client.force_login(who)
    return client


def body(answer):
    return answer.content.decode()


def test_the_list_finds_by_initials_and_says_how_many(client, place):
    page = body(as_user(client, place.system).get("/regulator/accounts/?q=psy"))
    assert "裴松筠" in page
    assert "祁望舒" not in page
    assert "第 1 至 1 条，共 1 条" in page


def test_a_new_account_shows_its_password_once_and_the_page_is_not_kept(client, place):
    answer = as_user(client, place.system).post(
        "/regulator/accounts/new/", {"account": "Wei.Xin", "name": "卫新", "office": "keji"}
    )
    password = re.search(r"<code>([a-z0-9-]{19})</code>", body(answer)).group(1)
    assert answer.headers["Cache-Control"] == "no-store"
    assert Account.objects.get(name_of_account="wei.xin").check_password(password)
    assert password not in body(client.get("/regulator/accounts/wei.xin/"))


def test_the_same_form_sent_twice_opens_one_account_and_says_so(client, place):
    typed = {"account": "wei.xin", "name": "卫新", "office": "keji"}
    as_user(client, place.system).post("/regulator/accounts/new/", typed)
    answer = client.post("/regulator/accounts/new/", typed)
    assert answer.status_code == 422
    assert "账号 wei.xin 已有" in body(answer)
    assert Account.objects.filter(name_of_account="wei.xin").count() == 1


def test_what_was_typed_stays_in_a_form_that_was_refused(client, place):
    answer = as_user(client, place.system).post(
        "/regulator/accounts/new/", {"account": "卫", "name": "卫新䶮", "office": "keji"}
    )
    assert answer.status_code == 422
    assert 'value="卫新䶮"' in body(answer)


def test_an_institution_is_named_by_its_credit_code_and_must_be_known(client, place):
    uscc = "91970100MA0000000X"
    taken_in(institutions=[{"id": "i-1", "name": "岚旭安全评价有限公司", "kind": "evaluation", "uscc": uscc}])
    typed = {"account": "lan.xu", "name": "兰旭", "institution": uscc}
    assert as_user(client, place.system).post("/regulator/accounts/new/", typed).status_code == 200
    assert Account.objects.get(name_of_account="lan.xu").institution == "i-1"
    answer = client.post("/regulator/accounts/new/", {**typed, "account": "lan.xu2", "institution": "i-9"})
    assert answer.status_code == 422
    assert "机构库里没有这个机构" in body(answer)


def test_only_what_one_may_do_is_offered_and_nothing_on_oneself(client, place):
    page = body(as_user(client, place.system).get("/regulator/accounts/pei/"))
    assert "停用账号" in page
    assert "授予角色" not in page
    page = body(as_user(client, place.security).get("/regulator/accounts/pei/"))
    assert "停用账号" not in page
    assert "授予角色" in page
    assert "/regulator/accounts/security.one/grant-role/" not in body(client.get("/regulator/accounts/security.one/"))


def test_a_role_is_given_and_the_page_says_what_now_is(client, place):
    answer = as_user(client, place.security).post(
        "/regulator/accounts/pei/grant-role/", {"role": "data_keeper", **WHY}, follow=True
    )
    assert "角色已授予" in body(answer)
    assert roles_of(place.clerk) == {Role.CLERK, Role.DATA_KEEPER}


def test_a_role_that_must_be_apart_is_not_even_offered_and_is_refused_when_sent(client, place):
    address = "/regulator/accounts/pei/grant-role/"
    assert "licensing_clerk" not in body(as_user(client, place.security).get(address))
    assert client.post(address, {"role": "licensing_clerk", **WHY}).status_code == 422
    assert not Grant.objects.filter(account=place.clerk, role="licensing_clerk").exists()


def test_an_act_that_belongs_to_another_administrator_is_forbidden(client, place):
    answer = as_user(client, place.system).post("/regulator/accounts/pei/grant-role/", {"role": "director", **WHY})
    assert answer.status_code == 403
    assert "安全保密管理员" in body(answer)


def test_the_password_of_an_administrator_takes_two(client, place):
    as_user(client, place.system).post("/regulator/accounts/security.one/ask-reset/", WHY)
    assert "的密码重设等你同意" not in body(client.get("/regulator/accounts/"))
    assert "security.one 的密码重设等你同意" in body(as_user(client, place.audit).get("/regulator/trail/"))
    assert "等另一名管理员同意" in body(client.get("/regulator/accounts/security.one/"))
    answer = client.post("/regulator/accounts/security.one/agree-reset/")
    assert "一次性密码" in body(answer)
    assert client.post("/regulator/accounts/security.one/agree-reset/").status_code == 409


def test_an_unknown_account_or_act_is_not_there(client, place):
    as_user(client, place.system)
    assert client.get("/regulator/accounts/nobody/").status_code == 404
    assert client.get("/regulator/accounts/pei/promote/").status_code == 404


def test_a_closed_account_is_shut_out_at_once(client, place):
    from django.test import Client

    leaver = Client()
    leaver.force_login(place.other)
    assert leaver.get("/me/").status_code == 200
    as_user(client, place.system).post("/regulator/accounts/qi/close/", WHY)
    assert leaver.get("/me/").status_code == 302


def test_a_county_is_entered_with_every_fault_said_at_once(client, place):
    typed = {"code": "o-970602", "name": "某县应急管理局", "level": "county", "kind": "territorial", "parent": "city"}
    answer = as_user(client, place.system).post("/regulator/offices/new/", {**typed, **WHY})
    assert answer.status_code == 422
    assert "有属地的机关要填行政区划代码" in body(answer)
    client.post("/regulator/offices/new/", {**typed, **WHY, "division": "970602"})
    assert Office.objects.get(key="o-970602").parent.key == "city"


def test_an_office_is_corrected_but_its_key_is_not(client, place):
    typed = {"code": "other", "name": "临霁市应急管理局", "level": "prefecture", "kind": "territorial"}
    answer = as_user(client, place.system).post(
        "/regulator/offices/city/", {**typed, **WHY, "division": "970600", "parent": "dept"}
    )
    assert answer.status_code == 302
    assert Office.objects.get(key="city").name == "临霁市应急管理局"


def test_the_trail_is_filtered_paged_and_keeps_matters_back(client, place):
    by = acts(place.clerk)
    for number in range(30):
        leave("findings.note", by=by, now=at(), kind="finding", object=f"f-{number}", reason="某公司有问题")
    page = body(as_user(client, place.audit).get("/regulator/trail/?who=pei&act=findings.note"))
    assert "第 1 至 25 条，共 30 条" in page
    assert "某公司有问题" not in page
    assert "内容属于具体事项" in page


def test_a_day_that_is_none_is_said_and_narrows_nothing(client, place):
    answer = as_user(client, place.audit).get("/regulator/trail/?first=2026-02-30")
    assert answer.status_code == 200


def test_the_auditor_takes_the_trail_out_and_that_is_in_the_trail(client, place):
    leave("accounts.close", by=acts(place.clerk), now=at(), kind="account", object="=1+1", reason="调离")
    answer = as_user(client, place.audit).post("/regulator/trail/?act=accounts.close")
    with closing(answer):
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert any("=1+1" in str(value) for value in rows[1])
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert TrailRow.objects.get(act="exchange.exported_list").detail["count"] == 1


def test_whoever_gives_roles_reads_the_trail_but_does_not_take_it_out(client, place):
    as_user(client, place.security)
    assert "导出 xlsx" not in body(client.get("/regulator/trail/"))
    assert client.post("/regulator/trail/").status_code == 403


def test_everybody_can_read_which_role_may_do_what(client, place):
    page = body(as_user(client, place.clerk).get("/regulator/roles/"))
    assert "三员分立" in page
