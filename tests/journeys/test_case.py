"""The whole way of a case: imported, screened, put, answered with a photo, upheld, and seen on the open ledger."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from tests.browser import picture
from tests.journeys.acting import do, fill, row, send
from tests.journeys.desks import Desks, fill_sign_in, mingjian
from tests.journeys.packages import INSTITUTION, NAME, zipped
from tests.journeys.photos import photograph

#: One person at two sites at once: one finding, hard.
RULE = "SITE-03"
CLERK, PASSWORD = "chenghuai.zhong", "岚川-澄怀-六角楼-2026"
#: How long a reading and a screening may take on a machine that runs all tests at once, in milliseconds.
READ, SCREENED = 240_000, 360_000


def import_case(page: Page, package: Path) -> None:
    """Sent, read, previewed, confirmed."""
    page.goto("/regulator/imports/")
    fill(page, {"文件": package, "纸面日期": "2026-11-20", "来源和理由": "机构报送的项目和到场记录。"})
    send(page.get_by_role("main"), "上传并预览")
    expect(page.get_by_role("link", name="确认收录")).to_be_visible(timeout=READ)
    expect(page.get_by_role("main")).to_contain_text("待确认")
    picture(page, "import-preview")
    do(page, "确认收录")


def wait_until_screened(page: Page) -> None:
    """What came in is screened of itself; the newest run is done."""
    for _try in range(60):
        page.goto("/regulator/findings/?state=all&rule=" + RULE)
        if page.locator("tbody tr").filter(has_text=NAME).count():
            return
        page.wait_for_timeout(SCREENED // 60)
    page.goto("/regulator/screenings/")
    raise AssertionError(f"nothing was found: {page.get_by_role('main').inner_text()}")


def open_account(desks: Desks, browser: Browser) -> None:
    """One administrator opens it, another gives the role, its owner chooses a password: three people."""
    with desks.visited(browser, "tang.yan") as page:
        page.goto("/regulator/accounts/new/")
        fill(page, {"账号": CLERK, "姓名": "钟岱松", "机构编号": INSTITUTION})
        send(page.get_by_role("main"), "开立账号")
        first = page.locator("dl.facts code").last.inner_text()
    with desks.visited(browser, "xun.mu") as page:
        page.goto(f"/regulator/accounts/{CLERK}/")
        do(page, "授予角色", {"角色": "institution_clerk", "理由": "机构申请。"})
    with desks.visited(browser) as page:
        page.goto("/sign-in/")
        fill_sign_in(page, CLERK, first)
        expect(page.get_by_role("main")).to_contain_text("一次性密码")
        fill(page, {"原密码": first, "新密码": PASSWORD, "再填一次新密码": PASSWORD})
        send(page.get_by_role("main"), "修改密码")
        expect(page.locator("[data-done]")).to_be_visible()


def answer(desks: Desks, browser: Browser, folder: Path) -> None:
    """The institution answers with a photo of the paper."""
    with desks.visited(browser) as page:
        page.goto("/sign-in/")
        fill_sign_in(page, CLERK, PASSWORD)
        page.wait_for_url("**/institution/")
        page.get_by_role("main").locator("tbody a").first.click()
        words = "当日人员在衡台，霁园一条由同事用其账号代签，承认记录不实。"
        fill(page, {"说明": words, "附件": photograph(folder)})
        send(page.get_by_role("main"), "提交说明")
        expect(page.locator("[data-done]")).to_be_visible()
        picture(page, "institution-answered")


def confirm_basis(desks: Desks, browser: Browser, address: str) -> None:
    """Legal affairs confirms what the rule rests on before anybody is asked."""
    with desks.visited(browser, "jian.moyan") as page:
        page.goto(address)
        do(page, "确认依据", {"理由": "对照部里公布文本，适用于本情形。"})


def read_citations(desks: Desks, browser: Browser, address: str) -> None:
    """Legal affairs compares every citation that nobody has read with its text."""
    with desks.visited(browser, "jian.moyan") as page:
        page.goto(address)
        while page.get_by_role("link", name="核对引文", exact=True).count():
            page.get_by_role("link", name="核对引文", exact=True).click()
            form = page.locator("dialog[open]")
            if not form.locator("option").count():
                return
            form.locator("select").select_option(index=0)
            fill(form, {"核对情况": "对照部里公布文本，一致。"})
            send(form, "核对引文")
            expect(page.locator("[data-done]")).to_be_visible()


def verified(desks: Desks, page: Page, folder: Path, link: str) -> None:
    """What is downloaded there verifies on one's own computer, by the command."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    done = mingjian(desks.home, "ledger", "verify", str(path))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_case_is_imported_screened_put_answered_upheld_and_on_the_ledger(
    desks: Desks, browser: Browser, tmp_path: Path
) -> None:
    with desks.visited(browser, "luo.qingyuan") as page:
        import_case(page, zipped(tmp_path / "报送.zip"))
    open_account(desks, browser)
    with desks.visited(browser, "gu.changlin") as director, desks.visited(browser, "pei.songyun") as clerk:
        wait_until_screened(director)
        expect(director.locator("tbody tr").filter(has_text=NAME)).to_have_count(1)
        row(director, NAME).get_by_role("link").first.click()
        director.wait_for_url(re.compile(r"/findings/\d+/$"))
        do(director, "分办", {"承办人": "pei.songyun"})
        address = director.url
        clerk.goto(address)
        do(clerk, "请法规岗确认依据", {"理由": "依据未见原文，请确认后再要求说明。"})
        confirm_basis(desks, browser, address)
        clerk.goto(address)
        do(clerk, "要求说明", {"要求说明的内容": "请说明当日人员在哪一处，另一处记录由谁填写。"})
        picture(clerk, "finding-put")
        answer(desks, browser, tmp_path)
        clerk.goto(address)
        do(clerk, "记录对说明的意见", {"对说明的意见": "机构承认代签，与两处记录一致。"})
        do(
            clerk,
            "登记核查记录",
            {
                "文书名称或者编号": "现场核查笔录（2026）7号",
                "核查情况": "衡台委托方证实温砚秋当日到场，霁园委托方没有见到本人。",
            },
        )
        do(clerk, "提出认定成立", {"理由": "机构承认到场记录不实，事实清楚。"})
        director.goto(address)
        expect(director.get_by_role("main")).to_contain_text("拟认定成立")
        read_citations(desks, browser, address)
        director.goto(address)
        do(director, "认定成立", {"理由": "事实清楚，机构承认。"})
        picture(director, "finding-upheld")
    with desks.visited(browser) as page:
        page.goto("/ledger/")
        newest = page.locator("tbody tr").first
        expect(newest).to_contain_text("认定成立")
        assert NAME not in page.content()
        verified(desks, page, tmp_path, "下载整本账本")
        newest.get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("公开账本第")
        assert NAME not in page.content()
        picture(page, "ledger-entry")
        verified(desks, page, tmp_path, "下载收录证明")
