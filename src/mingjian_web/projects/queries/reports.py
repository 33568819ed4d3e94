"""Lists of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from mingjian_web.accounts.actor import Scope
from mingjian_web.projects.facts import ReportLine
from mingjian_web.projects.models import Project, Report
from mingjian_web.projects.queries.projects import ProjectFilters, leaders_of, narrowed, within
from mingjian_web.registers import queries as registers
from mingjian_web.registers import search
from mingjian_web.registers.listed import Listed, rows
from mingjian_web.registers.words import word

SORTS = {"number": "number", "issued_on": "issued_on"}


@dataclass(frozen=True, slots=True)
class ReportFilters:
    """What a list of reports is narrowed to: by its project, by the year of issue, by the conclusion."""

    text: str = ""
    institution: str = ""
    client: str = ""
    scope: str = ""
    division: str = ""
    kind: str = ""
    year: int | None = None
    person: str = ""
    conclusion: str = ""


def reports(scope: Scope, filters: ReportFilters, on: date, *, known: datetime | None = None) -> Listed[ReportLine]:
    """The reports issued by the day, in reach, that the filters leave, the latest first."""
    found = rows(Report, known).filter(issued_on__lte=on)
    projects = rows(Project, known).filter(within(scope, known))
    of_project = ProjectFilters(
        institution=filters.institution,
        client=filters.client,
        scope=filters.scope,
        division=filters.division,
        kind=filters.kind,
        person=filters.person,
    )
    if of_project != ProjectFilters() or not scope.everything:
        found = found.filter(project__in=narrowed(projects, of_project, known).values("key"))
    if filters.year:
        found = found.filter(issued_on__year=filters.year)
    if filters.conclusion:
        found = found.filter(conclusion=filters.conclusion)
    if filters.text:
        of_client = rows(Project, known).filter(client__in=search.matching("client", filters.text)).values("key")
        found = found.filter(Q(key__in=search.matching("report", filters.text)) | Q(project__in=of_client))
    return Listed(found, lambda part: lines(part, known), SORTS, ("-issued_on", "number"))


def lines(part: Sequence[Report], known: datetime | None) -> list[ReportLine]:
    """Reports as lines: four queries for any number."""
    projects = {one.key: one for one in rows(Project, known).filter(key__in={row.project for row in part})}
    institutions = registers.names("institution", {one.institution for one in projects.values()}, known)
    clients = registers.names("client", {one.client for one in projects.values()}, known)
    leaders = leaders_of(list(projects), known)
    found = []
    for row in part:
        project = projects.get(row.project)
        institution, client = (project.institution, project.client) if project else ("", "")
        found.append(
            ReportLine(
                key=row.key,
                number=row.number,
                issued_on=row.issued_on,
                conclusion=word("reports", "conclusion", row.conclusion),
                project=row.project,
                institution=institution,
                institution_name=institutions.get(institution, institution),
                client=client,
                client_name=clients.get(client, client),
                kind=word("projects", "kind", project.kind if project else ""),
                scope=word("projects", "scope", project.scope if project else ""),
                division=project.division if project else "",
                leaders=tuple(leaders[row.project]),
            )
        )
    return found
