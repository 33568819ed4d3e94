"""How many projects there are, and where."""

from __future__ import annotations

from collections import Counter
from datetime import date

from mingjian_web.projects.models import Project, SiteVisit

#: A prefecture is told by four digits of a six-digit division.
TELLING, LENGTH = 4, 6


def counts_by_prefecture(on: date) -> dict[str, int]:
    """Prefecture → projects with somebody on site in the year of `on`, up to that day."""
    visited = SiteVisit.objects.filter(standing=True, arrived_at__year=on.year, arrived_at__date__lte=on).values(
        "project"
    )
    codes = Project.objects.filter(standing=True, key__in=visited).values_list("division", flat=True)
    return dict(Counter(code[:TELLING].ljust(LENGTH, "0") for code in codes))
