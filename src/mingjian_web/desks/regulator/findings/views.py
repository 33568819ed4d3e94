"""The findings inbox, a finding as an argument, and what came with the answers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingjian.terms import BadInput, FindingState, Text
from mingjian_web.accounts.actor import colleagues
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.findings import columns, showing
from mingjian_web.desks.regulator.findings.act_views import form_of
from mingjian_web.desks.regulator.findings.acts import ACTS
from mingjian_web.desks.regulator.findings.forms import Inbox
from mingjian_web.desks.shared import answered
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.argument import argument
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import as_xlsx, filters, listing
from mingjian_web.desks.shared.own import own_views, save_url
from mingjian_web.desks.shared.parts import Act, Place, Places
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.wording import say
from mingjian_web.evidence import queries as evidence
from mingjian_web.findings import queries
from mingjian_web.findings.offering import offers

VIEW = Permission.FINDINGS_VIEW
ASSIGN = Text("分办给", "assign to")


@needs(VIEW)
def findings(request: DeskRequest) -> HttpResponse:
    """The inbox: filters, sorting, saved views, export; new ones chosen and given out together."""
    scope = request.actor.scope
    holders = [(one.name_of_account, one.name) for one in colleagues(Permission.FINDINGS_HANDLE)]
    form = Inbox(request.GET, rules=queries.rules_found(scope), holders=holders)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.inbox(scope, _filters(asked))
    shown = columns.inbox(
        queries.names_of(rows.values_list("assignee", flat=True)), request.today, request.actor.office
    )
    if request.method == "POST":
        return as_xlsx(request, rows, (*shown, *columns.IN_EXPORTS), title=_("疑点"), notes=(columns.NOT_REVIEWED,))
    direct = request.actor.may(Permission.FINDINGS_DIRECT)
    context = {
        "form": form,
        "title": _("疑点"),
        "table": listing(request, rows, shown, caption=_("疑点"), key=_choice, name=lambda row: row.number),
        "rail": [*_rail(request, queries.counts(scope)), *own_views(request, "regulator:findings")],
        "save_url": save_url("regulator:findings") if filters(request) else "",
        "bulk": [Act("to", one, f"{say(ASSIGN)} {name}") for one, name in _own_colleagues(request)] if direct else [],
        "export_url": request.path if request.actor.may(Permission.EXPORT) else "",
        "searched": searched(request),
    }
    return render(request, "regulator/findings/findings.html", context)


def _choice(row: Any) -> str:
    """What the box of a row sends; only what is new can be given out."""
    return f"{row.key}@{row.version}" if row.state == FindingState.NEW else ""


def _own_colleagues(request: DeskRequest) -> list[tuple[str, str]]:
    found = colleagues(Permission.FINDINGS_HANDLE, office=request.actor.office)
    return [(one.name_of_account, one.name) for one in found]


def searched(request: DeskRequest) -> Text:
    """What was searched, said where nothing was found."""
    if filters(request):
        return Text("按现在的筛选条件。清除筛选可看全部。", "with these filters; clear them to see everything")
    return Text("还没有筛查出疑点，或者都已办结。", "nothing was found yet, or everything is ended")


def _filters(asked: dict[str, Any]) -> queries.Filters:
    state = asked.get("state", "")
    return queries.Filters(
        text=asked.get("q", ""),
        state="" if state == "all" else state,
        open=state != "all",
        **{name: asked.get(name, "") for name in ("level", "severity", "rule", "assignee", "waiting", "institution")},
    )


def _rail(request: DeskRequest, counts: dict[str, int]) -> list[Places]:
    asked = request.GET
    mine = queries.inbox(request.actor.scope, queries.Filters(assignee=request.actor.account)).count()
    places = (
        Place("?", _("未办结"), None, not asked),
        Place("?state=new", _("未分办"), counts.get("new", 0), asked.get("state") == "new"),
        Place(
            f"?assignee={request.actor.account}", _("我承办的"), mine, asked.get("assignee") == request.actor.account
        ),
        Place("?state=put", _("等待说明"), counts.get("put", 0), asked.get("state") == "put"),
        Place("?state=answered", _("已说明"), counts.get("answered", 0), asked.get("state") == "answered"),
        Place("?level=hard", _("实据"), counts.get("hard", 0), asked.get("level") == "hard"),
        Place("?level=clue", _("线索"), counts.get("clue", 0), asked.get("level") == "clue"),
    )
    return [Places(_("队列"), places)]


@needs(VIEW)
@require_safe
def finding(request: DeskRequest, pk: int) -> HttpResponse:
    """One finding as an argument: rule, facts, law, innocent explanations, how to check, what was done."""
    page = queries.page(pk, request.actor.scope)
    if page is None:
        raise Http404
    offered = [offer for offer in offers(request.actor, page.row, now=request.now) if offer.act in ACTS]
    context = {
        "page": page,
        **argument(page),
        "state_tag": columns.state_tag(page.row, request.today),
        "run_url": here("regulator:screening", page.runs_in) if page.runs_in else "",
        "events": showing.events(page),
        "clock": showing.reply_clock(page, request.today),
        "offers": [(offer, ACTS[offer.act], form_of(offer.act, ACTS[offer.act], request, page)) for offer in offered],
        "can_withdraw": any(one.by in request.actor.persons for one in page.waiting),
        "note_act": ACTS["note"],
        "note_form": form_of("note", ACTS["note"], request, page),
        "answers": [(answer, answered.papers("regulator", answer)) for answer in page.answers],
    }
    return render(request, "regulator/findings/finding.html", context)


@needs(VIEW)
@require_safe
def attachment(request: DeskRequest, answer: str, pk: int) -> HttpResponse:
    """A file that came with an answer, as it came; never opened inside the page."""
    return answered.as_it_came(request, answer, pk)


@needs(VIEW)
@require_safe
def picture(request: DeskRequest, answer: str, pk: int) -> HttpResponse:
    """A photo that came with an answer, upright and small, without its metadata."""
    return answered.small_picture(request, answer, pk)


@needs(VIEW)
@require_safe
def photos(request: DeskRequest, answer: str) -> HttpResponse:
    """All photos of an answer as one paper."""
    if not queries.answer_in_reach(answer, request.actor):
        raise Http404
    pictures = [one.sha256 for one in evidence.attached("answer", answer) if one.is_picture]
    if not pictures:
        raise Http404
    try:
        joined = evidence.joined(pictures)
    except BadInput:
        raise Http404 from None  # one of them is damaged as it came: each can be had by itself
    made = HttpResponse(joined, content_type="application/pdf")
    made["Content-Disposition"] = 'attachment; filename="photos.pdf"'
    return made
