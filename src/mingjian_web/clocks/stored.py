"""A budget as the columns of its row, and back, with nothing lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.clock import (
    Basis,
    Bound,
    Budget,
    Direction,
    Extension,
    Limit,
    Period,
    Roll,
    Suspension,
    Unit,
    Whose,
)
from mingjian.terms import LawStatus, Text
from mingjian_web.clocks.models import Clock


def columns_of(budget: Budget) -> dict[str, Any]:
    """The columns that hold the budget."""
    return {
        "id": budget.id,
        "name": budget.name.as_json(),
        "start": budget.start,
        "start_event": budget.start_event.as_json(),
        "limit": limit_as_json(budget.limit),
        "basis_name": budget.basis.name,
        "citation": budget.basis.citation,
        "basis_status": budget.basis.status.value,
        "whose": budget.basis.whose.value,
        "suspensions": [_suspension(one) for one in budget.suspensions],
        "extensions": [_extension(one) for one in budget.extensions],
        "done_on": budget.done_on,
        "done_document": budget.done_document,
        "deemed": budget.deemed.as_json() if budget.deemed else None,
    }


def budget_of(row: Clock) -> Budget:
    """The budget of a row."""
    return Budget(
        id=row.id,
        name=Text(**row.name),
        start=row.start,
        start_event=Text(**row.start_event),
        limit=limit_from_json(row.limit),
        basis=Basis(row.basis_name, row.citation, LawStatus(row.basis_status), Whose(row.whose)),
        suspensions=tuple(_suspension_from(one) for one in row.suspensions),
        extensions=tuple(_extension_from(one) for one in row.extensions),
        done_on=row.done_on,
        done_document=row.done_document,
        deemed=Text(**row.deemed) if row.deemed else None,
    )


def limit_as_json(limit: Limit) -> dict[str, Any]:
    """A limit as JSON."""
    return {
        "count": limit.count,
        "unit": limit.unit.value,
        "direction": limit.direction.value,
        "bound": limit.bound.value,
        "roll": limit.roll.value,
        "period": limit.period.value if limit.period else None,
        "months_after": limit.months_after,
    }


def limit_from_json(kept: dict[str, Any]) -> Limit:
    """The limit of such JSON."""
    return Limit(
        kept["count"],
        Unit(kept["unit"]),
        Direction(kept["direction"]),
        Bound(kept["bound"]),
        Roll(kept["roll"]),
        Period(kept["period"]) if kept["period"] else None,
        kept["months_after"],
    )


def _suspension(one: Suspension) -> dict[str, Any]:
    last = one.last.isoformat() if one.last else None
    return {"first": one.first.isoformat(), "last": last, "reason": one.reason, "document": one.document}


def _suspension_from(kept: dict[str, Any]) -> Suspension:
    return Suspension(_day(kept["first"]), _day_or_none(kept["last"]), kept["reason"], kept["document"])


def _extension(one: Extension) -> dict[str, Any]:
    return {
        "count": one.count,
        "approved_by": one.approved_by,
        "document": one.document,
        "granted_on": one.granted_on.isoformat() if one.granted_on else None,
        "reason": one.reason,
    }


def _extension_from(kept: dict[str, Any]) -> Extension:
    return Extension(
        kept["count"], kept["approved_by"], kept["document"], _day_or_none(kept["granted_on"]), kept["reason"]
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
