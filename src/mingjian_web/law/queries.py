"""Asking for the law and the calendar as the office has them, and for what was entered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mingjian.clock import WorkCalendar
from mingjian.law import Law, Value
from mingjian.lifecycle import NotAllowed, check
from mingjian.terms import LawStatus, Term, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Permission
from mingjian_web.accounts.work import WorkItem
from mingjian_web.law import editions
from mingjian_web.law.confirming import confirmers, judged
from mingjian_web.law.facts import (
    CalendarDay,
    CalendarEntry,
    CalendarYear,
    EntryPage,
    OfMatter,
    Person,
    Question,
    Step,
    ValueEntry,
)
from mingjian_web.law.lifecycle import LIFE, EntryRole
from mingjian_web.law.models import EnteredCalendar, EnteredValue, Entry
from mingjian_web.law.states import CalendarKind, EditionOf, EntryState
from mingjian_web.law.years import year_of

PENDING = (EntryState.PROPOSED.value, EntryState.WITHDRAWING.value)


def current_law() -> Law:
    """What is shipped with the office's confirmed values over it; read once an edition."""
    return editions.law_of(editions.latest(EditionOf.LAW))


def current_calendar() -> WorkCalendar:
    """The shipped calendar with the office's confirmed years and days over it."""
    return editions.calendar_of_edition(editions.latest(EditionOf.CALENDAR))


def current_overlays() -> tuple[Path, ...]:
    """The overlay files of the law in use, for a process that reads them itself (`load_law(*paths)`)."""
    return editions.overlays_of(editions.latest(EditionOf.LAW))


def law_edition() -> int:
    """The number of the law in use; 0 is what is shipped."""
    return editions.latest(EditionOf.LAW)


def calendar_edition() -> int:
    """The number of the calendar in use; 0 is what is shipped."""
    return editions.latest(EditionOf.CALENDAR)


def calendar_since(edition: int) -> datetime:
    """From which moment an edition of the calendar was in use."""
    return editions.began(EditionOf.CALENDAR, edition)


def law_of(edition: int) -> Law:
    """The law as it was in an edition."""
    return editions.law_of(edition)


def calendar_of(edition: int) -> WorkCalendar:
    """The calendar as it was in an edition."""
    return editions.calendar_of_edition(edition)


def left_out() -> tuple[str, ...]:
    """The overlay files of the law in use that no longer fit what this release ships, and are therefore not used."""
    return editions.left_out_of(law_edition())


def by_matter(on: date, *, words: str = "", status: str = "", law: Law | None = None) -> tuple[OfMatter, ...]:
    """The questions of law by matter with the values of a day; those that hold the words and have the status."""
    known = law or current_law()
    waiting = _waiting_by_concept()
    found: dict[str, list[Question]] = {}
    for name, concept in known.concepts.items():
        if words and not _holds(known, name, words):
            continue
        values = tuple(value for value in known.periods(name) if value.covers(on))
        question = Question(concept, known.unit(name), values, waiting.get(name, 0))
        if not status or _has_status(question, status):
            found.setdefault(concept.matters[0], []).append(question)
    return tuple(
        OfMatter(matter.id, matter.label, tuple(found[matter.id]))
        for matter in known.matters.values()
        if matter.id in found
    )


def limits(on: date, law: Law | None = None) -> tuple[OfMatter, ...]:
    """The questions whose answer is a limit of time, by matter: what the public page shows."""
    return tuple(
        OfMatter(one.id, one.label, questions)
        for one in by_matter(on, law=law)
        if (questions := tuple(q for q in one.questions if q.unit.suffix or q.unit.id == "day_after_quarter"))
    )


def suggestions(words: str) -> tuple[str, ...]:
    """Names near to words that found nothing."""
    return current_law().suggestions(words)


def periods(concept: str) -> tuple[Value, ...]:
    """Every value of a question, shipped and entered side by side, newest first. KeyError for no such question."""
    return tuple(reversed(current_law().periods(concept)))


def entries_of(concept: str, by: Actor) -> tuple[ValueEntry, ...]:
    """Everything entered for a question, newest first."""
    return tuple(_value_entry(row, by) for row in EnteredValue.objects.filter(concept=concept))


def value_entry(entry: int, by: Actor) -> ValueEntry | None:
    """One entered value."""
    row = EnteredValue.objects.filter(pk=entry).first()
    return _value_entry(row, by) if row else None


