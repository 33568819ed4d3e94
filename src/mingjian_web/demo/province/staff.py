"""Everybody who works at an institution: posts, qualifications, and who pays their insurance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mingjian_web.demo.province.bodies import EVALUATION, Body, bodies
from mingjian_web.demo.province.days import some_day, years_after
from mingjian_web.demo.province.institutions import legal_representative
from mingjian_web.demo.province.names import person_name
from mingjian_web.demo.province.stock import Rows, chance, plan, sha256

LEGAL, TECHNICAL, CONTROL, CLERK = "legal_representative", "technical_leader", "process_control_leader", "other"


@dataclass(frozen=True, slots=True)
class Spell:
    """One person's time at one institution, in one post; `until` None is still there."""

    person: str
    post: str
    since: date
    until: date | None = None
    branch: str | None = None

    @property
    def steady(self) -> bool:
        """Whether the person was there all the time that projects are told of."""
        return self.until is None and self.since < plan("projects")["visits"][0]


def lay_staff(rows: Rows, today: date) -> dict[str, list[Spell]]:
    """The people of every institution, by its key, in the order of the roster."""
    rosters = {body.key: list(_roster(body)) for body in bodies()}
    for body in bodies():
        for spell in rosters[body.key]:
            _lay_person(rows, body, spell)
            rows["employments"].append(_employment(body, spell))
            if not body.visiting:
                rows["social_insurance"] += _insurance(rows, body, spell, today)
    return rosters


def _roster(body: Body) -> Iterator[Spell]:
    """Legal representative, technical leader, process-control leader, the others, those who changed, the clerks."""
    measures, luck = plan("staff"), chance("roster", body.key)
    yield Spell(legal_representative(body.key), LEGAL, _hired(body, legal_representative(body.key)))
    steady = body.staff - body.leavers
    at_branch = {_id(body, n): branch["id"] for branch in body.branches for n in branch["staff"]}
    for place in range(steady):
        id_ = _id(body, place + 2)
        yield Spell(id_, _post(body, place), _hired(body, id_), body.gone.get(place + 2), at_branch.get(id_))
    for place, day in body.come.items():
        yield Spell(_id(body, place), _post(body, place), day)
    for pair in range(body.leavers):
        gone = some_day(luck, *measures["leaves"])
        come = gone - timedelta(days=luck.randint(*measures["joins"]))
        place = steady + 2 * (pair + 1)
        yield Spell(_id(body, place), _post(body, place), _hired(body, _id(body, place)), gone)
        yield Spell(_id(body, place + 1), _post(body, place), come)
    for place in range(luck.randint(*measures["clerks"])):
        id_ = _id(body, measures["clerks_from"] + place)
        yield Spell(id_, CLERK, _hired(body, id_))


def _id(body: Body, place: int) -> str:
    return f"p-{body.key}-{place:0>2}"


def _post(body: Body, place: int) -> str:
    leaders = (TECHNICAL, CONTROL)
    ordinary = "evaluator" if body.kind == EVALUATION else "tester"
    return leaders[place] if place < len(leaders) else ordinary


def _hired(body: Body, person: str) -> date:
    """A day some years before the institution's first certificate."""
    first, last = plan("staff")["hired"]["years"]
    return some_day(chance("hired", person), years_after(body.since, -last), years_after(body.since, -first))


def _lay_person(rows: Rows, body: Body, spell: Spell) -> None:
    measures, luck = plan("staff"), chance("person", spell.person)
    born = luck.randint(*measures["born"])
    begun = min(date(born + luck.randint(*measures["begins_at"]), luck.randint(*measures["months"]), 1), spell.since)
    rows["people"].append(
        {
            "id": spell.person,
            "name": person_name(spell.person),
            "id_hash": sha256(measures["salt"], born, spell.person),
            "in_field_since": begun,
        }
    )
    if spell.post in (LEGAL, CLERK):
        return
    rows["qualifications"] += _title(spell, begun)
    if body.kind == EVALUATION:
        rows["qualifications"] += [_evaluator(body, spell), *_engineer(body, spell)]


def _place(spell: Spell) -> int:
    """The place in the roster, which the person's level goes by."""
    return int(spell.person.rpartition("-")[-1])


