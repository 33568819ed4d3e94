"""Playing what happened: each act of `situations.yaml` by its person, at its time, by the findings' own actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingjian.terms import SHANGHAI
from mingjian_web.accounts.actor import actor_of
from mingjian_web.accounts.models import Account
from mingjian_web.findings import actions
from mingjian_web.findings.kinds import DismissalReason
from mingjian_web.findings.models import Finding, FindingSubject

#: What each act takes, under the name its action has for it.
TAKES: dict[str, tuple[str, ...]] = {
    "assign": ("to",),
    "reassign": ("to", "reason"),
    "defer": ("until", "reason"),
    "put": ("question",),
    "answer": ("text",),
    "weigh": ("text",),
    "note": ("text",),
    "record_check": ("document", "text"),
    "dismiss": ("reason_kind", "reason"),
}
REASON = ("reason",)


@dataclass(frozen=True, slots=True)
class Played:
    """One act of one finding, ready to be done."""

    at: datetime
    finding: int
    act: dict[str, Any]


def play(findings: list[dict[str, Any]]) -> int:
    """Every act of every finding, in the order of their times; how many. KeyError for an act nobody knows."""
    acts = sorted(_acts(findings), key=lambda one: (one.at, one.finding))
    for one in acts:
        _do(one)
    _check_ends(findings)
    return len(acts)


def _acts(findings: list[dict[str, Any]]) -> Iterator[Played]:
    for said in findings:
        row = find(said)
        for act in said["acts"]:
            at = datetime.fromisoformat(str(act["at"])).replace(tzinfo=SHANGHAI)
            yield Played(at, row.pk, act)


def find(said: dict[str, Any]) -> Finding:
    """The finding meant. Raises LookupError, naming it, unless it is one."""
    about = FindingSubject.objects.filter(subject=said["subject"]).values("finding")
    rows = list(Finding.objects.filter(rule=said["rule"], pk__in=about))
    if "basis" in said:
        rows = [row for row in rows if row.finding["basis"] == said["basis"]]
    if len(rows) != 1:
        raise LookupError(f"{said['rule']} about {said['subject']}: {len(rows)} findings")
    return rows[0]


def _do(one: Played) -> None:
    name = str(one.act["do"])
    row = Finding.objects.get(pk=one.finding)
    by = actor_of(Account.objects.get(name_of_account=one.act["by"]), now=one.at)
    given = {word: _value(word, one.act[word]) for word in TAKES.get(name, REASON) if word in one.act}
    action: Callable[..., object] = getattr(actions, name)
    version = {} if name == "note" else {"version": row.version}
    action(by=by, finding=row.key, now=one.at, **version, **given)


def _value(word: str, value: Any) -> Any:
    if word == "reason_kind":
        return DismissalReason(value)
    return date.fromisoformat(str(value)) if word == "until" else value


def _check_ends(findings: list[dict[str, Any]]) -> None:
    """Raise RuntimeError where a finding is not in the state the file promises: the province would mislead."""
    wrong = [said for said in findings if find(said).state != said["ends_as"]]
    if wrong:
        raise RuntimeError(f"these findings ended otherwise: {[(said['rule'], said['subject']) for said in wrong]}")
