"""The working calendar: a year day by day, whose notice it rests on, what was entered."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.law import showing
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.parts import Place, Places
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.law import queries


@needs(Permission.LAW_VIEW)
@require_safe
def calendar(request: DeskRequest) -> HttpResponse:
    """A year of the calendar in use; this year if none is asked for."""
    known = queries.current_calendar()
    asked = request.GET.get("year", "")
    years = sorted({*known.years, request.today.year, request.today.year + 1}, reverse=True)
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else request.today.year
    places = tuple(
        Place(f"?year={one}", f"{one}" if known.is_announced(one) else f"{one} ?", None, one == year) for one in years
    )
    context = {
        "year": queries.calendar_year(year),
        "rail": [Places(Text("年度", "years"), places)],
        "doubt": None if known.is_announced(year) else known.doubt(year),
        "entries": showing.calendar_entries_table(queries.calendar_entries(request.actor)),
        "may_enter": request.actor.may(Permission.LAW_ENTER),
    }
    return render(request, "regulator/law/calendar.html", context)
