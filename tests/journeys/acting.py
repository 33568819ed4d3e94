"""What people do on any page: fill fields by their labels, open an act, send it, see what now is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

Fields = Mapping[str, Any]


def fill(scope: Page | Locator, fields: Fields) -> None:
    """Each field by the beginning of its label: text, a choice by its value or words, files, or True to tick."""
    for label, value in fields.items():
        labelled = scope.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))
        control = scope.locator("input, select, textarea").and_(labelled).first
        kind = control.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
        if kind == "select":
            control.select_option(value)
        elif kind in ("radio", "checkbox"):
            control.set_checked(bool(value))
        elif kind == "file":
            control.set_input_files([str(path) for path in ([value] if isinstance(value, Path) else value)])
        else:
            control.fill(str(value))


def do(page: Page, verb: str, fields: Fields | None = None) -> None:
    """Open an act by its verb, fill its form (a dialog, or a page of its own), send it; the page says what now is."""
    start(page, verb, fields)
    send(form_of(page), verb)
    expect(page.locator("[data-done]").first).to_be_visible()


def start(page: Page, verb: str, fields: Fields | None = None) -> None:
    """The same up to the sending."""
    page.get_by_role("main").get_by_role("link", name=verb, exact=True).first.click()
    fill(form_of(page), fields or {})


def form_of(page: Page) -> Locator:
    """The dialog that is open; else the page itself."""
    dialog = page.locator("dialog[open]")
    return dialog if dialog.count() else page.get_by_role("main")


def send(scope: Page | Locator, verb: str) -> None:
    """Press the button that says this."""
    scope.get_by_role("button", name=verb, exact=True).first.click()


def row(page: Page, *words: str) -> Locator:
    """The first row of a list that has all these words."""
    found = page.locator("tbody tr")
    for each in words:
        found = found.filter(has_text=each)
    return found.first
