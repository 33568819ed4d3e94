"""Applications to renew, out of the rows that are held until licensing has its chapter."""

from __future__ import annotations

from datetime import date, datetime

from mingjian.terms import SHANGHAI
from mingjian_web.exchange.models import HeldRow
from mingjian_web.registers.standing import Renewal

TABLE, RENEW = "applications", "renew"


def renewals() -> list[Renewal] | None:
    """Every application to renew that stands; None where nobody ever handed in applications: then nothing is known.

    An undecided one keeps a certificate alive past its term (行政许可法 第五十条).
    """
    rows = HeldRow.objects.filter(table_name=TABLE, standing=True)
    if not rows.exists():
        return None
    return [
        Renewal(
            said["institution"], _day(said["received_at"]), _day(said["decided_at"]) if said.get("decided_at") else None
        )
        for said in rows.values_list("values", flat=True)
        if said.get("kind") == RENEW
    ]


def _day(said: str) -> date:
    """The day in Shanghai of a day or a moment as it is held."""
    moment = datetime.fromisoformat(said)
    return moment.astimezone(SHANGHAI).date() if moment.tzinfo else moment.date()
