"""A session that ends in mid-form, a form sent twice, a page gone back to: nothing lost, nothing doubled."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.web_factories import account, office

from mingjian_web.accounts.models import Office
from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.shared import drafts

pytestmark = pytest.mark.django_db

PASSWORD = "岚川-演示-一把钥匙"  # noqa: S105 - of this test alone
FORM = "/regulator/offices/new/"
TYPED = {
    "code": "o-970602",
    "name": "临霁市㐂源县应急管理局",
    "level": "county",
    "kind": "territorial",
    "division": "970602",
    "reason": "省编办〔2026〕8号，很长的说明写了半个小时",
}


class Browser(Client):
    """A client that checks tokens as a browser has to, and sends what a page's hidden fields hold."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def hidden(self, page: str) -> dict[str, str]:
        return dict(re.findall(r'<input type="hidden" name="(csrfmiddlewaretoken|_who)" value="([^"]+)"', page))

    def sign_in(self, name: str, address: str = "/sign-in/"):
        token = self.hidden(self.get(address).content.decode())
        return self.post(address, {**token, "account": name, "password": PASSWORD})

    def fill(self, address: str) -> dict[str, str]:
        """Open a form; what it will send besides what is typed."""
        return self.hidden(self.get(address).content.decode())


@pytest.fixture
def browser(clock):
    for name in ("system.one", "system.two"):
        row = account(name, Role.SYSTEM_ADMIN, office=office("dept"))
        row.set_password(PASSWORD)
        row.save()
    return Browser()


def lose_the_session():
    Session.objects.all().delete()


def test_what_was_typed_waits_until_its_writer_has_signed_in_again(browser):
    browser.sign_in("system.one")
    sends = browser.fill(FORM)
    lose_the_session()
    answer = browser.post(FORM, {**sends, **TYPED}, HTTP_REFERER=f"http://testserver{FORM}")
    assert answer.url == f"/sign-in/?next={FORM.replace('/', '%2F')}"
    assert "刚才填写的内容已保留" in browser.get(answer.url).content.decode()
    answer = browser.sign_in("system.one", answer.url)
    assert answer.url == FORM
    page = browser.get(FORM).content.decode()
    assert 'value="临霁市㐂源县应急管理局"' in page
    assert "很长的说明写了半个小时" in page
    assert not Office.objects.filter(key="o-970602").exists()
    answer = browser.post(FORM, {**browser.hidden(page), **TYPED})
    assert answer.status_code == 302
    assert Office.objects.filter(key="o-970602").exists()


def test_somebody_else_at_the_same_machine_does_not_see_it(browser):
    browser.sign_in("system.one")
    sends = browser.fill(FORM)
    lose_the_session()
    answer = browser.post(FORM, {**sends, **TYPED}, HTTP_REFERER=f"http://testserver{FORM}")
    browser.sign_in("system.two", answer.url)
    assert "很长的说明写了半个小时" not in browser.get(FORM).content.decode()


def test_it_is_given_back_once(browser):
    browser.sign_in("system.one")
    sends = browser.fill(FORM)
    lose_the_session()
    answer = browser.post(FORM, {**sends, **TYPED}, HTTP_REFERER=f"http://testserver{FORM}")
    browser.sign_in("system.one", answer.url)
    browser.get(FORM)
    assert "很长的说明写了半个小时" not in browser.get(FORM).content.decode()


@pytest.mark.parametrize("who", ["", "system.one", "forged:signature:x"])
def test_a_form_that_does_not_say_whose_it_is_is_not_kept(browser, who):
    browser.sign_in("system.one")
    sends = browser.fill(FORM)
    lose_the_session()
    answer = browser.post(FORM, {**sends, **TYPED, "_who": who}, HTTP_REFERER=f"http://testserver{FORM}")
    assert answer.status_code == 302
    assert drafts.KEPT not in browser.session


def test_the_way_back_leads_nowhere_outside(browser):
    for address in ("https://evil.example/x", "//evil.example", "/\\evil.example"):
        answer = browser.sign_in("system.one", f"/sign-in/?next={address}")
        assert answer.url == "/regulator/"
        browser.logout()


def test_a_form_sent_twice_does_its_act_once(browser):
    browser.sign_in("system.one")
    sends = browser.fill(FORM)
    assert browser.post(FORM, {**sends, **TYPED}).status_code == 302
    answer = browser.post(FORM, {**sends, **TYPED})
    assert answer.status_code == 409
    assert "代码 o-970602 已用于临霁市㐂源县应急管理局" in answer.content.decode()
    assert Office.objects.filter(key="o-970602").count() == 1


def test_going_back_after_an_act_asks_anew_and_an_act_answers_with_another_place(browser):
    browser.sign_in("system.one")
    assert browser.get(FORM).headers["Cache-Control"] == "no-store"
    answer = browser.post(FORM, {**browser.fill(FORM), **TYPED})
    assert (answer.status_code, answer.url) == (302, "/regulator/offices/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_without_its_token_does_nothing_and_says_so(browser):
    browser.sign_in("system.one")
    answer = browser.post(FORM, TYPED)
    assert answer.status_code == 403
    assert "没有办理" in answer.content.decode()
    assert not Office.objects.filter(key="o-970602").exists()
