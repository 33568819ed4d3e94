"""Law, entries and moves as the components want them: cells, facts, citations, papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from mingjian.clock import Moved
from mingjian.law import Law, Value
from mingjian.terms import SHANGHAI, LawStatus, Text
from mingjian_web.clocks.facts import MoveFacts
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column as ListColumn
from mingjian_web.desks.shared.parts import SURENESS, Event, Fact, Paper, Place, Places
from mingjian_web.desks.shared.tables import Column, Group, Link, Row, Several, Table, Tag, Words
from mingjian_web.evidence import queries as evidence
from mingjian_web.law import queries as law_queries
from mingjian_web.law.facts import CalendarEntry, EntryPage, OfMatter, Question, ValueEntry
from mingjian_web.law.states import EntryState
from mingjian_web.law.wording import days_text, keys_text, of, value_text, with_keys

#: Every matter at once.
ALL = "all"
SETTING = Text("机关自定，不是法定", "a setting, not law")
MAY_BE_CHANGED = Text("可能已被修订（有文件未读）", "may be superseded: a text is unread")
#: From so many characters on, a value is cut short in the list.
LONG = 60
#: So many citations stand in the list; the rest on the question's own page.
MOST_CITES = 2
NOTHING_READ = Text("当日没有读到适用的规定", "nothing that governs the day has been read")

STATES = {
    EntryState.PROPOSED: "wait",
    EntryState.IN_FORCE: "ok",
    EntryState.WITHDRAWING: "warn",
    EntryState.REFUSED: "stop",
    EntryState.WITHDRAWN: "stop",
}

LIST = (
    Column(_("事项"), head=True),
    Column(_("当日的规定")),
    Column(_("核实状态")),
    Column(_("依据")),
    Column(_("来源")),
)
PERIODS = (
    Column(_("有效期"), head=True),
    Column(_("适用于")),
    Column(_("值")),
    Column(_("核实状态")),
    Column(_("依据")),
    Column(_("出处")),
    Column(_("来源")),
    Column(_("办理")),
)
ENTRIES = (
    Column(_("录入"), head=True),
    Column(_("内容")),
    Column(_("状态")),
    Column(_("录入人")),
    Column(_("核对人")),
)
MOVES = (
    Column(_("时钟"), head=True),
    Column(_("原届满日")),
    Column(_("新届满日")),
    Column(_("原因")),
)

DAYS = (
    Column(_("日期"), head=True),
    Column(_("录入为")),
    Column(_("缘由")),
    Column(_("现行日历")),
)


def sureness(value: Value) -> Tag:
    """How sure we are, as a tag; a setting says that it is one."""
    if value.declared:
        return Tag("wait", SETTING)
    return Tag(SURENESS[value.status], value.status)


def status_of(status: LawStatus | None) -> Tag:
    """The status somebody entered."""
    return Tag(SURENESS[status], status) if status else Tag("wait", SETTING)


def state_tag(state: EntryState, *, boxed: bool = False) -> Tag:
    """Where an entry stands."""
    return Tag(STATES[state], state, boxed)


def list_table(matters: Sequence[OfMatter], law: Law, on: date) -> Table:
    """The questions of law by matter."""
    groups = tuple(Group(tuple(_question(one, law) for one in matter.questions), matter.label) for matter in matters)
    return Table(Text(f"{on} 的规定", f"the law of {on}"), LIST, groups)


def rail(matters: Sequence[OfMatter], chosen: str, query: str) -> list[Places]:
    """The matters at the side, each with how many questions it has."""
    everything = Place(f"?matter={ALL}{query}", _("全部"), sum(len(one.questions) for one in matters), chosen == ALL)
    places = (Place(f"?matter={one.id}{query}", one.label, len(one.questions), one.id == chosen) for one in matters)
    return [Places(_("领域"), (everything, *places))]


def _question(question: Question, law: Law) -> Row:
    url = here("regulator:law-concept", question.concept.id)
    name = Link(url, question.concept.label, question.concept.id)
    values = question.values
    waiting = Tag("warn", Text(f"{question.waiting} 条待核对", f"{question.waiting} waiting"))
    origin: list[object] = list(dict.fromkeys(value.origin.text for value in values))
    return Row(
        (
            name,
            Several(tuple(shortened(with_keys(value, law)) for value in values)) if values else NOTHING_READ,
            _statuses(values),
            _first_cites(values),
            Several((*origin, waiting)) if question.waiting else Several(tuple(origin)),
        )
    )


def _statuses(values: Sequence[Value]) -> object:
    if not values:
        return Tag("unknown", LawStatus.UNKNOWN)
    tags: list[object] = list(dict.fromkeys(sureness(value) for value in values))
    if any(value.may_be_superseded for value in values):
        tags.append(MAY_BE_CHANGED)
    return Several(tuple(tags))


def _first_cites(values: Sequence[Value]) -> Several:
    """The first few of what the values rest on, and how many there are."""
    found = list(dict.fromkeys(text for value in values for text in cites(value)))
    more = Text(f"等 {len(found)} 条", f"and others, {len(found)} in all")
    return Several((*found[:MOST_CITES], more) if len(found) > MOST_CITES else tuple(found))


def shortened(text: Text) -> Text:
    """So much of a long value as a list can show; its own page has all of it."""
    return Text(_short(text.zh), _short(text.en))


def _short(words: str) -> str:
    return words if len(words) <= LONG else f"{words[:LONG]}……"


def cites(value: Value) -> Iterable[Text]:
    """What a value rests on."""
    return (Text(one.text, one.text_en) for one in value.cites)


def periods_table(values: Sequence[Value], law: Law, concept: str, *, may_enter: bool) -> Table:
    """Every value of a question, shipped and entered side by side."""
    columns = PERIODS if may_enter else PERIODS[:-1]
    rows = [Row(_period(value, law, concept, place, may_enter)) for place, value in enumerate(values)]
    return Table.of(Text("历次规定，新的在前", "every period, newest first"), columns, rows)


def _period(value: Value, law: Law, concept: str, place: int, may_enter: bool) -> tuple[object, ...]:
    notes = [Text(f"读法：{one.text.zh}", f"reading: {one.text.en}") for one in value.readings]
    if value.note:
        notes.append(value.note)
    made: tuple[object, ...] = (
        days_text(value.valid_from, value.valid_to),
        keys_text(value.keys, law),
        of(value, law),
        Words(sureness(value), MAY_BE_CHANGED if value.may_be_superseded else ""),
        Several(tuple(cites(value))) if value.cites else "—",
        Several((value.source, *notes)),
        value.origin.text,
    )
    url = f"{here('regulator:law-enter', concept)}?copy={place}"
    words = Text("核对这一条", "confirm this one") if value.origin.shipped else Text("据此修改", "enter a change")
    return (*made, Link(url, words)) if may_enter else made


def entries_table(entries: Sequence[ValueEntry], law: Law) -> Table:
    """Everything entered for a question."""
    rows = [
        Row(
            (
                Link(here("regulator:law-entry", one.page.id), one.page.document, one.page.entered_at),
                Words(value_text(one.value, one.unit, law), days_text(one.first, one.last)),
                state_tag(one.page.state),
                Words(one.page.entered.name, one.page.office),
                one.page.confirmed_name or Text("—", "—"),
            )
        )
        for one in entries
    ]
    return Table.of(Text("本机关的录入，新的在前", "entered here, newest first"), ENTRIES, rows)


def calendar_entries_table(entries: Sequence[CalendarEntry]) -> Table:
    """Everything entered for the calendar."""
    rows = [
        Row(
            (
                Link(here("regulator:calendar-entry", one.page.id), one.page.document, one.page.entered_at),
                Words(one.kind, str(one.year) if len(one.days) != 1 else one.days[0].day),
                state_tag(one.page.state),
                Words(one.page.entered.name, one.page.office),
                one.page.confirmed_name or Text("—", "—"),
            )
        )
        for one in entries
    ]
    return Table.of(Text("本机关的录入，新的在前", "entered here, newest first"), ENTRIES, rows)


def moved_table(moved: Sequence[Moved]) -> Table:
    """What confirming would move."""
    rows = [
        Row(
            (
                Link(here("regulator:clock", one.clock), one.name),
                _due(one.old_due, one.old_provisional),
                _due(one.new_due, one.new_provisional),
                one.why,
            )
        )
        for one in moved
    ]
    return Table.of(Text("逐个时钟", "clock by clock"), MOVES, rows)


def clock_of(one: MoveFacts) -> Link:
    """The clock a row of the journal speaks of."""
    return Link(here("regulator:clock", one.clock), one.name)


def due_before(one: MoveFacts) -> object:
    """The day it was due before."""
    return _due(one.old_due, one.old_provisional)


def due_now(one: MoveFacts) -> object:
    """The day it is due since."""
    return _due(one.new_due, one.new_provisional)


def _due(due: date | None, provisional: bool) -> object:
    if due is None:
        return Text("未定", "none yet")
    return Words(due, Text("暂定", "provisional")) if provisional else due


def value_facts(entry: ValueEntry, law: Law) -> list[Fact]:
    """An entered value, fact by fact."""
    facts = [
        Fact(_("事项"), Several((Link(here("regulator:law-concept", entry.concept), entry.label), entry.concept))),
        Fact(_("值"), value_text(entry.value, entry.unit, law)),
        Fact(_("适用于"), keys_text(entry.keys, law)),
        Fact(_("有效期"), days_text(entry.first, entry.last)),
        Fact(_("核实状态"), status_of(entry.status)),
        Fact(_("依据条款"), Several(entry.cites) if entry.cites else SETTING),
    ]
    if entry.new_texts:
        facts.append(Fact(_("同时补充的文件、条文"), Several(entry.new_texts)))
    facts += [Fact(_("看的是哪一份文本"), entry.source), *page_facts(entry.page)]
    return [*facts, Fact(_("说明"), entry.note)] if entry.note else facts


def page_facts(page: EntryPage) -> list[Fact]:
    """Of every entry: its paper, who entered it, who confirmed it."""
    facts = [
        Fact(_("文号"), page.document),
        Fact(_("录入"), Text(f"{page.entered.name}，{page.office}", f"{page.entered.name}, {page.office}")),
        Fact(_("录入时间"), page.entered_at),
    ]
    return [*facts, Fact(_("核对人"), page.confirmed_name)] if page.confirmed_name else facts


def history(page: EntryPage) -> list[Event]:
    """What happened to an entry."""
    return [
        Event(
            on=step.at.astimezone(SHANGHAI).date(),
            words=Text(f"{step.name}：{step.act.zh}", f"{step.name}: {step.act.en}"),
            act=step.reason,
            entry=step.ledger + 1 if step.ledger is not None else None,
        )
        for step in page.history
    ]


def papers(kind: str, entry: int) -> list[Paper]:
    """The texts attached to an entry."""
    return [
        Paper(one.name, here("regulator:law-paper", one.id), one.size, one.sha256)
        for one in evidence.attached(kind, str(entry))
    ]


def calendar_facts(entry: CalendarEntry) -> list[Fact]:
    """An entered year or day, fact by fact."""
    return [
        Fact(_("事项"), entry.kind),
        Fact(_("年度"), str(entry.year)),
        Fact(_("依据"), Several(entry.papers)),
        *page_facts(entry.page),
    ]


def days_table(entry: CalendarEntry) -> Table:
    """Each day an entry speaks of, beside what the calendar in use says of it."""
    now = law_queries.current_calendar()
    rows = [
        Row(
            (
                one.day,
                Tag("run", Text("上班", "worked")) if one.working else Tag("stop", Text("休息", "rest")),
                one.why,
                now.why(one.day),
            )
        )
        for one in sorted(entry.days, key=lambda day: day.day)
    ]
    return Table.of(Text("录入的日期与现行日历对照", "the days entered beside the calendar in use"), DAYS, rows)


def plain_column(column: ListColumn[MoveFacts]) -> Column:
    """A column of a list as a table has it, not to be sorted by."""
    return Column(column.title, "", column.number, column.head)
