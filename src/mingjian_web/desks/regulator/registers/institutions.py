"""Institutions: the list, one as of any day, and the whole file of one for printing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.terms import Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.registers import filed, lists
from mingjian_web.desks.regulator.registers.asof import AsOf, as_of
from mingjian_web.desks.regulator.registers.forms import InstitutionsForm
from mingjian_web.desks.regulator.registers.showing import (
    correcting,
    institution_link,
    out_of_reach,
    place,
    several,
    standing,
    versions,
)
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.listing import Column
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.exchange.renewals import renewals
from mingjian_web.projects import queries as projects
from mingjian_web.registers import queries, reach
from mingjian_web.registers.facts import InstitutionFacts, InstitutionLine
from mingjian_web.registers.queries import InstitutionFilters

VIEW = Permission.REGISTERS_VIEW
#: Projects shown on an institution's page; the rest is a link away.
LATEST = 10


@needs(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def institutions(request: DeskRequest) -> HttpResponse:
    """Institutions in reach, as of any day; POST for the workbook."""
    asked, form = as_of(request), InstitutionsForm(request.GET)
    filters = InstitutionFilters(**form.said("text", "kind", "scope", "standing", "division", "residence"))
    scope = request.actor.scope
    also = projects.institutions_at_work(scope)
    rows = queries.institutions(scope, filters, asked.on, known=asked.known, also=also, renewals=renewals())
    return lists.page(
        request,
        rows,
        columns(asked),
        lists.Said(_("机构"), form, asked, _("筛选机构")),
        rail=lists.by_standing(request),
    )


def columns(asked: AsOf) -> tuple[Column[InstitutionLine], ...]:
    """What a list of institutions shows."""
    return (
        Column(_("机构"), lambda row: institution_link(asked, row.key, row.name, row.uscc), "name", head=True),
        Column(_("类别"), lambda row: row.kind, "kind"),
        Column(_("所在地"), lambda row: place(row.division), "division"),
        Column(_("资质"), lambda row: standing(row.standing)),
        Column(_("证书"), lambda row: several(one.number for one in row.certificates)),
        Column(_("有效期止"), lambda row: row.valid_to, "valid_to"),
        Column(_("业务范围"), lambda row: several(row.scopes)),
        Column(_("专职专业人员"), lambda row: row.professionals, number=True),
    )


def found(request: DeskRequest, key: str, asked: AsOf) -> InstitutionFacts | None:
    """The institution as of the day; None where it is not in reach. Raises Http404 where it is and was not known."""
    scope = request.actor.scope
    if not reach.sees_institution(scope, key, projects.institutions_at_work(scope)):
        return None
    facts = queries.institution(key, on=asked.on, known=asked.known, renewals=renewals())
    if facts is None:
        raise Http404
    return facts


@needs(VIEW)
@require_safe
def institution(request: DeskRequest, key: str) -> HttpResponse:
    """One institution: certificates and scopes, staff, insurance, equipment, projects, history."""
    asked = as_of(request)
    facts = found(request, key, asked)
    if facts is None:
        return out_of_reach(request)
    work = _projects(request.actor.scope, key, asked)
    context = {
        **_sections(facts, asked),
        "projects": filed.projects(work.part(0, LATEST), asked),
        "all_projects": work.count(),
        "correct_url": correcting(request, "institutions", facts.source.pk),
        "versions_url": versions("institutions", facts.source.pk),
        "may_see_findings": request.actor.may(Permission.FINDINGS_VIEW),
    }
    return render(request, "regulator/registers/institution.html", context)


@needs(VIEW)
@require_safe
def whole_file(request: DeskRequest, key: str) -> HttpResponse:
    """整卷打印: everything about an institution as of the day, with a list of contents, a part a page."""
    asked = as_of(request)
    facts = found(request, key, asked)
    if facts is None:
        return out_of_reach(request)
    work = _projects(request.actor.scope, key, asked)
    context = {**_sections(facts, asked), "projects": filed.projects(work.part(0, work.count()), asked)}
    return render(request, "regulator/registers/institution_file.html", context)


def _projects(scope: Scope, key: str, asked: AsOf) -> Any:
    return projects.projects(scope, projects.ProjectFilters(institution=key), asked.on, known=asked.known)


def _sections(facts: InstitutionFacts, asked: AsOf) -> Mapping[str, object]:
    """What both the page and the file say."""
    return {
        "facts": facts,
        "asked": asked,
        "standing": standing(facts.standing, boxed=True),
        "particulars": list(filed.particulars(facts)),
        "certificates": filed.certificates(facts),
        "branches": filed.branches(facts),
        "figures": filed.figures(facts),
        "counts": filed.counts(facts),
        "staff": filed.staff(facts, asked),
        "insurance": filed.insurance(facts, asked),
        "equipment": filed.equipment(facts),
        "events": filed.history(facts),
        "searched": Text("没有登记，不等于没有。", "not registered is not to say there is none"),
    }
