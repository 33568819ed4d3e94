"""One project as of a day, with everything that was done for it: a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from mingjian.terms import Scope, Text
from mingjian_web.projects import facts
from mingjian_web.projects.facts import ProjectFacts, Someone
from mingjian_web.projects.models import (
    Payment,
    Photo,
    Project,
    Review,
    Sample,
    SiteVisit,
    TeamMember,
    TestRecord,
)
from mingjian_web.projects.queries.projects import end_of, reports_of
from mingjian_web.registers import queries as registers
from mingjian_web.registers.listed import rows
from mingjian_web.registers.queries.sources import source
from mingjian_web.registers.words import word

T = TypeVar("T")
Called = Callable[[str], Someone]
#: In which order a team is read.
ROLES = (
    "leader", "technical_leader", "process_control_leader", "member", "author", "reviewer", "tester", "expert"
)  # fmt: skip


def project(key: str, on: date, known: datetime | None = None) -> ProjectFacts | None:
    """Everything registered about a project as of the day; None where nobody has the key."""
    row = rows(Project, known).filter(key=key).select_related("intake").first()
    if row is None:
        return None
    until = end_of(on)
    team = list(rows(TeamMember, known).filter(project=key))
    visits = list(rows(SiteVisit, known).filter(project=key, arrived_at__lte=until).order_by("arrived_at", "key"))
    photos = list(rows(Photo, known).filter(project=key, received_at__lte=until).order_by("received_at", "key"))
    reviews = list(rows(Review, known).filter(project=key, done_at__lte=until).order_by("done_at", "pk"))
    called = _callers([*team, *visits, *reviews], known)
    institution = registers.names("institution", [row.institution], known)
    client = registers.names("client", [row.client], known)
    of_visit = Counter(photo.visit for photo in photos)
    return ProjectFacts(
        key=key,
        on=on,
        known=known,
        institution=Someone(row.institution, institution.get(row.institution, row.institution)),
        branch=row.branch,
        client=Someone(row.client, client.get(row.client, row.client)),
        kind=word("projects", "kind", row.kind),
        scope=word("projects", "scope", row.scope),
        division=row.division,
        risk_analysis_on=row.risk_analysis_on,
        contract_on=row.contract_on,
        fee=row.fee,
        previous=row.previous,
        state_level=row.state_level,
        reserved=_said("projects", "reserved", row.reserved),
        design_approved_on=row.design_approved_on,
        site_record=_said("projects", "site_record", row.site_record),
        office=row.office,
        team=tuple(_member(one, called) for one in sorted(team, key=_place)),
        visits=tuple(_visit(one, called, of_visit[one.key]) for one in visits),
        photos=tuple(_photo(one) for one in photos),
        reviews=tuple(_review(one, called) for one in reviews),
        samples=_samples(key, until, known),
        tests=_tests(key, until, known),
        payments=_payments(key, on, known),
        reports=tuple(reports_of([key], on, known)[key]),
        later=tuple(rows(Project, known).filter(previous=key).order_by("key").values_list("key", flat=True)),
        source=source(row),
    )


def _callers(found: list[Any], known: datetime | None) -> Called:
    called = registers.names("person", {one.person for one in found}, known)
    return lambda key: Someone(key, called.get(key, key))


def _said(table: str, column: str, value: str) -> Text | None:
    return word(table, column, value) if value else None


def _place(one: TeamMember) -> tuple[int, str]:
    return (ROLES.index(one.role) if one.role in ROLES else len(ROLES), one.person)


def speciality(said: str) -> Text | None:
    """A speciality as written; a scope's code means all of that scope."""
    if not said:
        return None
    return Scope(said).label if said in tuple(Scope) else Text(said, said)


def _member(one: TeamMember, called: Called) -> facts.MemberFacts:
    role = word("team_members", "role", one.role)
    return facts.MemberFacts(called(one.person), role, one.role, speciality(one.speciality))


def _visit(one: SiteVisit, called: Called, photos: int) -> facts.VisitFacts:
    return facts.VisitFacts(
        key=one.key,
        person=called(one.person),
        arrived_at=one.arrived_at,
        left_at=one.left_at,
        task=one.task,
        client_signed=one.client_signed,
        institution_signed=one.institution_signed,
        source=word("site_visits", "source", one.source),
        lat=one.lat,
        lon=one.lon,
        accuracy_m=one.accuracy_m,
        record_sha256=one.record_sha256,
        photos=photos,
    )


def _photo(one: Photo) -> facts.PhotoFacts:
    has_position = one.lat is not None and one.lon is not None
    return facts.PhotoFacts(
        one.key, one.visit, one.sha256, one.taken_at, one.received_at, has_position, bool(one.withheld)
    )


def _review(one: Review, called: Called) -> facts.ReviewFacts:
    step, outcome = word("reviews", "step", one.step), word("reviews", "outcome", one.outcome)
    return facts.ReviewFacts(step, called(one.person), one.done_at, outcome)


def _samples(key: str, until: datetime, known: datetime | None) -> tuple[facts.SampleFacts, ...]:
    taken = rows(Sample, known).filter(project=key, taken_at__lte=until).order_by("taken_at", "key")
    return tuple(
        facts.SampleFacts(one.key, one.taken_at, one.taken_by, one.handed_over_at, one.received_by) for one in taken
    )


def _tests(key: str, until: datetime, known: datetime | None) -> tuple[facts.TestFacts, ...]:
    done = rows(TestRecord, known).filter(project=key, started_at__lte=until).order_by("started_at", "key")
    return tuple(
        facts.TestFacts(one.key, one.item, one.started_at, one.ended_at, one.equipment, one.sample, one.operator)
        for one in done
    )


def _payments(key: str, on: date, known: datetime | None) -> tuple[facts.PaymentFacts, ...]:
    paid = list(rows(Payment, known).filter(project=key, on__lte=on).order_by("on", "key"))
    parties = {one.payer for one in paid} | {one.payee for one in paid}
    called = {kind: registers.names(kind, parties, known) for kind in ("institution", "client", "person")}
    named = {key: name for names in called.values() for key, name in names.items()}
    return tuple(
        facts.PaymentFacts(
            named.get(one.payer, one.payer),
            named.get(one.payee, one.payee),
            one.amount,
            one.on,
            word("payments", "purpose", one.purpose),
        )
        for one in paid
    )
