"""Lists of projects, who may see one, and which institutions are at work in a territory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Max, Min, Q, QuerySet

from mingjian.terms import SHANGHAI
from mingjian_web.accounts.actor import Scope
from mingjian_web.projects.facts import ProjectLine, Someone
from mingjian_web.projects.models import Project, Report, SiteVisit, TeamMember
from mingjian_web.registers import divisions, search
from mingjian_web.registers import queries as registers
from mingjian_web.registers.listed import Listed, rows
from mingjian_web.registers.models import Institution
from mingjian_web.registers.reach import institutions_within
from mingjian_web.registers.words import word

SORTS = {"contract_on": "contract_on", "key": "key", "division": "division"}


@dataclass(frozen=True, slots=True)
class ProjectFilters:
    """What a list of projects is narrowed to. `year` is that of the contract; `person` took part or was on site."""

    text: str = ""
    institution: str = ""
    client: str = ""
    scope: str = ""
    division: str = ""
    kind: str = ""
    year: int | None = None
    person: str = ""


def within(scope: Scope, known: datetime | None = None) -> Q:
    """Projects in reach: in the territory, or of an institution of the territory."""
    if scope.everything:
        return Q()
    if scope.institution:
        return Q(institution=scope.institution)
    if not scope.territory:
        return Q(pk__in=())
    theirs = rows(Institution, known).filter(institutions_within(scope)).values("key")
    return Q(division__startswith=scope.territory) | Q(institution__in=theirs)


def may_see(scope: Scope, key: str) -> bool:
    """Whether the project lies in reach."""
    return scope.everything or rows(Project).filter(within(scope), key=key).exists()


def institutions_at_work(scope: Scope) -> list[str]:
    """The keys of institutions with a project in the territory; none where the scope is no territory."""
    if not scope.territory:
        return []
    found = rows(Project).filter(division__startswith=scope.territory)
    return list(found.values_list("institution", flat=True).distinct().order_by("institution"))


def years() -> list[int]:
    """The years in which contracts were signed, latest first."""
    span = rows(Project).aggregate(first=Min("contract_on"), last=Max("contract_on"))
    return list(range(span["last"].year, span["first"].year - 1, -1)) if span["first"] else []


def names(keys: Collection[str]) -> dict[str, str]:
    """How projects are called, by key: the client's name, as a project has none of its own; unknown ones left out."""
    clients: list[tuple[str, str]] = list(rows(Project).filter(key__in=set(keys)).values_list("key", "client"))
    called = registers.names("client", {client for _, client in clients})
    return {key: called.get(client, key) for key, client in clients}


def projects(scope: Scope, filters: ProjectFilters, on: date, *, known: datetime | None = None) -> Listed[ProjectLine]:
    """The projects in reach that the filters leave, the latest contract first."""
    found = narrowed(rows(Project, known).filter(within(scope, known)), filters, known)
    if filters.year:
        found = found.filter(contract_on__year=filters.year)
    return Listed(found, lambda part: _lines(part, on, known), SORTS, ("-contract_on", "key"))


def narrowed(found: QuerySet[Project], filters: ProjectFilters, known: datetime | None) -> QuerySet[Project]:
    """What the filters leave, the year aside."""
    if filters.text:
        found = found.filter(
            Q(key__in=search.matching("project", filters.text)) | Q(client__in=search.matching("client", filters.text))
        )
    for column in ("institution", "client", "scope", "kind"):
        if value := getattr(filters, column):
            found = found.filter(**{column: value})
    if filters.division:
        found = found.filter(division__startswith=divisions.within(filters.division))
    if filters.person:
        team = rows(TeamMember, known).filter(person=filters.person).values("project")
        came = rows(SiteVisit, known).filter(person=filters.person).values("project")
        found = found.filter(Q(key__in=team) | Q(key__in=came))
    return found


def end_of(on: date) -> datetime:
    """The last moment of the day in Shanghai."""
    return datetime.combine(on, time.max, SHANGHAI)


def _lines(part: Sequence[Project], on: date, known: datetime | None) -> list[ProjectLine]:
    keys = [row.key for row in part]
    institutions = registers.names("institution", [row.institution for row in part], known)
    clients = registers.names("client", [row.client for row in part], known)
    leaders, issued, came = leaders_of(keys, known), reports_of(keys, on, known), _visits(keys, on, known)
    return [
        ProjectLine(
            key=row.key,
            institution=row.institution,
            institution_name=institutions.get(row.institution, row.institution),
            client=row.client,
            client_name=clients.get(row.client, row.client),
            kind=word("projects", "kind", row.kind),
            scope=word("projects", "scope", row.scope),
            division=row.division,
            contract_on=row.contract_on,
            leaders=tuple(leaders[row.key]),
            reports=tuple(issued[row.key]),
            first_visit=came.get(row.key, (None, None))[0],
            last_visit=came.get(row.key, (None, None))[1],
        )
        for row in part
    ]


def leaders_of(projects: Collection[str], known: datetime | None) -> dict[str, list[Someone]]:
    """The team leaders of projects."""
    led = rows(TeamMember, known).filter(project__in=projects, role="leader").values_list("project", "person")
    called = registers.names("person", {person for _, person in led}, known)
    found: dict[str, list[Someone]] = defaultdict(list)
    for project, person in led:
        found[project].append(Someone(person, called.get(person, person)))
    return found


def reports_of(projects: Collection[str], on: date, known: datetime | None) -> dict[str, list[tuple[str, str, date]]]:
    """Key, number and day of the reports issued by the day, by project."""
    found: dict[str, list[tuple[str, str, date]]] = defaultdict(list)
    issued = rows(Report, known).filter(project__in=projects, issued_on__lte=on).order_by("issued_on", "number")
    for project, key, number, day in issued.values_list("project", "key", "number", "issued_on"):
        found[project].append((key, number, day))
    return found


def _visits(projects: Collection[str], on: date, known: datetime | None) -> dict[str, tuple[date, date]]:
    came = rows(SiteVisit, known).filter(project__in=projects, arrived_at__lte=end_of(on)).order_by()
    spans = came.values_list("project").annotate(first=Min("arrived_at"), last=Max("arrived_at"))
    return {
        project: (first.astimezone(SHANGHAI).date(), last.astimezone(SHANGHAI).date()) for project, first, last in spans
    }
