"""The run at a glance: for each rule asked for, what it found, whether it ran, and what it left unjudged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mingjian.terms import Level, Text

if TYPE_CHECKING:
    from mingjian.findings import Finding
    from mingjian.screening.report.about import About
    from mingjian.screening.rule import Rule
    from mingjian.screening.run import Screening


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of the run.

    `found` counts findings by level; `unjudged` the rows it looked past; `blind` says that a part of it did not look.
    """

    rule: Rule
    found: Counter[Level]
    ran: bool
    unjudged: int
    blind: bool

    def count(self, level: Level) -> str:
        """How many it found; a dash where it did not look, for that is not none."""
        return str(self.found[level]) if self.ran else "–"

    @property
    def state(self) -> Text:
        """Whether it ran, in words."""
        if not self.ran:
            return Text("未运行", "not run")
        zh, en = ["已运行"], ["run"]
        if self.blind:
            zh.append("一部分没有查")
            en.append("a part not looked at")
        if self.unjudged:
            zh.append(f"{self.unjudged} 行未判断")
            en.append(f"rows not judged: {self.unjudged}")
        return Text("，".join(zh), ", ".join(en))


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule on one level, in order of day."""

    level: Level
    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def anchor(self) -> str:
        """The group's place in a page: `hard-SITE-03`."""
        return f"{self.level.value}-{self.rule.id}"


def rule_lines(screening: Screening, about: About) -> tuple[RuleLine, ...]:
    """A line for each rule asked for, in the order asked."""
    counts: dict[str, Counter[Level]] = {rule.id: Counter() for rule in about.rules}
    for finding in screening.findings:
        counts[finding.rule][finding.level] += 1
    unjudged: Counter[str] = Counter()
    for left in screening.not_run:
        unjudged[left.rule] += left.rows or 0
    blind = {left.rule for left in screening.not_run if left.part}
    return tuple(
        RuleLine(rule, counts[rule.id], rule.id in screening.ran, unjudged[rule.id], rule.id in blind)
        for rule in about.rules
    )


def groups(screening: Screening, about: About, level: Level) -> tuple[Group, ...]:
    """The findings of a level by rule, in the order of the screening: gravest first."""
    rules = {rule.id: rule for rule in about.rules}
    by_rule: dict[str, list[Finding]] = {}
    for finding in screening.findings:
        if finding.level is level:
            by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(Group(level, rules[id_], tuple(found)) for id_, found in by_rule.items())
