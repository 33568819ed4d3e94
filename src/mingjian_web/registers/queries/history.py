"""An institution's history, each line with the act behind it, and the names it used to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from mingjian.terms import CertificateEventKind, Text
from mingjian_web.registers.facts import BranchFacts, CertificateFacts, ChangeFacts, HistoryLine
from mingjian_web.registers.models import Institution
from mingjian_web.registers.standing import FormerName
from mingjian_web.registers.words import word

NAME = word("changes", "what", "name")
BETWEEN = re.compile(r"[|；;、]")


def history(
    certificates: Sequence[CertificateFacts],
    changes: Sequence[ChangeFacts],
    branches: Sequence[BranchFacts],
    on: date,
) -> tuple[HistoryLine, ...]:
    """Everything that happened by the day, latest first."""
    lines = [*_of_certificates(certificates, on), *_of_changes(changes), *_of_branches(branches, on)]
    return tuple(sorted(lines, key=lambda line: line.on, reverse=True))


def _of_certificates(certificates: Sequence[CertificateFacts], on: date) -> Iterator[HistoryLine]:
    for one in certificates:
        number = one.number
        if not any(event.kind is CertificateEventKind.ISSUED for event in one.events):
            began = Text(f"资质证书 {number} 有效期开始", f"the term of certificate {number} began")
            yield HistoryLine(one.valid_from, began, "", "certificate")
        for event in one.events:
            what = Text(f"资质证书 {number} {event.kind.label.zh}", f"certificate {number}: {event.kind.label.en}")
            yield HistoryLine(event.on, what, event.reason, "certificate")
        yield from _of_scopes(one, on)


def _of_scopes(one: CertificateFacts, on: date) -> Iterator[HistoryLine]:
    for scope in one.scopes:
        if scope.first > one.valid_from:
            yield HistoryLine(
                scope.first,
                Text(f"{one.number} 增项：{scope.scope.zh}", f"{one.number}: scope added, {scope.scope.en}"),
                "",
                "scope",
            )
        if scope.last is not None and scope.last < min(one.valid_to, on):
            yield HistoryLine(
                scope.last,
                Text(f"{one.number} 范围止：{scope.scope.zh}", f"{one.number}: scope ended, {scope.scope.en}"),
                "",
                "scope",
            )


def _of_changes(changes: Sequence[ChangeFacts]) -> Iterator[HistoryLine]:
    for one in changes:
        yield HistoryLine(one.on, Text(f"变更{one.what.zh}", f"change of {one.what.en}"), "", "change")


def _of_branches(branches: Sequence[BranchFacts], on: date) -> Iterator[HistoryLine]:
    for one in branches:
        if one.opened_on:
            yield HistoryLine(one.opened_on, Text(f"设立 {one.name}", f"{one.name} opened"), "", "branch")
        if one.closed_on and one.closed_on < on:
            yield HistoryLine(one.closed_on, Text(f"撤销 {one.name}", f"{one.name} closed"), "", "branch")


def former_names(row: Institution, changes: Sequence[ChangeFacts]) -> tuple[FormerName, ...]:
    """The names before the changes of name, latest first, each with the day it ended where that is registered.

    What an earlier row of the register says is a former name only where a change of name is registered: without one it
    was a slip of the pen. A column `former_names` that came with the row counts as it stands.
    """
    days = sorted((one.on for one in changes if one.what == NAME), reverse=True)
    earlier = Institution.objects.filter(key=row.key).exclude(ended_by=None).order_by("-pk")
    used = [name for name in dict.fromkeys(earlier.values_list("name", flat=True)) if name != row.name] if days else []
    said = [name for name in _said(row.extra.get("former_names")) if name not in used and name != row.name]
    found = used[: len(days)] + said
    return tuple(FormerName(name, days[at] if at < len(days) else None) for at, name in enumerate(found))


def _said(value: object) -> list[str]:
    parts = value if isinstance(value, list) else BETWEEN.split(str(value or ""))
    return [str(part).strip() for part in parts if str(part).strip()]
