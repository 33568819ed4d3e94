"""Doing something with a finding: one address an act, the same form in a dialog and on a page of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission, refusal
from mingjian_web.desks.regulator.findings.acts import ACTS, ActPage
from mingjian_web.desks.regulator.findings.forms import ActForm
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import forbidden_page, try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.wording import say
from mingjian_web.findings import actions
from mingjian_web.findings.queries import FindingPage, page

UNPROCESSABLE = 422


@needs(Permission.FINDINGS_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    """One act: its form, or the doing of it."""
    wanted, found = ACTS.get(act), page(pk, request.actor.scope)
    if wanted is None or found is None:
        raise Http404
    if not request.actor.may(wanted.permission):
        return forbidden_page(request, refusal(wanted.permission))
    typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    form = form_of(act, wanted, request, found, typed)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            why, status = try_act(lambda: wanted.perform(request, found, form.cleaned_data), form)
            if not why:
                messages.success(request, done_words(wanted, page(pk, request.actor.scope)))
                return redirect(here("regulator:finding", pk))
    context = {"page": found, "act": act, "words": wanted.words, "note": wanted.note, "form": form}
    return render(request, "regulator/findings/act.html", context, status=status)


def form_of(name: str, act: ActPage, request: DeskRequest, found: FindingPage, typed: object = None) -> ActForm:
    """The form of an act on this finding, with what was typed."""
    return act.form(
        typed,
        key=f"finding-{found.row.pk}-{name}",
        auto_id=f"{name}-%s",
        initial={"version": found.row.version},
        **act.told(request, found),
    )


def done_words(act: ActPage, after: FindingPage | None) -> str:
    """What now is: 已要求说明，现为…，由…承办."""
    if after is None:
        return str(say(act.words))
    holder = after.assignee_name
    said = Text(
        f"{act.words.zh}：已办理。现为“{after.state.label.zh}”" + (f"，承办人{holder}" if holder else ""),
        f"{act.words.en}: done. Now: {after.state.label.en}" + (f", held by {holder}" if holder else ""),
    )
    return str(say(said))


@needs(Permission.FINDINGS_DIRECT)
@require_POST
def assign_chosen(request: DeskRequest) -> HttpResponse:
    """Give the chosen findings to one officer, each on its own; say what became of each."""
    chosen = [_pair(value) for value in request.POST.getlist("chosen")]
    pairs = [pair for pair in chosen if pair is not None]
    to = request.POST.get("to", "")
    if not pairs or not to:
        messages.warning(request, _("没有选中疑点，或者没有选承办人；什么也没有改。"))
        return redirect(here("regulator:findings"))
    outcomes = actions.assign_all(by=request.actor, chosen=pairs, to=to, now=request.now)
    done = sum(outcome.done for outcome in outcomes)
    messages.success(request, _("已分办 %(n)s 条。") % {"n": done})
    for outcome in outcomes:
        if not outcome.done:
            messages.warning(request, f"{outcome.finding}：" + "；".join(say(reason) for reason in outcome.why))
    return redirect(here("regulator:findings"))


def _pair(value: str) -> tuple[str, int] | None:
    key, _sep, version = value.rpartition("@")
    return (key, int(version)) if key and version.isascii() and version.isdigit() else None
