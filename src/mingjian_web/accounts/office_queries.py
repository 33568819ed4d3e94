"""The offices as pages show them: as a tree, with how many people each has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mingjian_web.accounts.actor import Scope
from mingjian_web.accounts.models import Office
from mingjian_web.accounts.office_acts import OfficeFacts, facts_of
from mingjian_web.accounts.queries import offices_in


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office in the tree: how deep it stands, who came after it, how many open accounts it has."""

    facts: OfficeFacts
    depth: int
    parent_name: str
    successor_name: str
    people: int

    def stands_on(self, day: date) -> bool:
        """Whether the office exists on that day, as far as its days are known."""
        first, last = self.facts.valid_from, self.facts.valid_to
        return (first is None or first <= day) and (last is None or day <= last)


def offices(scope: Scope) -> list[OfficeLine]:
    """The offices in reach, each after the one it belongs to."""
    counted = Count("accounts", filter=Q(accounts__closed_at=None))
    rows = list(Office.objects.select_related("parent", "successor").annotate(people=counted).order_by("key"))
    if not scope.everything:
        reach = set(offices_in(scope))
        rows = [row for row in rows if row.key in reach]
    there = {row.pk for row in rows}
    below: dict[int | None, list[Office]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in there else None, []).append(row)
    return list(_walk(below, None, 0))


def office(key: str) -> OfficeFacts | None:
    """One office; None where there is none."""
    row = Office.objects.select_related("parent", "successor").filter(key=key).first()
    return facts_of(row) if row else None


def choices() -> list[tuple[str, str]]:
    """Every office as a form offers it: key and name, by name of the tree."""
    return [(line.facts.key, f"{'　' * line.depth}{line.facts.name}") for line in offices(Scope(everything=True))]


def _walk(below: dict[int | None, list[Office]], at: int | None, depth: int) -> Iterator[OfficeLine]:
    for row in below.get(at, ()):
        yield OfficeLine(
            facts=facts_of(row),
            depth=depth,
            parent_name=row.parent.name if row.parent else "",
            successor_name=row.successor.name if row.successor else "",
            people=row.people,  # type: ignore[attr-defined]
        )
        yield from _walk(below, row.pk, depth + 1)


def office_names(keys: Iterable[str]) -> dict[str, str]:
    """Key → name of these offices; unknown ones are left out."""
    return dict(Office.objects.filter(key__in=set(keys)).values_list("key", "name"))
