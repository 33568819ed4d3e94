"""From a found row to an argument: level, law of that day, words, evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mingjian.findings import CALENDAR_PROVISIONAL, MAY_BE_SUPERSEDED, Citation, Finding, Subject
from mingjian.terms import Level, Text

if TYPE_CHECKING:
    from mingjian.law import Law, Value
    from mingjian.screening.evidence import Exhibits
    from mingjian.screening.rule import Basis, Rule


def argue(rule: Rule, row: dict[str, Any], law: Law, exhibits: Exhibits) -> Finding | None:
    """The finding a row amounts to under the law of its day; None where that law is unknown."""
    basis = rule.bases[row["basis"]]
    values = _law_of(rule, basis, row, law)
    if not values:
        return None
    matter = "testing" if row.get("kind") == "testing" else "evaluation"
    return Finding(
        rule=rule.id,
        basis=row["basis"],
        level=_level(basis, values, row),
        severity=rule.severity,
        regime=law.regime(matter, row["on"]).id,
        on=row["on"],
        subjects=_subjects(rule, row),
        evidence=exhibits.of(row),
        message=Text(_fill(basis.message.zh, row, "zh"), _fill(basis.message.en, row, "en")),
        citations=_citations(values),
        check=rule.check,
        excuses=rule.excuses,
        score=float(row.get("score") or 1.0),
        notes=_notes(basis, values, row),
    )


def _law_of(rule: Rule, basis: Basis, row: dict[str, Any], law: Law) -> list[Value]:
    keys = {name: row[name] for name in rule.law_keys if row.get(name) is not None}
    concepts = row["laws"].split("|") if row.get("laws") else basis.law
    values = [law.value(concept, on=row["on"], **keys) for concept in concepts]
    return [value for value in values if value.known]


def _sound(values: list[Value]) -> bool:
    """Whether some law behind the finding was seen and certainly stands on that day."""
    return any(value.may_be_hard for value in values)


def _level(basis: Basis, values: list[Value], row: dict[str, Any]) -> Level:
    """Hard only on sound law, counted on an announced calendar."""
    hard = basis.level is Level.HARD and _sound(values) and not row.get("provisional")
    return Level.HARD if hard else Level.CLUE


def _notes(basis: Basis, values: list[Value], row: dict[str, Any]) -> tuple[Text, ...]:
    notes = [basis.reading] if basis.reading else []
    if row.get("provisional"):
        notes.append(CALENDAR_PROVISIONAL)
    if not _sound(values) and any(value.may_be_superseded for value in values):
        notes.append(MAY_BE_SUPERSEDED)
    return tuple(notes)


def _citations(values: list[Value]) -> tuple[Citation, ...]:
    cited = {cite.ref: Citation(cite.text, cite.status) for value in values for cite in value.cites}
    return tuple(cited.values())


def _subjects(rule: Rule, row: dict[str, Any]) -> tuple[Subject, ...]:
    subjects = [
        Subject(kind, id_)
        for kind, column in rule.subjects
        for id_ in (sorted(row[column]) if isinstance(row[column], list) else [row[column]])
        if id_ is not None
    ]
    return tuple(dict.fromkeys(subjects))


def _fill(template: str, row: dict[str, Any], language: str) -> str:
    return template.format_map({name: _word(value, language) for name, value in row.items()})


def _word(value: Any, language: str) -> str:
    if value is None:
        return "未知" if language == "zh" else "unknown"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    if isinstance(value, list):
        return ("、" if language == "zh" else ", ").join(str(item) for item in value)
    return str(value)
