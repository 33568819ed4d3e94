"""SIGN-01: a signature by someone who that day was not at the institution, or not registered with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import REGISTERED_KINDS, attach_rows, covers, institution_kind, registrations
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

#: Roles in which one signs for the institution. Experts come from outside.
FOR_THE_INSTITUTION = ("leader", "member", "author", "reviewer", "technical_leader", "process_control_leader", "tester")
#: Roles that ask for a registration as evaluator or safety engineer (AQ 8001, credits page).
REGISTERED = ("leader", "member", "author", "reviewer", "technical_leader", "process_control_leader")

RULE = Rule(
    id="SIGN-01",
    title=Text("签名人当日不在册", "The signer was not on the roster that day"),
    severity=Severity.SERIOUS,
    needs=("signatures", "reports", "projects"),
    uses=("employments", "qualifications", "registration_events", "people"),
    bases={
        "died": Basis(
            Level.HARD,
            ("conduct.sign_for_another",),
            Text(
                "签名日 {on}，签名人已于 {died_on} 去世。",
                "The signature is of {on}; the signer died on {died_on}.",
            ),
        ),
        "not_employed": Basis(
            Level.HARD,
            ("conduct.sign_for_another",),
            Text(
                "签名日 {on}，签名人没有在机构 {institution} 的任职记录。",
                "On {on}, the day of the signature, the signer had no employment at institution {institution}.",
            ),
        ),
        "not_registered": Basis(
            Level.HARD,
            ("conduct.sign_for_another",),
            Text(
                "签名日 {on}，签名人在机构 {institution} 没有有效的资格登记。",
                "On {on}, the day of the signature, the signer had no valid registration with institution {institution}.",
            ),
        ),
    },
    subjects=(("person", "person"), ("project", "project"), ("report", "report")),
    shows=(
        Shown("signatures", "signature_rows", ("report", "person", "role", "signed_at")),
        Shown("employments", "employment_rows", ("institution", "post", "valid_from", "valid_to")),
        Shown("qualifications", "qualification_rows", ("kind", "number", "institution", "valid_from", "valid_to")),
        Shown("registration_events", "event_rows", ("qualification", "from_institution", "to_institution", "on")),
        Shown("people", "person_rows", ("died_on",)),
    ),
    judged_on=("signatures.signed_at",),
    law_keys=("kind",),
    why=Text(
        "签名表示此人做了这件事并对它负责。不在册的人签名，不是冒用就是挂名。",
        "A signature says that this person did the work and answers for it. Signed by someone not on the roster, "
        "the name was borrowed or lent.",
    ),
    check=Text(
        "当面向签名人核实是否本人所签；调取报告原件看笔迹；核对任职和登记的起止日是否录错。",
        "Ask the signer in person; look at the original; check whether the days of employment and registration were mistyped.",
    ),
    excuses=(
        Text("任职或登记已变更，尚未录入", "A change of employment or registration is not yet entered"),
        Text("签名日期为补签或录入错误", "The day of signing was entered wrongly"),
        Text("以专家身份签名，角色填错", "Signed as an expert, the role was entered wrongly"),
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Signatures for the institution by people dead, not employed or not registered there that day; one ground each."""
    signed = _signed(t)
    dead = _dead(t, signed)
    rest = signed.anti_join(dead, "signature_row")
    gone = _without(t, rest, "employments")
    unregistered = _without(t, _must_be_registered(rest.anti_join(gone, "signature_row")), "qualifications")
    found = _as(dead, "died").union(_as(gone, "not_employed")).union(_as(unregistered, "not_registered"))
    return _with_evidence(t, _one_a_day(found))


def _signed(t: Tables) -> Any:
    """Signatures in a role of the institution, by a person known, with the institution of the project."""
    s, r, p = t.signatures, t.reports, t.projects
    known = s.semi_join(t.people, s.person == t.people.id) if t.has("people") else s
    signed = known.filter(known.role.isin(FOR_THE_INSTITUTION))
    of_report = signed.inner_join(r, signed.report == r.id).inner_join(p, r.project == p.id)
    return of_report.select(
        signature_row=signed["_row"],
        report=signed.report,
        project=r.project,
        person=signed.person,
        role=signed.role,
        on=signed.signed_at.date(),
        institution=p.institution,
        kind=institution_kind(p.kind),
        died_on=ibis.null("date"),
    )


def _dead(t: Tables, signed: Any) -> Any:
    p = t.people
    joined = signed.drop("died_on").inner_join(p, [signed.person == p.id, p.died_on < signed.on])
    return joined.select(*(joined[name] for name in signed.columns))


def _must_be_registered(signed: Any) -> Any:
    return signed.filter(signed.role.isin(REGISTERED) & (signed.kind == "evaluation"))


def _without(t: Tables, signed: Any, name: str) -> Any:
    """Signatures without a row of the table that stands for this person and institution that day.

    A table not handed in, declared incomplete, or silent about that day proves nothing.
    """
    if not t.complete(name):
        return signed.filter(ibis.literal(False))
    asked = signed.filter(t.covered(name, signed.on, signed.on))
    rows = _standing(t, name)
    return asked.anti_join(
        rows,
        [
            asked.person == rows.holder,
            rows.institution_of.isnull() | (rows.institution_of == asked.institution),
            covers(rows, asked.on),
        ],
    )


def _standing(t: Tables, name: str) -> Any:
    """Employments, or registrations: a registration that names no institution is taken as this one's."""
    if name == "qualifications":
        r = registrations(t)
        return r.select("holder", "valid_from", "valid_to", institution_of="institution")
    return t.employments.select("valid_from", "valid_to", holder="person", institution_of="institution")


def _as(found: Any, basis: str) -> Any:
    return found.mutate(basis=ibis.literal(basis))


def _one_a_day(found: Any) -> Any:
    """One row a person, report and day, whatever the number of places signed."""
    by = ("basis", "report", "project", "person", "on", "institution", "kind", "died_on")
    return found.group_by(*by).aggregate(signature_rows=found.signature_row.collect())


def _with_evidence(t: Tables, found: Any) -> Any:
    by = ("basis", "report", "person", "on")
    q = t.qualifications.filter(t.qualifications.kind.isin(REGISTERED_KINDS))
    shown = attach_rows(found, by, t.employments, lambda a, o: a.person == o.o_person, "employment_rows")
    shown = attach_rows(shown, by, q, lambda a, o: a.person == o.o_person, "qualification_rows")
    v = t.registration_events
    moves = v.inner_join(q, v.qualification == q.id).select(v["_row"], q.person)
    shown = attach_rows(shown, by, moves, lambda a, o: a.person == o.o_person, "event_rows")
    dead = t.people.filter(t.people.died_on.notnull())
    return attach_rows(shown, by, dead, lambda a, o: a.person == o.o_id, "person_rows")
