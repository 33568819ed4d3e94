"""What was done on site: who came when, the pictures, the samples and the tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from mingjian_web.demo.province.bodies import EVALUATION
from mingjian_web.demo.province.days import at
from mingjian_web.demo.province.names import person_name
from mingjian_web.demo.province.projects import Job
from mingjian_web.demo.province.stock import Rows, chance, plan, sha256


def lay_fieldwork(rows: Rows, jobs: Sequence[Job]) -> None:
    """Teams, visits, pictures; for testing the samples and the raw records."""
    for job in jobs:
        rows["team_members"] += _team(job)
        for day_number, day in enumerate(job.visits, start=1):
            for place, person in enumerate(job.team if day_number == 1 else job.team[:2], start=1):
                visit = _visit(job, f"v{job.id[1:]}-{day_number}{place}", person, day, place)
                rows["site_visits"].append(visit)
                rows["photos"] += _photos(job, visit)
        if job.body.kind != EVALUATION:
            _lay_tests(rows, job)


def _team(job: Job) -> Iterator[dict[str, Any]]:
    if job.body.kind == EVALUATION:
        roles = [
            ("leader", [job.leader]),
            ("member", job.team[1:]),
            ("author", job.team),
            ("reviewer", [job.technical]),
        ]
    else:
        roles = [("leader", [job.leader]), ("tester", job.team[1:])]
    roles += [("technical_leader", [job.technical]), ("process_control_leader", [job.control])]
    for role, people in roles:
        for person in people:
            yield {"project": job.id, "person": person, "role": role}


def _visit(job: Job, id_: str, person: str, day: date, place: int) -> dict[str, Any]:
    measures, luck = plan("visits"), chance("visit", id_)
    arrived, left = _hours(luck, job, day, place)
    placed = not job.on_paper and not (_underground(job) and luck.random() < measures["unplaced"])
    return {
        "id": id_,
        "project": job.id,
        "person": person,
        "arrived_at": arrived,
        "left_at": left,
        "lat": _near(luck, job.client["lat"]) if placed else None,
        "lon": _near(luck, job.client["lon"]) if placed else None,
        "accuracy_m": luck.randint(*measures["accuracy"]) if placed else None,
        "task": luck.choice(measures["tasks"]),
        "client_signed": True,
        "institution_signed": True,
        "record_sha256": sha256("record", job.id, day),
        "source": "paper" if job.on_paper else "app",
    }


def _underground(job: Job) -> bool:
    return job.body.underground or job.is_coal


def _hours(luck: Random, job: Job, day: date, place: int) -> tuple[datetime, datetime]:
    """Arrival and departure: of a whole day, or of the morning or the afternoon alone."""
    measures = plan("visits")
    begins, ends = {"morning": ("arrival", "noon"), "afternoon": ("afternoon", "evening")}.get(
        job.half or "", ("arrival", "late")
    )
    apart = luck.randint(0, measures["behind"]) if place > 1 else 0
    arrived, left = (chance(name, job.id, day).randint(0, measures[name][1]) for name in (begins, ends))
    return at(day, measures[begins][0], arrived + apart), at(day, measures[ends][0], left + apart)


def _near(luck: Random, degrees: float) -> float:
    spread = plan("visits")["wander"]
    return float(f"{degrees + luck.uniform(-spread, spread):.5f}")


def _photos(job: Job, visit: dict[str, Any]) -> Iterator[dict[str, Any]]:
    measures, luck = plan("visits"), chance("photos", visit["id"])
    if job.on_paper:
        return
    minutes = int((visit["left_at"] - visit["arrived_at"]).total_seconds()) // measures["minute"]
    for number in range(luck.randint(*measures["photos"])):
        taken = visit["arrived_at"] + timedelta(minutes=luck.randint(2, minutes - 1))
        id_ = f"f{visit['id'][1:]}-{number + 1}"
        yield {
            "id": id_,
            "project": job.id,
            "visit": visit["id"],
            "sha256": sha256("photo", id_),
            "taken_at": taken,
            "lat": visit["lat"],
            "lon": visit["lon"],
            "received_at": taken + timedelta(minutes=luck.randint(*measures["received"])),
        }


def _lay_tests(rows: Rows, job: Job) -> None:
    """Samples of the first day on site, and for each item one test after the other on an instrument of its own."""
    measures, luck, day = plan("tests"), chance("tests", job.id), job.visits[0]
    instruments = [row["id"] for row in rows["equipment"] if row["institution"] == job.body.id]
    samples = [f"s{job.id[1:]}-{n + 1}" for n in range(luck.randint(*measures["samples"]))]
    for place, sample in enumerate(samples):
        rows["samples"].append(
            {
                "id": sample,
                "project": job.id,
                "taken_at": at(day, measures["starts"], place * measures["gap"]),
                "taken_by": person_name(job.leader),
                "handed_over_at": at(day, measures["handed"]),
                "received_by": person_name(job.team[1]),
            }
        )
    for series, item in enumerate(measures["items"][job.scope]):
        minutes = 0
        for place, sample in enumerate(samples):
            begun = at(day, measures["begins"], minutes)
            rows["test_records"].append(
                {
                    "id": f"t{job.id[1:]}-{series + 1}{place + 1}",
                    "project": job.id,
                    "equipment": instruments[series % len(instruments)] if instruments else None,
                    "sample": sample,
                    "item": item,
                    "started_at": begun,
                    "ended_at": begun + timedelta(minutes=luck.randint(*measures["minutes"])),
                    "operator": person_name(job.team[1]),
                    "minimum_gap_minutes": measures["gap"],
                }
            )
            minutes += luck.randint(*measures["between"])
