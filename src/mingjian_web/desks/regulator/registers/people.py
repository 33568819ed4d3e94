"""People: the list and one person as of any day. Nobody is ranked or timed; days on site, never hours."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.registers import filed, lists
from mingjian_web.desks.regulator.registers.asof import AsOf, as_of
from mingjian_web.desks.regulator.registers.forms import PeopleForm
from mingjian_web.desks.regulator.registers.showing import (
    UNKNOWN,
    correcting,
    entered,
    institution_link,
    out_of_reach,
    person_link,
    place,
    project_link,
    several,
    span,
    table,
    until,
    versions,
)
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.listing import Column
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Table, Words
from mingjian_web.projects import queries as projects
from mingjian_web.projects.facts import PartFacts
from mingjian_web.registers import queries, reach
from mingjian_web.registers.facts import InsuranceFacts, PersonFacts, PersonLine, QualificationFacts
from mingjian_web.registers.queries import PersonFilters

VIEW = Permission.REGISTERS_VIEW
UNNAMED = Text("未写明机构", "no institution named")


@needs(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: DeskRequest) -> HttpResponse:
    """People in reach with their posts and qualifications of the day; POST for the workbook."""
    asked, form, scope = as_of(request), PeopleForm(request.GET), request.actor.scope
    said = form.said("text", "institution", "post", "qualification", "level")
    also = projects.institutions_at_work(scope)
    rows = queries.people(scope, PersonFilters(**said), asked.on, known=asked.known, also=also)
    of = list(queries.names("institution", [said["institution"]]).values())
    return lists.page(request, rows, columns(asked), lists.Said(_("人员"), form, asked, _("筛选人员"), of))


def columns(asked: AsOf) -> tuple[Column[PersonLine], ...]:
    """What a list of people shows."""
    return (
        Column(_("姓名"), lambda row: person_link(asked, row.key, row.name), "name", head=True),
        Column(
            _("当日任职"),
            lambda row: several(institution_link(asked, *post) for post in row.posts),
        ),
        Column(_("当日资格"), lambda row: several(_qualified(kind, level) for kind, level in row.qualifications)),
    )


def _qualified(kind: Text, level: Text | None) -> Text:
    return Text(f"{level.zh}{kind.zh}", f"{kind.en}, {level.en}") if level else kind


@needs(VIEW)
@require_safe
def person(request: DeskRequest, key: str) -> HttpResponse:
    """One person: employments, qualifications with registrations, insurance, projects and days on site."""
    asked, scope = as_of(request), request.actor.scope
    if not reach.sees_person(scope, key, projects.institutions_at_work(scope)):
        return out_of_reach(request)
    facts = queries.person(key, asked.on, asked.known)
    if facts is None:
        raise Http404
    context = {
        "facts": facts,
        "asked": asked,
        "particulars": _particulars(facts),
        "employments": _employments(facts, asked),
        "qualifications": _qualifications(facts, asked),
        "insurance": _insurance(facts, asked),
        "parts": _parts(projects.parts_of(key, scope, asked.on, asked.known), asked),
        "correct_url": correcting(request, "people", facts.source.pk),
        "versions_url": versions("people", facts.source.pk),
    }
    return render(request, "regulator/registers/person.html", context)


def _particulars(facts: PersonFacts) -> list[Fact]:
    found = [Fact(_("从业起"), facts.in_field_since)]
    if facts.died_on:
        found.append(Fact(_("死亡日"), facts.died_on))
    return [*found, Fact(_("录入"), filed.source(facts.source))]


def _employments(facts: PersonFacts, asked: AsOf) -> Table:
    rows = [
        (
            institution_link(asked, one.institution, one.institution_name, one.branch),
            one.post,
            filed.FULL_TIME if one.full_time else filed.PART_TIME,
            entered("employments", one.row, one.first.isoformat()),
            until(one.last),
        )
        for one in facts.employments
    ]
    return table(_("任职"), (_("机构"), _("职务"), _("用工"), _("起"), _("止")), rows)


def _qualifications(facts: PersonFacts, asked: AsOf) -> Table:
    rows = [
        (
            Words(entered("qualifications", one.row, _qualified(one.kind, one.level)), one.number),
            one.speciality or UNKNOWN,
            span(one.first, one.last),
            one.basis or UNKNOWN,
            several(_stays(facts, one, asked)),
        )
        for one in facts.qualifications
    ]
    return table(_("资格与注册"), (_("资格"), _("专业"), _("有效期"), _("性质"), _("注册在")), rows)


def _stays(facts: PersonFacts, one: QualificationFacts, asked: AsOf) -> list[object]:
    found: list[object] = []
    for stay in one.stays:
        name = facts.registered_names.get(stay.institution, stay.institution)
        when = span(stay.first, stay.last)
        known = stay.institution in facts.registered_names
        found.append(institution_link(asked, stay.institution, name, when) if known else Words(name or UNNAMED, when))
    return found


def _insurance(facts: PersonFacts, asked: AsOf) -> Table:
    rows = [
        (
            _employer(one, asked),
            Text(f"{one.first} 至 {one.last}", f"{one.first} to {one.last}"),
            one.months,
        )
        for one in facts.insurance
    ]
    return table(_("社会保险缴费单位"), (_("单位"), _("连续月份"), _("月数")), rows)


def _employer(one: InsuranceFacts, asked: AsOf) -> object:
    if not one.institution:
        return one.employer
    return institution_link(asked, one.institution, one.institution_name, one.employer)


def _parts(parts: tuple[PartFacts, ...], asked: AsOf) -> Table:
    rows = [
        (
            project_link(asked, one.project, one.client.name, one.project),
            institution_link(asked, one.institution.key, one.institution.name),
            one.kind,
            place(one.division),
            several(one.roles),
            several(each.isoformat() for each in one.days),
        )
        for one in parts
    ]
    titles = (_("项目"), _("机构"), _("类别"), _("项目所在地"), _("角色"), _("到场日"))
    return table(_("项目与到场"), titles, rows)
