"""Planted among people and papers of standing: two posts, insurance elsewhere, lapses, a death, a transfer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from mingjian_web.demo.province.ground import Ground
from mingjian_web.demo.province.stock import credit_code


def second_post(ground: Ground, person: str, institution: str, post: str, since: date, until: date) -> None:
    """A post at another institution beside the first."""
    ground.lay(
        "employments",
        person=person,
        institution=institution,
        post=post,
        full_time=True,
        valid_from=since,
        valid_to=until,
    )


def transferred(ground: Ground, person: str, to: str, on: date) -> None:
    """Left one institution and began at another on one and the same day; the registration went along."""
    old = ground.one("employments", person=person)
    old["valid_to"] = on
    ground.lay("employments", **old | {"institution": to, "branch": None, "valid_from": on, "valid_to": None})
    for row in ground.of("qualifications", person=person):
        if row.get("institution") and (row.get("valid_to") is None or row["valid_to"] >= on):
            ground.lay(
                "registration_events",
                qualification=row["id"],
                from_institution=old["institution"],
                to_institution=to,
                on=on,
            )
    _insured_anew(ground, person, to, on)


def insured_by(
    ground: Ground, person: str, months: list[str], institution: str = "", client: str = "", agency: str = ""
) -> None:
    """In those months somebody else paid: an institution, a client, or a payroll agency of that division."""
    table, id_ = ("institutions", institution) if institution else ("clients", client)
    code = credit_code(agency, "agency", agency) if agency else ground.one(table, id=id_)["uscc"]
    for month in months:
        ground.one("social_insurance", person=person, month=month)["employer_uscc"] = code
    ground.changed("social_insurance")


def insured_before_arrival(ground: Ground, person: str, institution: str) -> None:
    """The month after a transfer was still paid by the institution before."""
    row = min(ground.of("social_insurance", person=person), key=lambda row: str(row["month"]))
    row["employer_uscc"] = ground.one("institutions", id=institution)["uscc"]
    ground.changed("social_insurance")


def died_before_signing(ground: Ground, person: str, project: str) -> None:
    """The person died after the visit; the last report of theirs bears the signature all the same."""
    report = ground.one("reports", project=project)["id"]
    signed = max(row["signed_at"] for row in ground.of("signatures", report=report, person=person)).date()
    ground.one("people", id=person)["died_on"] = signed - timedelta(days=2)


def registration_lapsed(ground: Ground, person: str, project: str) -> None:
    """The registration ran out the day before the person's last signature."""
    report = ground.one("reports", project=project)["id"]
    signed = min(row["signed_at"] for row in ground.of("signatures", report=report, person=person)).date()
    for row in ground.of("qualifications", person=person):
        if row["kind"] != "professional_title":
            row["valid_to"] = signed - timedelta(days=1)


def engineers_lapsed(ground: Ground, people: list[str], until: date, again: date) -> None:
    """Several registrations as safety engineer ran out together and were renewed late."""
    for person in people:
        rows = [
            row for row in ground.of("qualifications", person=person) if row["kind"] == "registered_safety_engineer"
        ]
        row = next(row for row in rows if row["valid_from"] <= until < row["valid_to"])
        ground.lay("qualifications", **row | {"id": row["id"] + "-2", "valid_from": again})
        row["valid_to"] = until


def not_renewed(ground: Ground, institution: str) -> None:
    """The certificate ran out and was not renewed; no application is on record."""
    last = max(ground.of("certificates", institution=institution), key=_begins)
    for table in ("certificate_scopes", "certificate_events"):
        ground.take_away(table, certificate=last["id"])
    ground.take_away("certificates", id=last["id"])


def suspended(ground: Ground, institution: str, on: date, resumed: date, reason: str) -> None:
    """The authority at home suspended the certificate for a time."""
    paper = max(
        (row for row in ground.of("certificates", institution=institution) if row["valid_from"] <= on), key=_begins
    )
    ground.lay("certificate_events", certificate=paper["id"], kind="suspended", on=on, reason=reason)
    ground.lay("certificate_events", certificate=paper["id"], kind="resumed", on=resumed)


ACTS = (
    second_post,
    transferred,
    insured_by,
    insured_before_arrival,
    died_before_signing,
    registration_lapsed,
    engineers_lapsed,
    not_renewed,
    suspended,
)


def _begins(row: dict[str, Any]) -> date:
    first: date = row["valid_from"]
    return first


def _insured_anew(ground: Ground, person: str, institution: str, on: date) -> None:
    """From the month after the transfer the new institution pays; the month itself stays unknown."""
    code, month = ground.one("institutions", id=institution)["uscc"], f"{on:%Y-%m}"
    for later in sorted({row["month"] for row in ground.rows["social_insurance"] if row["month"] > month}):
        ground.lay("social_insurance", person=person, employer_uscc=code, month=later)
