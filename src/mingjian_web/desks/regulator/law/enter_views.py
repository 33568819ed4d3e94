"""Entering: a value of law, a year's holidays, one day. What was entered waits for a second person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mingjian.law import CitedArticle, Law, Value
from mingjian.terms import LawStatus, Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.law.forms import DayForm, ValueForm, YearForm
from mingjian_web.desks.regulator.law.value_fields import as_typed
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.evidence import actions as evidence
from mingjian_web.law import actions, queries

UNPROCESSABLE = 422
COPIED = Text("抄自所核对的那一条", "from the value that is confirmed")


@needs(Permission.LAW_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: DeskRequest, concept: str) -> HttpResponse:
    """A value of this question: a new one, or one that is there, confirmed by the text."""
    law = queries.current_law()
    if concept not in law.concepts:
        raise Http404
    copied = _copied(request, concept)
    form = ValueForm(
        *_typed(request),
        law=law,
        concept=concept,
        example=_example(concept),
        key=f"law-{concept}",
        initial=_initial(copied, law),
        prefilled=dict.fromkeys(("value", "first", "last", "cites"), COPIED) if copied else {},
    )
    context = {"question": law.concepts[concept], "form": form, "copied": copied}
    done = _entered(request, form, "law", actions.enter_value)
    return done or render(request, "regulator/law/enter.html", context, status=_status(form))


@needs(Permission.LAW_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_year(request: DeskRequest) -> HttpResponse:
    """A year's holidays by the words of the notice."""
    next_year = {"year": request.today.year + 1}
    held = queries.current_calendar().years
    form = YearForm(*_typed(request), key="calendar-year", initial=next_year, held=held)
    done = _entered(request, form, "calendar", actions.enter_year)
    context = {"form": form, "title": _("录入一年的放假安排")}
    return done or render(request, "regulator/law/enter_calendar.html", context, status=_status(form))


@needs(Permission.LAW_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_day(request: DeskRequest) -> HttpResponse:
    """One day that is worked or rested after all."""
    form = DayForm(*_typed(request), key="calendar-day", initial={"day": request.GET.get("day", "")})
    done = _entered(request, form, "calendar", actions.enter_day)
    context = {"form": form, "title": _("更正一天")}
    return done or render(request, "regulator/law/enter_calendar.html", context, status=_status(form))


def _typed(request: DeskRequest) -> tuple[Any, Any]:
    """What was typed: now, or before the session ended."""
    if request.method == "POST":
        return request.POST, request.FILES
    return drafts.take(request, request.actor.account), None


def _status(form: Form) -> int:
    return UNPROCESSABLE if form.is_bound and form.errors else 200


def _entered(
    request: DeskRequest, form: ValueForm | YearForm | DayForm, kind: str, act: Callable[..., int]
) -> HttpResponse | None:
    """Enter it and keep its papers; None while it is not right yet. Papers are looked at before anything is written."""
    if request.method != "POST" or not form.is_valid():
        return None
    made: list[int] = []
    files = form.cleaned_data["papers"]

    def both() -> None:
        evidence.check(files)
        made.append(act(by=request.actor, draft=form.draft(), now=request.now))
        if files:
            evidence.keep(by=request.actor, files=files, belongs_to=(kind, str(made[0])), now=request.now)

    why, _code = try_act(both, form)
    if why:
        return None
    messages.success(request, _("已录入，待第二人核对；核对之前不作依据。"))
    return redirect(here(f"regulator:{kind}-entry", made[0]))


def _copied(request: DeskRequest, concept: str) -> Value | None:
    """The value whose 核对 was asked for."""
    place = request.GET.get("copy", "")
    values = queries.periods(concept)
    return values[int(place)] if place.isascii() and place.isdigit() and int(place) < len(values) else None


def _example(concept: str) -> Any:
    """How a value of this question is written: the newest that is known."""
    return next((value.value for value in queries.periods(concept) if value.value is not None), None)


def _initial(copied: Value | None, law: Law) -> dict[str, Any]:
    if copied is None:
        return {"status": LawStatus.CONFIRMED.value}
    return {
        "value": as_typed(copied.value, law.unit(copied.concept)),
        "first": copied.valid_from,
        "last": copied.valid_to,
        "cites": "\n".join(_written(one, law) for one in copied.cites),
        "status": LawStatus.CONFIRMED.value,
        **{f"for_{name}": word for name, word in copied.keys.items()},
    }


def _written(cited: CitedArticle, law: Law) -> str:
    """A citation as a person writes it, where that leads back to it; else by its name in the data."""
    found = law.find(cited.text)
    return cited.text if found is not None and found.name == cited.ref and not found.items else cited.ref
