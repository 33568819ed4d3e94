"""Entering law and calendar: proposed by one, confirmed, sent back or withdrawn by two.

Each act: permission, lifecycle, the change, the trail, in one transaction; what becomes part of the law in use also
makes an edition, a ledger entry and a piece of news. Law is read from files before any transaction begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mingjian.lifecycle import check
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.permissions import Permission
from mingjian_web.accounts.refusals import Stale
from mingjian_web.accounts.trail import leave
from mingjian_web.law.confirming import judged
from mingjian_web.law.drafts import ValueDraft
from mingjian_web.law.editions import AnEntry, after_deciding, calendar_with, counting, latest, law_with, notice_of
from mingjian_web.law.lifecycle import LIFE, EntryRole
from mingjian_web.law.models import EnteredCalendar, EnteredValue, next_edition
from mingjian_web.law.states import CalendarKind, EditionOf, EntryState
from mingjian_web.ledger import actions as ledger
from mingjian_web.records import news

ENTER, CONFIRM = Permission.LAW_ENTER, Permission.LAW_CONFIRM


@dataclass(frozen=True, slots=True)
class YearDraft:
    """A year's holidays as announced; `days` as the notice file has them: name, rest, worked."""

    year: int
    papers: tuple[str, ...]
    days: tuple[dict[str, Any], ...]
    document: str


@dataclass(frozen=True, slots=True)
class DayDraft:
    """One day that is a working day or a rest day after all, why, and by which paper."""

    day: date
    working: bool
    why: str
    paper: str
    document: str


def enter_value(*, by: Actor, draft: ValueDraft, now: datetime) -> int:
    """Propose a value; its number. Raises BadInput with every fault the law itself finds in it."""
    by.must(ENTER)
    row = draft.as_row()
    _signed(row, by, now)
    tried_with(row)
    return _entered(row, by, now)


def enter_year(*, by: Actor, draft: YearDraft, now: datetime) -> int:
    """Propose a year's holidays; the number of the entry."""
    by.must(ENTER)
    row = EnteredCalendar(
        kind=CalendarKind.YEAR.value,
        year=draft.year,
        papers=list(draft.papers),
        days=list(draft.days),
        document=draft.document,
    )
    _signed(row, by, now)
    notice_of(row)
    return _entered(row, by, now)


def enter_day(*, by: Actor, draft: DayDraft, now: datetime) -> int:
    """Propose to correct one day; the number of the entry. BadInput where the calendar says the same already."""
    by.must(ENTER)
    row = EnteredCalendar(
        kind=CalendarKind.DAY.value,
        year=draft.day.year,
        papers=[draft.paper],
        day=draft.day,
        working=draft.working,
        why=draft.why,
        document=draft.document,
    )
    _signed(row, by, now)
    _check_it_changes_something(row)
    return _entered(row, by, now)


def confirm_value(*, by: Actor, entry: int, version: int, texts: Sequence[str] = (), now: datetime) -> int:
    """Agree as second person to a proposed value, or to a withdrawal; the index of the ledger entry.

    `texts` are the SHA-256 of the papers that were read. Raises Forbidden, NotAllowed, Stale, and BadInput where the
    law no longer takes it.
    """
    by.must(CONFIRM)
    row = _fresh(EnteredValue, entry, version)
    tried_on = latest(EditionOf.LAW)
    law_with(after_deciding(row, tried_on))
    return _confirmed(EnteredValue, row, by, EditionOf.LAW, tried_on, _value_facts(row, texts), now)


def confirm_calendar(*, by: Actor, entry: int, version: int, texts: Sequence[str] = (), now: datetime) -> int:
    """The same for a year's holidays or one day."""
    by.must(CONFIRM)
    row = _fresh(EnteredCalendar, entry, version)
    tried_on = latest(EditionOf.CALENDAR)
    calendar_with(after_deciding(row, tried_on))
    return _confirmed(EnteredCalendar, row, by, EditionOf.CALENDAR, tried_on, _calendar_facts(row, texts), now)


