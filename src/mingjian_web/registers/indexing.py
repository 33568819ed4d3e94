"""What of the registers can be found: the entries of institutions, people and clients, read from rows that stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from mingjian_web.records.models import Kept
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Branch, Certificate, Client, Institution, Person, Qualification
from mingjian_web.registers.search import Entry, Field

#: The kinds this chapter keeps, with the models whose rows say something about one, and the column of its key.
SOURCES: dict[str, tuple[tuple[type[Kept], str], ...]] = {
    "institution": ((Institution, "key"), (Certificate, "institution"), (Branch, "institution")),
    "person": ((Person, "key"), (Qualification, "person")),
    "client": ((Client, "key"),),
}


def entries(kind: str, keys: Collection[str] | None = None) -> Iterator[Entry]:
    """Every entry of a kind, or of some of its things."""
    return {"institution": _institutions, "person": _people, "client": _clients}[kind](keys)


def _of(model: type[Kept], column: str, keys: Collection[str] | None) -> QuerySet[Any]:
    found: QuerySet[Any] = rows(model)
    return found if keys is None else found.filter(**{f"{column}__in": list(keys)})


def _institutions(keys: Collection[str] | None) -> Iterator[Entry]:
    standing = {row.key: row for row in _of(Institution, "key", keys)}
    for row in standing.values():
        yield _institution(row, Field.NAME, row.name)
        yield _institution(row, Field.USCC, row.uscc)
    for earlier in Institution.objects.exclude(ended_by=None).filter(key__in=list(standing)):
        if (row := standing[earlier.key]).name != earlier.name:
            yield _institution(row, Field.FORMER_NAME, earlier.name)
    for row in standing.values():
        for name in _former(row.extra.get("former_names")):
            yield _institution(row, Field.FORMER_NAME, name)
    for certificate in _of(Certificate, "institution", keys):
        if certificate.institution in standing:
            yield _institution(standing[certificate.institution], Field.NUMBER, certificate.number)
    for branch in _of(Branch, "institution", keys):
        if branch.institution in standing:
            yield _institution(standing[branch.institution], Field.BRANCH, branch.name)


def _former(said: object) -> list[str]:
    parts = said if isinstance(said, list) else str(said or "").split("|")
    return [str(part) for part in parts if part]


def _institution(row: Institution, field: Field, said: str) -> Entry:
    return Entry("institution", row.key, field, said, row.name, row.division, row.key)


def _people(keys: Collection[str] | None) -> Iterator[Entry]:
    names = dict(_of(Person, "key", keys).values_list("key", "name"))
    for key, name in names.items():
        yield Entry("person", key, Field.NAME, name, name)
    numbers = _of(Qualification, "person", keys).exclude(number="").values_list("person", "number")
    for key, number in numbers:
        if key in names:
            yield Entry("person", key, Field.NUMBER, number, names[key])


def _clients(keys: Collection[str] | None) -> Iterator[Entry]:
    for key, name, uscc, division in _of(Client, "key", keys).values_list("key", "name", "uscc", "division"):
        yield Entry("client", key, Field.NAME, name, name, division)
        if uscc:
            yield Entry("client", key, Field.USCC, uscc, name, division)


def touched(kind: str, intake: int) -> set[str]:
    """The keys of a kind that an intake brought, changed or ended, and those that undoing it gave back."""
    return touched_by(SOURCES[kind], intake)


def touched_by(sources: Collection[tuple[type[Kept], str]], intake: int) -> set[str]:
    """The same for any sources."""
    found: set[str] = set()
    for model, column in sources:
        for role in ("intake", "ended_by"):
            found.update(model.objects.filter(**{role: intake}).values_list(column, flat=True))
    return found - {""}
