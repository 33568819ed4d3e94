"""The clock of a reply: begun by the question, met by the first answer, ended with whatever ends the question."""

from __future__ import annotations

from datetime import datetime

from mingjian.findings.lifecycle import REPLY
from mingjian.terms import FindingState
from mingjian_web.clocks import actions as clocks
from mingjian_web.findings.models import Finding

__all__ = ["REPLY", "stop_reply_clock"]


def stop_reply_clock(row: Finding, *, now: datetime) -> None:
    """Close it if it still runs: while the question stands unanswered."""
    if row.clock and row.state == FindingState.PUT:
        clocks.close_clock(id=row.clock, on=now.date(), now=now)
