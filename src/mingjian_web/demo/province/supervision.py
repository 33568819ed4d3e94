"""Checks of reports by drawn lots, the problems they found, the campaign's rectification ledger, the zero reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Any

from mingjian_web.demo.province.bodies import Body
from mingjian_web.demo.province.days import between, worked
from mingjian_web.demo.province.offices import counties, office_of
from mingjian_web.demo.province.projects import Job
from mingjian_web.demo.province.stock import Rows, chance, plan, shelf

#: The enforcement bureau checks everywhere.
BUREAU = "o-zhifa"


@dataclass(frozen=True, slots=True)
class Check:
    """One report checked in one round."""

    id: str
    job: Job
    on: date
    campaign: bool


def lay_supervision(rows: Rows, jobs: Sequence[Job]) -> None:
    """Every round of the year: the draw, the reports checked, the problems found."""
    checks: list[Check] = []
    for told in plan("checks")["rounds"]:
        seen = {check.job.id for check in checks}
        ready = [job for job in jobs if job.issue < told["on"] and job.id not in seen]
        checks += _lay_round(rows, told, ready, len(checks))
    _lay_problems(rows, checks)
    rows["self_checks"] += _zero_reports()


def _lay_round(rows: Rows, told: Mapping[str, Any], ready: Sequence[Job], before: int) -> list[Check]:
    """The draw of one round and its checks, one institution a day."""
    luck, campaign = chance("round", told["id"]), bool(told.get("campaign"))
    pool = sorted({job.body.id for job in ready})
    drawn = set(luck.sample(pool, min(told["bodies"], len(pool))))
    for body in luck.sample(pool, len(pool)):  # until there are enough reports
        if sum(job.body.id in drawn for job in ready) >= told["reports"]:
            break
        drawn.add(body)
    taken = luck.sample([job for job in ready if job.body.id in drawn], told["reports"])
    days, order = cycle(between(told["first"], told["last"])), sorted({job.body.id for job in taken})
    day_of = dict(zip(order, days, strict=False))
    rows["draws"].append(
        {
            "id": told["id"],
            "round": told["round"],
            "pool": pool,
            "drawn": sorted(drawn),
            "on": told["on"],
            "seed": told["seed"],
        }
    )
    taken.sort(key=lambda job: (day_of[job.body.id], job.id))
    checks = [Check(f"x-{before + n:0>3}", job, day_of[job.body.id], campaign) for n, job in enumerate(taken, start=1)]
    rows["inspections"] += [_inspection(check, told["id"], order.index(check.job.body.id)) for check in checks]
    return checks


def _inspection(check: Check, draw: str, place: int) -> dict[str, Any]:
    measures = plan("checks")
    office, people = _inspectors(check.job.body, place)
    return {
        "id": check.id,
        "institution": check.job.body.id,
        "project": check.job.id,
        "on": check.on,
        "by": people,
        "draw": draw,
        "kind": "special" if check.campaign else "daily",
        "basis": measures["campaign_basis" if check.campaign else "basis"],
        "approved_by": measures["approver"],
        "notice_no": measures["notice"].format(year=check.on.year, n=measures["notices"][draw] + place),
        "experts": [measures["experts"][place % len(measures["experts"])]],
        "office": office,
    }


def _inspectors(body: Body, place: int) -> tuple[str, list[str]]:
    """Two of one office, in turn: the bureau's, or the city's where the institution has its seat.

    Whoever has declared an interest in the institution stands aside.
    """
    told = shelf("offices.yaml")
    aside = {row["officer"] for row in told["officer_interests"] if row["institution"] == body.id}
    seat = counties().get(body.division)
    may_check = {BUREAU, office_of(seat["unit_code"])} if seat else {BUREAU}
    pairs = [
        (office, [first, second])
        for office, people in told["checking"].items()
        for first, second in zip(people[::2], people[1::2], strict=True)
        if office in may_check and not aside & {first, second}
    ]
    return pairs[place % len(pairs)]


def _lay_problems(rows: Rows, checks: Sequence[Check]) -> None:
    """So many reports with so many problems each; of the campaign's, some stand in the rectification ledger."""
    measures, luck = plan("checks"), chance("problems")
    counts = [count for count, reports in measures["per_report"].items() for _ in range(reports)]
    luck.shuffle(counts)
    found = [check for check, count in zip(checks, counts, strict=True) for _ in range(count)]
    places = [place for place, check in enumerate(found) if check.campaign]
    states = [state for state, count in measures["ledger"].items() for _ in range(count)]
    ledger = dict(zip(luck.sample(places, len(states)), states, strict=True))
    for place, check in enumerate(found):
        state = ledger.get(place)
        rows["problems"].append(
            _problem(check, place + 1) | (_ledger_line(check, place, state) if state else _small(check, place))
        )


def _problem(check: Check, number: int) -> dict[str, Any]:
    return {
        "id": f"w-{number:0>3}",
        "inspection": check.id,
        "institution": check.job.body.id,
        "found_on": check.on,
        "confirmed_on": check.on,
        "evidence": [f"检查记录 {check.id}"],
    }


def _small(check: Check, place: int) -> dict[str, Any]:
    """Mended within days."""
    measures, luck = plan("checks"), chance("small", place)
    days = luck.randint(*measures["closes"])
    return {
        "kind": luck.choice(measures["kinds"]),
        "due_on": worked(check.on, measures["closes"][1]),
        "closed_on": worked(check.on, days),
        "verified_by": measures["verifier"],
    }


def _ledger_line(check: Check, place: int, state: str) -> dict[str, Any]:
    """A line of the campaign's rectification ledger, as it stands on the first day."""
    measures, luck = plan("checks"), chance("ledger", place)
    line: dict[str, Any] = {
        "kind": luck.choice(measures["ledger_kinds"]),
        "due_on": luck.choice(between(*measures[f"{state}_due"])),
    }
    if state == "struck":
        line["closed_on"] = luck.choice(between(max(measures["struck_from"], check.on), measures["struck_by"]))
        line["verified_by"] = measures["verifier"]
    if word := measures["words"].get(state):
        line["evidence"] = [word]
    return line


def _zero_reports() -> Iterator[dict[str, Any]]:
    """The counties' zero reports of the campaign, on time but for those that matters.yaml tells of."""
    measures = plan("counties")["zero_reports"]
    told = {row.get("office") for row in shelf("matters.yaml")["self_checks"]}
    for unit in shelf("divisions.json")["units"]:
        for county in unit["counties"]:
            office = f"o-{county['code']}"
            day = chance("zero report", office).choice(between(*measures["submitted"]))
            if office not in told:
                yield {"office": office, "due_on": measures["due_on"], "submitted_on": day, "problems": 0}
