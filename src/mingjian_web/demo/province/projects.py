"""Projects: who takes what when, planned from the day on site backwards to the contract and forwards to the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from mingjian_web.demo.province.bodies import EVALUATION, Body, bodies
from mingjian_web.demo.province.days import between, worked
from mingjian_web.demo.province.offices import PROVINCE
from mingjian_web.demo.province.staff import CLERK, LEGAL, Spell
from mingjian_web.demo.province.stock import Rows, chance, plan

COAL_OFFICE = "o-mei"


@dataclass(frozen=True, slots=True)
class Job:
    """One project as planned. Days are working days; `visits` the days on site, `half` of a day: None is all of it.

    `team`: leader first, then members; `peer` and `internal` review what the team wrote.
    """

    id: str
    body: Body
    scope: str
    kind: str
    client: Mapping[str, Any]
    risk: date
    contract: date
    notice: date
    visits: tuple[date, ...]
    issue: date
    published: date
    team: tuple[str, ...]
    peer: str
    internal: str
    technical: str
    control: str
    branch: str | None
    on_paper: bool
    half: str | None = None

    @property
    def leader(self) -> str:
        """The project's team leader."""
        return self.team[0]

    @property
    def report(self) -> str:
        """The id of its report."""
        return "r" + self.id[1:]

    @property
    def is_coal(self) -> bool:
        """Whether the coal-mine authority watches over it."""
        return self.scope.startswith("coal")


def plan_jobs(rosters: Mapping[str, Sequence[Spell]], pools: Mapping[str, list[dict[str, Any]]]) -> list[Job]:
    """Every project of the year, an institution after the other, each in the order of its days on site."""
    jobs = [job for body in bodies() for job in _jobs(body, rosters[body.key], pools)]
    for client in (client for pool in pools.values() for client in pool):
        client.pop("beside", None)
    return jobs


def lay_projects(rows: Rows, jobs: Sequence[Job]) -> None:
    """The rows of the projects and of their notices of service."""
    for job in jobs:
        rows["projects"].append(_row(job))
        rows["notices"].append(
            {
                "project": job.id,
                "kind": "service_notice",
                "sent_on": job.notice,
                "authority": COAL_OFFICE if job.is_coal else PROVINCE,
                "people": list(job.team),
            }
        )


def _row(job: Job) -> dict[str, Any]:
    measures, luck = plan("projects"), chance("fee", job.id)
    low, high = measures["fee"]
    return {
        "id": job.id,
        "institution": job.body.id,
        "branch": job.branch,
        "client": job.client["id"],
        "kind": job.kind,
        "scope": job.scope,
        "division": job.client["division"],
        "risk_analysis_on": job.risk,
        "contract_on": job.contract,
        "fee": luck.randrange(low, high, measures["rounded"]),
        "site_record": "paper" if job.on_paper else "app",
        "office": COAL_OFFICE if job.is_coal else PROVINCE,
    }


def _jobs(body: Body, roster: Sequence[Spell], pools: Mapping[str, list[dict[str, Any]]]) -> Iterator[Job]:
    busy: dict[str, set[date]] = defaultdict(set)
    days, scopes = _visit_days(body), _scopes(body)
    before: Job | None = None
    for place, (day, scope) in enumerate(zip(days, scopes, strict=True), start=1):
        afternoon = any(place == second for _, second in body.pairs)
        if afternoon and before:
            job = _beside(before, f"j-{body.key}-{place:0>2}", pools)
        else:
            morning = any(place == first for first, _ in body.pairs)
            job = _job(body, place, day, scope, roster, busy, pools, "morning" if morning else None)
        for person in job.team:
            busy[person].update(job.visits)
        before = job
        yield job


def _visit_days(body: Body) -> list[date]:
    """The first day on site of each project, spread over the year; those under way come about the first day."""
    measures, luck = plan("projects"), chance("days", body.key)
    year = [day for day in between(*measures["visits"]) if not _in_stop(body, day)]
    count, jitter = sum(body.reports.values()), measures["jitter"]
    step = len(year) / count
    places = [int((n + luck.random()) * step) + luck.randint(-jitter, jitter) for n in range(count)]
    days = [year[max(0, min(place, len(year) - 1))] for place in places]
    under_way = luck.sample(between(*measures["under_way"]), body.open)
    return sorted(days) + sorted(under_way)


def _in_stop(body: Body, visit: date) -> bool:
    """Whether a contract or a report of a visit that day would fall while the certificate is suspended."""
    if not body.closed:
        return False
    measures = plan("projects")
    reach = sum(measures[name][1] for name in ("notice", "contract", "risk"))
    first, last = body.closed
    return worked(visit, -reach) <= last and worked(visit, measures["writing"][1] + 1) >= first


