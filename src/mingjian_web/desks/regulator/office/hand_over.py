"""移交: one screen for a leaver's work — what, to whom, why; in parts to several people if need be."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mingjian.terms import FindingState
from mingjian_web.accounts import queries
from mingjian_web.accounts.actor import colleagues
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.office.forms import HandOverForm
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.wording import say
from mingjian_web.findings import actions
from mingjian_web.findings.actions import Outcome
from mingjian_web.findings.queries import held_by

UNPROCESSABLE = 422


@needs(Permission.HAND_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: DeskRequest, key: str) -> HttpResponse:
    """What one person holds, and its handing over."""
    leaver = queries.account(key, scope=request.actor.scope, today=request.today)
    if leaver is None or not leaver.line.office:
        raise Http404
    typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    form, status = _form(request, key, typed), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            done: list[Outcome] = []
            why, status = try_act(lambda: done.extend(_do(request, key, form)), form)
            if not why:
                _say(request, key, done)
                return redirect(here("regulator:hand-over", key))
    context = {"form": form, "leaver": leaver.line, "holds": len(held_by(key))}
    return render(request, "regulator/office/hand_over.html", context, status=status)


def _form(request: DeskRequest, key: str, typed: object) -> HandOverForm:
    matters = [
        (row.key, f"{row.number}　{row.institution_name}　{say(FindingState(row.state))}") for row in held_by(key)
    ]
    own = request.actor.office
    able = sorted(
        colleagues(Permission.FINDINGS_HANDLE, but=[key]), key=lambda one: one.office is None or one.office.key != own
    )
    people = [(one.name_of_account, f"{one.name}（{one.office}）") for one in able]
    initial = {"matters": [matter for matter, _words in matters]}
    return HandOverForm(typed, key=f"hand-over-{key}", matters=matters, people=people, initial=initial)


def _do(request: DeskRequest, key: str, form: HandOverForm) -> list[Outcome]:
    typed = form.cleaned_data
    return actions.hand_over(
        by=request.actor,
        frm=key,
        to=typed["to"],
        reason=typed["reason"],
        findings=typed["matters"],
        now=request.now,
    )


def _say(request: DeskRequest, key: str, done: list[Outcome]) -> None:
    """How many went over, and of each that did not, by its number, why."""
    moved = sum(one.done for one in done)
    tell = messages.success if moved else messages.warning
    tell(request, _("已移交 %(n)s 件。") % {"n": moved})
    left = {row.key: row.number for row in held_by(key)}
    for one in done:
        if not one.done:
            words = "；".join(say(reason) for reason in one.why)
            messages.warning(request, f"{left.get(one.finding, one.finding)}：{words}")
