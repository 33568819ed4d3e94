"""How many projects there are, and where."""

from __future__ import annotations

from collections import Counter
from datetime import date

from mingjian_web.projects.models import Project, SiteVisit
from mingjian_web.registers import divisions

#: A prefecture is told by four digits of a six-digit division.
TELLING, LENGTH = 4, 6


def counts_by_prefecture(on: date) -> dict[str, int]:
    """Prefecture → projects with somebody on site in the year of `on`, up to that day."""
    visited = SiteVisit.objects.filter(standing=True, arrived_at__year=on.year, arrived_at__date__lte=on).values(
        "project"
    )
    codes = Project.objects.filter(standing=True, key__in=visited).values_list("division", flat=True)
    return dict(Counter(_prefecture(code) for code in codes))


def _prefecture(code: str) -> str:
    """The prefecture a division lies in; a directly administered county is one itself."""
    known = divisions.all_divisions()
    above = known[code].parent if code in known else ""
    return code if above in known and not known[above].parent else f"{code[:TELLING]:0<{LENGTH}}"
