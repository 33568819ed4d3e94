"""A clock laid open: every day counted or not, to check by hand; and the journal of what moved."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingjian_web.accounts.permissions import Permission
from mingjian_web.clocks import queries
from mingjian_web.clocks.facts import ClockFacts, MoveFacts
from mingjian_web.desks.regulator.law import showing
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.clocks import face_of
from mingjian_web.desks.shared.listing import Column, list_page
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Row, Table

HEADS = (
    Column[MoveFacts](_("时间"), lambda one: one.at, sort="at"),
    Column[MoveFacts](_("时钟"), showing.clock_of, head=True),
    Column[MoveFacts](_("起因"), lambda one: one.cause),
    Column[MoveFacts](_("原届满日"), showing.due_before, sort="old_due"),
    Column[MoveFacts](_("新届满日"), showing.due_now, sort="new_due"),
    Column[MoveFacts](_("原因"), lambda one: one.why),
)


@needs(Permission.LAW_VIEW)
@require_safe
def clock(request: DeskRequest, clock: str) -> HttpResponse:
    """The certificate of a clock: its face, its days, what stopped or moved it."""
    found = _found(request, clock)
    moved = queries.moved(scope=request.actor.scope, clock=clock)
    rows = [Row(tuple(column.value(one) for column in HEADS)) for one in moved]
    context = {
        "clock": found,
        "face": face_of(found.reading, deemed=found.budget.deemed, backward=found.budget.limit.backward),
        "certificate": queries.certificate(clock),
        "facts": [
            Fact(_("期限"), found.budget.limit.text),
            Fact(_("依据"), found.law),
            Fact(_("机关"), found.office_name),
        ],
        "moves": Table.of(_("这一时钟的变动"), [showing.plain_column(column) for column in HEADS], rows),
    }
    return render(request, "regulator/law/clock.html", context)


@needs(Permission.LAW_VIEW)
@require_safe
def certificate_json(request: DeskRequest, clock: str) -> HttpResponse:
    """The certificate as JSON: the same days, for whoever checks by program."""
    _found(request, clock)
    made = queries.certificate_json(clock)
    if made is None:
        raise Http404
    answer = HttpResponse(json.dumps(made, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="clock-certificate.json"'
    return answer


@needs(Permission.LAW_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def moves(request: DeskRequest) -> HttpResponse:
    """The journal: which limits moved when law or calendar changed, and why."""
    rows = queries.moved(scope=request.actor.scope)
    return list_page(request, rows, HEADS, title=_("期限变动记录"), template="regulator/law/moves.html", context={})


def _found(request: DeskRequest, clock: str) -> ClockFacts:
    found = queries.clock(clock, request.today, request.actor.scope)
    if found is None:
        raise Http404
    return found
