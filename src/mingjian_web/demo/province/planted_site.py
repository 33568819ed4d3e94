"""Planted on site: who was not there, who was in two places, whose phone was elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from mingjian_web.demo.province.days import at
from mingjian_web.demo.province.ground import Ground
from mingjian_web.demo.province.names import project_name
from mingjian_web.demo.province.stock import sha256


def not_on_site(ground: Ground, project: str, role: str) -> None:
    """The leader, or one member, never came."""
    person = ground.of("team_members", project=project, role=role)[-1]["person"]
    _take_visits_away(ground, project, person)


def two_places(ground: Ground, person: str, first: str, second: str, hours: dict[str, list[str]]) -> None:
    """The person on one day at both projects, at the hours said; the day is the first visit to `second`."""
    for project in (first, second):
        _put_on_team(ground, project, person)
    day = min(row["arrived_at"] for row in ground.of("site_visits", project=second)).date()
    for project, when in ((first, hours["first"]), (second, hours["second"])):
        visits = ground.of("site_visits", project=project, person=person)
        for row in visits[1:]:
            _take_visit_away(ground, row)
        _move(ground, visits[0], day, when)


def drifted(ground: Ground, project: str, person: str, north: float, east: float) -> None:
    """A phone that gave a place it had left: the visit lies so many degrees away."""
    row = ground.one("site_visits", project=project, person=person)
    row |= {"lat": float(f"{row['lat'] + north:.5f}"), "lon": float(f"{row['lon'] + east:.5f}")}


def short_visit(ground: Ground, project: str, hours: list[str]) -> None:
    """Everybody was on site for these few minutes only."""
    for row in ground.of("site_visits", project=project):
        row["arrived_at"], row["left_at"] = (at(row["arrived_at"].date(), clock) for clock in hours)
        _take_photos_away(ground, row)


def reused_photo(ground: Ground, project: str, previous: str) -> None:
    """The next stage of the same plant shows one picture of the stage before, on purpose and labelled."""
    later, before = ground.one("projects", id=project), ground.one("projects", id=previous)
    if later["client"] != before["client"]:
        raise LookupError(f"{project} and {previous} are no longer of one plant")
    later["previous"] = previous
    ground.of("photos", project=project)[0]["sha256"] = ground.of("photos", project=previous)[0]["sha256"]


def out_of_scope(ground: Ground, project: str, scope: str, client: str) -> None:
    """What was taken on belongs to another scope than the certificate's: another client, at another place."""
    row, new = ground.one("projects", id=project), ground.one("clients", id=client)
    old = ground.one("clients", id=row["client"])
    for table in ("site_visits", "photos"):
        for seen in ground.of(table, project=project):
            _shift(seen, old, new)
    row |= {"scope": scope, "client": client, "division": new["division"]}
    ground.one("payments", project=project)["payer"] = client
    online = ground.one("disclosures", report=ground.one("reports", project=project)["id"])["id"]
    title = ground.one("disclosed_values", disclosure=online, field="project")
    title["value"] = project_name(new["name"], scope, row["kind"], project)


def tested_too_soon(ground: Ground, project: str, minutes: int) -> None:
    """The second test of the first series began so few minutes after the first."""
    first, second = ground.of("test_records", project=project)[:2]
    second["started_at"] = first["started_at"] + timedelta(minutes=minutes)
    second["ended_at"] = second["started_at"] + (first["ended_at"] - first["started_at"])


def tested_at_once(ground: Ground, project: str) -> None:
    """Another sample was tested for another item on an instrument that was still at work."""
    records = ground.of("test_records", project=project)
    first = records[0]
    other = next(row for row in records if row["item"] != first["item"] and row["sample"] != first["sample"])
    half = (first["ended_at"] - first["started_at"]) / 2
    other["equipment"] = first["equipment"]
    other["started_at"], other["ended_at"] = first["started_at"] + half, first["ended_at"] + half


ACTS = (
    not_on_site,
    two_places,
    drifted,
    short_visit,
    reused_photo,
    out_of_scope,
    tested_too_soon,
    tested_at_once,
)


def _put_on_team(ground: Ground, project: str, person: str) -> None:
    """The person takes the place of the last member, unless already of the team."""
    if ground.of("team_members", project=project, person=person):
        return
    last = ground.of("team_members", project=project, role="member")[-1]["person"]
    report = ground.one("reports", project=project)["id"]
    places: dict[str, dict[str, Any]] = {
        "team_members": {"project": project},
        "site_visits": {"project": project},
        "signatures": {"report": report},
    }
    for table, where in places.items():
        for row in ground.of(table, **where, person=last):
            row["person"] = person
        ground.changed(table)
    notice = ground.one("notices", project=project)
    notice["people"] = [person if one == last else one for one in notice["people"]]


def _move(ground: Ground, row: dict[str, Any], day: date, hours: list[str]) -> None:
    row["arrived_at"], row["left_at"] = (at(day, clock) for clock in hours)
    row["record_sha256"] = sha256("record", row["project"], day)
    _take_photos_away(ground, row)


def _shift(row: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> None:
    """Where it was by the one plant, it is by the other; no position stays none."""
    for axis in ("lat", "lon"):
        if row[axis] is not None:
            row[axis] = float(f"{row[axis] - old[axis] + new[axis]:.5f}")


def _take_visits_away(ground: Ground, project: str, person: str) -> None:
    for row in ground.of("site_visits", project=project, person=person):
        _take_visit_away(ground, row)


def _take_visit_away(ground: Ground, row: dict[str, Any]) -> None:
    _take_photos_away(ground, row)
    ground.take_away("site_visits", id=row["id"])


def _take_photos_away(ground: Ground, row: dict[str, Any]) -> None:
    if ground.of("photos", visit=row["id"]):
        ground.take_away("photos", visit=row["id"])
