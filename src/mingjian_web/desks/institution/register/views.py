"""The institution's own register, as of any day, and as the official workbook."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mingjian_web.accounts import trail
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.institution.register import tables
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.parts import Event, Fact
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.sending import sent
from mingjian_web.desks.shared.tables import Several, Words
from mingjian_web.desks.shared.wording import money
from mingjian_web.exchange import export
from mingjian_web.exchange.renewals import renewals
from mingjian_web.registers import queries
from mingjian_web.registers.divisions import full_name
from mingjian_web.registers.facts import InstitutionFacts

VIEW, EXPORT = Permission.OWN_REGISTER_VIEW, Permission.OWN_REGISTER_EXPORT

#: What an institution takes home of its own.
TABLES = (
    "institutions",
    "institution_figures",
    "branches",
    "certificates",
    "certificate_scopes",
    "people",
    "employments",
    "social_insurance",
    "qualifications",
    "equipment",
    "calibrations",
    "changes",
)


class Day(forms.Form):
    """As of which day."""

    on = forms.DateField(label=_("截至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


@needs(VIEW)
@require_safe
def register(request: DeskRequest) -> HttpResponse:
    """What the office holds of this institution."""
    form = Day(request.GET)
    day = form.cleaned_data["on"] if form.is_valid() and form.cleaned_data["on"] else request.today
    facts = queries.institution(request.actor.institution, on=day, renewals=renewals())
    if facts is None:
        raise Http404
    context = {
        "facts": facts,
        "form": form,
        "day": day,
        "standing": tables.standing_tag(facts.standing),
        "particulars": _particulars(facts),
        "certificates": tables.certificates(facts),
        "staff": tables.staff(facts),
        "equipment": tables.equipment(facts, day),
        "events": [Event(line.on, line.what, act=line.act) for line in facts.history],
        "can_export": request.actor.may(EXPORT),
    }
    return render(request, "institution/register/register.html", context)


def _particulars(facts: InstitutionFacts) -> list[Fact]:
    known = facts.particulars
    shown = [
        Fact(_("统一社会信用代码"), Words(known.uscc)),
        Fact(_("类别"), known.kind),
        Fact(_("法定代表人"), known.legal_representative),
        Fact(_("所在地"), full_name(known.division)),
        Fact(_("注册资本"), money(known.registered_capital) or None),
        Fact(_("固定资产"), money(known.fixed_assets) or None),
        Fact(_("工作场所（平方米）"), known.premises_m2),
        Fact(_("档案室（平方米）"), known.archive_m2),
        Fact(_("设备原值"), money(known.equipment_original_value) or None),
        Fact(_("网站"), known.website or None),
    ]
    if facts.former_names:
        shown.append(Fact(_("曾用名"), Several(tuple(one.name for one in facts.former_names))))
    return shown


@needs(EXPORT)
@require_POST
def export_register(request: DeskRequest) -> HttpResponse:
    """Its own register as the official workbook: what is already there need not be typed again."""
    with tempfile.TemporaryDirectory(prefix="mingjian-own-") as folder:
        path = Path(folder) / "register.xlsx"
        rows = export.write_sheets(path, tables=TABLES, scope=request.actor.scope, personal=False)
        content = path.open("rb")
    trail.leave(
        "exchange.exported_own",
        by=request.actor,
        now=request.now,
        kind="institution",
        object=request.actor.institution,
        detail={"rows": rows},
    )
    return sent(content, f"本机构登记-{request.today:%Y%m%d}.xlsx")
