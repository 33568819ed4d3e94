"""A finding as an argument, sections 一 to 五, for every desk that shows one; drawn by `shared/argument.html`."""

from __future__ import annotations

from typing import Any

from mingjian.screening.registry import all_rules
from mingjian.screening.report.evidence import Exhibit, exhibits
from mingjian.terms import Level, Text
from mingjian_web.desks.shared.parts import Citation, Evidence, Value
from mingjian_web.desks.shared.refuse import language
from mingjian_web.desks.shared.stays import stays
from mingjian_web.desks.shared.tables import Tag
from mingjian_web.findings.queries import FindingPage
from mingjian_web.projects import queries as projects


def rule_title(rule: str) -> Text:
    """What a rule is called; its id where it is shipped no more."""
    file = all_rules().get(rule)
    return file.rule.title if file else Text(rule, rule)


def level_tag(level: str, *, boxed: bool = False) -> Tag:
    """实据 or 线索."""
    return Tag(level, Level(level), boxed)


def argument(page: FindingPage) -> dict[str, Any]:
    """What the template wants, besides `page`."""
    found, names = page.argument, _names(page)
    file = all_rules().get(found.rule)
    return {
        "title": rule_title(found.rule),
        "rule": file.rule if file else None,
        "level_tag": level_tag(page.row.level, boxed=True),
        "chart": stays(found, names),
        "exhibits": [_shown(one) for one in exhibits(found, names, language())],
        "cites": [Citation(one.text, one.status, note=one.note or "") for one in found.citations],
        "doubts": found.doubts,
        "notes": [note for note in found.notes if note not in found.doubts],
    }


def _names(page: FindingPage) -> dict[tuple[str, str], str]:
    """The names of all it speaks of; projects, which have none of their own, by what they are known as."""
    keys = {str(row.fields["project"]) for row in page.argument.evidence if row.fields.get("project")}
    keys |= {subject.id for subject in page.argument.subjects if subject.kind == "project"}
    return {**{("project", key): name for key, name in projects.names(keys).items()}, **page.names}


def _shown(exhibit: Exhibit) -> dict[str, Any]:
    """One table's records: beside each other where they are two or fewer, else a line each."""
    rows = [
        Evidence(field.label, tuple(Value(value) for value in field.values), clash=field.mark is not None)
        for field in exhibit.fields
    ]
    lines = zip(*(field.values for field in exhibit.fields), strict=True)
    return {
        "caption": exhibit.table,
        "records": exhibit.records,
        "rows": rows,
        "beside": exhibit.beside,
        "fields": exhibit.fields,
        "lines": list(zip(exhibit.records, lines, strict=True)),
    }
