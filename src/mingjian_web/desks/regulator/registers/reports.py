"""Reports: the list and one report with what stands in it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.registers import filed, lists
from mingjian_web.desks.regulator.registers.asof import AsOf, as_of
from mingjian_web.desks.regulator.registers.forms import ReportsForm
from mingjian_web.desks.regulator.registers.projects import FIELDS, narrowed_to
from mingjian_web.desks.regulator.registers.showing import (
    UNKNOWN,
    correcting,
    institution_link,
    located,
    moment,
    out_of_reach,
    person_link,
    place,
    project_link,
    report_link,
    several,
    span,
    table,
    versions,
)
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.listing import Column
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Table, Tag, Words
from mingjian_web.disclosure import queries as disclosure
from mingjian_web.disclosure.facts import VersionFacts
from mingjian_web.projects import queries
from mingjian_web.projects.facts import CitationFacts, InForce, ReportFacts, ReportLine
from mingjian_web.projects.queries import ReportFilters

VIEW = Permission.PROJECTS_VIEW
SHAPES = {InForce.VALID: "ok", InForce.NOT_YET: "wait", InForce.REPEALED: "warn", InForce.UNKNOWN: "unknown"}
STANDS, REMOVED, REPLACED = Text("在公开", "public"), Text("已撤下", "taken down"), Text("已被新版替代", "replaced")
NOT_DISCLOSED = Text("未登记公开", "no disclosure registered")


@needs(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: DeskRequest) -> HttpResponse:
    """Reports in reach that were issued by the day; POST for the workbook."""
    asked, form = as_of(request), ReportsForm(request.GET)
    said = form.said(*FIELDS, "conclusion")
    filters = ReportFilters(**said, year=form.year_asked)
    rows = queries.reports(request.actor.scope, filters, asked.on, known=asked.known)
    about = lists.Said(_("报告"), form, asked, _("筛选报告"), narrowed_to(said))
    return lists.page(request, rows, columns(asked), about)


def columns(asked: AsOf) -> tuple[Column[ReportLine], ...]:
    """What a list of reports shows."""
    return (
        Column(_("报告号"), lambda row: report_link(asked, row.key, row.number), "number", head=True),
        Column(_("出具日"), lambda row: row.issued_on, "issued_on"),
        Column(_("机构"), lambda row: institution_link(asked, row.institution, row.institution_name)),
        Column(_("委托单位"), lambda row: project_link(asked, row.project, row.client_name)),
        Column(_("类别"), lambda row: row.kind),
        Column(_("业务范围"), lambda row: row.scope),
        Column(_("项目所在地"), lambda row: place(row.division)),
        Column(_("组长"), lambda row: several(person_link(asked, one.key, one.name) for one in row.leaders)),
        Column(_("结论"), lambda row: row.conclusion),
    )


@needs(VIEW)
@require_safe
def report(request: DeskRequest, key: str) -> HttpResponse:
    """One report: numbers, checks, standards as they stood on its day, signatures, versions of its disclosure."""
    asked = as_of(request)
    facts = queries.report(key, asked.known)
    if facts is None or not queries.may_see(request.actor.scope, facts.line.project):
        return out_of_reach(request)
    if facts.line.issued_on > asked.on:
        raise Http404
    context = {
        "facts": facts,
        "asked": asked,
        "particulars": _particulars(facts, asked),
        "numbers": _numbers(facts),
        "problems": table(_("报告所列问题"), (_("问题"), _("对策措施")), facts.problems),
        "checks": table(_("检查项"), (_("检查项"), _("否决项"), _("结果")), list(facts.checks)),
        "citations": _citations(facts),
        "signatures": _signatures(facts, asked),
        "versions": _versions(disclosure.versions(key, request.now, asked.known)),
        "correct_url": correcting(request, "reports", facts.source.pk),
        "versions_url": versions("reports", facts.source.pk),
    }
    return render(request, "regulator/registers/report.html", context)


def _particulars(facts: ReportFacts, asked: AsOf) -> list[Fact]:
    line = facts.line
    return [
        Fact(_("机构"), institution_link(asked, line.institution, line.institution_name)),
        Fact(_("项目"), project_link(asked, line.project, line.client_name)),
        Fact(_("类别"), line.kind),
        Fact(_("业务范围"), line.scope),
        Fact(_("项目所在地"), located(line.division)),
        Fact(_("出具日"), line.issued_on),
        Fact(_("结论"), line.conclusion),
        Fact(_("组长"), several(person_link(asked, one.key, one.name) for one in line.leaders)),
        Fact(_("文件摘要"), facts.sha256 or None),
        Fact(_("正文摘要"), facts.text_sha256 or None),
        Fact(_("录入"), filed.source(facts.source)),
    ]


def _numbers(facts: ReportFacts) -> Table:
    rows = [
        (
            one.name,
            one.value,
            one.unit,
            Words(f"{one.limit:g}", one.limit_kind or "") if one.limit is not None else UNKNOWN,
            one.limit_source or UNKNOWN,
            one.verdict or UNKNOWN,
        )
        for one in facts.values
    ]
    return table(_("报告数值"), (_("项目"), _("数值"), _("单位"), _("限值"), _("限值依据"), _("判定")), rows)


def _citations(facts: ReportFacts) -> Table:
    rows = [
        (
            Words(one.standard, one.title),
            one.clause,
            Tag(SHAPES[one.stood], one.stood),
            _valid(one),
            _next(one),
        )
        for one in facts.citations
    ]
    titles = (_("标准"), _("条款"), _("出具日当日"), _("有效期"), _("替代标准"))
    return table(_("引用标准"), titles, rows)


def _valid(one: CitationFacts) -> object:
    return span(one.valid_from, one.valid_to) if one.valid_from else UNKNOWN


def _next(one: CitationFacts) -> object:
    return one.replaced_by or UNKNOWN if one.stood is InForce.REPEALED else ""


def _signatures(facts: ReportFacts, asked: AsOf) -> Table:
    rows = [
        (person_link(asked, one.person.key, one.person.name), one.role, moment(one.signed_at), one.method)
        for one in facts.signatures
    ]
    return table(_("签名"), (_("姓名"), _("角色"), _("签名时间"), _("方式")), rows)


def _versions(found: tuple[VersionFacts, ...]) -> Table:
    rows = [
        (
            Text(f"第 {one.number} 版", f"version {one.number}"),
            moment(one.published_at),
            moment(one.removed_at) if one.removed_at else "",
            _state(one),
            one.withheld or several(Words(each.name, each.value or UNKNOWN) for each in one.fields),
        )
        for one in found
    ]
    return table(_("信息公开"), (_("版本"), _("公开"), _("撤下"), _("状态"), _("公开内容")), rows)


def _state(one: VersionFacts) -> Tag:
    if one.stands:
        return Tag("ok", STANDS)
    return Tag("stop", REMOVED) if one.removed_at else Tag("wait", REPLACED)
