"""Whose finding it is: the institution it is about, where the matter lies, the office that handles it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingjian.findings import Finding
from mingjian_web.accounts.actor import colleagues
from mingjian_web.accounts.models import Office
from mingjian_web.accounts.permissions import Permission
from mingjian_web.findings.actions import Placing
from mingjian_web.projects.models import Project, Report
from mingjian_web.registers.models import Branch, Equipment, Institution


def placing(findings: Iterable[Finding]) -> Callable[[Finding], Placing]:
    """Where each of these findings belongs, from the registers and projects as they stand.

    The institution is the first one named, else that of the first project, report, branch or equipment; a finding
    about an office has none, and nobody is asked. The division is the project's, else the institution's. It is
    handled by the office that owns the institution (or the division of that office where people handle findings),
    else by the lead (`lead_office`).
    """
    books = Books.of(findings)
    return lambda finding: _placed(finding, books)


@dataclass(slots=True)
class Books:
    """The rows of the registers that these findings speak of, by key, and the offices that can handle them."""

    institutions: Mapping[str, Institution] = field(default_factory=dict)
    projects: Mapping[str, Project] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    others: Mapping[tuple[str, str], str] = field(default_factory=dict)
    handlers: Mapping[str, int] = field(default_factory=dict)
    offices: Mapping[str, Office] = field(default_factory=dict)
    lead: str = ""

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Books:
        """Everything asked once."""
        named = _named(findings)
        reports = _by_key(Report, named.get("report", ()))
        projects = _by_key(Project, {*named.get("project", ()), *(row.project for row in reports.values())})
        others = {
            (kind, row.key): row.institution
            for kind, model in (("branch", Branch), ("equipment", Equipment))
            for row in model.objects.filter(standing=True, key__in=named.get(kind, ()))
        }
        wanted = {*named.get("institution", ()), *(row.institution for row in projects.values()), *others.values()}
        offices = {office.key: office for office in Office.objects.select_related("parent")}
        handlers = _handlers()
        return cls(
            institutions=_by_key(Institution, wanted),
            projects=projects,
            reports=reports,
            others=others,
            handlers=handlers,
            offices=offices,
            lead=lead_office(offices, handlers),
        )


def lead_office(offices: Mapping[str, Office], handlers: Mapping[str, int]) -> str:
    """The lead: of the highest offices with people who handle findings, the one with most of them.

    Empty of people, the first office of the highest level; "" where no office is known at all.
    """
    standing = [office for office in offices.values() if office.valid_to is None]
    if not standing:
        return ""
    staffed = [office for office in standing if handlers.get(office.key)] or standing
    return min(staffed, key=lambda office: (_rank(office), -handlers.get(office.key, 0), office.key)).key


LEVELS = ("province", "prefecture", "county", "national")


def _rank(office: Office) -> int:
    return LEVELS.index(office.level) if office.level in LEVELS else len(LEVELS)


def _placed(finding: Finding, books: Books) -> Placing:
    project = _project(finding, books)
    key = _institution(finding, project, books)
    row = books.institutions.get(key)
    division = project.division if project else row.division if row else _division_of_office(finding, books)
    return Placing(
        institution=key,
        institution_name=row.name if row else "",
        division=division,
        office=_handling(row.owner_office if row else "", books),
    )


def _project(finding: Finding, books: Books) -> Project | None:
    for subject in finding.subjects:
        if subject.kind == "project" and subject.id in books.projects:
            return books.projects[subject.id]
        if subject.kind == "report" and subject.id in books.reports:
            return books.projects.get(books.reports[subject.id].project)
    return None


def _institution(finding: Finding, project: Project | None, books: Books) -> str:
    if any(subject.kind == "office" for subject in finding.subjects):
        return ""
    named = next((subject.id for subject in finding.subjects if subject.kind == "institution"), "")
    if named or project:
        return named or (project.institution if project else "")
    return next((books.others[one.kind, one.id] for one in finding.subjects if (one.kind, one.id) in books.others), "")


def _division_of_office(finding: Finding, books: Books) -> str:
    keys = (subject.id for subject in finding.subjects if subject.kind == "office")
    return next((books.offices[key].division for key in keys if key in books.offices), "")


def _handling(owner: str, books: Books) -> str:
    """The owner, or the part of it where most people handle findings; the lead where nobody there does."""
    house = [office for office in books.offices.values() if owner and owner in (office.key, _parent(office))]
    staffed = [office for office in house if books.handlers.get(office.key)]
    if not staffed:
        return books.lead
    own_level = [office for office in staffed if office.level == books.offices[owner].level]
    return min(own_level or staffed, key=lambda office: (-books.handlers[office.key], office.key)).key


def _parent(office: Office) -> str:
    return office.parent.key if office.parent else ""


def _handlers() -> Counter[str]:
    return Counter(one.office.key for one in colleagues(Permission.FINDINGS_HANDLE) if one.office)


def _named(findings: Iterable[Finding]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for finding in findings:
        for subject in finding.subjects:
            named.setdefault(subject.kind, set()).add(subject.id)
    return named


def _by_key(model: Any, keys: Iterable[str]) -> dict[str, Any]:
    """Standing rows by key, asked for in lots that every database takes."""
    wanted = sorted(set(keys) - {""})
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), LOT):
        rows = model.objects.filter(standing=True, key__in=wanted[start : start + LOT])
        found |= {row.key: row for row in rows}
    return found


LOT = 500
