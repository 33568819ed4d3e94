"""One's own page: office, roles, stand-ins, recent acts, saved views; and the saving of a view from any list."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mingjian_web.accounts import actions, queries, trails
from mingjian_web.accounts.queries import ViewLine
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import signed_in
from mingjian_web.desks.shared.acts import words_of
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.parts import Place, Places
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Row, Table, Words

RECENT = 20
ACTS = (
    Column(gettext_lazy("时间"), head=True),
    Column(gettext_lazy("办理")),
    Column(gettext_lazy("对象")),
    Column(gettext_lazy("办理人")),
    Column(gettext_lazy("理由")),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view with its address; none where its list is no longer there."""

    number: int
    name: str
    url: str


class ViewForm(Form):
    """The name of a view."""

    name = forms.CharField(label=gettext_lazy("视图名称"), max_length=60, widget=forms.TextInput(attrs={"size": 24}))


@signed_in
def me(request: DeskRequest) -> HttpResponse:
    """Who one is here, and what one did."""
    actor = request.actor
    context = {
        "actor": actor,
        "absences": queries.absences(of=actor.account, by=actor, today=request.today),
        "views": [_saved(line) for line in queries.views(actor.account)],
        "acts": Table.of(_("最近办理"), ACTS, [_act(line) for line in trails.own_acts(actor.account, RECENT)]),
    }
    return render(request, "shared/me.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def save_view(request: DeskRequest, page: str) -> HttpResponse:
    """Keep the filters of this address's query string under a name; `page` is the name of the list's address."""
    if list_url(page) is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    form, status = ViewForm(typed or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            name = form.cleaned_data["name"]
            why, status = try_act(
                lambda: actions.save_view(by=request.actor, page=page, name=name, query=query, now=request.now), form
            )
            if not why:
                messages.success(request, _("视图“%(name)s”已保存，列在旁边和“我的”页。") % {"name": name})
                return redirect(f"{list_url(page)}?{query}")
    context = {"form": form, "back": f"{list_url(page)}?{query}"}
    return render(request, "shared/save_view.html", context, status=status)


@signed_in
@require_POST
def delete_view(request: DeskRequest, number: int) -> HttpResponse:
    """Delete one of one's own views."""
    actions.delete_view(by=request.actor, number=number, now=request.now)
    messages.success(request, _("视图已删除。"))
    return redirect(here("shared:me"))


def saved_views(request: DeskRequest, page: str) -> Places:
    """One's saved views of a list, as a group of its rail; `page` as in `regulator:findings`. Empty without views."""
    now = request.GET.urlencode()
    lines = [_saved(line) for line in queries.views(request.actor.account, page)]
    places = tuple(Place(one.url, one.name, current=one.url.partition("?")[2] == now) for one in lines)
    return Places(_("我的视图"), places)


def own_views(request: DeskRequest, page: str) -> list[Places]:
    """The same for a rail that holds nothing else: no heading where there are no views."""
    views = saved_views(request, page)
    return [views] if views.places else []


def save_url(page: str) -> str:
    """The address where the filters of a list are kept under a name: the toolbar's `save_url`."""
    return here("shared:save-view", page)


def list_url(page: str) -> str | None:
    """The address of a list by its name; None where there is no such list."""
    desk = page.partition(":")[0]
    if desk not in ("regulator", "institution"):
        return None
    try:
        return here(page)
    except NoReverseMatch:
        return None


def _saved(line: ViewLine) -> Saved:
    url = list_url(line.page)
    return Saved(line.number, line.name, f"{url}?{line.query}" if url else "")


def _act(line: trails.TrailLine) -> Row:
    label = line.label if line.label.zh != line.act else words_of(line.act)
    return Row((line.at, label, line.object, Words(line.name, line.acting_for), line.reason))
