"""Reports: reviewed, issued, signed, disclosed; what they cite and find, what they cost, which permits they led to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from mingjian_web.demo.province.bodies import EVALUATION
from mingjian_web.demo.province.days import at, worked
from mingjian_web.demo.province.names import person_name, project_name
from mingjian_web.demo.province.offices import office_of
from mingjian_web.demo.province.projects import Job
from mingjian_web.demo.province.stock import Rows, chance, plan, sha256, shelf

STEPS = ("peer", "internal", "technical", "process_control")


def lay_reports(rows: Rows, jobs: Sequence[Job]) -> None:
    """Everything that came of the projects on paper, numbered in the order of issue."""
    rows["standards"] = [row for scope in shelf("standards.yaml").values() for row in scope]
    numbers = _numbers(jobs)
    for job in jobs:
        rows["reviews"] += _reviews(job)
        rows["reports"].append(_report(job, numbers[job.id]))
        rows["signatures"] += _signatures(job)
        rows["payments"] += _payments(rows, job)
        _lay_content(rows, job)
        _lay_disclosure(rows, job)
    rows["permits"] = list(_permits(jobs))


def _numbers(jobs: Sequence[Job]) -> Mapping[str, str]:
    """Each institution counts its reports of a year in its own style."""
    counts: Counter[tuple[str, int]] = Counter()
    numbers = {}
    for job in sorted(jobs, key=lambda job: (job.issue, job.id)):
        year = job.issue.year
        counts[job.body.key, year] += 1
        numbers[job.id] = job.body.style.format(year=year, n=counts[job.body.key, year])
    return numbers


def _reviews(job: Job) -> Iterator[dict[str, Any]]:
    if job.body.kind != EVALUATION:
        return
    for step, person, before in zip(STEPS, _reviewers(job), plan("projects")["reviews"], strict=True):
        yield {
            "project": job.id,
            "step": step,
            "person": person,
            "done_at": _office_hour(chance(step, job.id), worked(job.issue, -before)),
            "outcome": "passed",
        }


def _reviewers(job: Job) -> tuple[str, ...]:
    return job.peer, job.internal, job.technical, job.control


def _office_hour(luck: Random, day: date) -> Any:
    measures = plan("reports")
    return at(day, measures["office_opens"], luck.randint(*measures["office_minutes"]))


def _report(job: Job, number: str) -> dict[str, Any]:
    luck, kinds = chance("report", job.id), plan("reports")["conclusions"]
    return {
        "id": job.report,
        "project": job.id,
        "number": number,
        "issued_on": job.issue,
        "sha256": sha256("report", job.id),
        "conclusion": luck.choices(list(kinds), list(kinds.values()))[0],
    }


def _signatures(job: Job) -> Iterator[dict[str, Any]]:
    """The team the day before the issue, those who answer for it on the day."""
    luck = chance("signatures", job.id)
    hand = luck.random() < plan("reports")["handwritten"]
    ordinary = "author" if job.body.kind == EVALUATION else "tester"
    signing = [(person, "leader" if person == job.leader else ordinary, -1) for person in job.team]
    signing += [(job.technical, "technical_leader", 0), (job.control, "process_control_leader", 0)]
    signing += [(job.technical, "reviewer", 0)] if job.body.kind == EVALUATION else []
    for person, role, when in signing:
        yield {
            "report": job.report,
            "person": person,
            "role": role,
            "signed_at": _office_hour(luck, worked(job.issue, when)),
            "image_sha256": sha256("signature", person, job.id) if hand else None,
            "method": "handwritten" if hand else "electronic",
        }


def _payments(rows: Rows, job: Job) -> Iterator[dict[str, Any]]:
    yield {
        "id": f"m{job.id[1:]}",
        "payer": job.client["id"],
        "payee": job.body.id,
        "project": job.id,
        "amount": next(row["fee"] for row in reversed(rows["projects"]) if row["id"] == job.id),
        "on": worked(job.issue, chance("paid", job.id).randint(*plan("reports")["paid"])),
        "purpose": "fee",
    }


def _lay_content(rows: Rows, job: Job) -> None:
    """What the report cites, checks and finds wrong at the client's."""
    luck, measures = chance("content", job.id), plan("reports")
    told = shelf("content.yaml")[job.scope]
    standards = [row["number"] for row in shelf("standards.yaml")[told["standards"]]]
    for standard in luck.sample(standards, luck.randint(*measures["citations"])):
        clause = f"{luck.randint(*measures['chapter'])}.{luck.randint(*measures['chapter'])}"
        rows["citations"].append({"report": job.report, "standard": standard, "clause": clause})
    for item, veto in told["checks"]:
        rows["report_checks"].append({"report": job.report, "item": item, "veto": veto, "result": "符合"})
    for problem, measure in luck.sample(told["problems"], luck.randint(*measures["problems"])):
        rows["report_problems"].append({"report": job.report, "problem": problem, "measure": measure})
    for name, low, high, unit, limit in told["values"]:
        value = luck.randint(low, high)
        rows["report_values"].append(
            {
                "report": job.report,
                "name": name,
                "value": str(value),
                "unit": unit,
                "limit_kind": "min",
                "limit": limit,
                "limit_source": standards[0],
                "verdict": "符合",
            }
        )


def _lay_disclosure(rows: Rows, job: Job) -> None:
    """What the institution put online, with the words it used."""
    id_ = f"g{job.id[1:]}"
    rows["disclosures"].append(
        {
            "report": job.report,
            "published_at": _office_hour(chance("published", job.id), job.published),
            "fields": list(plan("reports")["fields"]),
            "content_sha256": sha256("online", job.id),
            "id": id_,
            "institution": job.body.id,
        }
    )
    onsite = "、".join(person_name(person) for person in job.team)
    words = {
        "project": project_name(job.client["name"], job.scope, job.kind, job.id),
        "leader": person_name(job.leader),
        "technical_leader": person_name(job.technical),
        "process_control_leader": person_name(job.control),
        "authors": onsite,
        "onsite": f"{onsite}（{job.visits[0]}）",
        "submitted_on": job.issue.isoformat(),
    }
    rows["disclosed_values"] += [{"disclosure": id_, "field": name, "value": said} for name, said in words.items()]


def _permits(jobs: Sequence[Job]) -> Iterator[dict[str, Any]]:
    """Every so many reports of a dangerous trade a county or city has relied on one."""
    measures = plan("reports")
    bound = [job for job in jobs if job.scope in measures["permitted_scopes"]]
    for job in bound[:: measures["permits"]]:
        yield {
            "id": f"k{job.id[1:]}",
            "client": job.client["id"],
            "report": job.report,
            "office": office_of(job.client["division"]),
            "decided_on": worked(job.published, chance("permit", job.id).randint(*measures["permit_after"])),
            "outcome": measures["permit_outcome"],
        }
