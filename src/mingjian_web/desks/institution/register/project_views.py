"""The institution's own projects and reports."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.institution.register.tables import UNKNOWN, made
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column, listing
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Link, Several, Table, Words
from mingjian_web.desks.shared.wording import money
from mingjian_web.disclosure.queries import disclosed_of
from mingjian_web.projects import queries
from mingjian_web.projects.facts import ProjectFacts, ProjectLine
from mingjian_web.registers.divisions import full_name

VIEW = Permission.OWN_PROJECTS_VIEW
NONE = Text("还没有", "none yet")

COLUMNS: tuple[Column[ProjectLine], ...] = (
    Column(
        _("项目"),
        lambda line: Link(here("institution:project", line.key), line.client_name, line.key),
        sort="client",
        head=True,
    ),
    Column(_("类别"), lambda line: line.kind),
    Column(_("业务范围"), lambda line: line.scope),
    Column(_("所在地"), lambda line: full_name(line.division)),
    Column(_("合同日"), lambda line: line.contract_on, sort="contract_on"),
    Column(_("首次到场"), lambda line: line.first_visit or NONE),
    Column(
        _("报告"), lambda line: Several(tuple(number for _key, number, _on in line.reports)) if line.reports else NONE
    ),
)


@needs(VIEW)
@require_safe
def projects(request: DeskRequest) -> HttpResponse:
    """All of its projects, the latest contract first."""
    text = request.GET.get("q", "")
    found = queries.projects(request.actor.scope, queries.ProjectFilters(text=text), request.today)
    table = listing(request, found, COLUMNS, caption=_("本机构的项目"))
    return render(request, "institution/register/projects.html", {"table": table, "q": text})


@needs(VIEW)
@require_safe
def project(request: DeskRequest, key: str) -> HttpResponse:
    """One project: team, visits, reviews, reports and what of them is disclosed."""
    if not queries.may_see(request.actor.scope, key):
        raise Http404
    facts = queries.project(key, request.today)
    if facts is None:
        raise Http404
    context = {
        "facts": facts,
        "particulars": _particulars(facts),
        "parts": [
            part for part in (_team(facts), _visits(facts), _reviews(facts), _reports(facts, request)) if not part.empty
        ],
    }
    return render(request, "institution/register/project.html", context)


def _particulars(facts: ProjectFacts) -> list[Fact]:
    return [
        Fact(_("委托单位"), Words(facts.client.name)),
        Fact(_("类别"), facts.kind),
        Fact(_("业务范围"), facts.scope),
        Fact(_("所在地"), full_name(facts.division)),
        Fact(_("合同日"), facts.contract_on),
        Fact(_("合同价款"), money(facts.fee) or None),
        Fact(_("现场记录方式"), facts.site_record),
    ]


def _team(facts: ProjectFacts) -> Table:
    titles = (_("姓名"), _("角色"), _("专业"))
    return made(_("项目组"), titles, [(one.person.name, one.role, one.speciality or UNKNOWN) for one in facts.team])


def _visits(facts: ProjectFacts) -> Table:
    titles = (_("姓名"), _("到达"), _("离开"), _("来源"), _("照片"))
    rows = [(one.person.name, one.arrived_at, one.left_at, one.source, one.photos) for one in facts.visits]
    return made(_("现场到场"), titles, rows)


def _reviews(facts: ProjectFacts) -> Table:
    titles = (_("环节"), _("审核人"), _("完成"), _("结果"))
    return made(_("报告审核"), titles, [(one.step, one.person.name, one.done_at, one.outcome) for one in facts.reviews])


def _reports(facts: ProjectFacts, request: DeskRequest) -> Table:
    published = disclosed_of([key for key, _number, _on in facts.reports], request.now)
    titles = (_("报告编号"), _("出具日期"), _("首次公开"))
    rows = [(number, on, published.get(key) or Text("未公开", "not disclosed")) for key, number, on in facts.reports]
    return made(_("报告"), titles, rows)
