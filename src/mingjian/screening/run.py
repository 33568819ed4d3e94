"""Run rules over a package: every finding argued, and everything that was not run said with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.findings import Finding, NotRun
from mingjian.package.schema import tables as table_schemas
from mingjian.screening.argue import argue
from mingjian.screening.evidence import Exhibits
from mingjian.screening.lawtable import LawTable
from mingjian.screening.registry import RuleFile, chosen_rules
from mingjian.screening.tables import Tables
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.clock import WorkCalendar
    from mingjian.law import Law
    from mingjian.package import Package
    from mingjian.screening.engines import Engine

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Screening:
    """What came of one run.

    `ran` holds the ids of the rules that looked. A rule may both run and leave something out: rows that are counted,
    or (rows None) a part that cannot be.
    """

    as_of: date
    findings: tuple[Finding, ...]
    ran: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    names: dict[tuple[str, str], str]


def screen(
    package: Package,
    *,
    engine: Engine,
    law: Law,
    calendar: WorkCalendar,
    as_of: date,
    rules: Sequence[str] | None = None,
    progress: Progress = lambda rule: None,
) -> Screening:
    """Run the chosen rules (all by default) over the package as it stood at the end of `as_of`.

    Errors: BadInput for an unknown rule id.
    """
    tables, law_table = Tables(engine, package, as_of), LawTable(law, calendar)
    findings: list[Finding] = []
    ran: list[str] = []
    not_run: list[NotRun] = []
    for file in chosen_rules(rules):
        progress(file.rule.id)
        reason = _why_not(file, tables, law)
        if reason is not None:
            not_run.append(NotRun(file.rule.id, reason))
            continue
        ran.append(file.rule.id)
        found, left_out = _run_one(file, engine, tables, law_table)
        findings += found
        not_run += left_out
    findings.sort(key=_gravest_first)
    return Screening(as_of, tuple(findings), tuple(ran), tuple(not_run), _names(engine, tables, findings))


def _why_not(file: RuleFile, tables: Tables, law: Law) -> Text | None:
    """Why a rule cannot look at this package at all; None when it can."""
    missing = [name for name in file.rule.needs if not tables.has(name)]
    if missing:
        zh = "、".join(f"{name}（{table_schemas()[name].label.zh}）" for name in missing)
        return Text(f"没有提供表 {zh}", f"not handed in: {', '.join(missing)}")
    partial = [name for name in file.rule.absence if not tables.complete(name)]
    if partial:
        names = ", ".join(partial)
        return Text(
            f"表 {names} 声明为不完整，缺了什么无从判断",
            f"declared incomplete, so absence proves nothing: {names}",
        )
    if not any(value.known for name in file.rule.concepts for value in law.periods(name)):
        names = ", ".join(file.rule.concepts)
        return Text(f"所依据的规定未知：{names}", f"the law it rests on is unknown: {names}")
    return None


def _run_one(file: RuleFile, engine: Engine, tables: Tables, law_table: LawTable) -> tuple[list[Finding], list[NotRun]]:
    rows = engine.rows(file.find(tables, law_table))
    exhibits = Exhibits(engine, tables, file.rule, rows)
    unknown: Counter[date] = Counter()
    findings = []
    for row in rows:
        finding = argue(file.rule, row, law_table.law, exhibits)
        if finding is not None:
            findings.append(finding)
        elif not (file.rule.judged_on and law_table.unknown_to_all(file.rule.concepts, row["on"])):
            unknown[row["on"]] += 1
    left_out = [NotRun(file.rule.id, _unseen(name), part=True) for name in file.rule.uses if not tables.has(name)]
    left_out += [NotRun(file.rule.id, text, count) for text, count in _left_out(file, engine, tables, law_table)]
    if unknown:
        first, last = min(unknown), max(unknown)
        text = Text(f"{first} 至 {last} 的规定未知", f"the law from {first} to {last} is unknown")
        left_out.append(NotRun(file.rule.id, text, unknown.total()))
    return _each_once(findings), left_out


def _unseen(name: str) -> Text:
    """A table the rule reads when it is there: without it a part of the rule stays blind, and that is said."""
    label = table_schemas()[name].label
    return Text(
        f"没有提供表 {name}（{label.zh}）",
        f"{name} ({label.en}) not handed in",
    )


def _each_once(findings: list[Finding]) -> list[Finding]:
    """Same facts, same id, one finding: an expression may reach the same facts along two ways."""
    return list({finding.id: finding for finding in findings}.values())


def _left_out(file: RuleFile, engine: Engine, tables: Tables, law_table: LawTable) -> Iterator[tuple[Text, int]]:
    """What the rule looked past although its tables are there: no known law that day, or its own reasons."""
    reasons = list(file.left_out(tables, law_table)) if file.left_out else []
    for judged in file.rule.judged_on:
        table, _, column = judged.partition(".")
        rows = getattr(tables, table)
        day = rows[column].cast("date")
        without = rows.filter(day.notnull() & ~law_table.known_days(file.rule.concepts, day))
        reasons.append((_unknown_law(table, column), without))
    counts = _counts(engine, [rows for _, rows in reasons])
    return ((text, counts[place]) for place, (text, _) in enumerate(reasons) if counts[place])


def _unknown_law(table: str, column: str) -> Text:
    label = table_schemas()[table].columns[column].label
    return Text(f"{label.zh}当天的规定未知", f"the law of the day is unknown ({label.en})")


def _counts(engine: Engine, lots: Sequence[Any]) -> dict[int, int]:
    """How many rows each lot has, by its place: one question to the engine, not one a lot."""
    counted = [rows.aggregate(n=rows.count()).mutate(place=place) for place, rows in enumerate(lots)]
    if not counted:
        return {}
    return {row["place"]: row["n"] for row in engine.rows(ibis.union(*counted) if counted[1:] else counted[0])}


_LEVELS, _SEVERITIES = list(Level), list(Severity)


def _gravest_first(finding: Finding) -> tuple[int, int, str, str, list[str], str]:
    return (
        _LEVELS.index(finding.level),
        _SEVERITIES.index(finding.severity),
        finding.rule,
        finding.on.isoformat(),
        [subject.id for subject in finding.subjects],
        finding.id,
    )


_NAMED = {
    "institution": "institutions",
    "branch": "branches",
    "person": "people",
    "client": "clients",
    "office": "offices",
    "report": "reports",
    "equipment": "equipment",
}


def _names(engine: Engine, tables: Tables, findings: Sequence[Finding]) -> dict[tuple[str, str], str]:
    """Names of the subjects, for a reader; the findings themselves carry ids only."""
    wanted = {(subject.kind, subject.id) for finding in findings for subject in finding.subjects}
    names = {}
    for kind, table in _NAMED.items():
        ids = [id_ for wanted_kind, id_ in wanted if wanted_kind == kind]
        if not ids or not tables.has(table):
            continue
        column = "number" if table == "reports" else "name"
        rows = getattr(tables, table)
        rows = rows.filter(rows.id.isin(ids)).select("id", name=rows[column])
        names.update({(kind, row["id"]): row["name"] for row in engine.rows(rows) if row["name"]})
    return names
