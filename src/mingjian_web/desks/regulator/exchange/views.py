"""Imports: the list and the form that sends a file, one with its preview, taking data out, empty forms."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import IO, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.terms import SHANGHAI, Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.exchange import showing
from mingjian_web.desks.regulator.exchange.forms import Nothing, Reason, Sending, Taking
from mingjian_web.desks.regulator.exchange.sizes import PIECE, at_most
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import listing
from mingjian_web.desks.shared.refuse import language, try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.sending import sent
from mingjian_web.exchange import actions, handing_out, queries
from mingjian_web.exchange.queries import IntakeFacts

IMPORT, EXPORT = Permission.IMPORT, Permission.EXPORT
UNPROCESSABLE = 422
LARGER = Text(
    "文件超过 200 MB，没有接收。请拆分，或者请系统管理员在服务器上用命令 mingjian import 导入。",
    "The file is over 200 MB and was not taken. Split it, or have it imported on the server by mingjian import.",
)


@csrf_exempt
@at_most(actions.MOST_UPLOAD + PIECE, LARGER)
@needs(IMPORT, EXPORT)
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: DeskRequest) -> HttpResponse:
    """Every import, newest first; a file sent is read behind the page."""
    may = request.actor.may(IMPORT)
    kept = drafts.take(request, request.actor.account) if request.method == "GET" else None
    form, status = Sending(request.POST or kept, request.FILES or None, key="import"), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            taken: list[int] = []
            why, status = try_act(lambda: taken.append(_send(request, form)), form)
            if not why:
                messages.success(request, gettext("已接收，正在读取。读完后请看预览再确认。"))
                return redirect(here("regulator:import", taken[0]))
    context = {
        "table": listing(
            request, queries.Intakes() if _sees_all(request) else [], showing.columns(), caption=_("导入")
        ),
        "form": form if may else None,
    }
    return render(request, "regulator/exchange/imports.html", context, status=status)


def _send(request: DeskRequest, form: Sending) -> int:
    about = form.cleaned_data
    return actions.send(
        by=request.actor,
        file=about["file"],
        on_paper=about["on_paper"],
        reason=about["reason"],
        now=request.now,
    ).pk


@needs(IMPORT, EXPORT)
@require_safe
def import_(request: DeskRequest, number: int) -> HttpResponse:
    """One import: how far it is, what it would change, what is wrong, and what can be done."""
    return import_page(request, found(request, number))


def import_page(request: DeskRequest, one: IntakeFacts, why: object = (), status: int = 200) -> HttpResponse:
    """The page of one import; `why` an act on it was refused."""
    number = one.number
    context: dict[str, Any] = {
        "one": one,
        "state": showing.state(one),
        "progress": showing.progress(one),
        "facts": showing.facts(one),
        "figures": showing.figures(one) if one.checked else [],
        "by_table": showing.by_table(queries.table_facts(number)),
        "changed": showing.changed(queries.changed_rows(number)) if one.state.value == "staged" else None,
        "only_grow": any(table.new and not table.keyed for table in queries.table_facts(number)),
        "faults": showing.faults(queries.faults(number)),
        "has_marked": queries.marked_copy(number) is not None,
        "can_import": request.actor.may(IMPORT),
        "can_undo": one.state.value == "in_force" and one.undoes is None and request.actor.may(Permission.IMPORT_UNDO),
        "notes": showing.NOTES,
        "nothing": Nothing(),
        "reason": Reason(),
        "lines": why,
    }
    return render(request, "regulator/exchange/import.html", context, status=status)


@needs(IMPORT, EXPORT)
@require_safe
def progress(request: DeskRequest, number: int) -> HttpResponse:
    """How far it is, as a fragment that asks again."""
    one = found(request, number)
    return render(request, "regulator/exchange/progress.html", {"one": one, "progress": showing.progress(one)})


@needs(IMPORT)
@require_safe
def marked(request: DeskRequest, number: int) -> HttpResponse:
    """The spreadsheet with its faults marked; back to the import where there is none any more."""
    path = queries.marked_copy(found(request, number).number)
    if path is None:
        return redirect(here("regulator:import", number))
    return sent(path.open("rb"), gettext("核对结果 %(number)d.xlsx") % {"number": number})


@needs(IMPORT, EXPORT)
@require_safe
def template(request: DeskRequest) -> HttpResponse:
    """The empty official forms: of the tables named in the address, or of all."""
    file = handing_out.template(request.GET.getlist("table"), language=language())
    return sent(file, gettext("填报表.xlsx"))


@needs(EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: DeskRequest) -> HttpResponse:
    """Take data out: which tables, in which form, why."""
    kept = drafts.take(request, request.actor.account) if request.method == "GET" else None
    form, status = Taking(request.POST or kept), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            made: list[IO[bytes]] = []
            why, status = try_act(lambda: made.append(_hand_out(request, form)), form)
            if not why:
                ending = form.cleaned_data["form"]
                return sent(made[0], gettext("在册数据 %(day)s") % {"day": request.today} + f".{ending}")
    return render(request, "regulator/exchange/export.html", {"form": form}, status=status)


def _hand_out(request: DeskRequest, form: Taking) -> IO[bytes]:
    about = form.cleaned_data
    day = about["as_known"]
    known = datetime.combine(day + timedelta(days=1), time(), SHANGHAI) if day else None
    wanted = handing_out.Wanted(tuple(about["tables"]), known, about["personal"], about["reason"])
    return handing_out.for_a_desk(
        by=request.actor, ending=about["form"], wanted=wanted, language=language(), now=request.now
    )


def found(request: DeskRequest, number: int) -> IntakeFacts:
    """The import of that number; 404 where there is none for this person: an import may hold any row."""
    one = queries.intake(number) if _sees_all(request) else None
    if one is None:
        raise Http404
    return one


def _sees_all(request: DeskRequest) -> bool:
    return request.actor.scope.everything
