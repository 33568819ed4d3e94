"""Qualifications with where they were registered, many people at once: two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from mingjian_web.registers.facts import QualificationFacts
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Qualification, RegistrationEvent
from mingjian_web.registers.standing import Move, covers, stays
from mingjian_web.registers.words import word

#: Kinds that are registered with an institution; a title goes with its person.
REGISTERED = frozenset({"evaluator", "registered_safety_engineer"})


def qualifications_of(
    people: Collection[str], *, on: date, known: datetime | None
) -> dict[str, list[QualificationFacts]]:
    """Every qualification that had begun by the day, by person."""
    held = list(
        rows(Qualification, known).filter(person__in=set(people), valid_from__lte=on).order_by("kind", "valid_from")
    )
    moves = _moves([one.key for one in held], on, known)
    found: dict[str, list[QualificationFacts]] = defaultdict(list)
    for row in held:
        found[row.person].append(_facts(row, moves[row.key]))
    return found


def _facts(row: Qualification, moves: list[Move]) -> QualificationFacts:
    return QualificationFacts(
        key=row.key,
        kind=word("qualifications", "kind", row.kind),
        kind_code=row.kind,
        level=word("qualifications", "level", row.level) if row.level else None,
        level_code=row.level,
        number=row.number,
        speciality=row.speciality,
        first=row.valid_from,
        last=row.valid_to,
        issuer=row.issuer,
        basis=word("qualifications", "basis", row.basis) if row.basis else None,
        stays=stays(row.institution, row.valid_from, row.valid_to, moves) if row.kind in REGISTERED else (),
        row=row.pk,
    )


def _moves(keys: Collection[str], on: date, known: datetime | None) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = defaultdict(list)
    for row in rows(RegistrationEvent, known).filter(qualification__in=keys, on__lte=on).order_by("on", "pk"):
        found[row.qualification].append(Move(row.from_institution, row.to_institution, row.on))
    return found


def held_at(one: QualificationFacts, institution: str, on: date) -> bool:
    """Whether the qualification counted at the institution that day: in force, registered there or with none named."""
    if not covers(one.first, one.last, on):
        return False
    there = [stay for stay in one.stays if covers(stay.first, stay.last, on)]
    return one.kind_code not in REGISTERED or any(stay.institution in ("", institution) for stay in there)
