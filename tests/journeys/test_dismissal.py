"""What two people have dismissed stays dismissed when the same facts are screened again; two at once act once."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect
from tests.browser import picture
from tests.journeys.acting import do, form_of, row, send, start
from tests.journeys.desks import Desks

#: Two sites at once, answered by the institution: the one shown in ten minutes.
TWO_SITES = "疑点〔2026〕第 0010 号"
#: The month of a transfer: its holder holds it to be explained and waits for a second person.
TRANSFER = ("PERS-02", "砚衡")


def inbox(page: Page, rule: str = "", **more: str) -> None:
    """The findings of a rule, whatever their state."""
    asked = "&".join(f"{name}={value}" for name, value in {"state": "all", "rule": rule, **more}.items())
    page.goto(f"/regulator/findings/?{asked}")


def read(page: Page, rule: str, *words: str) -> None:
    """Open the finding of this rule whose row has these words."""
    inbox(page, rule)
    row(page, *words).get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/findings/\d+/$"))


def screen(page: Page) -> None:
    """Run a screening on the desk and wait until it is done."""
    page.goto("/regulator/screenings/")
    send(page.get_by_role("main"), "运行筛查")
    expect(page.locator("[data-done]")).to_contain_text("筛查已排队")
    expect(page.locator("tbody tr").first).to_contain_text("已完成", timeout=180_000)


def test_a_dismissal_by_two_survives_a_screening_of_the_same_facts(desks: Desks, browser: Browser) -> None:
    with desks.visited(browser, "pei.songyun") as page:
        read(page, "SITE-03", TWO_SITES)
        do(page, "记录对说明的意见", {"对说明的意见": "派车单和过路费票据证实本人在云汀；雪岭一条系借用账号补录。"})
        do(
            page,
            "认为不成立",
            {"说明": "票据证实只到了一处，另一条是补录错误，机构已更正。", "有正当解释，且有凭证": True},
        )
        expect(page.get_by_role("main")).to_contain_text("拟认定不成立")
        address = page.url
    with desks.visited(browser, "he.zhiqiu") as page:
        page.goto(address)
        do(page, "同意不成立", {"意见": "票据已看，同意。"})
    with desks.visited(browser, "gu.changlin") as page:
        inbox(page, "SITE-03")
        before = page.locator("tbody tr").count()
        screen(page)
        inbox(page, "SITE-03")
        assert page.locator("tbody tr").count() == before
        expect(row(page, TWO_SITES)).to_contain_text("认定不成立")
        row(page, TWO_SITES).get_by_role("link").first.click()
        expect(page.locator(".timeline")).not_to_contain_text("重新提出")
        picture(page, "dismissed")


def test_of_two_who_decide_at_once_the_second_is_told_what_the_first_did(desks: Desks, browser: Browser) -> None:
    with desks.visited(browser, "he.zhiqiu") as first, desks.visited(browser, "pei.songyun") as second:
        read(first, *TRANSFER)
        second.goto(first.url)
        start(second, "退回承办人", {"理由": "请补充当月的参保凭证。"})
        do(first, "同意不成立")
        with second.expect_response(lambda answer: answer.request.method == "POST") as answered:
            send(form_of(second), "退回承办人")
        assert answered.value.status == 409
        expect(second.locator(".error-summary")).to_contain_text("何知秋已于")
        expect(second.get_by_label("理由")).to_have_value("请补充当月的参保凭证。")
        picture(second, "two-at-once")


def test_a_second_click_does_not_act_twice_and_going_back_shows_what_now_is(desks: Desks, browser: Browser) -> None:
    with desks.visited(browser, "gu.changlin") as page:
        read(page, "LEND-01", "")
        start(page, "分办", {"承办人": "he.zhiqiu"})
        form_of(page).get_by_role("button", name="分办", exact=True).dblclick()
        expect(page.locator("[data-done]")).to_contain_text("承办人何知秋")
        assert page.locator(".timeline").inner_text().count("分办") == 1
        page.go_back()
        expect(page.get_by_role("main")).to_contain_text("何知秋")
        expect(page.get_by_role("main").get_by_role("link", name="分办", exact=True)).to_have_count(0)


def test_without_script_a_form_sent_twice_is_done_once_and_says_so(desks: Desks, browser: Browser) -> None:
    with desks.visited(browser, "gu.changlin", java_script_enabled=False) as page:
        read(page, "GOVT-01", "")
        matter = page.url
        again = page.context.new_page()
        for tab in (page, again):
            tab.goto(matter)
            tab.get_by_role("main").get_by_role("link", name="分办", exact=True).click()
            tab.get_by_label("承办人").select_option("he.zhiqiu")
        send(page.get_by_role("main"), "分办")
        expect(page.locator("[data-done]")).to_contain_text("承办人何知秋")
        send(again.get_by_role("main"), "分办")
        expect(again.locator(".error-summary")).to_be_visible()
        page.goto(matter)
        assert page.locator(".timeline").inner_text().count("分办") == 1
