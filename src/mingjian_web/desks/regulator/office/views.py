"""One's office: its people, who is away, who stands in; and the setting and ending of a stand-in."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mingjian.terms import Text
from mingjian_web.accounts import actions, queries
from mingjian_web.accounts.absences import directed
from mingjian_web.accounts.permissions import ALONE, Permission
from mingjian_web.accounts.queries import AbsenceLine, AccountFacts, Colleague
from mingjian_web.desks.regulator.office.forms import EndForm, StandInForm
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.parts import Place, Places
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Link, Row, Several, Table, Tag, Words
from mingjian_web.desks.shared.wording import say
from mingjian_web.findings.queries import held_by

UNPROCESSABLE = 422
PERSON = (
    Column(gettext_lazy("姓名"), head=True),
    Column(gettext_lazy("角色")),
    Column(gettext_lazy("今天")),
    Column(gettext_lazy("代办安排")),
)
HOLDS = Column(gettext_lazy("在办件数"), number=True)
ACTS = Column(gettext_lazy("办理"))
HERE, AWAY = Text("在岗", "here"), Text("不在岗", "away")


@needs(Permission.HAND_OVER, Permission.STAND_IN)
def office(request: DeskRequest) -> HttpResponse:
    """The people of an office. Whoever directs it sees how many matters each holds, to share them out."""
    others = directed(request.actor)
    chosen = request.GET.get("office", "")
    key = chosen if chosen in dict(others) else request.actor.office
    directs = request.actor.may(Permission.HAND_OVER)
    people = queries.people_of(key, by=request.actor, today=request.today)
    columns = (*PERSON, HOLDS, ACTS) if directs else (*PERSON, ACTS)
    rows = [_row(one, request, directs=directs) for one in people]
    context = {
        "table": Table.of(_("本处室人员"), columns, rows),
        "office_name": dict(others).get(key, request.actor.office_name),
        "rail": [_rail(others, key, request)] if others else [],
    }
    return render(request, "regulator/office/office.html", context)


@needs(Permission.HAND_OVER, Permission.STAND_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: DeskRequest, key: str) -> HttpResponse:
    """Set who stands in for this person."""
    absent = queries.account(key, scope=request.actor.scope, today=request.today)
    if absent is None or not absent.line.office or not absent.line.is_open:
        raise Http404
    typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    form = _stand_in_form(absent, typed, request)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            why, status = try_act(lambda: _set(request, key, form), form)
            if not why:
                messages.success(request, _("代办已设好。期限照常计算。"))
                return redirect(here("regulator:office"))
    context = {"form": form, "absent": absent.line}
    return render(request, "regulator/office/stand_in.html", context, status=status)


@needs(Permission.HAND_OVER, Permission.STAND_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def end_stand_in(request: DeskRequest, number: int) -> HttpResponse:
    """End a stand-in before its last day."""
    form, status = EndForm(request.POST or None, key=f"stand-in-{number}"), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            why, status = try_act(
                lambda: actions.end_stand_in(by=request.actor, number=number, reason=reason, now=request.now), form
            )
            if not why:
                messages.success(request, _("代办已结束。"))
                return redirect(here("regulator:office"))
    return render(request, "regulator/office/end.html", {"form": form}, status=status)


def _set(request: DeskRequest, key: str, form: StandInForm) -> None:
    typed = form.cleaned_data
    absence = actions.Absence(key, typed["stand_in"], typed["first"], typed["last"], typed["roles"])
    actions.set_stand_in(by=request.actor, absence=absence, reason=typed["reason"], now=request.now)


def _stand_in_form(absent: AccountFacts, typed: object, request: DeskRequest) -> StandInForm:
    roles = [role for role in absent.line.roles if role not in ALONE]
    people = [
        (line.key, f"{line.name}（{line.office_name}）")
        for line in queries.may_stand_in_for(absent.line.key)
        if not ALONE.intersection(line.roles)
    ]
    initial = {"roles": [role.value for role in roles], "first": request.today}
    return StandInForm(typed, key=f"stand-in-{absent.line.key}", people=people, roles=roles, initial=initial)


def _row(one: Colleague, request: DeskRequest, *, directs: bool) -> Row:
    line = one.line
    away = any(absence.runs_on(request.today) for absence in one.absences)
    arranged = [_absence(absence) for absence in (*one.absences, *one.stands_in)]
    cells: list[object] = [
        Words(line.name, line.post),
        Several(line.roles) if line.roles else Text("没有角色", "no role"),
        Tag("stop", AWAY) if away else Tag("ok", HERE),
        Several(tuple(arranged)) if arranged else "",
    ]
    if directs:
        cells.append(len(held_by(line.key)))
    cells.append(Several(tuple(_acts(one, directs=directs))))
    return Row(tuple(cells))


def _acts(one: Colleague, *, directs: bool) -> Iterable[Link]:
    if one.may_set and not ALONE.issuperset(one.line.roles):
        yield Link(here("regulator:stand-in", one.line.key), Text("设置代办", "Set a stand-in"))
    if directs:
        yield Link(here("regulator:hand-over", one.line.key), Text("移交工作", "Hand work over"))


def _absence(one: AbsenceLine) -> object:
    days, roles = f"{one.first:%m-%d} 至 {one.last:%m-%d}", _roles(one.roles)
    said = Text(
        f"{days} {one.stand_in_name}代{one.absent_name}",
        f"{one.first:%m-%d} to {one.last:%m-%d}: {one.stand_in_name} for {one.absent_name}",
    )
    if one.may_end:
        return Link(here("regulator:stand-in-end", one.number), said, roles)
    return Words(said, roles)


def _roles(roles: Iterable[object]) -> str:
    return str(_("、")).join(say(role) for role in roles)


def _rail(others: list[tuple[str, str]], key: str, request: DeskRequest) -> Places:
    own = Place(here("regulator:office"), request.actor.office_name, current=key == request.actor.office)
    below = (Place(f"?office={other}", name, current=other == key) for other, name in others)
    return Places(Text("没有负责人、由这里照看的", "without a director, looked after from here"), (own, *below))
