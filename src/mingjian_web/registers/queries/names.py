"""Names behind keys, many at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Client, Institution, Person

#: The kinds that have names here, as findings name their subjects.
KINDS: dict[str, type[Institution] | type[Person] | type[Client]] = {
    "institution": Institution,
    "person": Person,
    "client": Client,
}


def names(kind: str, keys: Collection[str], known: datetime | None = None) -> dict[str, str]:
    """The names of institutions, persons or clients (`kind`) by key; a key nobody has is left out."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    return dict(rows(KINDS[kind], known).filter(key__in=wanted).values_list("key", "name"))


def institutions_by_uscc(codes: Collection[str], known: datetime | None = None) -> dict[str, tuple[str, str]]:
    """Key and name of the institutions with these credit codes."""
    found = rows(Institution, known).filter(uscc__in=set(codes)).values_list("uscc", "key", "name")
    return {uscc: (key, name) for uscc, key, name in found}
