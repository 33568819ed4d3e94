"""One row: its versions, and putting it right by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.package.schema import Table, tables
from mingjian_web.accounts.permissions import Forbidden, Permission
from mingjian_web.desks.regulator.exchange import showing
from mingjian_web.desks.regulator.exchange.forms import Correcting, Reason, correcting
from mingjian_web.desks.regulator.exchange.views import UNPROCESSABLE
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import forbidden_page, try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.exchange import corrections, queries

CORRECT = Permission.REGISTERS_CORRECT


@needs(Permission.REGISTERS_VIEW)
@require_safe
def history(request: DeskRequest, table: str, row: int) -> HttpResponse:
    """Every version of a row: who brought it, when and why, what ended it."""
    try:
        versions = queries.history(_table(table).name, row, by=request.actor)
    except Forbidden as wrong:
        return forbidden_page(request, wrong.reason)
    if not versions:
        raise Http404
    standing = next((one.row for one in versions if one.standing), None)
    context = {
        "table": _table(table),
        "row": row,
        "versions": [(one, showing.version(one)) for one in versions],
        "standing": standing if request.actor.may(CORRECT) else None,
    }
    return render(request, "regulator/exchange/history.html", context)


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: DeskRequest, table: str, row: int) -> HttpResponse:
    """Put a row right."""
    kind = _table(table)
    try:
        versions = queries.history(table, row, by=request.actor)
    except Forbidden as wrong:
        return forbidden_page(request, wrong.reason)
    if not versions:
        raise Http404
    return _corrected(request, kind, row, queries.cells(table, row))


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: DeskRequest, table: str) -> HttpResponse:
    """Add a row."""
    return _corrected(request, _table(table), None, None)


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, table: str, row: int) -> HttpResponse:
    """End a row that should not have been there."""
    kind, form, status = _table(table), Reason(request.POST or None), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            about: dict[str, Any] = {"table": table, "row": row, "values": None, "on_paper": None}
            why, status = try_act(
                lambda: corrections.correct(
                    by=request.actor, reason=form.cleaned_data["reason"], now=request.now, **about
                ),
                form,
            )
            if not why:
                messages.success(request, gettext("这条记录已结束，历次版本仍可查。"))
                return redirect(here("regulator:row-history", table, row))
    return render(request, "regulator/exchange/end.html", {"form": form, "table": kind, "row": row}, status=status)


def _corrected(request: DeskRequest, table: Table, row: int | None, cells: Any) -> HttpResponse:
    kept = drafts.take(request, request.actor.account) if request.method == "GET" else None
    data = request.POST if request.method == "POST" else kept
    form, status = correcting(table, cells)(data, key=f"correct-{table.name}-{row or 'new'}"), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            new: list[int] = []
            why, status = try_act(lambda: new.append(_do(request, table, row, form)), form)
            if not why:
                messages.success(request, gettext("已更正，原记录保留在历次版本中。"))
                return redirect(here("regulator:row-history", table.name, new[0]))
    context = {"form": form, "table": table, "row": row}
    return render(request, "regulator/exchange/correct.html", context, status=status)


def _do(request: DeskRequest, table: Table, row: int | None, form: Correcting) -> int:
    about = form.cleaned_data
    intake = corrections.correct(
        by=request.actor,
        table=table.name,
        row=row,
        values=form.values(),
        on_paper=about["on_paper"],
        reason=about["reason"],
        now=request.now,
    )
    return queries.row_of(table.name, intake.pk)


def _table(name: str) -> Table:
    if name not in tables():
        raise Http404
    return tables()[name]
