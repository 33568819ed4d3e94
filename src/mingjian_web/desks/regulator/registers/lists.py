"""What the four lists have in common: filters, saved views at the side, the day asked, the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from mingjian.terms import Text
from mingjian_web.desks.regulator.registers.asof import AsOf
from mingjian_web.desks.regulator.registers.forms import Filters
from mingjian_web.desks.shared.listing import Column, Source, filters, list_page
from mingjian_web.desks.shared.own import save_url, saved_views
from mingjian_web.desks.shared.parts import Place, Places
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.registers.standing import Standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """What a list's page says about itself: its title, filters, the day, the label of the filters, what it is narrowed
    to by a link from elsewhere (`of`), as words."""

    title: object
    form: Filters
    asked: AsOf
    label: object
    of: Sequence[object] = ()


def page(
    request: DeskRequest, rows: Source[T], columns: Sequence[Column[T]], said: Said, *, rail: Sequence[Places] = ()
) -> HttpResponse:
    """The list's page, or its workbook for a POST."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    views = saved_views(request, name)
    context = {
        "form": said.form,
        "asked": said.asked,
        "label": said.label,
        "of": said.of,
        "save_url": save_url(name) if filters(request) else "",
        "rail": [*rail, *([views] if views.places else [])],
        "searched": searched(request, said.asked),
    }
    return list_page(
        request,
        rows,
        columns,
        title=said.title,
        template="regulator/registers/list.html",
        context=context,
        notes=(said.asked.words,),
    )


def searched(request: DeskRequest, asked: AsOf) -> Text:
    """What was searched, said where nothing was found."""
    if filters(request):
        return Text(
            f"已按现在的筛选条件查{asked.words.zh}。清除筛选可看全部。",
            f"with these filters, {asked.words.en}; clear them to see everything",
        )
    return Text(f"已查本机关管辖范围内{asked.words.zh}。", f"searched within your territory, {asked.words.en}")


def by_standing(request: DeskRequest) -> list[Places]:
    """Institutions by how they stand, at the side of their list."""
    now = request.GET.get("standing", "")
    chosen = (Standing.VALID, Standing.RENEWAL_PENDING, Standing.SUSPENDED, Standing.TERM_OVER)
    lines = [Place(f"?standing={one.value}", one, current=now == one.value) for one in chosen]
    return [Places(_("资质"), (Place("?", _("全部机构"), current=not filters(request)), *lines))]
