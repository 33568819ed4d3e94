"""The law as the office has it: the list by matter, and one question with all its periods and entries."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.law import showing
from mingjian_web.desks.regulator.law.forms import FilterForm
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.law import queries


@needs(Permission.LAW_VIEW)
@require_safe
def law(request: DeskRequest) -> HttpResponse:
    """The questions of law by matter, as of a day, narrowed by words and by how sure we are."""
    form = FilterForm(request.GET or None, initial={"on": request.today})
    asked = form.cleaned_data if form.is_valid() else {}
    on, words = asked.get("on") or request.today, asked.get("q", "")
    known = queries.current_law()
    found = queries.by_matter(on, words=words, status=asked.get("status", ""), law=known)
    narrowed = bool(words or asked.get("status"))
    chosen = request.GET.get("matter") or (showing.ALL if narrowed or not found else found[0].id)
    shown = [one for one in found if chosen in (showing.ALL, one.id)]
    context = {
        "form": form,
        "on": on,
        "table": showing.list_table(shown, known, on),
        "rail": showing.rail(found, chosen, _rest(request)),
        "count": sum(len(matter.questions) for matter in shown),
        "near": queries.suggestions(words) if words and not found else (),
        "left_out": queries.left_out(),
        "edition": queries.law_edition(),
    }
    return render(request, "regulator/law/law.html", context, status=422 if form.errors else 200)


@needs(Permission.LAW_VIEW)
@require_safe
def concept(request: DeskRequest, concept: str) -> HttpResponse:
    """One question: what governs today, every period, what was entered."""
    known = queries.current_law()
    if concept not in known.concepts:
        raise Http404
    question, may_enter = known.concepts[concept], request.actor.may(Permission.LAW_ENTER)
    entries = queries.entries_of(concept, request.actor)
    matters = Text(
        "、".join(known.matters[one].label.zh for one in question.matters),
        ", ".join(known.matters[one].label.en for one in question.matters),
    )
    context = {
        "question": question,
        "facts": [Fact(Text("领域", "matter"), matters), Fact(Text("单位", "unit"), known.unit(concept).label)],
        "periods": showing.periods_table(queries.periods(concept), known, concept, may_enter=may_enter),
        "entries": showing.entries_table(entries, known),
        "may_enter": may_enter,
    }
    return render(request, "regulator/law/concept.html", context)


def _rest(request: DeskRequest) -> str:
    """The other filters of the address, to follow a matter's own."""
    parts = request.GET.copy()
    parts.pop("matter", None)
    return f"&{parts.urlencode()}" if parts else ""
