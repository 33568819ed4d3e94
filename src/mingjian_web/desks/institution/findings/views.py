"""The institution's first page and what it was asked. It sees nothing of what was not put to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.terms import SHANGHAI, FindingState, Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.clocks import queries as clocks
from mingjian_web.desks.institution.findings.forms import Answer
from mingjian_web.desks.shared import answered, drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.argument import argument, rule_title
from mingjian_web.desks.shared.clocks import Face, face
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column, listing
from mingjian_web.desks.shared.parts import Event
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Link, Tag
from mingjian_web.findings import actions, queries
from mingjian_web.findings.queries import FindingPage

VIEW, MAY_ANSWER = Permission.OWN_FINDINGS_VIEW, Permission.OWN_FINDINGS_ANSWER
UNPROCESSABLE = 422

SHAPES = {
    FindingState.PUT: "warn",
    FindingState.ANSWERED: "ok",
    FindingState.UPHELD: "bad",
    FindingState.DISMISSED: "ok",
}
#: What the institution may read of what was done: its own acts and those that end or begin something for it.
TOLD = frozenset({"put", "answer", "recall", "put_again", "uphold", "dismiss", "rescind"})


def _columns(faces: dict[str, Face]) -> tuple[Column[Any], ...]:
    return (
        Column(
            gettext_lazy("说明期限"),
            lambda row: faces.get(row.clock) or row.put_on,
            sort="due",
            written=lambda row: row.due,
        ),
        Column(
            gettext_lazy("事项"),
            lambda row: Link(here("institution:finding", row.pk), rule_title(row.rule), row.number),
            head=True,
        ),
        Column(gettext_lazy("发生日"), lambda row: row.on, sort="on"),
        Column(gettext_lazy("要求说明"), lambda row: row.put_on, sort="put_on"),
        Column(
            gettext_lazy("状态"),
            lambda row: Tag(SHAPES[FindingState(row.told_state)], FindingState(row.told_state)),
            sort="told_state",
        ),
    )


def _list(request: DeskRequest, *, open_only: bool) -> HttpResponse:
    rows = queries.asked_of(request.actor.institution, open_only=open_only)
    running = [row.clock for row in rows if row.told_state == FindingState.PUT]
    faces = {id_: face(found, today=request.today) for id_, found in clocks.deadlines(running).items()}
    caption = gettext_lazy("待办事项，按剩余时间排列") if open_only else gettext_lazy("要求本机构说明的事项")
    context = {
        "table": listing(request, rows, _columns(faces), caption=caption),
        "count": rows.count(),
        "open_only": open_only,
    }
    return render(request, "institution/findings/findings.html", context)


@needs(VIEW)
@require_safe
def work(request: DeskRequest) -> HttpResponse:
    """What waits for an answer, the earliest first."""
    return _list(request, open_only=True)


@needs(VIEW)
@require_safe
def findings(request: DeskRequest) -> HttpResponse:
    """Everything that was ever asked and not taken back."""
    return _list(request, open_only=False)


def _asked(request: DeskRequest, pk: int) -> FindingPage:
    page = queries.asked_page(pk, request.actor.institution)
    if page is None:
        raise Http404
    return page


@needs(VIEW)
@require_safe
def finding(request: DeskRequest, pk: int) -> HttpResponse:
    """One matter: the argument, the office's question, the clock, the answers, and the form to answer."""
    page = _asked(request, pk)
    form = _form(request, page, drafts.take(request, request.actor.account)) if _may_answer(request, page) else None
    return render(request, "institution/findings/finding.html", _context(request, page, form))


@needs(MAY_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer; shown again with what was typed where it cannot be taken."""
    page = _asked(request, pk)
    if request.method != "POST":
        return finding(request, pk)
    form, status = _form(request, page, request.POST, request.FILES), UNPROCESSABLE
    if form.is_valid():
        given = form.cleaned_data
        why, status = try_act(
            lambda: actions.answer(
                by=request.actor,
                finding=page.row.key,
                version=given["version"],
                text=given["text"],
                files=given["papers"],
                on_paper=given["on_paper"],
                now=request.now,
            ),
            form,
        )
        if not why:
            messages.success(request, _("说明已提交，承办人可以看到。作出处理前可以继续补充。"))
            return redirect(here("institution:finding", pk))
    return render(request, "institution/findings/finding.html", _context(request, page, form), status=status)


def _may_answer(request: DeskRequest, page: FindingPage) -> bool:
    return request.actor.may(MAY_ANSWER) and page.state in queries.ASKED


def _form(request: DeskRequest, page: FindingPage, typed: object = None, files: object = None) -> Answer:
    return Answer(typed, files, key=f"answer-{page.row.pk}", initial={"version": page.row.version})


def _context(request: DeskRequest, page: FindingPage, form: Answer | None) -> dict[str, Any]:
    return {
        "page": page,
        **argument(page),
        "state_tag": Tag(SHAPES[page.state], page.state),
        "clock": _reply_clock(page, request.today),
        "form": form,
        "answers": [(one, answered.papers("institution", one)) for one in page.answers],
        "events": [_event(act) for act in page.acts if act.act in TOLD and act.ledger_index is not None],
        "submit": Text("提交说明", "answer"),
    }


def _reply_clock(page: FindingPage, today: date) -> Face | None:
    done = page.answers[0].at.astimezone(SHANGHAI).date() if page.answers else None
    return face(
        clocks.deadline(page.row.clock),
        today=today,
        done_on=done if page.state is not FindingState.PUT else None,
        certificate=here("institution:finding-clock", page.row.pk),
    )


def _event(act: queries.ActFacts) -> Event:
    """What was done, without the officer's name: the institution deals with the office."""
    return Event(on=act.on_paper or act.at.astimezone(SHANGHAI).date(), words=act.words)


@needs(VIEW)
@require_safe
def clock(request: DeskRequest, pk: int) -> HttpResponse:
    """Why the answer is due that day: every day counted."""
    page = _asked(request, pk)
    context = {"page": page, "certificate": clocks.certificate(page.row.clock)}
    return render(request, "institution/findings/clock.html", context)


@needs(VIEW)
@require_safe
def attachment(request: DeskRequest, answer: str, pk: int) -> HttpResponse:
    """A file the institution sent, as it came."""
    return answered.as_it_came(request, answer, pk)


@needs(VIEW)
@require_safe
def picture(request: DeskRequest, answer: str, pk: int) -> HttpResponse:
    """A photo the institution sent, upright and small."""
    return answered.small_picture(request, answer, pk)
