"""What a person still holds, gathered from the chapters that give people work: by number, not by content."""

from __future__ import annotations

from mingjian.terms import Text
from mingjian_web.findings.queries import held_by


def holdings(account: str) -> list[Text]:
    """Every open matter of theirs, by its number."""
    return [Text(row.matter, row.matter) for row in held_by(account)]
