"""The words of the templates: facts in the page's language, clocks and their proof, tags, addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mingjian.clock import Certificate
from mingjian_web.desks.shared import wording
from mingjian_web.desks.shared.clocks import Face
from mingjian_web.desks.shared.daybooks import weeks
from mingjian_web.desks.shared.forms import shown, source
from mingjian_web.desks.shared.parts import Value
from mingjian_web.desks.shared.tables import Link, Tag, Words, drawn
from mingjian_web.desks.shared.wording import say

register = template.Library()

register.filter("say", wording.say)
register.filter("label", wording.say)
register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("number", wording.number)
register.filter("money", wording.money)
register.filter("filesize", wording.filesize)
register.filter("article", wording.article)
register.filter("cell", drawn)
register.filter("shown", shown)
register.filter("source", source)


@register.filter
def beside(values: tuple[Value, ...], records: tuple[object, ...]) -> list[tuple[Value, str]]:
    """Each record's value with the record's name in words, for the label of its cell on a phone."""
    names = (say(record.words if isinstance(record, Link | Words) else record) for record in records)
    return list(zip(values, names, strict=True))


@register.simple_tag
def tag(shape: str, words: object, style: str = "") -> str:
    """A status tag: shape, word and colour together. `style` may be "box"."""
    return drawn(Tag(shape, words, style == "box"))


@register.simple_tag
def clock(face: Face | None, size: str = "") -> str:
    """A clock; `size` may be "big" for a matter's own page. Nothing for None."""
    return render_to_string("shared/components/clock.html", {"face": face, "size": size}) if face else ""


@register.simple_tag
def daybook(certificate: Certificate, today: date | None = None) -> str:
    """A clock certificate: its facts, every day counted or not with the reason, its sum and its end."""
    rows = weeks(certificate, today)
    context = {"certificate": certificate, "weeks": rows, "counted": sum(row.counted for row in rows)}
    return render_to_string("shared/components/daybook.html", context)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """This page's query string with changes: `{% query sort="-due" page=None %}`; None takes a part out."""
    parts = context["request"].GET.copy()
    for name, value in changes.items():
        parts.pop(name, None)
        if value is not None and value != "":
            parts[name] = str(value)
    return f"?{parts.urlencode()}"


@register.simple_tag
def icon(name: str) -> str:
    """A drawing of `shared/icons/`, hidden from readers of the screen: the words beside it carry the meaning."""
    return render_to_string(f"shared/icons/{name}.svg")


@register.simple_tag
def crumbs(*steps: object) -> SafeString:
    """Where the page stands: `{% crumbs _("待办") work_url finding.number %}`, words and address in turn, here last."""
    pairs = [(say(steps[at]), str(steps[at + 1])) for at in range(0, len(steps) - 1, 2)]
    links = format_html_join("", '<li><a href="{1}">{0}</a></li>', pairs)
    here = format_html('<li aria-current="page">{}</li>', say(steps[-1])) if len(steps) % 2 else ""
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}{}</ol></nav>', gettext("所在位置"), links, here)
