"""The offices as a tree, and the form of one."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mingjian.terms import Text
from mingjian_web.accounts import actions, office_queries
from mingjian_web.accounts.actions import OfficeFacts
from mingjian_web.accounts.kinds import OfficeKind, OfficeLevel
from mingjian_web.accounts.office_queries import OfficeLine
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.accounts.forms import OfficeForm
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Link, Row, Table, Tag

COLUMNS = (
    Column(gettext_lazy("机关"), head=True),
    Column(gettext_lazy("层级")),
    Column(gettext_lazy("类别")),
    Column(gettext_lazy("属地")),
    Column(gettext_lazy("状态")),
    Column(gettext_lazy("在用账号"), number=True),
)
UNPROCESSABLE = 422


@needs(Permission.OFFICES_KEEP)
def offices(request: DeskRequest) -> HttpResponse:
    """Every office in reach, each below the one it belongs to."""
    rows = [_row(line, request) for line in office_queries.offices(request.actor.scope)]
    return render(request, "regulator/accounts/offices.html", {"table": Table.of(_("机关"), COLUMNS, rows)})


@needs(Permission.OFFICES_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def new_office(request: DeskRequest) -> HttpResponse:
    """Enter an office."""
    return _office(request, None)


@needs(Permission.OFFICES_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_office(request: DeskRequest, key: str) -> HttpResponse:
    """Correct an office; its key stays."""
    facts = office_queries.office(key)
    if facts is None:
        raise Http404
    return _office(request, facts)


def _office(request: DeskRequest, facts: OfficeFacts | None) -> HttpResponse:
    typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    form = OfficeForm(
        typed or None,
        key=f"office-{facts.key if facts else 'new'}",
        offices=office_queries.choices(),
        initial={**asdict(facts), "code": facts.key} if facts else {},
        read_only=("code",) if facts else (),
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            why, status = try_act(lambda: _keep(request, form, new=facts is None), form)
            if not why:
                messages.success(request, _("“%(name)s”已保存。") % {"name": form.cleaned_data["name"]})
                return redirect(here("regulator:offices"))
    return render(request, "regulator/accounts/office.html", {"form": form, "office": facts}, status=status)


def _keep(request: DeskRequest, form: OfficeForm, *, new: bool) -> None:
    typed = dict(form.cleaned_data)
    reason, key = typed.pop("reason"), typed.pop("code")
    office = OfficeFacts(key=key, **typed)
    actions.keep_office(by=request.actor, office=office, new=new, reason=reason, now=request.now)


def _row(line: OfficeLine, request: DeskRequest) -> Row:
    facts = line.facts
    name = Link(here("regulator:office-edit", facts.key), f"{'　' * line.depth}{facts.name}", facts.key)
    stands = Tag("ok", Text("现有", "standing")) if line.stands_on(request.today) else _gone(line)
    territory = facts.division or Text("没有属地", "no territory")
    return Row((name, OfficeLevel(facts.level), OfficeKind(facts.kind), territory, stands, line.people))


def _gone(line: OfficeLine) -> Tag:
    if not line.successor_name:
        return Tag("stop", Text("不存续", "not standing"))
    return Tag("stop", Text(f"由{line.successor_name}承继", f"succeeded by {line.successor_name}"))