def refuse_value(*, by: Actor, entry: int, version: int, reason: str, now: datetime) -> None:
    """Send a proposed value back, or a withdrawal: what was in use stays in use."""
    _refused(EnteredValue, by, entry, version, reason, now)


def refuse_calendar(*, by: Actor, entry: int, version: int, reason: str, now: datetime) -> None:
    """The same for the calendar."""
    _refused(EnteredCalendar, by, entry, version, reason, now)


def withdraw_value(*, by: Actor, entry: int, version: int, reason: str, now: datetime) -> None:
    """Take back one's own proposal, or ask that a value in use be withdrawn; a second person then agrees."""
    by.must(ENTER)
    row = _fresh(EnteredValue, entry, version)
    if row.state == EntryState.IN_FORCE:
        _check_nothing_rests_on_it(row)
    _withdrawn(EnteredValue, by, entry, version, reason, now)


def withdraw_calendar(*, by: Actor, entry: int, version: int, reason: str, now: datetime) -> None:
    """The same for the calendar."""
    _withdrawn(EnteredCalendar, by, entry, version, reason, now)


def tried_with(row: EnteredValue) -> None:
    """Raise BadInput with every fault this value would be in the law in use."""
    law_with(after_deciding(row, latest(EditionOf.LAW)))


def _signed(row: AnEntry, by: Actor, now: datetime) -> None:
    row.office, row.office_name = by.office, by.office_name
    row.entered_by, row.entered_name, row.entered_at = by.account, by.name, now
    row.pending_by = sorted(by.persons)


def _entered(row: AnEntry, by: Actor, now: datetime) -> int:
    with transaction.atomic():
        row.save()
        _trail("law.entered", row, by, now, acting_for=by.acting_for(ENTER))
    return row.pk


def _check_it_changes_something(row: EnteredCalendar) -> None:
    before = [one for one in counting(EnteredCalendar.objects.all(), latest(EditionOf.CALENDAR)) if one.pk != row.pk]
    day = row.day
    if day and calendar_with(before).is_working(day) == row.working:
        said = calendar_with(before).why(day)
        raise BadInput(
            Text(f"{day} 现在就是：{said.zh}，不需要更正", f"{day} is already so: {said.en}; nothing to correct")
        )


def _check_nothing_rests_on_it(row: EnteredValue) -> None:
    """A value that brought an instrument or article cannot go while another cites it."""
    edition = latest(EditionOf.LAW)
    law_with([one for one in counting(EnteredValue.objects.all(), edition) if one.pk != row.pk])


def _fresh(model: type[AnEntry], entry: int, version: int, *, lock: bool = False) -> AnEntry:
    """The entry, if nobody acted on it since the page was made. Raises Stale saying what now is."""
    rows = model.objects.select_for_update() if lock else model.objects.all()
    row = rows.filter(pk=entry).first()
    if row is None:
        raise BadInput(Text(f"没有第 {entry} 号录入", f"there is no entry {entry}"))
    if row.version != version:
        state = EntryState(row.state).label
        who = f"，核对人 {row.confirmed_name}" if row.confirmed_name else ""
        who_en = f", confirmed by {row.confirmed_name}" if row.confirmed_name else ""
        raise Stale(
            Text(
                f"页面已过时：这条录入现在是“{state.zh}”{who}，刚才的操作没有执行",
                f"this page is out of date: the entry is now “{state.en}”{who_en}; nothing was done",
            )
        )
    return row


