"""The public list of institutions, and the page of one, as of any day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from mingjian.terms import Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.desks.public.institutions.forms import Filters
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column, listing
from mingjian_web.desks.shared.parts import Event, Fact
from mingjian_web.desks.shared.public import public_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column as Plain
from mingjian_web.desks.shared.tables import Link, Row, Several, Table, Tag, Words
from mingjian_web.exchange.renewals import renewals
from mingjian_web.records.queries import ledger_index
from mingjian_web.registers import queries
from mingjian_web.registers.divisions import full_name
from mingjian_web.registers.facts import CertificateFacts, InstitutionFacts, InstitutionLine
from mingjian_web.registers.standing import Standing

EVERYBODY = Scope(everything=True)
NO_CERTIFICATE = Text("未登记证书", "no certificate registered")


def standing_tag(standing: Standing, *, boxed: bool = False) -> Tag:
    """How it stands: shape, word and colour."""
    return Tag(standing.shape, standing, boxed)


def _address(line: InstitutionLine, on: date | None) -> str:
    address = here("public:institution", line.key)
    return f"{address}?on={on}" if on else address


def _columns(on: date | None) -> tuple[Column[InstitutionLine], ...]:
    return (
        Column(_("机构"), lambda line: Link(_address(line, on), line.name, line.uscc), sort="name", head=True),
        Column(_("类别"), lambda line: line.kind, sort="kind"),
        Column(_("所在地"), lambda line: full_name(line.division), sort="division"),
        Column(_("资质状态"), lambda line: standing_tag(line.standing)),
        Column(
            _("证书"), lambda line: Several(tuple(one.number for one in line.certificates)) if line.certificates else ""
        ),
        Column(_("有效期止"), lambda line: line.valid_to or "", sort="valid_to"),
        Column(_("业务范围"), lambda line: Several(line.scopes) if line.scopes else Text("无", "none")),
    )


@public_page
def institutions(request: DeskRequest) -> HttpResponse:
    """Everybody who has or had a certificate, or is at work here."""
    form = Filters(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("on")
    filters = queries.InstitutionFilters(
        text=asked.get("q", ""),
        **{name: asked.get(name, "") for name in ("kind", "scope", "standing", "residence", "division")},
    )
    found = queries.institutions(EVERYBODY, filters, day or request.today, renewals=renewals())
    context = {
        "form": form,
        "table": listing(request, found, _columns(day), caption=_("机构")),
        "day": day or request.today,
        "searched": Text("请检查写法，或者清除筛选。", "check the spelling, or clear the filters"),
    }
    return render(request, "public/institutions/institutions.html", context)


@public_page
def institution(request: DeskRequest, key: str) -> HttpResponse:
    """One institution as of a day."""
    form = Filters(request.GET)
    form.is_valid()
    day = form.cleaned_data.get("on") or request.today
    facts = queries.institution(key, on=day, renewals=renewals())
    if facts is None:
        raise Http404
    index = ledger_index(facts.source.intake)
    context = {
        "facts": facts,
        "day": day,
        "as_of": day != request.today,
        "form": form,
        "standing": standing_tag(facts.standing, boxed=True),
        "particulars": list(_particulars(facts)),
        "certificates": [(one, _scopes(one), standing_tag(one.now.standing)) for one in facts.certificates],
        "staff": _staff(facts),
        "events": [Event(line.on, line.what, act=line.act) for line in facts.history],
        "entry": index + 1 if index is not None else None,
        "proof_url": here("public:ledger-entry", index + 1) if index is not None else "",
        "made_from": Text(f"{facts.source.typed_at:%Y-%m-%d} 收录", f"taken in on {facts.source.typed_at:%Y-%m-%d}"),
    }
    return render(request, "public/institutions/institution.html", context)


def _particulars(facts: InstitutionFacts) -> Any:
    known = facts.particulars
    yield Fact(_("统一社会信用代码"), Words(known.uscc))
    yield Fact(_("类别"), known.kind)
    yield Fact(_("法定代表人"), known.legal_representative)
    yield Fact(_("所在地"), full_name(known.division))
    yield Fact(_("工作场所（平方米）"), known.premises_m2)
    yield Fact(_("固定资产（万元）"), float(known.fixed_assets) / 10_000 if known.fixed_assets is not None else None)
    yield Fact(_("网站"), known.website or None)
    if facts.former_names:
        names = tuple(one.name for one in facts.former_names)
        yield Fact(_("曾用名"), Several(names))


def _scopes(one: CertificateFacts) -> Table:
    columns = (Plain(_("业务范围"), head=True), Plain(_("起")), Plain(_("止")), Plain(_("状态")))
    rows = [
        Row(
            (
                scope.scope,
                scope.first,
                scope.last or Text("随证书", "with the certificate"),
                _scope_tag(one, scope.stands),
            )
        )
        for scope in one.scopes
    ]
    whose = f"{one.number} {one.valid_from}"  # a renewal keeps the number
    return Table.of(Text(f"业务范围 {whose}", f"scopes of {whose}"), columns, rows)


def _scope_tag(one: CertificateFacts, stands: bool) -> Tag:
    if stands and one.now.standing.entitles:
        return Tag("ok", Text("有效", "valid"))
    return Tag("wait", Text("无效", "not valid"))


def _staff(facts: InstitutionFacts) -> list[Fact]:
    """How many people it has in each post; names only where a rule orders them to be public."""
    counts: dict[str, tuple[Text, set[str]]] = {}
    for one in facts.staff:
        counts.setdefault(one.post_code, (one.post, set()))[1].add(one.person)
    return [Fact(words, len(people)) for words, people in counts.values()]
