"""Offices as the package's table `offices` says them: kept up to date, never taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingjian_web.accounts.models import Office, OfficeKind


def keep_offices(rows: Sequence[Mapping[str, Any]]) -> int:
    """Bring offices up to date with rows of `offices`; how many. What a row leaves empty stays as it is.

    Rows may come in any order; a parent or successor that nobody knows yet is left empty. Call it inside the act's
    transaction. The division of an office (内设处室) is the administrators' own affair and not in the package.
    """
    for row in rows:
        Office.objects.update_or_create(key=row["id"], defaults=_particulars(row), create_defaults=_new(row))
    known = {office.key: office for office in Office.objects.all()}
    for row in rows:
        above = {name: known[row[name]] for name in ("parent", "successor") if row.get(name) in known}
        for name, office in above.items():
            setattr(known[row["id"]], name, office)
        if above:
            known[row["id"]].save(update_fields=list(above))
    return len(rows)


def _new(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": OfficeKind.TERRITORIAL.value, **_particulars(row)}


def _particulars(row: Mapping[str, Any]) -> dict[str, Any]:
    words = ("name", "short_name", "level", "kind", "division", "document_code", "valid_from", "valid_to")
    given = {name: row[name] for name in words if row.get(name)}
    for name in ("valid_from", "valid_to"):
        if isinstance(given.get(name), str):
            given[name] = date.fromisoformat(given[name])
    return given
