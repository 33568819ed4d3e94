"""What desk.js adds, seen in a browser: drafts, one submit, choosing rows, dialogs, keys, progress."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from tests.browser import browser, opened
from tests.desks.shared.gallery import rendered, work

from mingjian_web.desks.shared.parts import Act, Progress

__all__ = ["browser"]

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FORM = """{% extends "shared/desk.html" %}{% block main %}<h1>复核</h1><form method="post" data-draft="f-1">
<label for="t">理由</label><textarea id="t" name="t"></textarea>
<label for="o">同意</label><input type="checkbox" id="o" name="o"><input type="hidden" name="version" value="7">
<button>提交</button></form><a href="/elsewhere/">别处</a>{% endblock %}"""
DONE = '{% extends "shared/desk.html" %}{% block main %}<p data-done>已提交复核</p>{% endblock %}'
ELSEWHERE = '{% extends "shared/desk.html" %}{% block main %}<h1>别处</h1>{% endblock %}'
REFUSED = '{% extends "shared/plain.html" %}{% block main %}<h1>没有办理</h1>{% endblock %}'
LIST = """{% extends "shared/desk.html" %}{% block main %}
<form role="search"><label for="q">搜索</label><input id="q" type="search" name="q"></form>
{% include "shared/components/table.html" with table=work %}{% endblock %}"""


class Desk(ThreadingHTTPServer):
    """A desk of a few pages at an address of its own; what was asked and posted is noted. A page `/x/` leads there."""

    daemon_threads = False

    def __init__(self, pages):
        super().__init__(("127.0.0.1", 0), Answer)
        self.pages, self.asked = pages, []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def log_message(self, *told):
        """Silence."""

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.rfile.read(int(self.headers.get("content-length") or 0))
        if path.startswith("/static/"):
            body = Path(finders.find(path.removeprefix("/static/"))).read_bytes()
            return self.told(200, {"content-type": KINDS[path.rpartition(".")[2]]}, body)
        self.server.asked.append(f"{self.command} {path}")
        page = self.server.pages.get(f"{self.command} {path}", "")
        if page.startswith("/"):
            return self.told(303, {"location": page}, b"")
        return self.told(200, {"content-type": "text/html", "referrer-policy": "same-origin"}, page.encode())

    do_POST = do_GET  # noqa: N815

    def told(self, status, headers, body):
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body)), "connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def desk(browser, **pages):
    texts = {"GET /": rendered(FORM), "GET /done/": rendered(DONE), "GET /elsewhere/": rendered(ELSEWHERE)}
    place = Desk({**texts, **pages})
    thread = Thread(target=place.serve_forever)
    thread.start()
    try:
        with opened(browser, base_url=place.address) as page:
            page.on("dialog", lambda dialog: dialog.accept())
            page.goto("/")
            yield page, place
    finally:
        place.shutdown()
        thread.join()
        place.server_close()


def type_and_wait(page, words):
    page.fill("#t", words)
    page.wait_for_function("Object.keys(localStorage).length > 0")


def test_what_was_typed_is_there_after_the_page_is_opened_anew(browser):
    with desk(browser) as (page, _):
        type_and_wait(page, "核对了名册")
        page.check("#o")
        page.wait_for_timeout(500)
        page.goto("/")
        assert page.input_value("#t") == "核对了名册"
        assert page.is_checked("#o")
        assert "已恢复未提交的内容" in page.inner_text("form[data-draft]")
        assert page.get_attribute("[name=version]", "value") == "7"


def test_a_draft_that_is_discarded_does_not_come_back(browser):
    with desk(browser) as (page, _):
        type_and_wait(page, "写错了")
        page.goto("/")
        page.click("[data-discard]")
        assert page.input_value("#t") == ""
        page.goto("/")
        assert page.input_value("#t") == ""
        assert page.locator("[data-discard]").count() == 0


def submit(page, words="核对了名册"):
    type_and_wait(page, words)
    page.click("form[data-draft] button")
    page.wait_for_load_state()


@pytest.mark.parametrize("arrives", ["/done/", "/elsewhere/"])
def test_what_was_submitted_is_forgotten_when_the_next_page_says_so(browser, arrives):
    with desk(browser, **{"POST /": arrives}) as (page, _):
        submit(page)
        page.goto("/")
        assert page.input_value("#t") == ""


def test_what_was_refused_is_kept(browser):
    with desk(browser, **{"POST /": rendered(REFUSED, who=None)}) as (page, _):
        submit(page)
        page.goto("/elsewhere/")
        page.goto("/")
        assert page.input_value("#t") == "核对了名册"


def test_a_page_opened_by_itself_after_a_failed_submit_forgets_nothing(browser):
    with desk(browser, **{"POST /": "/elsewhere/"}) as (page, _):
        type_and_wait(page, "核对了名册")
        page.evaluate("sessionStorage.setItem('mingjian:sent', JSON.stringify({key: 'x', from: location.href}))")
        page.goto("/elsewhere/")
        page.goto("/")
        assert page.input_value("#t") == "核对了名册"


def test_a_draft_belongs_to_the_account_that_wrote_it(browser):
    other = SimpleNamespace(name="祁望舒", office_name="科技和信息化处", post="", standing_in_for="", signed="y")
    with desk(browser) as (page, place):
        type_and_wait(page, "核对了名册")
        place.pages["GET /"] = rendered(FORM, who=other)
        page.goto("/")
        assert page.input_value("#t") == ""


def test_signing_out_leaves_nothing_in_the_browser(browser):
    with desk(browser, **{"POST /sign-out/": rendered(REFUSED, who=None)}) as (page, _):
        type_and_wait(page, "核对了名册")
        page.click("form[data-sign-out] button")
        page.wait_for_load_state()
        assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_dirty_form_is_not_left_without_asking(browser):
    with desk(browser) as (page, _):
        asked = []
        page.on("dialog", lambda dialog: asked.append(dialog.type))
        type_and_wait(page, "核对了名册")
        page.click("text=别处")
        page.wait_for_load_state()
        assert asked == ["beforeunload"]


def test_a_double_click_submits_once(browser):
    with desk(browser, **{"POST /": "/done/"}) as (page, place):
        type_and_wait(page, "核对了名册")
        page.evaluate("""() => { const form = document.querySelector("form[data-draft]");
            form.target = "frame"; form.insertAdjacentHTML("afterend", "<iframe name=frame></iframe>"); }""")
        page.dblclick("form[data-draft] button")
        page.frame("frame").wait_for_selector("text=已提交复核")
        page.wait_for_timeout(200)
        assert place.asked.count("POST /") == 1


@contextmanager
def listing(browser):
    bulk = [Act("act", "assign", "分派")]
    with desk(browser) as (page, place):
        place.pages["GET /"] = rendered(LIST, work=work(), bulk=bulk)
        page.goto("/")
        yield page


def test_the_bulk_bar_says_how_many_are_chosen(browser):
    with listing(browser) as page:
        assert page.inner_text("[data-chosen]") == "（0）"
        page.check("[name=chosen] >> nth=1")
        assert page.inner_text("[data-chosen]") == "（1）"
        page.check("[data-all]")
        assert page.inner_text("[data-chosen]") == "（8）"
        page.uncheck("[name=chosen] >> nth=0")
        assert not page.is_checked("[data-all]")


def test_keys_walk_the_rows_choose_and_search_but_not_while_typing(browser):
    with listing(browser) as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.textContent") == "答复投诉第 2026-0388 号"
        page.keyboard.press("x")
        assert page.inner_text("[data-chosen]") == "（1）"
        page.keyboard.press("/")
        page.keyboard.type("jx?")
        assert page.input_value("#q") == "jx?"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()


def test_a_link_opens_its_dialog_and_the_dialog_closes(browser):
    page_ = """{% extends "shared/desk.html" %}{% block main %}<a href="/dismiss/" data-dialog="d">认为不成立</a>
    <dialog id="d"><button type="button" command="close" commandfor="d">取消</button></dialog>{% endblock %}"""
    with desk(browser, **{"GET /d/": rendered(page_)}) as (page, _):
        page.goto("/d/")
        page.click("text=认为不成立")
        assert page.locator("#d").is_visible()
        page.click("text=取消")
        assert not page.locator("#d").is_visible()
        assert page.url.endswith("/d/")


def test_progress_asks_until_there_is_no_more_to_ask(browser):
    whole = (
        '{% extends "shared/desk.html" %}{% block main %}{% include "shared/components/progress.html" %}{% endblock %}'
    )
    part = '{% include "shared/components/progress.html" %}'
    pages = {
        "GET /p/": rendered(whole, progress=Progress("正在筛查", 1, 3, "/p/1/")),
        "GET /p/1/": rendered(part, progress=Progress("正在筛查", 2, 3, "/p/2/")),
        "GET /p/2/": rendered(part, progress=Progress("已筛查", 3, 3)),
    }
    with desk(browser, **pages) as (page, place):
        page.goto("/p/")
        page.wait_for_selector("text=已筛查", timeout=8000)
        assert page.get_attribute("progress", "value") == "3"
        page.wait_for_timeout(2300)
        assert place.asked[-3:] == ["GET /p/", "GET /p/1/", "GET /p/2/"]
