"""Taking in what a screening found: nothing twice, a dismissal sticks, changed facts are told apart from new ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from mingjian.findings import Finding as Found
from mingjian.findings.facts import FindingFacts
from mingjian.findings.lifecycle import LIFE
from mingjian.findings.rescreen import OPEN, Changed, Known, Rescreening, rescreen
from mingjian.lifecycle import check
from mingjian.terms import FindingRole, FindingState
from mingjian_web.accounts.trail import SYSTEM, leave
from mingjian_web.findings import numbers
from mingjian_web.findings.actions.proposals import withdraw_all
from mingjian_web.findings.clock import stop_reply_clock
from mingjian_web.findings.models import Finding, FindingAct, FindingKey, FindingSubject
from mingjian_web.findings.recording import by_system, tell
from mingjian_web.findings.stored import finding_from

Names = Mapping[tuple[str, str], str]
Thing = TypeVar("Thing")
#: Findings in one transaction.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Placing:
    """Whose finding it is: the institution it is about (empty: none), its division, the office that handles it."""

    institution: str
    institution_name: str
    division: str
    office: str


@dataclass(frozen=True, slots=True)
class Received:
    """How many findings of a run were what."""

    new: int
    same: int
    changed: int
    reopened: int
    gone: int
    not_looked: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """One run as it is taken in. `ran`: the rules that looked at everything they can look at."""

    run: int
    release: str
    names: Names
    placing: Callable[[Found], Placing]
    now: datetime


def receive(
    *,
    found: Iterable[Found],
    ran: Collection[str],
    names: Names,
    placing: Callable[[Found], Placing],
    run: int,
    release: str,
    now: datetime,
) -> Received:
    """Take in a run's findings; receiving the same again changes nothing.

    `ran` names the rules that ran to the end over everything: only they can say that a finding is gone. Changed
    facts send a question back that was already put; a dismissal is opened again by changed facts and by nothing else.
    A lot at a time, each whole in a short transaction, so that the desks can write between them; where it breaks
    off, receiving again goes on.
    """
    receipt = Receipt(run, release, names, placing, now)
    outcome = rescreen(_known(), found, ran=ran)
    surplus = _carry_on((*outcome.changed, *outcome.reopened), receipt)
    for new in _lots((*outcome.new, *surplus.without_row)):
        _open(new, receipt)
    for same in _lots(outcome.same):
        _still(same, receipt)
    for gone in _lots((*outcome.gone, *surplus.left_behind)):
        _gone(gone, receipt)
    received = _counted(outcome, surplus)
    with transaction.atomic():
        leave("findings.received", by=SYSTEM, now=now, kind="screening", object=str(run), detail=asdict(received))
    return received


@dataclass(slots=True)
class Surplus:
    """Where a matter has more findings now than before, or fewer: they pair off one to one, the rest stands here."""

    without_row: list[Found]
    left_behind: list[str]


def _known() -> dict[str, Known]:
    """What the office keeps, by the names of its facts, earlier dismissals included."""
    rows = Finding.objects.values_list("key", "state", "rule", "matter_key")
    known = {key: Known(FindingState(state), rule, matter) for key, state, rule, matter in rows}
    earlier = FindingKey.objects.filter(dismissed=True)
    for key, rule, matter in earlier.values_list("key", "finding__rule", "finding__matter_key"):
        known.setdefault(key, Known(FindingState.DISMISSED, rule, matter))
    return known


def _counted(outcome: Rescreening, surplus: Surplus) -> Received:
    return Received(
        new=len(outcome.new) + len(surplus.without_row),
        same=len(outcome.same),
        changed=len(outcome.changed),
        reopened=len(outcome.reopened),
        gone=len(outcome.gone) + len(surplus.left_behind),
        not_looked=len(outcome.not_looked),
    )


def _carry_on(changes: Iterable[Changed], receipt: Receipt) -> Surplus:
    """Give changed facts to the findings they change, one to one."""
    surplus, taken, named = Surplus([], []), set[int](), list[str]()
    for lot in _lots(changes):
        with transaction.atomic():
            for change in lot:
                _give(change, taken, surplus, receipt)
                named += change.earlier
    for keys in _lots(dict.fromkeys(named)):
        left = Finding.objects.filter(key__in=keys, state__in=OPEN).values_list("pk", "key")
        surplus.left_behind += [key for pk, key in left if pk not in taken]
    return surplus


def _give(change: Changed, taken: set[int], surplus: Surplus, receipt: Receipt) -> None:
    row = next((row for key in change.earlier if (row := _row(key)) and row.pk not in taken), None)
    if row is None:
        surplus.without_row.append(change.finding)
        return
    taken.add(row.pk)
    _change(row, change.finding, receipt)


def _row(key: str) -> Finding | None:
    """The finding of this name, or the one that had it when it was dismissed; none that was upheld meanwhile."""
    rows = Finding.objects.select_for_update().exclude(state=FindingState.UPHELD)
    row = rows.filter(key=key).first()
    if row is None and (earlier := FindingKey.objects.filter(key=key, dismissed=True).first()):
        row = rows.filter(pk=earlier.finding_id).first()
    return row


def _change(row: Finding, found: Found, receipt: Receipt) -> None:
    """Its facts are others now: it goes on, is sent back where it was put, is opened again where it was dismissed."""
    state, before = FindingState(row.state), row.key
    facts = FindingFacts(finding=finding_from(row.finding), today=receipt.now.date(), found=found)
    dismissed = state is FindingState.DISMISSED
    withdraw_all(row, by=SYSTEM, now=receipt.now)
    stop_reply_clock(row, now=receipt.now)
    _rename(row, found, receipt, dismissed=dismissed)
    _take_facts(row, found, receipt)
    detail = {"run": receipt.run, "earlier": before}
    if state in (FindingState.NEW, FindingState.ASSIGNED):
        _bump(row, "changed", receipt, detail)
        return
    if dismissed:
        row.assignee, row.decision, row.decided_on, row.check_record = "", "", None, ""
    act = "reopen" if dismissed else "put_again"
    by_system(row, check(LIFE, act, state, FindingRole.SYSTEM, facts), by=SYSTEM, now=receipt.now, detail=detail)


def _rename(row: Finding, found: Found, receipt: Receipt, *, dismissed: bool) -> None:
    FindingKey.objects.filter(key=found.id).delete()
    until = receipt.now.date()
    FindingKey.objects.update_or_create(key=row.key, defaults={"finding": row, "dismissed": dismissed, "until": until})
    row.key = found.id


def _take_facts(row: Finding, found: Found, receipt: Receipt) -> None:
    """The finding as it is now. Whoever confirmed the basis of other citations has not confirmed this one's."""
    said = found.as_json()
    if any(said[part] != row.finding[part] for part in ("citation", "notes", "regime")):
        row.basis_confirmed_by = ""
    row.finding, row.level, row.severity = said, found.level.value, found.severity.value
    row.names, row.rule_version = _names(found, receipt.names), receipt.release
    row.last_run, row.gone_on, row.weighed = receipt.run, None, ""