def calendar_entry(entry: int, by: Actor) -> CalendarEntry | None:
    """One entered year or day."""
    row = EnteredCalendar.objects.filter(pk=entry).first()
    return _calendar_entry(row, by) if row else None


def calendar_entries(by: Actor) -> tuple[CalendarEntry, ...]:
    """Everything entered for the calendar, newest first."""
    return tuple(_calendar_entry(row, by) for row in EnteredCalendar.objects.all())


def calendar_year(year: int) -> CalendarYear:
    """A year of the calendar in use, day by day."""
    rows = editions.counting(EnteredCalendar.objects.filter(year=year), calendar_edition())
    return year_of(current_calendar(), year, entered=rows.exists())


def law_if_decided(entry: int) -> Law:
    """The law as it would be once a second person agrees. BadInput where the law would not take it."""
    row = EnteredValue.objects.get(pk=entry)
    return editions.law_with(editions.after_deciding(row, law_edition()))


def calendar_if_decided(entry: int) -> WorkCalendar:
    """The calendar as it would be once a second person agrees."""
    row = EnteredCalendar.objects.get(pk=entry)
    return editions.calendar_with(editions.after_deciding(row, calendar_edition()))


def law_work(actor: Actor, today: date) -> list[WorkItem]:
    """The entries that wait for this person's decision; no limit of time is set for them, so `today` picks none."""
    if not actor.may(Permission.LAW_CONFIRM):
        return []
    values = [_item(row, f"value:{row.pk}", row.concept) for row in _mine(EnteredValue, actor)]
    days = [_item(row, f"calendar:{row.pk}", str(row.day or row.year)) for row in _mine(EnteredCalendar, actor)]
    return [*values, *days]


def _mine(model: Any, actor: Actor) -> list[Any]:
    return [row for row in model.objects.filter(state__in=PENDING) if not _why_not(row, actor)]


def _item(row: Any, key: str, subject: str) -> WorkItem:
    withdrawal = row.state == EntryState.WITHDRAWING
    of_law = isinstance(row, EnteredValue)
    label = current_law().concepts[row.concept].label if of_law else Text(subject, subject)
    return WorkItem(
        key=key,
        what=Text(f"核对撤下：{label.zh}", f"decide on withdrawing: {label.en}")
        if withdrawal
        else Text(f"核对：{label.zh}", f"confirm: {label.en}"),
        hint=Text(f"{row.entered_name}录入，{row.document}", f"entered by {row.entered_name}, {row.document}"),
        subject=subject,
        kind=EditionOf.LAW.label if of_law else EditionOf.CALENDAR.label,
        holder="",
        state=EntryState(row.state).label,
        tag="wait",
        due=None,
        clock=None,
        url_name="regulator:law-entry" if of_law else "regulator:calendar-entry",
        url_args=(str(row.pk),),
    )


def _waiting_by_concept() -> dict[str, int]:
    made: dict[str, int] = {}
    for concept in EnteredValue.objects.filter(state__in=PENDING).values_list("concept", flat=True):
        made[concept] = made.get(concept, 0) + 1
    return made


def _holds(law: Law, name: str, words: str) -> bool:
    """Whether a question has the words in its name or label, or rests on the article or instrument they name."""
    concept, plain = law.concepts[name], words.strip().casefold()
    if plain in f"{name} {concept.label.zh} {concept.label.en}".casefold():
        return True
    found = law.find(words)
    if found is None:
        return False
    if found.kind == "concept":
        return found.name == name
    return any(name in law.cited_by(ref) for ref in found.items or (found.name,))


def _has_status(question: Question, status: str) -> bool:
    if status == "declared":
        return question.concept.declared
    if status == "waiting":
        return bool(question.waiting)
    if status == "entered":
        return any(not value.origin.shipped for value in question.values)
    return not question.concept.declared and question.status == status


def _value_entry(row: EnteredValue, by: Actor) -> ValueEntry:
    law = current_law()
    return ValueEntry(
        page=_page(row, "law", by),
        concept=row.concept,
        label=law.concepts[row.concept].label,
        unit=law.unit(row.concept),
        keys=row.keys,
        value=row.value,
        first=row.first,
        last=row.last,
        status=LawStatus(row.status) if row.status else None,
        cites=tuple(_cited(law, row, ref) for ref in row.cites),
        source=row.source,
        note=Text(row.note["zh"], row.note["en"]) if row.note else None,
        quoted=row.quoted,
        new_texts=tuple(_new_texts(row)),
    )


