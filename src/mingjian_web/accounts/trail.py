"""The trail (审计): one row for each act, written in the act's own transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.models import TrailRow

#: Acts of the software itself: screenings, projections, loading.
SYSTEM = Actor(account="system", name="系统")


def leave(
    act: str,
    *,
    by: Actor,
    now: datetime,
    kind: str = "",
    object: str = "",
    reason: str = "",
    on_paper: date | None = None,
    acting_for: str = "",
    detail: dict[str, Any] | None = None,
) -> TrailRow:
    """Leave a row of the trail. `act` is a dotted word of the code: `findings.put`."""
    row = TrailRow(
        at=now,
        on_paper=on_paper,
        account=by.account,
        name=by.name,
        office=by.office or by.institution,
        acting_for=acting_for,
        act=act,
        kind=kind,
        object=object,
        reason=reason,
        detail=detail or {},
        address=by.address,
    )
    row.save()
    return row
