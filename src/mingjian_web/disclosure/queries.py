"""What pages ask of disclosures.

The public sees the version that stands and in it only the fields that the rule lists and the institution published:
names no other way. A report that was never disclosed, or was taken down, is not there for the public.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian_web.disclosure.facts import DisclosedLine, DisclosedReport, FieldFacts, VersionFacts
from mingjian_web.disclosure.models import DisclosedValue, Disclosure
from mingjian_web.projects.models import Project, Report
from mingjian_web.registers import divisions, search
from mingjian_web.registers import queries as registers
from mingjian_web.registers.listed import Listed, rows
from mingjian_web.registers.words import choices, word

#: The fields that the rule has published; a column that is none of these is not shown to the public.
FIELDS = dict(choices("disclosures", "fields"))


@dataclass(frozen=True, slots=True)
class DisclosedFilters:
    """What the public list is narrowed to; `year` is that of publication."""

    text: str = ""
    institution: str = ""
    scope: str = ""
    division: str = ""
    kind: str = ""
    year: int | None = None


def versions(report: str, now: datetime, known: datetime | None = None) -> tuple[VersionFacts, ...]:
    """Every version published by the moment, the latest first: for the office and the institution itself."""
    found = list(rows(Disclosure, known).filter(report=report, published_at__lte=now).order_by("published_at", "pk"))
    values = _values(found)
    current = next((one.pk for one in reversed(found) if _is_up(one, now)), None)
    told = [_version(one, number, values[one.pk], one.pk == current) for number, one in enumerate(found, 1)]
    return tuple(reversed(told))


def shown(report: str, now: datetime) -> DisclosedReport | None:
    """What the public may see of a report at that moment; None where nothing of it stands disclosed."""
    told = versions(report, now)
    current = next((one for one in told if one.stands), None)
    row = rows(Report).filter(key=report).first()
    if current is None or row is None:
        return None
    project = rows(Project).filter(key=row.project).first()
    institution = project.institution if project else ""
    open_ = project if project and current.withheld is None else None
    return DisclosedReport(
        report=report,
        number=row.number,
        issued_on=row.issued_on,
        institution=institution,
        institution_name=registers.names("institution", [institution]).get(institution, institution),
        kind=word("projects", "kind", open_.kind) if open_ else None,
        scope=word("projects", "scope", open_.scope) if open_ else None,
        division=open_.division if open_ else None,
        version=current,
        versions=len(told),
        first_published_at=told[-1].published_at,
    )


def disclosed(filters: DisclosedFilters, now: datetime) -> Listed[DisclosedLine]:
    """The reports that stand disclosed at that moment, the latest published first; undisclosed ones never.

    A report whose project is withheld is found by its number and institution alone: to find it by division, scope or
    kind would tell what was withheld.
    """
    found = _standing(now)
    if filters.year:
        found = found.filter(published_at__year=filters.year)
    open_ = Q(withheld_reason="")
    projects = rows(Project)
    if filters.institution:
        of_theirs = projects.filter(institution=filters.institution).values("key")
        found = found.filter(report__in=rows(Report).filter(project__in=of_theirs).values("key"))
    asked = {name: getattr(filters, name) for name in ("scope", "kind") if getattr(filters, name)}
    if filters.division:
        asked["division__startswith"] = divisions.within(filters.division)
    if asked:
        chosen = rows(Report).filter(project__in=projects.filter(**asked).values("key")).values("key")
        found = found.filter(open_, report__in=chosen)
    if filters.text:
        found = found.filter(_says(filters.text, open_))
    return Listed(found, _lines, {"published_at": "published_at"}, ("-published_at",))


def disclosed_of(reports: Collection[str], now: datetime) -> dict[str, datetime]:
    """When each of these reports was first published, of those that were, by the moment."""
    found: dict[str, datetime] = {}
    published = rows(Disclosure).filter(report__in=set(reports), published_at__lte=now).order_by("-published_at")
    for report, at in published.values_list("report", "published_at"):
        found[report] = at
    return found


def _standing(now: datetime) -> QuerySet[Disclosure]:
    """The version of each report that is up: published, not removed, the latest of those."""
    up = Q(removed_at=None) | Q(removed_at__gt=now)
    found: QuerySet[Disclosure] = rows(Disclosure).filter(up, published_at__lte=now)
    later = rows(Disclosure).filter(
        up,
        Q(published_at__gt=OuterRef("published_at")) | Q(published_at=OuterRef("published_at"), pk__gt=OuterRef("pk")),
        report=OuterRef("report"),
        published_at__lte=now,
    )
    return found.filter(~Exists(later))


def _says(text: str, open_: Q) -> Q:
    """By number or institution any, by the published project's name only those that publish it."""
    of_institution = rows(Project).filter(institution__in=search.matching("institution", text)).values("key")
    numbered = rows(Report).filter(Q(key__in=search.matching("report", text)) | Q(project__in=of_institution))
    titled = rows(DisclosedValue).filter(field="project", value__icontains=text.strip()).values("disclosure")
    return Q(report__in=numbered.values("key")) | (open_ & Q(key__in=titled) & ~Q(key=""))


