"""The frames of the desks and the plain pages, empty of matters: audited in every view, in both languages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import get_template
from django.utils.translation import override
from tests.browser import VIEWS, audit, browser, opened, overflow, picture
from tests.desks.shared.gallery import rendered
from tests.desks.shared.test_gallery import Reader, serve

from mingjian.terms import Text
from mingjian_web.desks.shared.sign_in_form import SignInForm

__all__ = ["browser"]

HERE = Path(__file__).parent
COMPONENTS = (
    *("clock", "daybook", "facts", "timeline", "tasks", "cite", "evidence", "ledger", "toolbar", "bulk", "table"),
    *("pager", "empty", "notice", "figures", "phases", "dialog", "opener", "files", "rail", "progress"),
    *("span_chart", "tile_map", "bar_chart", "error_summary", "form"),
)


def shipped(name):
    return f'{{% extends "shared/{name}.html" %}}'


def wrong_password():
    form = SignInForm({"account": "peisongyun", "password": ""})
    form.add_error(None, "账号或者密码不对，或者账号已停用。")
    return form


FRAMES = {
    "public": ((HERE / "frame_public.html").read_text(encoding="utf-8"), {"desk": "public", "who": None}),
    "phone": ((HERE / "frame_phone.html").read_text(encoding="utf-8"), {"desk": "institution"}),
    "sign-in": (shipped("sign_in"), {"form": SignInForm(), "who": None, "nav": []}),
    "sign-in-wrong": (shipped("sign_in"), {"form": wrong_password(), "who": None, "nav": [], "form_waits": True}),
    "locked-out": (shipped("locked_out"), {"who": None}),
    "forbidden": (shipped("forbidden"), {"reason": Text("须由处长办理", "for the director")}),
    "not-found": (shipped("not_found"), {}),
    "bad-request": (shipped("bad_request"), {}),
    "csrf-failed": (shipped("csrf_failed"), {}),
    "busy": (shipped("busy"), {}),
}


def frame(name, language="zh"):
    source, context = FRAMES[name]
    with override("en" if language == "en" else "zh-hans"):
        return rendered(source, language, **context)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_well_formed_and_nothing_is_inline(name, language):
    reader = Reader()
    reader.feed(frame(name, language))
    assert not reader.faults
    assert not reader.open
    assert [id_ for id_ in reader.pointers if id_ not in reader.ids] == []


@pytest.mark.parametrize("width, scheme", VIEWS)
def test_axe_finds_nothing_on_any_frame(browser, width, scheme):
    for name in FRAMES:
        with opened(browser, width, scheme, bypass_csp=True) as page:
            serve(page, frame(name))
            assert audit(page) == [], name
            assert overflow(page) == 0, name
            picture(page, f"{name}-{width}-{scheme}")


def test_a_public_page_knows_nobody_and_runs_nothing():
    made = frame("public")
    assert "<script" not in made
    assert "csrf" not in made
    assert "裴松筠" not in made


def test_both_languages_lead_to_one_another():
    assert '<a href="/en/" lang="en" hreflang="en">English</a>' in frame("public")
    assert '<a href="/" lang="zh-CN" hreflang="zh-CN">中文</a>' in frame("public", "en")
    assert '<html lang="en">' in frame("public", "en")


def test_the_demonstration_says_so_on_every_page():
    for name in FRAMES:
        assert "演示：机构、人员、文号均为虚构；演示日" in frame(name)
        assert "2026-11-23 周一" in frame(name)


def test_the_bar_names_who_works_and_for_whom():
    who = SimpleNamespace(
        name="裴松筠", office_name="科技和信息化处", post="承办人", standing_in_for="祁望舒", signed="x"
    )
    made = rendered('{% extends "shared/desk.html" %}', who=who)
    assert '科技和信息化处 <a href="/me/">裴松筠</a><br>承办人，代 祁望舒' in made
    assert 'action="/sign-out/" method="post"' in made


def test_a_message_of_success_ends_the_draft_and_a_warning_does_not():
    messages = [SimpleNamespace(tags="success", __str__=None), SimpleNamespace(tags="warning", __str__=None)]
    made = rendered('{% extends "shared/desk.html" %}', messages=messages)
    assert made.count("data-done") == 1
    assert 'class="notice warn"' in made


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_says_what_it_takes(name):
    source = get_template(f"shared/components/{name}.html").template.source
    assert source.startswith("{% comment %}")
    assert "Variable" in source[: source.index("{% endcomment %}")]


def test_no_component_is_forgotten_here():
    folder = Path(get_template("shared/components/clock.html").origin.name).parent
    assert {path.stem for path in folder.glob("*.html")} == set(COMPONENTS)


def test_the_forms_of_others_are_drawn_like_ours():
    class Plain(forms.Form):
        account = forms.CharField(label="账号", max_length=64)

    made = str(Plain({}))
    assert '<div class="field invalid"><label for="id_account">账号' in made


@pytest.mark.parametrize("rail, share", [("", 0.95), ('<div class="rail">队列</div>', 0.8)])
def test_a_page_without_a_rail_has_the_whole_width(browser, rail, share):
    main = "{% block main %}<h1>待办</h1>{% endblock %}"
    source = '{% extends "shared/desk.html" %}{% block rail %}' + rail + "{% endblock %}" + main
    with opened(browser) as page:
        serve(page, rendered(source))
        body, main = (page.locator(each).bounding_box()["width"] for each in (".body", "main"))
        assert body > share * main - 64
