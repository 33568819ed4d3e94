"""Reading the trail, and taking it out as a workbook: a right of its own, and itself in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mingjian.terms import SHANGHAI, Text
from mingjian_web.accounts import trails
from mingjian_web.accounts.permissions import Permission, refusal
from mingjian_web.accounts.queries import resets_to_agree
from mingjian_web.accounts.trails import Asked, TrailLine
from mingjian_web.desks.regulator.accounts.forms import TrailFilter
from mingjian_web.desks.regulator.accounts.trail_book import trail_book
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.acts import words_of
from mingjian_web.desks.shared.listing import Column, listing
from mingjian_web.desks.shared.own import own_views, save_url
from mingjian_web.desks.shared.refuse import forbidden_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Several, Words
from mingjian_web.desks.shared.wording import say

KEPT_BACK = Text("内容属于具体事项，这里不显示", "part of a matter: not shown here")

COLUMNS: tuple[Column[TrailLine], ...] = (
    Column(gettext_lazy("时间"), lambda line: _when(line), head=True),
    Column(gettext_lazy("办理人"), lambda line: Words(line.name, _for_whom(line))),
    Column(gettext_lazy("办理"), lambda line: words(line)),
    Column(gettext_lazy("对象"), lambda line: Words(line.object, line.kind) if line.object else ""),
    Column(gettext_lazy("理由"), lambda line: KEPT_BACK if line.withheld else line.reason),
    Column(gettext_lazy("详情"), lambda line: details(line)),
    Column(gettext_lazy("从哪里"), lambda line: line.address),
)


@dataclass(frozen=True)
class Lines:
    """Rows of the trail as lines, a part at a time."""

    rows: QuerySet[Any]

    def count(self) -> int:
        """How many there are."""
        return self.rows.count()

    def part(self, start: int, stop: int, sort: str) -> Sequence[TrailLine]:
        """Those from `start` up to before `stop`, newest first."""
        return [trails.line_of(row) for row in self.rows[start:stop]]


@needs(Permission.AUDIT_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def trail(request: DeskRequest) -> HttpResponse:
    """Who did what, newest first; a POST takes out what the filters leave."""
    form = TrailFilter(request.GET, acts=[(code, say(_named(code, label))) for code, label in trails.acts_known()])
    lines = Lines(trails.trail(request.actor.scope, _asked(form)))
    if request.method == "POST":
        if not request.actor.may(Permission.AUDIT_EXPORT):
            return forbidden_page(request, refusal(Permission.AUDIT_EXPORT))
        return trail_book(request, lines, COLUMNS)
    context = {
        "form": form,
        "table": listing(request, lines, COLUMNS, caption=_("审计记录")),
        "save_url": save_url("regulator:trail"),
        "export_url": request.path if request.actor.may(Permission.AUDIT_EXPORT) else "",
        "to_agree": resets_to_agree(request.actor),
        "may_agree": request.actor.may(Permission.RESETS_AGREE),
        "rail": own_views(request, "regulator:trail"),
    }
    return render(request, "regulator/accounts/trail.html", context)


def words(line: TrailLine) -> Text:
    """What was done, in words."""
    return _named(line.act, line.label)


def details(line: TrailLine) -> str:
    """The particulars of an act on the system itself, as they stand in the trail."""
    return "; ".join(f"{name}={value}" for name, value in line.detail.items() if value)


def _named(code: str, label: Text) -> Text:
    return label if label.zh != code else words_of(code)


def _when(line: TrailLine) -> object:
    if line.on_paper is None or line.on_paper == line.at.astimezone(SHANGHAI).date():
        return line.at
    paper = Text(f"纸面日期 {line.on_paper}", f"on paper {line.on_paper}")
    return Words(line.at, paper)


def _for_whom(line: TrailLine) -> object:
    parts = [line.account, line.office]
    if line.acting_for:
        parts.append(say(Text(f"代 {line.acting_for}", f"for {line.acting_for}")))
    return Several(tuple(part for part in parts if part))


def _asked(form: TrailFilter) -> Asked:
    """What the filters say; a filter that cannot be read is left out, and its field says so."""
    form.is_valid()
    typed = form.cleaned_data
    return Asked(
        who=typed.get("who", ""),
        act=typed.get("act", ""),
        object=typed.get("object", ""),
        first=typed.get("first"),
        last=typed.get("last"),
    )
