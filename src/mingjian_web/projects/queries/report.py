"""One report with what stands in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from mingjian_web.projects import facts
from mingjian_web.projects.facts import ReportFacts, Someone
from mingjian_web.projects.models import Citation, Report, ReportCheck, ReportProblem, ReportValue, Signature
from mingjian_web.projects.queries.reports import lines
from mingjian_web.projects.standards import stood
from mingjian_web.registers import queries as registers
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Standard
from mingjian_web.registers.queries.sources import source
from mingjian_web.registers.words import word


def report(key: str, known: datetime | None = None) -> ReportFacts | None:
    """Everything registered about a report; None where nobody has the key."""
    row = rows(Report, known).filter(key=key).select_related("intake").first()
    if row is None:
        return None
    problems = rows(ReportProblem, known).filter(report=key).order_by("pk")
    checks = rows(ReportCheck, known).filter(report=key).order_by("pk")
    return ReportFacts(
        line=lines([row], known)[0],
        sha256=row.sha256,
        text_sha256=row.text_sha256,
        values=tuple(_value(one) for one in rows(ReportValue, known).filter(report=key).order_by("pk")),
        problems=tuple((one.problem, one.measure) for one in problems),
        checks=tuple((one.item, one.veto, one.result) for one in checks),
        citations=_citations(key, row.issued_on, known),
        signatures=_signatures(key, known),
        source=source(row),
    )


def _value(one: ReportValue) -> facts.ValueFacts:
    kind = word("report_values", "limit_kind", one.limit_kind) if one.limit_kind else None
    return facts.ValueFacts(one.name, one.value, one.unit, kind, one.limit, one.limit_source, one.verdict)


def _citations(key: str, on: date, known: datetime | None) -> tuple[facts.CitationFacts, ...]:
    """Each standard cited, as the library has it for the report's day."""
    cited = list(rows(Citation, known).filter(report=key).order_by("pk"))
    editions: dict[str, list[Standard]] = defaultdict(list)
    for one in rows(Standard, known).filter(number__in={one.standard for one in cited}):
        editions[one.number].append(one)
    return tuple(stood(one.standard, one.clause, editions[one.standard], on) for one in cited)


def _signatures(key: str, known: datetime | None) -> tuple[facts.SignatureFacts, ...]:
    signed = list(rows(Signature, known).filter(report=key).order_by("signed_at", "pk"))
    called = registers.names("person", {one.person for one in signed}, known)
    return tuple(
        facts.SignatureFacts(
            Someone(one.person, called.get(one.person, one.person)),
            word("signatures", "role", one.role),
            one.signed_at,
            word("signatures", "method", one.method),
        )
        for one in signed
    )
