"""Projects: the list and one project as of any day."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.registers import lists, worked
from mingjian_web.desks.regulator.registers.asof import AsOf, as_of
from mingjian_web.desks.regulator.registers.forms import ProjectsForm
from mingjian_web.desks.regulator.registers.showing import (
    correcting,
    institution_link,
    out_of_reach,
    person_link,
    place,
    project_link,
    report_link,
    several,
    versions,
)
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.listing import Column
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.projects import queries
from mingjian_web.projects.facts import ProjectLine
from mingjian_web.projects.queries import ProjectFilters
from mingjian_web.registers.queries import names

VIEW = Permission.PROJECTS_VIEW
FIELDS = ("text", "institution", "client", "scope", "division", "kind", "person")


@needs(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def projects(request: DeskRequest) -> HttpResponse:
    """Projects in reach; POST for the workbook."""
    asked, form = as_of(request), ProjectsForm(request.GET)
    said = form.said(*FIELDS)
    filters = ProjectFilters(**said, year=form.year_asked)
    rows = queries.projects(request.actor.scope, filters, asked.on, known=asked.known)
    about = lists.Said(_("项目"), form, asked, _("筛选项目"), narrowed_to(said))
    return lists.page(request, rows, columns(asked), about)


def narrowed_to(said: dict[str, str]) -> Sequence[str]:
    """The names of what a link from elsewhere narrowed a list to."""
    return [name for kind in ("institution", "client", "person") for name in names(kind, [said.get(kind, "")]).values()]


def columns(asked: AsOf) -> tuple[Column[ProjectLine], ...]:
    """What a list of projects shows."""
    return (
        Column(_("委托单位"), lambda row: project_link(asked, row.key, row.client_name, row.key), head=True),
        Column(_("机构"), lambda row: institution_link(asked, row.institution, row.institution_name)),
        Column(_("类别"), lambda row: row.kind),
        Column(_("业务范围"), lambda row: row.scope),
        Column(_("项目所在地"), lambda row: place(row.division), "division"),
        Column(_("合同日"), lambda row: row.contract_on, "contract_on"),
        Column(_("组长"), lambda row: several(person_link(asked, one.key, one.name) for one in row.leaders)),
        Column(_("首次到场"), lambda row: row.first_visit),
        Column(_("报告"), lambda row: several(report_link(asked, key, number) for key, number, _day in row.reports)),
    )


@needs(VIEW)
@require_safe
def project(request: DeskRequest, key: str) -> HttpResponse:
    """One project: parties, team, visits with their times, photos, reviews, samples, tests, payments, reports."""
    asked = as_of(request)
    if not queries.may_see(request.actor.scope, key):
        return out_of_reach(request)
    facts = queries.project(key, asked.on, asked.known)
    if facts is None:
        raise Http404
    context = {
        "facts": facts,
        "asked": asked,
        "particulars": list(worked.particulars(facts, asked)),
        "team": worked.team(facts, asked),
        "visits": worked.visits(facts, asked),
        "photos": worked.photos(facts),
        "reviews": worked.reviews(facts, asked),
        "samples": worked.samples(facts),
        "tests": worked.tests(facts),
        "payments": worked.payments(facts),
        "correct_url": correcting(request, "projects", facts.source.pk),
        "versions_url": versions("projects", facts.source.pk),
    }
    return render(request, "regulator/registers/project.html", context)