def _confirmed(
    model: type[AnEntry],
    seen: AnEntry,
    by: Actor,
    of: EditionOf,
    tried_on: int,
    facts: dict[str, Any],
    now: datetime,
) -> int:
    with transaction.atomic():
        row = _fresh(model, seen.pk, seen.version, lock=True)
        facts_now = judged(row, by, CONFIRM)
        step = check(LIFE, "confirm", EntryState(row.state), EntryRole.SECOND, facts_now)
        if latest(of) != tried_on:
            raise Stale(Text("规定或日历刚有变动，请重新核对", "law or calendar has just changed; look at it again"))
        edition = next_edition(of, row.pk, tried_on, now).number
        withdrawn = step.to == EntryState.WITHDRAWN
        if withdrawn:
            row.out_from = edition
        else:
            row.in_from = edition
            row.confirmed_by, row.confirmed_name, row.confirmed_at = by.account, by.name, now
        act = f"{of.value}.{'withdrawn' if withdrawn else 'confirmed'}"
        row.ledger_index = ledger.record(_act(act, row, by, facts, now), now=now)
        row.state, row.version, row.pending_by = step.to.value, row.version + 1, []
        row.save()
        _trail(act, row, by, now, acting_for=by.acting_for(CONFIRM), detail={"ledger": row.ledger_index})
        news.tell(f"{of.value}.confirmed", {"edition": edition, "entry": row.pk}, now=now)
    return row.ledger_index


def _refused(model: type[AnEntry], by: Actor, entry: int, version: int, reason: str, now: datetime) -> None:
    by.must(CONFIRM)
    with transaction.atomic():
        row = _fresh(model, entry, version, lock=True)
        step = check(LIFE, "refuse", EntryState(row.state), EntryRole.SECOND, judged(row, by, CONFIRM, reason))
        row.state, row.version, row.reason, row.pending_by = step.to.value, row.version + 1, reason.strip(), []
        row.save()
        _trail("law.refused", row, by, now, acting_for=by.acting_for(CONFIRM), reason=reason.strip())


def _withdrawn(model: type[AnEntry], by: Actor, entry: int, version: int, reason: str, now: datetime) -> None:
    by.must(ENTER)
    with transaction.atomic():
        row = _fresh(model, entry, version, lock=True)
        facts = judged(row, by, ENTER, reason)
        step = check(LIFE, "withdraw", EntryState(row.state), EntryRole.ENTERER, facts)
        row.state, row.version, row.reason = step.to.value, row.version + 1, reason.strip()
        row.pending_by = sorted(facts.acting) if row.waits else []
        row.save()
        _trail(f"law.{step.event}", row, by, now, acting_for=by.acting_for(ENTER), reason=reason.strip())


def _trail(
    act: str,
    row: AnEntry,
    by: Actor,
    now: datetime,
    *,
    acting_for: str = "",
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    leave(
        act,
        by=by,
        now=now,
        kind="law" if isinstance(row, EnteredValue) else "calendar",
        object=str(row.pk),
        reason=reason,
        acting_for=acting_for,
        detail=detail,
    )


def _act(kind: str, row: AnEntry, by: Actor, facts: dict[str, Any], now: datetime) -> ledger.Act:
    """What anybody may know of it; both persons only as commitments."""
    persons = {
        "entered_by": {"account": row.entered_by, "name": row.entered_name},
        "confirmed_by": {"account": by.account, "name": by.name},
    }
    what = row.concept if isinstance(row, EnteredValue) else f"calendar-{row.year}"
    return ledger.Act(kind, now.date(), row.office or by.office, f"law:{what}", facts, persons)


def _value_facts(row: EnteredValue, texts: Sequence[str]) -> dict[str, Any]:
    return {
        "concept": row.concept,
        "for": row.keys,
        "value": _exact(row.value),
        "from": row.first.isoformat(),
        "to": row.last.isoformat() if row.last else None,
        "status": row.status or "declared",
        "cites": row.cites,
        "document": row.document,
        "texts": sorted(texts),
    }


def _calendar_facts(row: EnteredCalendar, texts: Sequence[str]) -> dict[str, Any]:
    one = {"day": row.day.isoformat(), "working": row.working, "why": row.why} if row.day else None
    return {
        "year": row.year,
        "papers": row.papers,
        "days": one or row.days,
        "document": row.document,
        "texts": sorted(texts),
    }


def _exact(value: Any) -> Any:
    """A value as the ledger takes it: no fractions, they are written out."""
    if isinstance(value, float):
        return str(value)
    if isinstance(value, dict):
        return {name: _exact(item) for name, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list) else value
