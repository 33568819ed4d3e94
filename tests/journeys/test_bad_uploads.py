"""What people send by mistake or with intent is answered in plain words; unusual names come through whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import picture
from tests.journeys.acting import do, fill, send
from tests.journeys.desks import Desks

from mingjian.package.sheets import write_rows

TOO_LARGE = 210 * 1024**2
#: How long a file may take to be read on a machine that runs all tests at once, in milliseconds.
READ = 240_000
KEEPER = "luo.qingyuan"
NAME, FORMULA = "岚州㐂䶮𠮷安全评价有限公司", '=HYPERLINK("http://evil.example","x")'
INSTITUTION = {
    "id": "i-rare",
    "uscc": "91970102MA7CH1J2AE",
    "name": NAME,
    "kind": "evaluation",
    "legal_representative": FORMULA,
    "division": "970102",
    "owner_office": "o-ting",
}


def upload(page: Page, file: Path) -> None:
    """Choose a file, say why, send it."""
    page.goto("/regulator/imports/")
    fill(page, {"文件": file, "纸面日期": "2026-11-20", "来源和理由": "机构报送。"})
    send(page.get_by_role("main"), "上传并预览")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("报告.pdf", b"%PDF-1.7 words", "PDF"), ("表.xlsx", b"PK\x03\x04 half", "不能读取")],
    ids=["a report in PDF", "half a spreadsheet"],
)
def test_a_file_of_the_wrong_kind_is_answered_plainly(
    desks: Desks, browser: Browser, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with desks.visited(browser, KEEPER) as page:
        upload(page, tmp_path / name)
        expect(page.get_by_role("main")).to_contain_text("没有收录", timeout=READ)
        expect(page.get_by_role("table", name="每处错误和提示")).to_contain_text(said)
        expect(page.get_by_role("link", name="确认收录")).to_have_count(0)


def test_a_file_that_is_too_large_is_answered_and_not_taken(desks: Desks, browser: Browser, tmp_path: Path) -> None:
    large = tmp_path / "大表.csv"
    large.touch()
    os.truncate(large, TOO_LARGE)
    with desks.visited(browser, KEEPER) as page:
        page.goto("/regulator/imports/")
        before = page.locator("tbody tr").count()
        upload(page, large)
        expect(page.get_by_role("heading", level=1)).to_have_text("文件太大", timeout=READ)
        expect(page.get_by_role("main")).to_contain_text("200 MB")
        picture(page, "upload-too-large")
        page.get_by_role("main").get_by_role("link", name="返回").click()
        expect(page.locator("tbody tr")).to_have_count(before)


def test_rare_characters_are_kept_and_a_formula_stays_words(desks: Desks, browser: Browser, tmp_path: Path) -> None:
    write_rows(tmp_path / "机构.xlsx", {"institutions": [INSTITUTION]})
    with desks.visited(browser, KEEPER) as page:
        upload(page, tmp_path / "机构.xlsx")
        expect(page.get_by_role("link", name="确认收录")).to_be_visible(timeout=READ)
        do(page, "确认收录")
    with desks.visited(browser) as page:
        page.goto(f"/institutions/{INSTITUTION['id']}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
        expect(page.get_by_role("main")).to_contain_text(FORMULA)
        expect(page.locator("a[href*='evil.example']")).to_have_count(0)
