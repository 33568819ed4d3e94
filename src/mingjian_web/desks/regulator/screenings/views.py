"""Screenings: the list of runs, asking for one, and one run with everything that was not run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.screening.registry import all_rules
from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.argument import rule_title
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column, listing
from mingjian_web.desks.shared.parts import Fact, Figure, Progress
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column as Plain
from mingjian_web.desks.shared.tables import Link, Row, Table, Tag, Words
from mingjian_web.screening import actions, queries
from mingjian_web.screening.queries import LeftOut, RunFacts

RUN, VIEW = Permission.SCREENING_RUN, Permission.FINDINGS_VIEW
UNPROCESSABLE = 422

SHAPES = {"queued": "wait", "running": "run", "done": "ok", "failed": "bad"}
COUNTS = (
    ("new", Text("新发现", "new")),
    ("same", Text("事实未变", "same facts")),
    ("changed", Text("事实有变", "facts changed")),
    ("reopened", Text("重新提出", "reopened")),
    ("gone", Text("未再发现", "no longer found")),
)


class Asking(Form):
    """As of which day."""

    as_of = forms.DateField(
        label=_("截至"), help_text=_("按这一天终了时的记录判断。在册数据有变动后会自动筛查。"), widget=forms.DateInput
    )


def _columns() -> tuple[Column[Any], ...]:
    return (
        Column(
            _("筛查"),
            lambda row: Link(here("regulator:screening", row.pk), row.queued_at, row.cause or row.name),
            head=True,
        ),
        Column(_("截至"), lambda row: row.as_of),
        Column(_("状态"), lambda row: Tag(SHAPES[row.state], queries.as_facts(row).state)),
        Column(_("新发现"), lambda row: row.counts.get("new"), number=True),
        Column(_("运行规则"), lambda row: len(row.ran), number=True),
        Column(_("未运行"), lambda row: len(queries.as_facts(row).not_run), number=True),
    )


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def screenings(request: DeskRequest) -> HttpResponse:
    """Every run, newest first; ask for another."""
    form, status = Asking(request.POST or None, initial={"as_of": request.today}), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            as_of = form.cleaned_data["as_of"]
            why, status = try_act(lambda: actions.run(by=request.actor, as_of=as_of, now=request.now), form)
            if not why:
                messages.success(request, gettext("筛查已排队，完成前可以继续办理其他事项。"))
                return redirect(here("regulator:screenings"))
    context = {
        "form": form,
        "table": listing(request, queries.runs(), _columns(), caption=_("筛查")),
        "under_way": _progress(queries.under_way()),
        "submit": Text("运行筛查", "run a screening"),
    }
    return render(request, "regulator/screenings/screenings.html", context, status=status)


@needs(RUN, VIEW)
@require_safe
def screening(request: DeskRequest, pk: int) -> HttpResponse:
    """One run: counts, and what was not run and why."""
    run = _run(pk)
    context = {
        "run": run,
        "may_list": request.actor.may(RUN),
        "progress": _progress(run),
        "state": Tag(SHAPES[run.state], run.state, boxed=True),
        "figures": [Figure(words, run.counts.get(name, 0)) for name, words in COUNTS] if run.counts else [],
        "facts": [
            Fact(_("截至"), run.as_of),
            Fact(_("提出"), Words(run.name, run.cause)),
            Fact(_("排队"), run.queued_at),
            Fact(_("完成"), run.ended_at or Text("未完成", "not ended")),
            Fact(_("依据版本"), run.law or None),
            Fact(_("数据摘要"), run.package[:16] or None),
        ],
        "left_out": _left_out(run.left_out),
        "ran": [rule_title(rule) for rule in run.ran],
    }
    return render(request, "regulator/screenings/screening.html", context)


@needs(RUN, VIEW)
@require_safe
def progress(request: DeskRequest, pk: int) -> HttpResponse:
    """How far a run is: the fragment that a page asks for again and again."""
    return render(request, "regulator/screenings/progress.html", {"run": _run(pk), "progress": _progress(_run(pk))})


def _run(pk: int) -> RunFacts:
    run = queries.run(pk)
    if run is None:
        raise Http404
    return run


def _progress(run: RunFacts | None) -> Progress | None:
    if run is None or not run.under_way:
        return None
    doing = run.step or run.state.label
    words = Text(f"筛查：{doing.zh}", f"screening: {doing.en}")
    total = run.rules_all or len(all_rules())
    return Progress(words, run.rules_done, total, here("regulator:screening-progress", run.id))


def _left_out(rows: tuple[LeftOut, ...]) -> Table:
    columns = (Plain(_("规则"), head=True), Plain(_("没有查的"), number=True), Plain(_("原因")))
    made = [Row((Words(rule_title(one.rule), one.rule), _extent(one), one.reason)) for one in rows]
    return Table.of(_("没有运行的和原因"), columns, made)


def _extent(one: LeftOut) -> object:
    if one.rows is not None:
        return Text(f"{one.rows:,} 行", f"{one.rows:,} rows")
    return Text("一部分", "a part") if one.part else Text("整条规则", "the whole rule")
