"""One person as of a day, and lists of people. Nobody is ranked, counted against others or timed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mingjian_web.accounts.actor import Scope
from mingjian_web.registers import search
from mingjian_web.registers.facts import EmploymentFacts, InsuranceFacts, PersonFacts, PersonLine
from mingjian_web.registers.listed import Listed, rows
from mingjian_web.registers.models import Employment, Person, Qualification, SocialInsurance
from mingjian_web.registers.queries.names import institutions_by_uscc, names
from mingjian_web.registers.queries.qualifications import qualifications_of
from mingjian_web.registers.queries.sources import source
from mingjian_web.registers.queries.staff import on_the_day
from mingjian_web.registers.reach import people_within
from mingjian_web.registers.standing import covers
from mingjian_web.registers.words import word


@dataclass(frozen=True, slots=True)
class PersonFilters:
    """What a list of people is narrowed to: posts, qualifications and levels as they were on the day."""

    text: str = ""
    institution: str = ""
    post: str = ""
    qualification: str = ""
    level: str = ""


def person(key: str, on: date, known: datetime | None = None) -> PersonFacts | None:
    """Everything registered about a person as of the day; None where nobody has the key."""
    row = rows(Person, known).filter(key=key).select_related("intake").first()
    if row is None:
        return None
    qualifications = qualifications_of([key], on=on, known=known)[key]
    registered = {stay.institution for one in qualifications for stay in one.stays}
    return PersonFacts(
        key=key,
        name=row.name,
        on=on,
        known=known,
        died_on=row.died_on if row.died_on and row.died_on <= on else None,
        in_field_since=row.in_field_since,
        employments=_employments(key, on, known),
        qualifications=tuple(qualifications),
        registered_names=names("institution", registered, known),
        insurance=_insurance(key, on, known),
        source=source(row),
    )


def _employments(key: str, on: date, known: datetime | None) -> tuple[EmploymentFacts, ...]:
    found = list(rows(Employment, known).filter(person=key, valid_from__lte=on).order_by("-valid_from", "pk"))
    called = names("institution", [row.institution for row in found], known)
    return tuple(
        EmploymentFacts(
            institution=row.institution,
            institution_name=called.get(row.institution, row.institution),
            branch=row.branch,
            post=word("employments", "post", row.post),
            full_time=row.full_time,
            first=row.valid_from,
            last=row.valid_to,
            stands=covers(row.valid_from, row.valid_to, on),
            row=row.pk,
        )
        for row in found
    )


def _insurance(key: str, on: date, known: datetime | None) -> tuple[InsuranceFacts, ...]:
    paid = rows(SocialInsurance, known).filter(person=key, month__lte=f"{on:%Y-%m}").order_by("month")
    by_payer: dict[str, list[str]] = defaultdict(list)
    for payer, month in paid.values_list("employer_uscc", "month").distinct():
        by_payer[payer].append(month)
    called = institutions_by_uscc(by_payer, known)
    found = []
    for payer, months in by_payer.items():
        institution, name = called.get(payer, ("", ""))
        spells = [InsuranceFacts(payer, institution, name, *spell) for spell in consecutive(months)]
        found.extend(spells)
    return tuple(sorted(found, key=lambda one: (one.last, one.first), reverse=True))


def consecutive(months: Iterable[str]) -> list[tuple[str, str, int]]:
    """Months one after another without a gap, as first, last and how many."""
    spells: list[list[str]] = []
    for month in sorted(months):
        if spells and _number(month) == _number(spells[-1][-1]) + 1:
            spells[-1].append(month)
        else:
            spells.append([month])
    return [(spell[0], spell[-1], len(spell)) for spell in spells]


def _number(month: str) -> int:
    year, _, of_year = month.partition("-")
    return int(year) * 12 + int(of_year)


def people(
    scope: Scope,
    filters: PersonFilters,
    on: date,
    *,
    known: datetime | None = None,
    also: Collection[str] = (),
) -> Listed[PersonLine]:
    """The people in reach that the filters leave, by name; posts and qualifications as on the day."""
    found = rows(Person, known).filter(people_within(scope, also, known))
    if filters.text:
        found = found.filter(key__in=search.matching("person", filters.text))
    if filters.institution or filters.post:
        employed = rows(Employment, known).filter(on_the_day(on))
        if filters.institution:
            employed = employed.filter(institution=filters.institution)
        if filters.post:
            employed = employed.filter(post=filters.post)
        found = found.filter(key__in=employed.values("person"))
    if filters.qualification or filters.level:
        qualified = rows(Qualification, known).filter(on_the_day(on))
        if filters.qualification:
            qualified = qualified.filter(kind=filters.qualification)
        if filters.level:
            qualified = qualified.filter(level=filters.level)
        found = found.filter(key__in=qualified.values("person"))
    return Listed(found, lambda part: _lines(part, on, known), {"name": "name"}, ("name",))


def _lines(part: Sequence[Person], on: date, known: datetime | None) -> list[PersonLine]:
    keys = [row.key for row in part]
    employed = list(rows(Employment, known).filter(on_the_day(on), person__in=keys).order_by("-valid_from"))
    called = names("institution", [row.institution for row in employed], known)
    held = qualifications_of(keys, on=on, known=known)
    return [
        PersonLine(
            key=row.key,
            name=row.name,
            posts=tuple(
                (one.institution, called.get(one.institution, one.institution), word("employments", "post", one.post))
                for one in employed
                if one.person == row.key
            ),
            qualifications=tuple(
                (one.kind, one.level) for one in held.get(row.key, []) if covers(one.first, one.last, on)
            ),
        )
        for row in part
    ]
