"""Every page as each person reaches it: axe finds nothing, nothing is refused by the policy, nobody else is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import VIEWS, overflow, picture, printed
from tests.journeys.desks import Desks
from tests.journeys.walking import Place, Walked, violations, walk

from mingjian_web.desks.shared.matrix import pages

HEIGHT = 900
#: Who walks, from where. Everybody sees the pages that those before them could not reach.
WALKS = (
    (None, "/", "/search/?q=禾汀", "/sign-in/"),
    ("lanxu.xue", "/institution/", "/me/", "/password/"),
    ("gu.changlin", "/regulator/work/"),
    ("pei.songyun", "/regulator/work/"),
    ("he.zhiqiu", "/regulator/work/"),
    ("zhong.shuyu", "/regulator/law/"),
    ("luo.qingyuan", "/regulator/imports/"),
    ("su.yanzhou", "/regulator/work/"),
    ("tang.yan", "/regulator/accounts/"),
    ("xun.mu", "/regulator/accounts/"),
    ("yan.shou", "/regulator/trail/"),
    ("shi.jingheng", "/regulator/work/"),
)
#: The pages shown in the documents also narrow, in print and in English.
SHOWN = frozenset(
    {
        "public:home",
        "public:institution",
        "public:reports",
        "public:ledger-entry",
        "public:law-counting",
        "regulator:work",
        "regulator:findings",
        "regulator:finding",
        "regulator:institution",
        "regulator:clock",
        "regulator:law-concept",
        "institution:work",
        "institution:finding",
    }
)
#: Reached by no link of the first day: they belong to matters that the journeys bring about, take a form only, or
#: answer to a script.
NOT_ON_THE_FIRST_DAY = frozenset(
    {
        "institution:finding-answer",
        "institution:finding-attachment",
        "institution:finding-picture",
        "institution:register-export",
        "regulator:calendar-decide",
        "regulator:calendar-entry",
        "regulator:correct-new",
        "regulator:finding-attachment",
        "regulator:finding-photos",
        "regulator:finding-picture",
        "regulator:findings-assign",
        "regulator:import-again",
        "regulator:import-confirm",
        "regulator:import-marked",
        "regulator:import-progress",
        "regulator:import-refuse",
        "regulator:law-decide",
        "regulator:law-entry",
        "regulator:law-paper",
        "regulator:screening-progress",
        "regulator:stand-in-end",
        "regulator:start",
        "shared:delete-view",
        "shared:save-view",
        "shared:sign-out",
    }
)


class Seen:
    """What the walks of this file have seen so far."""

    pages: dict[tuple[str, str], Place]
    others: set[str]

    def __init__(self) -> None:
        self.pages, self.others = {}, set()

    def new(self, walked: Walked) -> list[Place]:
        """The pages nobody showed before."""
        found = [place for kind, place in walked.pages.items() if kind not in self.pages]
        self.pages.update(walked.pages)
        self.others |= walked.others
        return found


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@contextmanager
def watched(page: Page, url: str) -> Iterator[list[str]]:
    """What goes wrong while pages are open: errors in the console, requests to another host."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((url, "data:")) else None)
    yield wrong


def look(page: Page, place: Place) -> list[str]:
    """Everything wrong with one page, in both widths and schemes."""
    answer = page.goto(place.path)
    assert answer is not None
    faults = [] if "default-src 'none'" in answer.headers.get("content-security-policy", "") else ["no strict policy"]
    if page.locator("html").get_attribute("lang") != "zh-CN":
        faults.append("the language is not said")
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        faults += [f"{width} {scheme} {one}" for one in violations(page)]
        if overflow(page):
            faults.append(f"{width} {scheme} is {overflow(page)} px too wide")
    return faults


def keep_pictures(page: Page, place: Place) -> None:
    """The page for the documents, where pictures are asked for."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": HEIGHT})
    picture(page, f"{place.file}-1440-zh")
    if place.name in SHOWN:
        printed(page, f"{place.file}-print-zh")
        page.set_viewport_size({"width": 390, "height": HEIGHT})
        picture(page, f"{place.file}-390-zh")
        page.goto(f"/en{place.path}")
        page.set_viewport_size({"width": 1440, "height": HEIGHT})
        picture(page, f"{place.file}-1440-en")


@pytest.mark.parametrize("account, starts", [(who, starts) for who, *starts in WALKS], ids=[str(w[0]) for w in WALKS])
def test_axe_finds_nothing_on_any_page(
    desks: Desks, browser: Browser, seen: Seen, account: str | None, starts: list[str]
) -> None:
    with desks.visited(browser, account) as page, watched(page, desks.url) as wrong:
        walked = walk(page.context.request, desks.url, starts)
        faults = list(walked.faults)
        for place in seen.new(walked):
            faults += [f"{place.path} {fault}" for fault in look(page, place)]
            faults += [f"{place.path} {line}" for line in wrong]
            wrong.clear()
            keep_pictures(page, place)
    assert not faults, "\n".join(faults)


def test_every_page_is_reached_by_some_link(seen: Seen) -> None:
    reached = {name for name, _act in seen.pages} | seen.others
    left = sorted({page.name for page in pages()} - reached - NOT_ON_THE_FIRST_DAY)
    assert left == []
