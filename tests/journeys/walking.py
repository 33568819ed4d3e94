"""Every page a person can reach: their desk's links followed from its first page, one example kept for each address.

What a page is called and takes comes from the addresses themselves, so that a new page is walked without being named
here; a page that no link reaches is found by comparing with the matrix of all pages.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Page
from tests.browser import AXE

from mingjian_web.desks.shared.matrix import ALL_DESKS

#: How many examples of one address are opened to find what they lead to; findings differ by state, so many of them.
EXAMPLES = {"regulator:finding": 60, "institution:finding": 6, "regulator:account": 40}
OTHERWISE = 4
AXE_SOURCE = AXE.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Place:
    """An address with a name; acts that share one address are told apart."""

    name: str
    act: str
    path: str

    @property
    def kind(self) -> tuple[str, str]:
        """What makes it a page of its own."""
        return (self.name, self.act)

    @property
    def file(self) -> str:
        """Its name as a file: desk/page or desk/page-act."""
        desk, _colon, page = self.name.partition(":")
        return f"{desk}/{page}" + (f"-{self.act}" if self.act else "")


class Links(HTMLParser):
    """The addresses a page leads to, and its language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note each link."""
        said = dict(attrs)
        if tag == "html":
            self.language = said.get("lang") or ""
        if tag == "a" and said.get("href"):
            self.found.append(str(said["href"]))


def place(path: str) -> Place | None:
    """Which page this path is; None when it is none of ours."""
    try:
        found = resolve(urlsplit(path).path, ALL_DESKS)
    except Resolver404:
        return None
    return Place(found.view_name, str(found.kwargs.get("act", "")), path)


@dataclass
class Walked:
    """What a walk found: an example of each page that answers in HTML, those that do not, and what went wrong."""

    pages: dict[tuple[str, str], Place]
    others: set[str]
    faults: list[str]


def walk(ask: APIRequestContext, url: str, starts: Iterable[str]) -> Walked:
    """Follow every link of our own from these, a few examples of each address."""
    walked = Walked({}, set(), [])
    waiting, seen, taken = deque(starts), set(starts), Counter[tuple[str, str]]()
    while waiting:
        here = place(waiting.popleft())
        if here is None or taken[here.kind] >= EXAMPLES.get(here.name, OTHERWISE):
            continue
        taken[here.kind] += 1
        for path in _open(ask, url, here, walked):
            if path not in seen:
                seen.add(path)
                waiting.append(path)
    return walked


def _open(ask: APIRequestContext, url: str, here: Place, walked: Walked) -> list[str]:
    answer = ask.get(url + here.path)
    if not answer.ok:
        walked.faults.append(f"{here.path} answers {answer.status}")
        return []
    if "text/html" not in answer.headers.get("content-type", ""):
        walked.others.add(here.name)
        return []
    links = Links()
    links.feed(answer.text())
    walked.pages.setdefault(here.kind, here)
    if links.language != "zh-CN":
        walked.faults.append(f"{here.path} says it is in {links.language}")
    return _paths(links, url + here.path, url)


def _paths(links: Links, base: str, url: str) -> list[str]:
    found = (urlsplit(urljoin(base, link)) for link in links.found)
    return [one.path for one in found if f"{one.scheme}://{one.netloc}" == url and not one.path.startswith("/en/")]


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, under the content policy as served."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE_SOURCE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]
