"""Planted on paper: notices, reviews, signatures, reports and what was put online."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian_web.demo.province.days import at, worked
from mingjian_web.demo.province.ground import Ground
from mingjian_web.demo.province.stock import chance, plan, sha256


def not_notified(ground: Ground, project: str) -> None:
    """No notice of service was given."""
    ground.take_away("notices", project=project)


def notified(ground: Ground, project: str, before_visit: int) -> None:
    """The notice went so many working days before the first day on site (after it, if negative)."""
    ground.one("notices", project=project)["sent_on"] = worked(_first_visit(ground, project), -before_visit)


def sent_to_the_wrong_city(ground: Ground, project: str, office: str, forwarded_after: int) -> None:
    """By fax to a city that had nothing to do with it, which passed it on: in time all the same."""
    notice = ground.one("notices", project=project)
    ground.lay("notices", **notice | {"sent_on": worked(notice["sent_on"], forwarded_after)})
    notice["authority"] = office


def contract_after_visit(ground: Ground, project: str, days: int) -> None:
    """The contract bears a day after the first day on site."""
    ground.one("projects", id=project)["contract_on"] = worked(_first_visit(ground, project), days)


def review_missing(ground: Ground, project: str, step: str) -> None:
    """One of the reviews is not there."""
    ground.take_away("reviews", project=project, step=step)


def reviewed_twice(ground: Ground, project: str, step: str, by_step: str) -> None:
    """Whoever did one review did another too."""
    ground.one("reviews", project=project, step=step)["person"] = ground.one("reviews", project=project, step=by_step)[
        "person"
    ]


def only_returned(ground: Ground, project: str, step: str) -> None:
    """A review that sent the report back, and none that let it pass."""
    ground.one("reviews", project=project, step=step)["outcome"] = "returned"


def reviewed_after_issue(ground: Ground, project: str, step: str, days: int) -> None:
    """A review done working days after the report was issued."""
    row = ground.one("reviews", project=project, step=step)
    row["done_at"] = _hour(worked(_issue(ground, project), days), project)


def reviewer_not_leader(ground: Ground, project: str) -> None:
    """The reviewer named is the one who did the internal review, not the technical leader."""
    row = ground.one("team_members", project=project, role="reviewer")
    row["person"] = ground.one("reviews", project=project, step="internal")["person"]
    report = ground.one("reports", project=project)["id"]
    ground.one("signatures", report=report, role="reviewer")["person"] = row["person"]
    ground.changed("team_members")
    ground.changed("signatures")


def reviewed_own_work(ground: Ground, project: str) -> None:
    """The reviewer is one of the authors."""
    person = ground.one("team_members", project=project, role="reviewer")["person"]
    ground.lay("team_members", project=project, person=person, role="author")


def signed_late(ground: Ground, project: str, role: str, days: int) -> None:
    """A signature of working days after the issue."""
    row = ground.one("signatures", report=_report(ground, project), role=role)
    row["signed_at"] = _hour(worked(_issue(ground, project), days), project)


def signed_by_the_departed(ground: Ground, project: str, person: str) -> None:
    """A member's signature was put by somebody who had left."""
    row = ground.of("signatures", report=_report(ground, project), role="author")[-1]
    row["person"] = person
    ground.changed("signatures")


def not_published(ground: Ground, project: str) -> None:
    """Nothing of the report was ever online."""
    id_ = ground.one("disclosures", report=_report(ground, project))["id"]
    ground.take_away("disclosed_values", disclosure=id_)
    ground.take_away("disclosures", id=id_)


def published_early(ground: Ground, project: str, days: int) -> None:
    """Online working days before the report was issued."""
    row = ground.one("disclosures", report=_report(ground, project))
    row["published_at"] = _hour(worked(_issue(ground, project), -days), project)


def taken_down(ground: Ground, project: str, on: date) -> None:
    """What was online was taken down, and nothing put in its place."""
    ground.one("disclosures", report=_report(ground, project))["removed_at"] = _hour(on, project)


def changed_online(ground: Ground, project: str, on: date) -> None:
    """Other words stand online than before, and nobody said so."""
    row = ground.one("disclosures", report=_report(ground, project))
    _next_version(ground, row, on)


def replaced_honestly(ground: Ground, project: str, on: date) -> None:
    """A wrong tank number: the report was issued anew, and a page saying so stands where the old one was."""
    report = ground.one("reports", project=project)
    online = ground.one("disclosures", report=report["id"])
    online["removed_at"] = _next_version(ground, online, on)["published_at"]
    new = report["id"] + "-2"
    ground.lay(
        "reports",
        **report | {"id": new, "number": f"{report['number']}（更正）", "issued_on": on, "sha256": sha256(new)},
    )
    for row in list(ground.of("signatures", report=report["id"])):
        ground.lay("signatures", **row | {"report": new, "signed_at": _hour(on, row["person"])})
    ground.lay(
        "disclosures",
        **online
        | {
            "report": new,
            "id": online["id"] + "-3",
            "published_at": _hour(on, new),
            "removed_at": None,
            "content_sha256": sha256("online", new),
        },
    )


def name_slip(ground: Ground, project: str, right: str, wrong: str) -> None:
    """A name is one character wrong online; the person is the same."""
    id_ = ground.one("disclosures", report=_report(ground, project))["id"]
    row = ground.one("disclosed_values", disclosure=id_, field="onsite")
    if right not in row["value"]:
        raise LookupError(f"{right} was not on site for {project}")
    row["value"] = row["value"].replace(right, wrong)


def not_a_problem(ground: Ground, problem: str, kind: str) -> None:
    """What a check wrote down and then found to be none: closed on the day."""
    row = ground.one("problems", id=problem)
    row |= {"kind": kind, "closed_on": row["found_on"], "verified_by": plan("checks")["verifier"]}


def fee_of_a_branch(ground: Ground, branch: str, institution: str, amount: int, on: list[date], purpose: str) -> None:
    """What a branch paid its head office."""
    for place, day in enumerate(on, start=1):
        ground.lay(
            "payments",
            id=f"m-{branch}-{place}",
            payer=branch,
            payee=institution,
            amount=amount,
            on=day,
            purpose=purpose,
        )


ACTS = (
    not_notified,
    notified,
    sent_to_the_wrong_city,
    contract_after_visit,
    review_missing,
    reviewed_twice,
    only_returned,
    reviewed_after_issue,
    reviewer_not_leader,
    reviewed_own_work,
    signed_late,
    signed_by_the_departed,
    not_published,
    published_early,
    taken_down,
    changed_online,
    replaced_honestly,
    name_slip,
    not_a_problem,
    fee_of_a_branch,
)


def _first_visit(ground: Ground, project: str) -> date:
    first: date = min(row["arrived_at"] for row in ground.of("site_visits", project=project)).date()
    return first


def _report(ground: Ground, project: str) -> str:
    return str(ground.one("reports", project=project)["id"])


def _issue(ground: Ground, project: str) -> date:
    issued: date = ground.one("reports", project=project)["issued_on"]
    return issued


def _next_version(ground: Ground, row: dict[str, Any], on: date) -> dict[str, Any]:
    again = {"id": row["id"] + "-2", "published_at": _hour(on, row["id"]), "content_sha256": sha256("again", row["id"])}
    return ground.lay("disclosures", **row | again | {"removed_at": None})


def _hour(day: date, *of: object) -> Any:
    measures = plan("reports")
    return at(day, measures["office_opens"], chance("planted", day, *of).randint(*measures["office_minutes"]))