def _scopes(body: Body) -> list[str]:
    """The scope of each project in turn; those the institution was to lose come early in the year."""
    luck, early = chance("scopes", body.key), plan("projects")["early"]
    all_of_them = [scope for scope, count in body.reports.items() for _ in range(count)]
    turns = [(luck.random() * (early if scope in body.early else 1), scope) for scope in all_of_them]
    kept = [scope for scope in body.reports if scope not in body.early]
    return [scope for _, scope in sorted(turns)] + [luck.choice(kept) for _ in range(body.open)]


def _job(
    body: Body,
    place: int,
    day: date,
    scope: str,
    roster: Sequence[Spell],
    busy: Mapping[str, set[date]],
    pools: Mapping[str, list[dict[str, Any]]],
    half: str | None,
) -> Job:
    id_ = f"j-{body.key}-{place:0>2}"
    measures, luck = plan("projects"), chance("project", id_)
    visits = (day, worked(day, 1)) if half is None and luck.random() < measures["two_days"] else (day,)
    branch = next((branch for branch in body.branches if place in branch["jobs"]), None)
    free = [spell for spell in roster if spell.steady and not busy[spell.person].intersection(visits)]
    people = _people(luck, free, branch)
    return _timed(
        luck,
        day,
        visits,
        id=id_,
        body=body,
        scope=scope,
        kind=_kind(luck, body),
        client=luck.choice(pools[scope]),
        branch=branch["id"] if branch else None,
        on_paper=half is None and luck.random() < measures["on_paper"],
        half=half,
        **people,
    )


def _kind(luck: Random, body: Body) -> str:
    kinds = plan("projects")["kinds"]
    return luck.choices(list(kinds), list(kinds.values()))[0] if body.kind == EVALUATION else "testing"


def _people(luck: Random, free: Sequence[Spell], branch: Mapping[str, Any] | None) -> dict[str, Any]:
    """Team and reviewers, nobody twice: at a branch its own people, led from the head office unless it works alone."""
    technical, control = (spell.person for spell in free[1 : 1 + 2])
    rest = [spell for spell in free[1 + 2 :] if spell.post not in (CLERK, LEGAL)]
    here = [spell.person for spell in rest if branch and spell.branch == branch["id"]]
    others = [spell.person for spell in rest if spell.branch is None]
    size = 1 + luck.randint(*plan("projects")["team"])
    alone = bool(branch and branch.get("alone"))
    local = luck.sample(here, min(len(here), size if alone else 1))
    away = luck.sample(others, size - len(local) + 2)
    team, (peer, internal) = (local + away[2:] if alone else away[2:] + local), away[:2]
    return {"team": tuple(team), "peer": peer, "internal": internal, "technical": technical, "control": control}


def _timed(luck: Random, day: date, visits: tuple[date, ...], **told: Any) -> Job:
    """The project with its days: risk analysis, contract, notice, then the site, the report, its publication."""
    measures = plan("projects")
    notice = worked(day, -luck.randint(*measures["notice"]))
    contract = worked(notice, -luck.randint(*measures["contract"]))
    risk = worked(contract, -luck.randint(*measures["risk"]))
    issue = worked(visits[-1], luck.randint(*measures["writing"]))
    published = worked(issue, luck.randint(*measures["publishes"]))
    return Job(visits=visits, notice=notice, contract=contract, risk=risk, issue=issue, published=published, **told)


def _beside(first: Job, id_: str, pools: Mapping[str, list[dict[str, Any]]]) -> Job:
    """The same team, the same day, in the afternoon, at a neighbouring plant of the park."""
    luck = chance("beside", id_)
    neighbour = next(client for client in pools[first.scope] if _may_stand_beside(client, first.client))
    away = plan("projects")["near_park"]
    neighbour |= {
        "lat": float(f"{first.client['lat'] + away:.5f}"),
        "lon": float(f"{first.client['lon'] - away:.5f}"),
        "beside": True,
    }
    told = {
        name: getattr(first, name)
        for name in (
            "body", "scope", "kind", "team", "peer", "internal", "technical", "control", "branch", "on_paper",
        )
    }  # fmt: skip
    return _timed(luck, first.visits[0], first.visits, id=id_, client=neighbour, half="afternoon", **told)


def _may_stand_beside(client: Mapping[str, Any], first: Mapping[str, Any]) -> bool:
    """Another client of the same county that has no neighbour yet."""
    return client["id"] != first["id"] and client["division"] == first["division"] and not client.get("beside")
