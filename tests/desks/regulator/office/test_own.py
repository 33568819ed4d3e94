"""One's own page and password, the saving of views, and what a one-time password opens: nothing but the change."""

from __future__ import annotations

import pytest
from tests.mingjian_web.accounts.situations import division

from mingjian_web.accounts.models import Account, SavedView, TrailRow
from mingjian_web.desks.shared import drafts

pytestmark = pytest.mark.django_db

OLD, NEW = "岚川-旧的-一把钥匙", "岚川-新的-两把钥匙"


@pytest.fixture
def place(clock):
    made = division()
    made.clerk.set_password(OLD)
    made.clerk.must_change_password = True
    made.clerk.save()
    return made


def body(answer):
    return answer.content.decode()


def sign_in(client, password=OLD, to=""):
    return client.post(f"/sign-in/?next={to}", {"account": "pei", "password": password})


def change(client, address="/password/", **typed):
    return client.post(address, {"old": OLD, "new": NEW, "again": NEW, **typed})


def test_with_a_one_time_password_every_page_leads_to_the_change(client, place):
    sign_in(client)
    for address in ("/me/", "/regulator/", "/regulator/work/", "/views/regulator:accounts/new/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/password/?next=")


def test_after_the_change_one_goes_on_to_where_one_wanted(client, place):
    sign_in(client, to="/me/")
    answer = client.get("/me/")
    answer = change(client, answer.url)
    assert (answer.status_code, answer.url) == (302, "/me/")
    assert client.get("/me/").status_code == 200
    assert not Account.objects.get(name_of_account="pei").must_change_password


def test_other_sessions_of_the_account_end_with_the_old_password(client, place):
    from django.test import Client

    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    change(client)
    assert elsewhere.get("/me/").url.startswith("/sign-in/")


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"again": "不同"}, "两次填写不一致"),
        ({"old": "不对"}, "原密码不对"),
        ({"new": "短", "again": "短"}, "密码太短"),
    ],
)
def test_a_change_that_cannot_be_says_why_and_shows_no_password(client, place, typed, said):
    sign_in(client)
    answer = change(client, **typed)
    assert answer.status_code == 422
    assert said in body(answer)
    assert NEW not in body(answer)


def test_a_password_typed_after_the_session_ended_is_kept_nowhere(client, place):
    answer = change(client, _who=drafts.signed("pei"))
    assert answer.url.startswith("/sign-in/")
    assert drafts.KEPT not in client.session


def test_ones_own_page_shows_office_roles_and_recent_acts(client, place):
    sign_in(client)
    change(client)
    page = body(client.get("/me/"))
    for said in ("裴松筠", "机关keji", "承办人", "修改密码", "登录", "没有代办安排"):
        assert said in page


def test_a_view_is_saved_from_a_list_and_deleted_on_ones_own_page(client, place):
    client.force_login(place.director)
    address = "/views/regulator:work/new/?queue=mine&page=2"
    assert "保存为视图" in body(client.get(address))
    answer = client.post(address, {"name": "我承办的"})
    assert answer.url == "/regulator/work/?queue=mine&page=2"
    view = SavedView.objects.get()
    assert view.query == "queue=mine"
    page = body(client.get("/me/"))
    assert 'href="/regulator/work/?queue=mine"' in page
    client.post(f"/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("page", ["regulator:nowhere", "public:home", "admin:index", "regulator:account"])
def test_a_view_is_of_a_list_that_is_there(client, place, page):
    client.force_login(place.director)
    assert client.get(f"/views/{page}/new/?a=1").status_code == 404


def test_a_view_without_filter_is_refused_in_plain_words(client, place):
    client.force_login(place.director)
    answer = client.post("/views/regulator:work/new/", {"name": "空的"})
    assert answer.status_code == 422
    assert "没有可以保存的筛选条件" in body(answer)


def test_five_wrong_passwords_lock_the_account_for_a_while_even_for_the_right_one(client, place):
    for _number in range(5):
        sign_in(client, "wrong")
    assert sign_in(client).status_code == 429


def test_too_many_wrong_passwords_are_answered_by_a_plain_page(client, place):
    for _number in range(5):
        answer = sign_in(client, "wrong")
    assert answer.status_code == 429
    assert "暂停登录" in body(answer)


def test_one_wrong_password_is_said_without_telling_whether_the_account_is_there(client, place):
    wrong = body(sign_in(client, "wrong"))
    unknown = body(client.post("/sign-in/", {"account": "nobody", "password": "wrong"}))
    assert "账号或者密码不对" in wrong
    assert "账号或者密码不对" in unknown


def test_the_sign_in_page_says_what_may_not_be_kept_here(client, db):
    assert "国家秘密" in body(client.get("/sign-in/"))


def test_signing_in_and_out_is_in_the_trail(client, place):
    sign_in(client)
    client.post("/sign-out/")
    assert list(TrailRow.objects.order_by("pk").values_list("act", flat=True)) == [
        "accounts.sign_in",
        "accounts.sign_out",
    ]
