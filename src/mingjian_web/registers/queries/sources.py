"""Where a row is from."""

from __future__ import annotations

from mingjian_web.records.models import Kept
from mingjian_web.registers.facts import Source


def source(row: Kept) -> Source:
    """The row's intake; ask for rows with `select_related("intake")`."""
    intake = row.intake
    return Source(row.pk, intake.pk, intake.what, intake.by, intake.at, intake.on_paper)
