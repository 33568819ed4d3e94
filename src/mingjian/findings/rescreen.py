"""What a new screening run means for the findings already known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mingjian.findings.finding import Finding
from mingjian.terms import FindingState

OPEN = frozenset({FindingState.NEW, FindingState.ASSIGNED, FindingState.PUT, FindingState.ANSWERED})
DISMISSED = frozenset({FindingState.DISMISSED})


@dataclass(frozen=True, slots=True)
class Known:
    """What an office keeps of a finding under its id: where it stands, its rule and its matter."""

    state: FindingState
    rule: str
    matter_key: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A finding whose matter was known under other facts, and the ids it had then."""

    finding: Finding
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rescreening:
    """The outcome of a run, every finding in one place.

    `same`: known under the same facts, whatever its state; a dismissal sticks. `changed`: still open under
    other facts. `reopened`: dismissed under other facts. `gone` (ids): open, not found although the rule ran;
    a person decides what that means, for a record can be mended or tampered with. `not_looked` (ids): open,
    and their rule did not run, which says nothing.
    """

    new: tuple[Finding, ...]
    same: tuple[Finding, ...]
    changed: tuple[Changed, ...]
    reopened: tuple[Changed, ...]
    gone: tuple[str, ...]
    not_looked: tuple[str, ...]


def rescreen(known: Mapping[str, Known], found: Iterable[Finding], *, ran: Collection[str]) -> Rescreening:
    """Compare a run with what is known by id.

    `known` keeps the ids of earlier dismissals, so that facts which return to what was dismissed meet their
    dismissal again; a finding that carries on under changed facts leaves its old id. `ran` names the rules
    that ran to the end over everything.
    """
    by_id = {finding.id: finding for finding in found}
    unknown = [finding for id_, finding in by_id.items() if id_ not in known]
    absent = {id_: was for id_, was in known.items() if id_ not in by_id}
    changed = of_matters(unknown, absent, OPEN)
    unknown = without(unknown, changed)
    reopened = of_matters(unknown, absent, DISMISSED)
    carried_on = {id_ for change in changed for id_ in change.earlier}
    missing = [id_ for id_, was in absent.items() if was.state in OPEN and id_ not in carried_on]
    return Rescreening(
        new=tuple(without(unknown, reopened)),
        same=tuple(finding for id_, finding in by_id.items() if id_ in known),
        changed=changed,
        reopened=reopened,
        gone=tuple(id_ for id_ in missing if known[id_].rule in ran),
        not_looked=tuple(id_ for id_ in missing if known[id_].rule not in ran),
    )


def of_matters(
    findings: Iterable[Finding], absent: Mapping[str, Known], states: Collection[FindingState]
) -> tuple[Changed, ...]:
    """Those findings whose matter was known, in one of these states, under facts no longer found."""
    earlier: defaultdict[str, list[str]] = defaultdict(list)
    for id_, was in absent.items():
        if was.state in states:
            earlier[was.matter_key].append(id_)
    pairs = ((finding, earlier.get(finding.matter_key)) for finding in findings)
    return tuple(Changed(finding, tuple(ids)) for finding, ids in pairs if ids)


def without(findings: Iterable[Finding], changes: Iterable[Changed]) -> list[Finding]:
    """The findings that are not among the changes."""
    taken = {change.finding.id for change in changes}
    return [finding for finding in findings if finding.id not in taken]