def _bump(row: Finding, act: str, receipt: Receipt, detail: dict[str, Any]) -> None:
    row.version, row.changed_at = row.version + 1, receipt.now
    row.save()
    tell(row, act, by=SYSTEM, now=receipt.now, frm=row.state, detail=detail)


@transaction.atomic
def _open(found: Iterable[Found], receipt: Receipt) -> None:
    """New findings, numbered in the order found, each in the book of the office that handles it."""
    placed = [(one, receipt.placing(one)) for one in found]
    year, books = receipt.now.year, {}
    for office in {place.office for _, place in placed}:
        books[office] = iter(numbers.take(office, year, sum(place.office == office for _, place in placed)))
    rows = [_new_row(one, place, next(books[place.office]), receipt) for one, place in placed]
    FindingKey.objects.filter(key__in=[row.key for row in rows], dismissed=False).delete()
    rows = Finding.objects.bulk_create(rows)
    FindingSubject.objects.bulk_create(
        (
            FindingSubject(finding=row, kind=subject.kind, subject=subject.id)
            for row, (one, _) in zip(rows, placed, strict=True)
            for subject in dict.fromkeys(one.subjects)
        )
    )
    FindingAct.objects.bulk_create(_received(row, receipt) for row in rows)


def _new_row(one: Found, place: Placing, number: tuple[str, str], receipt: Receipt) -> Finding:
    return Finding(
        key=one.id,
        matter_key=one.matter_key,
        number=number[0],
        matter=number[1],
        rule=one.rule,
        rule_version=receipt.release,
        level=one.level.value,
        severity=one.severity.value,
        on=one.on,
        found_on=receipt.now.date(),
        finding=one.as_json(),
        names=_names(one, receipt.names),
        institution=place.institution,
        institution_name=place.institution_name,
        division=place.division,
        office=place.office,
        changed_at=receipt.now,
        first_run=receipt.run,
        last_run=receipt.run,
    )


def _received(row: Finding, receipt: Receipt) -> FindingAct:
    return FindingAct(
        finding=row,
        act="received",
        by=SYSTEM.account,
        name=SYSTEM.name,
        at=receipt.now,
        to=row.state,
        version=row.version,
        detail={"run": receipt.run},
    )


@transaction.atomic
def _still(found: Iterable[Found], receipt: Receipt) -> None:
    """Known and found again under the same facts; open ones take on what newer law says of them."""
    by_id = {one.id: one for one in found}
    Finding.objects.filter(key__in=by_id).update(last_run=receipt.run)
    for row in Finding.objects.select_for_update().filter(key__in=by_id, state__in=OPEN):
        _keep_up(row, by_id[row.key], receipt)


def _keep_up(row: Finding, one: Found, receipt: Receipt) -> None:
    was_gone = row.gone_on is not None
    if row.finding != one.as_json():
        _take_facts(row, one, receipt)
        _bump(row, "law_changed", receipt, {"run": receipt.run})
    elif was_gone:
        row.gone_on = None
        _bump(row, "found_again", receipt, {"run": receipt.run})


@transaction.atomic
def _gone(keys: Collection[str], receipt: Receipt) -> None:
    """Not found any more: marked once, and left to a person, for a record can be mended or tampered with."""
    for row in Finding.objects.select_for_update().filter(key__in=keys, gone_on=None):
        row.gone_on = receipt.now.date()
        _bump(row, "gone", receipt, {"run": receipt.run})


def _lots(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """The things in lots: what one short transaction does, and what a database takes in one question."""
    wanted = list(things)
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


def _names(one: Found, names: Names) -> list[list[str]]:
    wanted = dict.fromkeys((subject.kind, subject.id) for subject in one.subjects)
    return [[kind, id_, names[kind, id_]] for kind, id_ in wanted if (kind, id_) in names]
