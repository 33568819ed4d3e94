"""One box for everything: institutions, people, clients, projects, reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.registers.forms import SearchForm
from mingjian_web.desks.regulator.registers.showing import client_url
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Group, Link, Row, Table
from mingjian_web.projects import queries as projects
from mingjian_web.registers.search import Field, Hit, find

REGISTERS, PROJECTS = Permission.REGISTERS_VIEW, Permission.PROJECTS_VIEW
KINDS = {
    "institution": _("机构"),
    "person": _("人员"),
    "client": _("委托单位"),
    "project": _("项目"),
    "report": _("报告"),
}
#: What only somebody who may see projects finds.
OF_PROJECTS = frozenset({"project", "report"})


@needs(REGISTERS, PROJECTS)
@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """What the words lead to, in reach, by kind."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    scope, may = request.actor.scope, request.actor.may
    kinds = [
        kind for kind in KINDS if may(Permission.PROJECTS_VIEW if kind in OF_PROJECTS else Permission.REGISTERS_VIEW)
    ]
    hits = find(text, kinds, scope, also=projects.institutions_at_work(scope))
    return render(request, "regulator/registers/search.html", {"form": form, "text": text, "table": _table(hits)})


def _table(hits: list[Hit]) -> Table:
    columns = (Column(_("名称"), head=True), Column(_("因何找到")))
    groups = [
        Group(tuple(Row((Link(_address(hit), hit.name), _why(hit))) for hit in hits if hit.kind == kind), words)
        for kind, words in KINDS.items()
        if any(hit.kind == kind for hit in hits)
    ]
    return Table(_("搜索结果"), columns, tuple(groups))


def _address(hit: Hit) -> str:
    if hit.kind == "client":
        return client_url(hit.key)
    return here(f"regulator:{hit.kind}", hit.key)


def _why(hit: Hit) -> object:
    if hit.field is Field.NAME:
        return Field.NAME
    return Text(f"{hit.field.label.zh} {hit.matched}", f"{hit.field.label.en} {hit.matched}")
