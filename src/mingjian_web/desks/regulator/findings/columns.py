"""The inbox's columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingjian.terms import FindingState, Severity, Text
from mingjian_web.desks.shared.argument import level_tag, rule_title
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column
from mingjian_web.desks.shared.tables import Link, Tag, Words
from mingjian_web.findings.kinds import ProposalKind
from mingjian_web.findings.queries import called

SHAPES = {
    FindingState.NEW: "wait",
    FindingState.ASSIGNED: "run",
    FindingState.PUT: "run",
    FindingState.ANSWERED: "warn",
    FindingState.UPHELD: "bad",
    FindingState.DISMISSED: "ok",
}
ENDED = (FindingState.UPHELD, FindingState.DISMISSED)
NOBODY = Text("未分派", "nobody")
NOT_REVIEWED = Text("本结论未经审查，不作为处理依据", "not reviewed: no ground for any measure")


def state_tag(row: Any, today: date) -> Tag:
    """Where it stands; deferred and waiting for a second person are said."""
    if row.deferred_until and row.deferred_until >= today:
        return Tag("stop", Text("暂缓告知", "telling deferred"))
    if waits := getattr(row, "waits", None):
        return Tag("warn", ProposalKind(waits))
    state = FindingState(row.state)
    return Tag(SHAPES[state], state)


def inbox(names: Mapping[str, str], today: date, office: str) -> tuple[Column[Any], ...]:
    """The columns; `names` are those of the accounts that hold findings, `office` is the reader's own."""
    return (
        Column(
            _("疑点"),
            lambda row: Link(
                here("regulator:finding", row.pk), rule_title(row.rule), f"{called(row, office)} · {row.rule}"
            ),
            sort="pk",
            head=True,
            written=lambda row: row.matter,
        ),
        Column(_("强度"), lambda row: level_tag(row.level), sort="level"),
        Column(
            _("机构"), lambda row: row.institution_name or Text("不涉及机构", "no institution"), sort="institution_name"
        ),
        Column(_("发生日"), lambda row: row.on, sort="on"),
        Column(_("程度"), lambda row: Severity(row.severity), sort="severity"),
        Column(_("承办人"), lambda row: names.get(row.assignee) or NOBODY, sort="assignee"),
        Column(_("进度"), lambda row: state_tag(row, today), sort="state"),
        Column(
            _("说明期限"),
            lambda row: row.due if row.state == FindingState.PUT else Words("—"),
            sort="due",
            written=lambda row: row.due,
        ),
    )


#: What every exported row says besides.
IN_EXPORTS: tuple[Column[Any], ...] = (
    Column(_("规则编号"), lambda row: row.rule),
    Column(_("依据版本"), lambda row: row.rule_version),
    Column(_("说明"), lambda row: NOT_REVIEWED if row.state not in ENDED else ""),
)
