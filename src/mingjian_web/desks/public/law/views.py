"""What limits stand today and how sure that is; how a limit is counted, on a real one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from mingjian.clock import Limit, WorkCalendar, certificate, deadline
from mingjian.law import Law, Value
from mingjian.terms import Text
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.parts import SURENESS
from mingjian_web.desks.shared.public import public_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Group, Link, Row, Several, Table, Tag, Words
from mingjian_web.law import queries
from mingjian_web.law.facts import OfMatter, Question
from mingjian_web.law.wording import days_text, of, with_keys

SETTING = Text("机关自定，不是法定", "a setting, not law")
MAY_BE_CHANGED = Text("可能已被修订", "may be superseded")
NOT_KNOWN = Text("没有读到在今天适用的规定", "nothing that governs today has been read")
IN_FORCE = Text("逐项期限", "limit by limit")
SET = Text("逐项设定", "setting by setting")
#: The limit whose counting is shown: the one applicants ask for most.
SHOWN = "licensing.decide"

LIMITS = (
    Column(_("期限"), head=True),
    Column(_("多长")),
    Column(_("核实状态")),
    Column(_("依据")),
    Column(_("来源")),
)
PERIODS = (
    Column(_("有效期"), head=True),
    Column(_("值")),
    Column(_("核实状态")),
    Column(_("依据")),
    Column(_("出处")),
    Column(_("来源")),
)
YEARS = (Column(_("年度"), head=True), Column(_("放假安排")), Column(_("依据")))


@public_page
def law(request: DeskRequest) -> HttpResponse:
    """The limits of time in force today, by matter, and the years of the calendar."""
    known = queries.current_law()
    limits = queries.limits(request.today, known)
    above = {question.concept.id for matter in limits for question in matter.questions}
    context = {
        "limits": _limits(IN_FORCE, limits, known),
        "years": _years(queries.current_calendar(), request.today.year + 1),
        "settings": _limits(SET, _settings(queries.by_matter(request.today, law=known), above), known),
    }
    return render(request, "public/law/law.html", context)


@public_page
def counting(request: DeskRequest) -> HttpResponse:
    """How days are counted, worked out on a limit of today."""
    known, calendar = queries.current_law(), queries.current_calendar()
    value = known.value(SHOWN, request.today)
    found = deadline(request.today, Limit.parse(value.limit), calendar) if value.limit else None
    context = {
        "question": known.concepts[SHOWN],
        "value": of(value, known),
        "certificate": certificate(found) if found else None,
    }
    return render(request, "public/law/counting.html", context)


@public_page
def concept(request: DeskRequest, concept: str) -> HttpResponse:
    """One question: what the law has said on it, period by period."""
    known = queries.current_law()
    if concept not in known.concepts:
        raise Http404
    rows = [Row(_period(value, known)) for value in queries.periods(concept)]
    context = {
        "question": known.concepts[concept],
        "table": Table.of(Text("历次规定，新的在前", "every period, newest first"), PERIODS, rows),
    }
    return render(request, "public/law/concept.html", context)


def _period(value: Value, law: Law) -> tuple[object, ...]:
    notes: tuple[object, ...] = tuple(Text(f"读法：{one.text.zh}", f"reading: {one.text.en}") for one in value.readings)
    return (
        days_text(value.valid_from, value.valid_to),
        with_keys(value, law),
        _sureness(value),
        Several(_cites([value])),
        Several((value.source, *notes, *((value.note,) if value.note else ()))),
        _origin(value),
    )


def _settings(matters: Sequence[OfMatter], but: Collection[str]) -> list[OfMatter]:
    """What offices set themselves and is no law, `but` what stands among the limits."""
    return [
        OfMatter(one.id, one.label, questions)
        for one in matters
        if (questions := tuple(q for q in one.questions if q.concept.declared and q.concept.id not in but))
    ]


def _limits(caption: Text, matters: Sequence[OfMatter], law: Law) -> Table:
    groups = tuple(Group(tuple(_limit(q, law) for q in one.questions), one.label) for one in matters)
    return Table(caption, LIMITS, groups)


def _limit(question: Question, law: Law) -> Row:
    values, name = question.values, Link(here("public:law-concept", question.concept.id), question.concept.label)
    if not values:
        return Row((name, NOT_KNOWN, Tag("unknown", question.status), "", ""))
    return Row(
        (
            name,
            Several(tuple(with_keys(one, law) for one in values)),
            Several(_once(_sureness(one) for one in values)),
            Several(_cites(values)),
            Several(_once(_origin(one) for one in values)),
        )
    )


def _sureness(value: Value) -> object:
    if value.declared:
        return Tag("wait", SETTING)
    return Words(Tag(SURENESS[value.status], value.status), MAY_BE_CHANGED if value.may_be_superseded else "")


def _origin(value: Value) -> Text:
    """Which office and by which document; never the persons who confirmed it."""
    origin = value.origin
    if origin.shipped:
        return origin.text
    return Text(f"{origin.office}，{origin.document}", f"{origin.office}, {origin.document}")


def _cites(values: Sequence[Value]) -> tuple[object, ...]:
    return _once(Text(cite.text, cite.text_en) for one in values for cite in one.cites) or ("—",)


def _once(parts: Iterable[object]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(parts))


def _years(calendar: WorkCalendar, last: int) -> Table:
    """The years held, newest first, and those to come that are not announced."""
    rows = []
    for year in sorted({*calendar.years, last}, reverse=True):
        announced = calendar.is_announced(year)
        state = Tag("ok", Text("已公布", "announced")) if announced else Tag("unknown", calendar.doubt(year))
        rows.append(Row((str(year), state, Several(calendar.papers(year)) if calendar.papers(year) else "—")))
    return Table.of(Text("各年度放假安排", "the holidays year by year"), YEARS, rows)
