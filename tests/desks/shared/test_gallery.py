"""Every component on one page: well formed, nothing inline, nothing wrong to axe, in every view and in print."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import override
from tests.browser import VIEWS, audit, browser, opened, overflow, picture, printed
from tests.desks.shared.gallery import gallery

__all__ = ["browser"]

HOST = "http://desk.example/"
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def policy() -> str:
    """The content policy the house serves, as its header says it."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(map(str, values))}" for name, values in directives.items())


def serve(page, html):
    """Answer the page's requests from here, under the house's own content policy; told: what was refused."""
    refused = []

    def answer(route):
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if path.startswith("static/"):
            found = finders.find(path.removeprefix("static/"))
            route.fulfill(path=found, content_type=KINDS[path.rpartition(".")[2]])
        else:
            route.fulfill(body=html, content_type="text/html", headers={"content-security-policy": policy()})

    page.route("**/*", answer)
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.goto(HOST)
    return refused


class Reader(HTMLParser):
    """Reads a page as it must be: every element closed in its order, ids once, nothing inline."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.ids, self.pointers = [], [], Counter(), []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.faults += [f"{tag} {name}" for name in attributes if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in attributes):
            self.faults.append(f"inline {tag}")
        if "id" in attributes:
            self.ids[attributes["id"]] += 1
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.pointers += (attributes.get(name) or "").split()
        if (attributes.get("href") or "").startswith("#"):
            self.pointers.append(attributes["href"][1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture(params=["zh", "en"])
def html(request):
    with override("en" if request.param == "en" else "zh-hans"):
        return gallery(request.param)


def test_the_page_is_well_formed_and_nothing_is_inline(html):
    reader = Reader()
    reader.feed(html)
    assert not reader.faults
    assert not reader.open
    assert [id_ for id_, times in reader.ids.items() if times > 1] == []
    assert [id_ for id_ in reader.pointers if id_ not in reader.ids] == []


def test_no_variable_and_no_tag_is_left_over(html):
    assert not re.search(r"{[{%#]|[%#}]}|None|Text\(", html)


def test_in_english_only_facts_of_the_province_stay_chinese():
    with override("en"):
        html = gallery("en")
    frame = html[html.index("<footer") :] + html[html.index("<header") : html.index("<main")]
    chinese = set(re.findall("[\\u4e00-\\u9fff]+", re.sub('lang="zh-CN"[^>]*>[^<]*', "", frame)))
    assert chinese <= {"明鉴", "科技和信息化处", "裴松筠", "承办人"}


@pytest.mark.parametrize("width, scheme", VIEWS)
def test_axe_finds_nothing_and_nothing_sticks_out(browser, width, scheme):
    with opened(browser, width, scheme, bypass_csp=True) as page:
        serve(page, gallery())
        assert audit(page) == []
        assert overflow(page) == 0
        picture(page, f"gallery-{width}-{scheme}")


def test_the_content_policy_refuses_nothing(browser):
    with opened(browser) as page:
        assert serve(page, gallery()) == []


def test_without_script_the_page_has_no_dead_button(browser):
    with opened(browser, java_script_enabled=False) as page:
        serve(page, gallery())
        assert not page.locator("[data-print]").is_visible()
        assert not page.locator("[data-all]").is_visible()
        assert page.get_by_role("link", name="认为不成立").get_attribute("href") == "/dismiss/"
        assert not page.locator("dialog").first.is_visible()


@pytest.mark.parametrize("wide, size", [(" wide", (842, 595)), ("", (595, 842))])
def test_it_prints_on_a4_and_lies_down_for_a_wide_table(browser, wide, size):
    with opened(browser) as page:
        serve(page, gallery().replace("table-wrap sticky wide", f"table-wrap sticky{wide}"))
        paper = printed(page, f"gallery{wide.replace(' ', '-')}")
    sizes = {(round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)}
    assert sizes == {size}


def test_what_acts_is_not_printed(browser):
    with opened(browser) as page:
        serve(page, gallery())
        page.emulate_media(media="print")
        for hidden in (".toolbar", ".rail", ".nav", ".bulk", ".btn", ".crumbs", "td.pick"):
            assert not any(each.is_visible() for each in page.locator(hidden).all()), hidden
        assert page.locator(".print-head").is_visible()
        assert "打印人 裴松筠" in page.locator(".print-head").inner_text()


def test_on_a_phone_each_row_is_a_card_with_its_labels(browser):
    with opened(browser, 390) as page:
        serve(page, gallery())
        row = page.locator("table.cards tbody tr:not(.group)").first
        assert row.bounding_box()["width"] <= 390
        label = row.locator("td[data-label]").first.evaluate("e => getComputedStyle(e, '::before').content")
        assert label == '"时限"'
