"""Pages as a browser shows them: opened in Chromium, audited with axe, kept as pictures.

Chromium is the machine's own (`chromium`, `google-chrome` …, or the path in MINGJIAN_CHROMIUM); without one the tests
that want it are skipped and say so. Pictures go to MINGJIAN_PICTURES where that is set.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = Path(__file__).parent / "vendor/axe/axe.min.js"
WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
#: Every view a page is looked at in: width and scheme.
VIEWS = tuple(product(WIDTHS, SCHEMES))
HEIGHT = 900
RUNNING: list[Browser] = []


def chromium() -> str | None:
    """The path of a Chromium on this machine; None when there is none."""
    named = os.environ.get("MINGJIAN_CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Browser:
    """A Chromium for the whole session, one however many modules bring this fixture in."""
    path = chromium()
    if path is None:
        pytest.skip(f"no Chromium here: looked for {', '.join(NAMES)} and MINGJIAN_CHROMIUM")
    if not RUNNING:
        # playwright keeps a loop running in this thread; Django would take every query for one made inside it
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        playwright = sync_playwright().start()
        RUNNING.append(playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]))
        request.config.add_cleanup(lambda: (RUNNING.pop().close(), playwright.stop()))
    return RUNNING[0]


@contextmanager
def opened(browser: Browser, width: int = 1440, scheme: str = "light", **context: Any) -> Iterator[Page]:
    """A fresh page, its policy of content kept as served; `bypass_csp=True` is for `audit` alone."""
    room = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        **context,
    )
    try:
        yield room.new_page()
    finally:
        room.close()


@dataclass(frozen=True)
class Violation:
    """One rule of axe a page breaks, and where."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]


def audit(page: Page) -> list[Violation]:
    """Everything axe finds wrong on the page as it stands; its context wants `bypass_csp=True`."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        Violation(
            each["id"],
            each["impact"] or "",
            each["help"],
            tuple(node["html"][:160] for node in each["nodes"]),
        )
        for each in found["violations"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window; a page that scrolls sideways is broken."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def picture(page: Page, name: str) -> None:
    """Keep the whole page as NAME.png where MINGJIAN_PICTURES says; nothing without it."""
    folder = os.environ.get("MINGJIAN_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def printed(page: Page, name: str) -> bytes:
    """The page as PDF on A4 as its own print rules say; kept as NAME.pdf like a picture."""
    folder = os.environ.get("MINGJIAN_PICTURES")
    paper = page.pdf(prefer_css_page_size=True, print_background=False)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.pdf").write_bytes(paper)
    return paper
