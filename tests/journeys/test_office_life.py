"""Law and calendar entered by one and confirmed by another move a clock; a leaver's work goes over in one screen."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser import picture
from tests.journeys.acting import do, fill, row, send
from tests.journeys.desks import Desks, fill_sign_in

#: Put to the institution on 2026-11-18; ten working days from the 19th end on 2026-12-02. By 35 they end in January:
#: 2 days in the week of the 19th, 5 in each of the five weeks to 12-25, 4 to 12-31 are 31; with the plain week of a
#: calendar that is not announced 01-01 (a Friday), 01-04, 01-05, 01-06 make 35. By the notice 01-01 is a holiday.
QUESTION, TEN_DAYS, IN_2027_AS_A_PLAIN_WEEK, IN_2027_BY_THE_NOTICE = (
    "疑点〔2026〕第 0005 号",
    "2026-12-02",
    "2027-01-06",
    "2027-01-07",
)
NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


def confirm(desks: Desks, browser: Browser, address: str) -> None:
    """The other legal-affairs person compares it and confirms."""
    with desks.visited(browser, "jian.moyan") as page:
        page.goto(address)
        do(page, "核对无误")


def moves(page: Page, *words: str) -> None:
    """Wait until the journal has a row with these words."""
    for _try in range(30):
        page.goto("/regulator/clocks/moves/")
        if row(page, *words).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"no move with {words}: {page.get_by_role('main').inner_text()}")


def of(page: Page, name: str) -> Locator:
    """The row of this person, not of those who stand in for them."""
    return page.locator("tbody tr").filter(has=page.locator("th", has_text=name))


def test_a_value_confirmed_by_two_moves_an_open_clock_and_so_does_the_calendar(desks: Desks, browser: Browser) -> None:
    with desks.visited(browser, "zhong.shuyu") as page:
        page.goto("/regulator/law/findings.reply/")
        page.get_by_role("link", name="录入新的规定").click()
        typed = {"值": "35", "自（含当日）": "2026-11-01", "看的是哪一份文本": "厅长办公会纪要，2026-11-20 看的原件"}
        fill(page, {**typed, "核对结果的文号或者名称": "岚应急办〔2026〕41号"})
        send(page.get_by_role("main"), "提交核对")
        expect(page.get_by_role("main")).to_contain_text("简墨言")
        picture(page, "law-waits-for-the-second")
        confirm(desks, browser, page.url)
        moves(page, TEN_DAYS, IN_2027_AS_A_PLAIN_WEEK)
        page.goto("/regulator/calendar/enter-year/")
        fill(page, {"年度": "2027", "放假通知的文号": "国办发明电〔2026〕7号（演示）", "通知正文": NOTICE})
        fill(page, {"本机关录入的文号": "岚应急办〔2026〕42号"})
        send(page.get_by_role("main"), "提交核对")
        expect(page.locator("#moves, [aria-labelledby=moves]").first).to_contain_text(IN_2027_BY_THE_NOTICE)
        confirm(desks, browser, page.url)
        moves(page, IN_2027_AS_A_PLAIN_WEEK, IN_2027_BY_THE_NOTICE)
        picture(page, "clocks-moved")


def test_a_leavers_work_goes_over_in_one_screen_and_the_account_is_closed(desks: Desks, browser: Browser) -> None:
    with desks.visited(browser, "gu.changlin") as page:
        page.goto("/regulator/office/")
        of(page, "祁望舒").get_by_role("link", name="设置代办").click()
        fill(page, {"代办人": "he.zhiqiu", "至": "2026-11-27", "理由": "调离前年休假。"})
        send(page.get_by_role("main"), "设置代办")
        expect(of(page, "祁望舒")).to_contain_text("何知秋代祁望舒")
        of(page, "祁望舒").get_by_role("link", name="移交工作").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("祁望舒")
        picture(page, "hand-over")
        fill(page, {"接手人": "pei.songyun", "理由": "调离。"})
        send(page.get_by_role("main"), "移交")
        expect(page.locator("[data-done]")).to_contain_text("已移交 6 件")
        page.goto("/regulator/office/")
        expect(of(page, "祁望舒").locator("td.num")).to_have_text("0")
    with desks.visited(browser, "tang.yan") as page:
        page.goto("/regulator/accounts/qi.wangshu/")
        do(page, "停用账号", {"理由": "调离。"})
    with desks.visited(browser) as page:
        page.goto("/sign-in/")
        fill_sign_in(page, "qi.wangshu", desks.password("qi.wangshu"))
        expect(page.locator(".error-summary")).to_contain_text("账号或者密码不对，或者账号已停用")