def _is_up(one: Disclosure, now: datetime) -> bool:
    return one.removed_at is None or one.removed_at > now


def _values(found: Sequence[Disclosure]) -> Mapping[int, Mapping[str, list[str]]]:
    """What each version says in each field, by the version's own number in the database."""
    by_key = {one.key: one.pk for one in found if one.key}
    values: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, field, value in (
        rows(DisclosedValue).filter(disclosure__in=by_key).order_by("pk").values_list("disclosure", "field", "value")
    ):
        values[by_key[key]][field].append(value)
    return values


def _version(one: Disclosure, number: int, values: Mapping[str, list[str]], stands: bool) -> VersionFacts:
    withheld = word("disclosures", "withheld_reason", one.withheld_reason) if one.withheld_reason else None
    return VersionFacts(
        pk=one.pk,
        key=one.key,
        number=number,
        published_at=one.published_at,
        removed_at=one.removed_at,
        fields=() if withheld else published(one.fields, values),
        withheld=withheld,
        content_sha256=one.content_sha256,
        stands=stands,
    )


def published(fields: Collection[str], values: Mapping[str, list[str]]) -> tuple[FieldFacts, ...]:
    """The fields of the rule that a version publishes, in the rule's order; values of other fields stay unseen."""
    listed = [(code, name) for code, name in FIELDS.items() if code in fields]
    return tuple(FieldFacts(code, name, "、".join(values.get(code, ())) or None) for code, name in listed)


def _lines(part: Sequence[Disclosure]) -> list[DisclosedLine]:
    reports = {one.key: one for one in rows(Report).filter(key__in={row.report for row in part})}
    projects = {one.key: one for one in rows(Project).filter(key__in={one.project for one in reports.values()})}
    called = registers.names("institution", {one.institution for one in projects.values()})
    values = _values(part)
    found = []
    for row in part:
        report = reports.get(row.report)
        project = projects.get(report.project) if report else None
        institution = project.institution if project else row.institution
        open_ = project if not row.withheld_reason else None
        told = {one.code: one.value for one in published(row.fields, values[row.pk])} if open_ else {}
        found.append(
            DisclosedLine(
                report=row.report,
                number=report.number if report else row.report,
                institution=institution,
                institution_name=called.get(institution, institution),
                published_at=row.published_at,
                project=told.get("project"),
                leader=told.get("leader"),
                kind=word("projects", "kind", open_.kind) if open_ else None,
                scope=word("projects", "scope", open_.scope) if open_ else None,
                division=open_.division if open_ else None,
                withheld=word("disclosures", "withheld_reason", row.withheld_reason) if row.withheld_reason else None,
            )
        )
    return found
