"""The regulator's first page: work to be done, ordered by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from mingjian.terms import Text
from mingjian_web.accounts.permissions import Permission
from mingjian_web.accounts.work import WorkItem
from mingjian_web.clocks import queries as clocks
from mingjian_web.desks.regulator.work import queues
from mingjian_web.desks.shared.access import needs, signed_in
from mingjian_web.desks.shared.clocks import Face, face
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import forbidden_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Group, Link, Row, Table, Tag
from mingjian_web.exchange.queries import work as exchange_work
from mingjian_web.findings.work import work as findings_work
from mingjian_web.law.queries import law_work

COLUMNS = (
    Column(_("时限")),
    Column(_("要做的事"), head=True),
    Column(_("对象")),
    Column(_("事项")),
    Column(_("承办")),
    Column(_("进度")),
)

NOT_HERE = Text(
    "这个账号属于机构，请到机构台办理", "this account belongs to an institution: its desk is the institution's"
)

#: Every chapter that makes work.
WORK = (findings_work, law_work, exchange_work)

#: Where each kind of person begins: the first they may open.
BEGINS = (
    (Permission.WORK_VIEW, "regulator:work"),
    (Permission.ACCOUNTS_OPEN, "regulator:accounts"),
    (Permission.ROLES_GRANT, "regulator:accounts"),
    (Permission.AUDIT_VIEW, "regulator:trail"),
)


@signed_in
def start(request: DeskRequest) -> HttpResponse:
    """To where this person's work is."""
    for permission, name in BEGINS:
        if request.actor.may(permission):
            return redirect(here(name))
    return forbidden_page(request, NOT_HERE)


@needs(Permission.WORK_VIEW)
def work(request: DeskRequest) -> HttpResponse:
    """Everything that waits for this person, the earliest first."""
    everything = queues.by_clock(
        [*findings_work(request.actor, request.today), *law_work(request.actor, request.today)]
    )
    chosen, kind = request.GET.get("queue", ""), request.GET.get("kind", "")
    _words, takes = queues.queues(request.actor, request.today).get(
        chosen, queues.queues(request.actor, request.today)[""]
    )
    shown = [item for item in everything if takes(item) and (not kind or item.kind.zh == kind)]
    context = {
        "table": _table(shown, request),
        "count": len(shown),
        "overdue": sum(queues.heading(item, request.today) is queues.OVERDUE for item in shown),
        "rail": queues.rail(everything, request.actor, request.today, chosen, kind),
        "filtered": bool(chosen or kind),
    }
    return render(request, "regulator/work/work.html", context)


def _table(items: Sequence[WorkItem], request: DeskRequest) -> Table:
    faces = _faces(items, request)
    groups = []
    for title, members in groupby(items, key=lambda item: queues.heading(item, request.today)):
        rows = tuple(_row(item, faces) for item in members)
        groups.append(Group(rows, Text(f"{title.zh} {len(rows)} 项", f"{title.en}: {len(rows)}")))
    return Table(_("待办事项，按剩余时间排列"), COLUMNS, tuple(groups))


def _faces(items: Sequence[WorkItem], request: DeskRequest) -> dict[str, Face]:
    found = clocks.deadlines([item.clock for item in items if item.clock])
    return {
        id_: face(deadline, today=request.today, certificate=here("regulator:clock", id_))
        for id_, deadline in found.items()
    }


def _row(item: WorkItem, faces: dict[str, Face]) -> Row:
    clock = faces.get(item.clock or "", Text("没有期限", "no limit"))
    link = Link(here(item.url_name, *item.url_args), item.what, item.hint)
    return Row(
        (clock, link, item.subject, item.kind, item.holder or Text("未分派", "nobody"), Tag(item.tag, item.state))
    )