def _evaluator(body: Body, spell: Spell) -> dict[str, Any]:
    measures, luck = plan("staff"), chance("evaluator", spell.person)
    issued = spell.since - timedelta(days=luck.randint(*measures["before_hire"]))
    old = issued <= measures["vocational_until"]
    return {
        "id": f"q-{spell.person}-p",
        "person": spell.person,
        "kind": "evaluator",
        "level": _level(spell),
        "number": f"{'AP' if old else 'JN'}{issued.year}{luck.randint(*measures['number'])}",
        "speciality": luck.choice(measures["specialities"]),
        "institution": body.id,
        "valid_from": issued,
        "issuer": measures["issuers"]["old" if old else "new"],
        "issued_on": issued,
        "basis": "vocational_qualification" if old else "skill_level",
    }


def _level(spell: Spell) -> str:
    """Leaders and every fourth are of level 1; of the others two in three of level 2."""
    measures, place = plan("staff"), _place(spell)
    first, second, third = measures["levels"]
    if spell.post in (TECHNICAL, CONTROL) or not place % measures["level1_every"]:
        return str(first)
    return str(second if place % measures["level2_of"] else third)


def _engineer(body: Body, spell: Spell) -> Iterator[dict[str, Any]]:
    """Registrations as safety engineer, one after the other without a gap, for two of five."""
    measures, luck = plan("staff"), chance("engineer", spell.person)
    every, of_these = measures["engineers_of"]
    leads = spell.post in (TECHNICAL, CONTROL)
    if not leads and _place(spell) % every >= of_these:
        return
    first, number = spell.since, luck.randint(*measures["number"])
    while first <= plan("first_day"):
        last = years_after(first, measures["engineer_years"]) - timedelta(days=1)
        yield {
            "id": f"q-{spell.person}-z{first.year}",
            "person": spell.person,
            "kind": "registered_safety_engineer",
            "level": "senior" if leads or not _place(spell) % measures["senior_engineer_every"] else "middle",
            "number": f"ZC97{number}",
            "institution": body.id,
            "valid_from": first,
            "valid_to": last,
            "basis": "registration",
        }
        first = last + timedelta(days=1)


def _title(spell: Spell, begun: date) -> Iterator[dict[str, Any]]:
    measures, luck = plan("staff"), chance("title", spell.person)
    level = "senior" if spell.post == TECHNICAL else luck.choice(measures["titles"])
    day = min(years_after(begun, luck.randint(*measures["title_after"])), spell.since)
    yield {
        "id": f"q-{spell.person}-c",
        "person": spell.person,
        "kind": "professional_title",
        "level": level,
        "number": f"ZW{day.year}{luck.randint(*measures['number'])}",
        "speciality": luck.choice(measures["specialities"]),
        "valid_from": day,
        "issued_on": day,
        "basis": "title",
    }


def _employment(body: Body, spell: Spell) -> dict[str, Any]:
    return {
        "person": spell.person,
        "institution": body.id,
        "branch": spell.branch,
        "post": spell.post,
        "full_time": True,
        "valid_from": spell.since,
        "valid_to": spell.until,
    }


def _insurance(rows: Rows, body: Body, spell: Spell, today: date) -> Iterator[dict[str, Any]]:
    """The months the institution paid for, whole months of the spell; for the retired nobody pays."""
    if spell.person in plan("staff")["retired"]:
        return
    code = next(row["uscc"] for row in rows["institutions"] if row["id"] == body.id)
    for month in months_before(today, plan("staff")["insured_months"]):
        if spell.since <= month and (spell.until is None or spell.until >= month_end(month)):
            yield {"person": spell.person, "employer_uscc": code, "month": f"{month:%Y-%m}"}


def months_before(today: date, count: int) -> list[date]:
    """The first days of the `count` whole months before the month of `today`, in order."""
    months, first = [], today.replace(day=1)
    for _ in range(count):
        first = (first - timedelta(days=1)).replace(day=1)
        months.append(first)
    return months[::-1]


def month_end(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return (month + timedelta(days=plan("staff")["longest_month"])).replace(day=1) - timedelta(days=1)
