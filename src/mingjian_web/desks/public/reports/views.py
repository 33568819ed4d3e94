"""The public list of disclosed reports and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from mingjian.terms import SHANGHAI, Text
from mingjian_web.desks.public.reports.forms import Filters
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column, listing
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.public import public_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Link, Words
from mingjian_web.disclosure import queries
from mingjian_web.disclosure.facts import DisclosedLine, DisclosedReport
from mingjian_web.registers.divisions import full_name

WITHHELD = Text("依法不公开", "withheld by law")
NOT_HANDED_IN = Text("已公开，内容未随数据提供", "published; its content was not handed in")

COLUMNS: tuple[Column[DisclosedLine], ...] = (
    Column(
        _("报告"),
        lambda line: Link(
            here("public:report", line.report), line.project or line.withheld or line.number, line.number
        ),
        head=True,
    ),
    Column(_("机构"), lambda line: line.institution_name),
    Column(_("类别"), lambda line: line.kind or WITHHELD),
    Column(_("业务范围"), lambda line: line.scope or WITHHELD),
    Column(_("所在地"), lambda line: full_name(line.division) if line.division else WITHHELD),
    Column(_("项目组长"), lambda line: line.leader or Text("未公开", "not published")),
    Column(_("公开日期"), lambda line: line.published_at.astimezone(SHANGHAI).date(), sort="published_at"),
)


@public_page
def reports(request: DeskRequest) -> HttpResponse:
    """Every report that stands disclosed, the latest first."""
    form = Filters(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    filters = queries.DisclosedFilters(
        text=asked.get("q", ""),
        year=asked.get("year"),
        **{name: asked.get(name, "") for name in ("institution", "scope", "division", "kind")},
    )
    context = {
        "form": form,
        "table": listing(request, queries.disclosed(filters, request.now), COLUMNS, caption=_("公开的报告")),
        "searched": Text("请检查写法，或者清除筛选。", "check the spelling, or clear the filters"),
    }
    return render(request, "public/reports/reports.html", context)


@public_page
def report(request: DeskRequest, key: str) -> HttpResponse:
    """One report as its institution disclosed it. What was never disclosed or was taken down is not here."""
    shown = queries.shown(key, request.now)
    if shown is None:
        raise Http404
    title = next(
        (field.value for field in shown.version.fields if field.code == "project" and field.value), shown.number
    )
    context = {
        "shown": shown,
        "title": title,
        "facts": _facts(shown),
        "fields": [
            Fact(field.name, Words(field.value) if field.value else NOT_HANDED_IN) for field in shown.version.fields
        ],
    }
    return render(request, "public/reports/report.html", context)


def _facts(shown: DisclosedReport) -> list[Fact]:
    institution = Link(here("public:institution", shown.institution), shown.institution_name)
    facts = [
        Fact(_("报告编号"), Words(shown.number)),
        Fact(_("机构"), institution),
        Fact(_("出具日期"), shown.issued_on),
        Fact(_("首次公开"), shown.first_published_at.astimezone(SHANGHAI).date()),
    ]
    if shown.version.withheld is None:
        facts += [
            Fact(_("类别"), shown.kind),
            Fact(_("业务范围"), shown.scope),
            Fact(_("所在地"), full_name(shown.division) if shown.division else None),
        ]
    if shown.version.content_sha256:
        facts.append(Fact(_("公开内容摘要"), Words(shown.version.content_sha256)))
    return facts
