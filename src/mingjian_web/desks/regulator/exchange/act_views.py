"""Deciding on an import: each act has its own address, shown as a dialog on the import's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.exchange.forms import Nothing, Reason
from mingjian_web.desks.regulator.exchange.showing import ACTS, NOTES
from mingjian_web.desks.regulator.exchange.views import UNPROCESSABLE, found
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.exchange import actions


@needs(Permission.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: DeskRequest, number: int) -> HttpResponse:
    """Let it stand."""
    return _act(request, number, "confirm", Nothing, lambda form: _confirm(request, number), _("已收录。"))


@needs(Permission.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: DeskRequest, number: int) -> HttpResponse:
    """Do not take it in."""

    def do(form: Form) -> None:
        actions.refuse(by=request.actor, intake=number, reason=form.cleaned_data["reason"], now=request.now)

    return _act(request, number, "refuse", Reason, do, _("未收录，在册数据没有变动。"))


@needs(Permission.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: DeskRequest, number: int) -> HttpResponse:
    """Compare it anew with what stands."""

    def do(form: Form) -> None:
        actions.check_again(by=request.actor, intake=number, now=request.now)

    return _act(request, number, "again", Nothing, do, _("正在重新核对。"))


@needs(Permission.IMPORT_UNDO)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: DeskRequest, number: int) -> HttpResponse:
    """Take it back as a whole."""

    def do(form: Form) -> None:
        actions.undo(by=request.actor, intake=number, reason=form.cleaned_data["reason"], now=request.now)

    return _act(request, number, "undo", Reason, do, _("已撤回，被更新的记录已恢复。"))


def _confirm(request: DeskRequest, number: int) -> None:
    actions.confirm(by=request.actor, intake=number, now=request.now)


def _act(
    request: DeskRequest, number: int, name: str, kind: type[Form], do: Callable[[Any], None], done: Promise
) -> HttpResponse:
    """Show the act's form, or do it and go back to the import."""
    one = found(request, number)
    kept = drafts.take(request, request.actor.account) if request.method == "GET" else None
    form, status = kind(request.POST if request.method == "POST" else kept), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            why, status = try_act(lambda: do(form), form)
            if not why:
                messages.success(request, str(done))
                return redirect(here("regulator:import", number))
    context = {"one": one, "form": form, "words": ACTS[name], "note": NOTES[name]}
    return render(request, "regulator/exchange/act.html", context, status=status)
