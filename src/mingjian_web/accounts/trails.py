"""Reading the trail: who did what to which thing, on which day. Administrators see acts, not what a matter says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import MINYEAR, date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from mingjian.terms import SHANGHAI, Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.accounts.acts import act_label, kind_label
from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.queries import offices_in

#: Chapters whose reasons and details are about the system itself. All others' are about a matter, and are kept back.
OF_THE_SYSTEM = frozenset({"accounts", "exchange", "screening", "law", "clocks", "demo"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in the trail; empty: everything."""

    who: str = ""
    act: str = ""
    object: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One row as a page shows it. `withheld`: reason and detail belong to a matter and are not shown."""

    number: int
    at: datetime
    on_paper: date | None
    account: str
    name: str
    office: str
    acting_for: str
    act: str
    label: Text
    kind: Text
    object: str
    reason: str
    withheld: bool
    address: str
    detail: Mapping[str, Any] = field(default_factory=dict)


def trail(scope: Scope, asked: Asked) -> QuerySet[TrailRow]:
    """The rows looked for, newest first: of everybody, or of the offices in reach."""
    rows = TrailRow.objects.all()
    if not scope.everything:
        rows = rows.filter(office__in=[scope.institution] if scope.institution else offices_in(scope))
    if asked.who:
        rows = rows.filter(Q(account=asked.who) | Q(acting_for=asked.who) | Q(name=asked.who))
    if asked.act:
        rows = rows.filter(Q(act=asked.act) | Q(act__startswith=f"{asked.act}."))
    if asked.object:
        rows = rows.filter(object__icontains=asked.object)
    return _of_days(rows, asked)


def own_acts(account: str, most: int) -> list[TrailLine]:
    """What somebody did themselves and what was done to their account, newest first; their own reasons are shown."""
    rows = TrailRow.objects.filter(Q(account=account) | Q(kind="account", object=account))[:most]
    return [line_of(row, withhold=False) for row in rows]


def acts_known() -> list[tuple[str, Text]]:
    """Every act that stands in the trail, with its words."""
    codes = TrailRow.objects.order_by("act").values_list("act", flat=True).distinct()
    return [(code, act_label(code)) for code in codes]


def line_of(row: TrailRow, *, withhold: bool = True) -> TrailLine:
    """A row as a page shows it."""
    of_a_matter = withhold and row.act.partition(".")[0] not in OF_THE_SYSTEM
    return TrailLine(
        number=row.pk,
        at=row.at,
        on_paper=row.on_paper,
        account=row.account,
        name=row.name,
        office=row.office,
        acting_for=row.acting_for,
        act=row.act,
        label=act_label(row.act),
        kind=kind_label(row.kind),
        object=row.object,
        reason="" if of_a_matter else row.reason,
        withheld=of_a_matter and bool(row.reason or row.detail),
        address=row.address,
        detail={} if of_a_matter else row.detail,
    )


def _of_days(rows: QuerySet[TrailRow], asked: Asked) -> QuerySet[TrailRow]:
    if asked.first and asked.first.year > MINYEAR:
        rows = rows.filter(at__gte=_midnight(asked.first))
    if asked.last:
        rows = rows.filter(at__lte=datetime.combine(asked.last, time.max, SHANGHAI))
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)
