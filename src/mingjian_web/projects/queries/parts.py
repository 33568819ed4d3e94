"""A person's parts in projects: roles and days on site. Days only: exact times by person would be a track."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from mingjian.terms import SHANGHAI, Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.projects.facts import PartFacts, Someone
from mingjian_web.projects.models import Project, SiteVisit, TeamMember
from mingjian_web.projects.queries.projects import end_of, within
from mingjian_web.registers import queries as registers
from mingjian_web.registers.listed import rows
from mingjian_web.registers.words import word


def parts_of(person: str, scope: Scope, on: date, known: datetime | None = None) -> tuple[PartFacts, ...]:
    """The projects in reach that a person took part in or came to by the day, the latest contract first."""
    roles: dict[str, list[Text]] = defaultdict(list)
    for project, role in rows(TeamMember, known).filter(person=person).values_list("project", "role"):
        roles[project].append(word("team_members", "role", role))
    days: dict[str, set[date]] = defaultdict(set)
    came = rows(SiteVisit, known).filter(person=person, arrived_at__lte=end_of(on))
    for project, arrived in came.values_list("project", "arrived_at"):
        days[project].add(arrived.astimezone(SHANGHAI).date())
    found = list(
        rows(Project, known)
        .filter(within(scope, known), key__in=set(roles) | set(days))
        .order_by("-contract_on", "key")
    )
    institutions = registers.names("institution", {one.institution for one in found}, known)
    clients = registers.names("client", {one.client for one in found}, known)
    return tuple(
        PartFacts(
            project=one.key,
            institution=Someone(one.institution, institutions.get(one.institution, one.institution)),
            client=Someone(one.client, clients.get(one.client, one.client)),
            kind=word("projects", "kind", one.kind),
            division=one.division,
            roles=tuple(roles[one.key]),
            days=tuple(sorted(days[one.key])),
        )
        for one in found
    )
