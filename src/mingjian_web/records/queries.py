"""Reading intakes: by which entry of the ledger a row is public."""

from __future__ import annotations

from mingjian_web.records.models import Intake


def ledger_index(intake: int) -> int | None:
    """The index of the ledger's entry on an intake; None where it has none."""
    return Intake.objects.filter(pk=intake).values_list("ledger_index", flat=True).first()
