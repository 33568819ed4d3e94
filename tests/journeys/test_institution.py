"""The institution answers from a phone; nothing typed is lost when a session ends; the public reads without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser import overflow, picture
from tests.journeys.acting import fill, send
from tests.journeys.desks import Desks, fill_sign_in
from tests.journeys.photos import photograph

PHONE = 390
ANSWER = "段川峰：3月17日上午在合岭的是同组张工，到场记录用错账号。㐂䶮𠮷三位同事可以证明，行程单附后。"


def test_a_clerk_answers_from_a_phone_with_a_photo(desks: Desks, browser: Browser, tmp_path: Path) -> None:
    with desks.visited(browser, "yanheng.duan", PHONE, has_touch=True, is_mobile=True) as page:
        assert overflow(page) == 0
        page.get_by_role("link", name="同一人同一时段在两地现场").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("同一人同一时段在两地现场")
        assert overflow(page) == 0
        picture(page, "phone-question")
        fill(page, {"说明": ANSWER, "附件": photograph(tmp_path)})
        send(page.get_by_role("main"), "提交说明")
        expect(page.locator("[data-done]")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(ANSWER)
        shown = page.locator(".files img").first
        shown.scroll_into_view_if_needed()
        expect(shown).to_have_js_property("complete", True)
        assert shown.evaluate("e => e.naturalHeight > e.naturalWidth"), "the photo is shown the right way up"
        assert overflow(page) == 0
        picture(page, "phone-answered")


def test_what_was_typed_is_back_after_the_session_ended(desks: Desks, browser: Browser) -> None:
    with desks.visited(browser, "lichuan.jia", java_script_enabled=False) as page:
        page.get_by_role("main").locator("tbody a").first.click()
        matter = page.url
        fill(page, {"说明": ANSWER})
        page.context.clear_cookies(name="sessionid")
        send(page.get_by_role("main"), "提交说明")
        expect(page.get_by_role("main")).to_contain_text("刚才填写的内容已保留")
        picture(page, "session-ended")
        fill_sign_in(page, "lichuan.jia", desks.password("lichuan.jia"))
        expect(page.locator("textarea[name=text]")).to_have_value(ANSWER)
        send(page.get_by_role("main"), "提交说明")
        assert page.url == matter
        expect(page.get_by_role("main")).to_contain_text(ANSWER)


@pytest.mark.parametrize("words", ["禾汀", "heting", "htaq", "ＨＴＡＱ"])
def test_the_public_finds_an_institution_on_a_phone_without_script(desks: Desks, browser: Browser, words: str) -> None:
    with desks.visited(browser, width=PHONE, java_script_enabled=False) as page:
        page.goto("/")
        assert overflow(page) == 0
        page.get_by_label("查询内容").fill(words)
        send(page.get_by_role("main"), "查询")
        page.get_by_role("main").get_by_role("link", name="禾汀").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("禾汀")
        assert overflow(page) == 0
        picture(page, "phone-public-institution")
