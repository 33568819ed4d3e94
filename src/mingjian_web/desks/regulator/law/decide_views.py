"""What the second person sees, and the decision: confirm, send back, withdraw. One address an act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.terms import BadInput, Text
from mingjian_web.accounts.permissions import Permission, refusal
from mingjian_web.clocks import queries as clocks
from mingjian_web.desks.regulator.law import showing
from mingjian_web.desks.regulator.law.forms import ConfirmForm, ReasonForm
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import forbidden_page, try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.sending import sent
from mingjian_web.desks.shared.wording import say
from mingjian_web.evidence import queries as evidence
from mingjian_web.law import actions, queries
from mingjian_web.law.facts import CalendarEntry, EntryPage, ValueEntry
from mingjian_web.law.lifecycle import CONFIRM, REFUSE, WITHDRAW

VIEW = Permission.LAW_VIEW
UNPROCESSABLE = 422
KINDS = ("law", "calendar")


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act: its verb, its form, who may, what then is, and the doing for a value and for the calendar."""

    words: Text
    form: type[ConfirmForm]
    permission: Permission
    done: Text
    of_law: Callable[..., Any]
    of_calendar: Callable[..., Any]


ACTS = {
    "confirm": ActPage(
        CONFIRM,
        ConfirmForm,
        Permission.LAW_CONFIRM,
        Text("已核对，记入公开账本；未结期限随之重新推算。", "Confirmed and in the open ledger; open limits follow."),
        actions.confirm_value,
        actions.confirm_calendar,
    ),
    "refuse": ActPage(
        REFUSE,
        ReasonForm,
        Permission.LAW_CONFIRM,
        Text("已退回，理由已记录。", "Sent back; the reason is on record."),
        actions.refuse_value,
        actions.refuse_calendar,
    ),
    "withdraw": ActPage(
        WITHDRAW,
        ReasonForm,
        Permission.LAW_ENTER,
        Text(
            "已记录；正在采用的，须第二人同意后才撤下。",
            "On record; what is in use stays until a second agrees.",
        ),
        actions.withdraw_value,
        actions.withdraw_calendar,
    ),
}


@needs(VIEW)
@require_safe
def law_entry(request: DeskRequest, entry: int) -> HttpResponse:
    """An entered value: the value, the text attached, what confirming would move, who can decide."""
    found = queries.value_entry(entry, request.actor)
    if found is None:
        raise Http404
    context = _context(request, "law", found.page) | {
        "title": found.label,
        "facts": showing.value_facts(found, queries.current_law()),
        "quoted": found.quoted,
    }
    return render(request, "regulator/law/entry.html", context | _preview_law(found))


@needs(VIEW)
@require_safe
def calendar_entry(request: DeskRequest, entry: int) -> HttpResponse:
    """An entered year or day, the same way."""
    found = queries.calendar_entry(entry, request.actor)
    if found is None:
        raise Http404
    context = _context(request, "calendar", found.page) | {
        "title": Text(f"{found.year} 年：{found.kind.label.zh}", f"{found.year}: {found.kind.label.en}"),
        "facts": showing.calendar_facts(found),
        "days": showing.days_table(found),
    }
    return render(request, "regulator/law/entry.html", context | _preview_calendar(found))


@needs(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def law_decide(request: DeskRequest, entry: int, act: str) -> HttpResponse:
    """Decide on a value."""
    found = queries.value_entry(entry, request.actor)
    return _decide(request, "law", found.page if found else None, act)


@needs(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_decide(request: DeskRequest, entry: int, act: str) -> HttpResponse:
    """Decide on a year or day."""
    found = queries.calendar_entry(entry, request.actor)
    return _decide(request, "calendar", found.page if found else None, act)


@needs(VIEW)
@require_safe
def paper(request: DeskRequest, pk: int) -> HttpResponse:
    """A text attached to an entry, as it came."""
    found = evidence.attachment(pk)
    if found is None or found[1][0] not in KINDS:
        raise Http404
    return sent(evidence.open_file(found[0].sha256), found[0].name)


def _decide(request: DeskRequest, kind: str, page: EntryPage | None, act: str) -> HttpResponse:
    wanted = ACTS.get(act)
    if wanted is None or page is None:
        raise Http404
    if not request.actor.may(wanted.permission):
        return forbidden_page(request, refusal(wanted.permission))
    form, status = _form(request, act, page, bound=True), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            why, status = try_act(lambda: _do(request, wanted, kind, page, form.cleaned_data), form)
            if not why:
                messages.success(request, say(wanted.done))
                return redirect(here(f"regulator:{kind}-entry", page.id))
    context = {"page": page, "kind": kind, "words": wanted.words, "form": form}
    return render(request, "regulator/law/decide.html", context, status=status)


def _do(request: DeskRequest, wanted: ActPage, kind: str, page: EntryPage, data: dict[str, Any]) -> None:
    act = wanted.of_law if kind == "law" else wanted.of_calendar
    given: dict[str, Any] = {"by": request.actor, "entry": page.id, "version": data["version"], "now": request.now}
    if wanted is ACTS["confirm"]:
        given["texts"] = [one.sha256 for one in evidence.attached(kind, str(page.id))]
        act(**given)
    else:
        act(**given, reason=data["reason"])


def _form(request: DeskRequest, act: str, page: EntryPage, *, bound: bool) -> ConfirmForm:
    typed = None
    if bound:
        typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    return ACTS[act].form(typed, key=f"entry-{page.id}-{act}", auto_id=f"{act}-%s", initial={"version": page.version})


def _context(request: DeskRequest, kind: str, page: EntryPage) -> dict[str, Any]:
    offered = ["confirm", "refuse"] if page.may_confirm else []
    offered += ["withdraw"] if page.may_withdraw else []
    acts = [(act, ACTS[act].words, _form(request, act, page, bound=False)) for act in offered]
    return {
        "page": page,
        "kind": kind,
        "decide": f"regulator:{kind}-decide",
        "state": showing.state_tag(page.state, boxed=True),
        "papers": showing.papers(kind, page.id),
        "history": showing.history(page),
        "acts": acts,
    }


def _preview_law(found: ValueEntry) -> dict[str, Any]:
    if not found.page.pending:
        return {}
    try:
        moved = clocks.would_move_by_law(queries.law_if_decided(found.page.id))
    except BadInput as wrong:
        return {"faults": wrong.lines}
    return {"moved": showing.moved_table(moved)}


def _preview_calendar(found: CalendarEntry) -> dict[str, Any]:
    if not found.page.pending:
        return {}
    return {"moved": showing.moved_table(clocks.would_move_by_calendar(queries.calendar_if_decided(found.page.id)))}
