"""The screening as sections for a terminal: sentences, and rows that whoever owns the terminal lays out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mingjian.screening.report.summary import groups, rule_lines
from mingjian.screening.report.words import (
    NAMED_ON_A_LINE,
    extent_in_words,
    result_in_words,
    searched_in_words,
    subjects_by_kind,
)
from mingjian.terms import Level, Text

if TYPE_CHECKING:
    from mingjian.screening.report.about import About
    from mingjian.screening.run import Screening

_SUMMARY = (Text("规则", "rule"), Text("名称", "title"), Level.HARD.label, Level.CLUE.label, Text("运行情况", "run"))
_FOUND = (Text("编号", "id"), Text("规则", "rule"), Text("日期", "day"), Text("说明和对象", "message and subjects"))
_LEFT = (Text("规则", "rule"), Text("原因", "why"), Text("范围或行数", "extent or rows"))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences under it, and then a table; `rows` is empty where there is none."""

    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def sections(screening: Screening, language: str, about: About) -> Iterator[Section]:
    """Summary by rule, hard facts, clues, and always last what was not run and why."""
    yield _summary(screening, language, about)
    for level in Level:
        if any(finding.level is level for finding in screening.findings):
            yield _found(screening, language, about, level)
    yield _left(screening, language)


def _said(texts: tuple[Text, ...], language: str) -> tuple[str, ...]:
    return tuple(text.say(language) for text in texts)


def _summary(screening: Screening, language: str, about: About) -> Section:
    lines = [
        searched_in_words(screening, about),
        Text(f"依据版本：{about.law.zh}。引擎 {about.engine}。", f"Law: {about.law.en}. Engine: {about.engine}."),
        result_in_words(screening),
    ]
    rows = tuple(
        (
            line.rule.id,
            line.rule.title.say(language),
            line.count(Level.HARD),
            line.count(Level.CLUE),
            line.state.say(language),
        )
        for line in rule_lines(screening, about)
    )
    title = Text("筛查结果", "Screening")
    return Section(title.say(language), _said(tuple(lines), language), _said(_SUMMARY, language), rows)


def _found(screening: Screening, language: str, about: About, level: Level) -> Section:
    rows = tuple(
        (
            finding.id,
            finding.rule,
            finding.on.isoformat(),
            "\n".join(
                (
                    finding.message.say(language),
                    *subjects_by_kind(finding.subjects, screening.names, language, NAMED_ON_A_LINE),
                )
            ),
        )
        for group in groups(screening, about, level)
        for finding in group.findings
    )
    title = Text(f"{level.label.zh} {len(rows)} 条", f"{level.label.en}: {len(rows)}")
    return Section(title.say(language), (), _said(_FOUND, language), rows)


def _left(screening: Screening, language: str) -> Section:
    title = Text("未运行的规则和原因", "What was not run, and why").say(language)
    if not screening.not_run:
        said = Text("要求的规则全部运行，没有未判断的行。", "Every rule asked for was run; no row was left unjudged.")
        return Section(title, (said.say(language),))
    rows = tuple(
        (left.rule, left.reason.say(language), extent_in_words(left).say(language)) for left in screening.not_run
    )
    return Section(title, (), _said(_LEFT, language), rows)