def _cited(law: Law, row: EnteredValue, ref: str) -> Text:
    """The citation as printed; one that the entry itself brings is named as it was typed."""
    try:
        cited = law.citation(ref)
    except KeyError:
        owner, _, article = ref.partition(":")
        short = next((one["short"] for one in row.instruments if one["id"] == owner), None)
        known = law.instruments.get(owner)
        named = Text(short["zh"], short["en"]) if short else known.short if known else Text(owner, owner)
        return Text(f"{named.zh} {article}".strip(), f"{named.en} {article}".strip())
    return Text(cited.text, cited.text_en)


def _new_texts(row: EnteredValue) -> Iterable[str]:
    for one in row.instruments:
        yield f"{one['title']['zh']} {one['number']}".strip()
    for owner, articles in row.articles.items():
        yield from (f"{owner}:{one['article']}" for one in articles)


def _calendar_entry(row: EnteredCalendar, by: Actor) -> CalendarEntry:
    if row.kind == CalendarKind.DAY and row.day:
        days = [CalendarDay(row.day, row.working, row.why)]
    else:
        days = [CalendarDay(fact.day, fact.working, fact.festival) for fact in editions.notice_of(row).days]
    page = _page(row, "calendar", by)
    return CalendarEntry(page, CalendarKind(row.kind), row.year, tuple(row.papers), tuple(days))


def _page(row: Any, kind: str, by: Actor) -> EntryPage:
    pending = bool(row.waits)
    why_not = _why_not(row, by) if pending else ()
    return EntryPage(
        id=row.pk,
        state=EntryState(row.state),
        version=row.version,
        document=row.document,
        office=row.office_name or row.office,
        entered=Person(row.entered_name, row.office_name),
        entered_at=row.entered_at,
        pending=pending,
        reason=row.reason,
        confirmed_name=row.confirmed_name,
        can_confirm=_who_can(row) if pending else (),
        history=_history(kind, row.pk),
        ledger_index=row.ledger_index,
        may_confirm=pending and not why_not,
        may_withdraw=_may_withdraw(row, by),
        why_not=why_not,
    )


def _who_can(row: Entry) -> tuple[Person, ...]:
    found = confirmers(row.office, row.pending_by)
    return tuple(Person(one.name, one.office.name if one.office else "") for one in found)


def _why_not(row: Entry, by: Actor) -> tuple[Text, ...]:
    """Why this person cannot decide; nothing where they can. The action asks the same."""
    if not by.may(Permission.LAW_CONFIRM):
        return (Text("由政策法规岗核对", "legal affairs decide"),)
    try:
        check(LIFE, "confirm", EntryState(row.state), EntryRole.SECOND, judged(row, by, Permission.LAW_CONFIRM))
    except NotAllowed as refused:
        return refused.reasons
    return ()


def _may_withdraw(row: Entry, by: Actor) -> bool:
    if not by.may(Permission.LAW_ENTER):
        return False
    role: Term = EntryRole.ENTERER
    facts = judged(row, by, Permission.LAW_ENTER, "-")
    try:
        check(LIFE, "withdraw", EntryState(row.state), role, facts)
    except NotAllowed:
        return False
    return True


ACTS = {
    "law.entered": Text("录入", "entered"),
    "law.confirmed": Text("核对采用，记入公开账本", "confirmed, entered in the open ledger"),
    "calendar.confirmed": Text("核对采用，记入公开账本", "confirmed, entered in the open ledger"),
    "law.refused": Text("退回", "sent back"),
    "law.entry_taken_back": Text("录入人撤下", "taken back"),
    "law.withdrawal_asked": Text("申请撤下", "withdrawal asked for"),
    "law.withdrawn": Text("撤下，记入公开账本", "withdrawn, entered in the open ledger"),
    "calendar.withdrawn": Text("撤下，记入公开账本", "withdrawn, entered in the open ledger"),
}


def _history(kind: str, entry: int) -> tuple[Step, ...]:
    rows = TrailRow.objects.filter(kind=kind, object=str(entry)).order_by("pk")
    return tuple(
        Step(row.at, row.name, ACTS.get(row.act, Text(row.act, row.act)), row.reason, row.detail.get("ledger"))
        for row in rows
    )
