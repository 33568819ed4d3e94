"""Findings as a spreadsheet for Excel and WPS: one row a finding, in the reader's words."""

from __future__ import annotations

import csv as spreadsheet
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mingjian.findings import NOT_REVIEWED
from mingjian.screening.report.words import doubts_and_notes, subjects_in_words
from mingjian.terms import Text

if TYPE_CHECKING:
    from mingjian.findings import Finding
    from mingjian.screening.report.about import About
    from mingjian.screening.run import Screening

#: Excel reads a CSV as UTF-8 only when it begins with this.
BYTE_ORDER_MARK = "\ufeff"

#: A cell that begins so is run as a formula by some spreadsheet; the full-width signs by those of East Asia.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_HEAD = (
    Text("编号", "id"),
    Text("规则", "rule"),
    Text("规则名称", "title"),
    Text("层级", "level"),
    Text("严重程度", "severity"),
    Text("适用规定", "regime"),
    Text("依据版本", "law"),
    Text("日期", "on"),
    Text("对象", "subjects"),
    Text("说明", "message"),
    Text("依据", "citation"),
    Text("依据状态", "status"),
    Text("存疑之处", "notes"),
    Text("怎样核对", "check"),
    Text("可能的正当解释", "excuses"),
    Text("审查状态", "reviewed"),
)


def csv(screening: Screening, language: str, about: About) -> Iterator[str]:
    """UTF-8 with its byte order mark, comma-separated (RFC 4180), a head and one row a finding."""
    titles = {rule.id: rule.title for rule in about.rules}
    yield BYTE_ORDER_MARK + _line([head.say(language) for head in _HEAD])
    for finding in screening.findings:
        yield _line(_row(finding, titles[finding.rule], screening, language, about))


def _row(finding: Finding, title: Text, screening: Screening, language: str, about: About) -> list[str]:
    def say(text: Text) -> str:
        return text.say(language)

    between = say(Text("；", "; "))
    return [
        finding.id,
        finding.rule,
        say(title),
        say(finding.level.label),
        say(finding.severity.label),
        finding.regime,
        say(about.law),
        finding.on.isoformat(),
        subjects_in_words(finding.subjects, screening.names, language),
        say(finding.message),
        between.join(citation.text for citation in finding.citations),
        between.join(say(citation.status.label) for citation in finding.citations),
        between.join(say(note) for note in doubts_and_notes(finding)),
        say(finding.check),
        between.join(say(excuse) for excuse in finding.excuses),
        say(NOT_REVIEWED),
    ]


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    spreadsheet.writer(line).writerow([defused(cell) for cell in cells])
    return line.getvalue()


def defused(cell: str) -> str:
    """The cell as text: an apostrophe before anything a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell
