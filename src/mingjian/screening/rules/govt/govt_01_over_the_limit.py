"""GOVT-01: an application for a qualification not answered, or not decided, within the statutory time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.deadlines import on_calendar, with_days_used, working_day
from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import FOREVER
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

#: Where the orders of the time had two authorities act one after the other: review below, approval above.
AUTHORITIES = 2
#: The applicant or time ended the matter: no decision is owed.
ENDED_WITHOUT_DECISION = ("withdrawn", "lapsed")
#: Steps that are no part of the time to decide.
OUTSIDE = ("acceptance", "announcement")

_USED = Text(
    "自 {start} 起至 {end} 已用 {used} 个工作日，期限为 {allowed} 个工作日（已扣除 {stopped} 个停表的工作日）。",
    "from {start} to {end} {used} working days were used, {allowed} are allowed ({stopped} suspended ones left out).",
)
_STOPS_UNKNOWN = Text(
    "没有期限中止或者延长的完整记录；这里按没有中止、延长期满计算，如有中止则可能未超期。",
    "Suspensions or extensions are not fully on record; counted without suspension and with the full extension. Had the "
    "clock been stopped, it may be in time.",
)

RULE = Rule(
    id="GOVT-01",
    title=Text("许可超过法定期限", "Licensing over the statutory time"),
    severity=Severity.ORDINARY,
    needs=("applications",),
    uses=("application_steps", "suspensions", "extensions", "officers", "institutions"),
    bases={
        "not_accepted_in_time": Basis(
            Level.HARD,
            ("licensing.accept",),
            Text(f"申请 {{application}} 没有按期答复是否受理：{_USED.zh}", f"Application {{application}} was not answered in time: {_USED.en}"),
        ),
        "not_decided_in_time": Basis(
            Level.HARD,
            ("licensing.decide", "licensing.extension"),
            Text(f"申请 {{application}} 没有按期决定：{_USED.zh}", f"Application {{application}} was not decided in time: {_USED.en}"),
        ),
        "authority_step": Basis(
            Level.HARD,
            ("licensing.decide_per_step", "licensing.extension"),
            Text(
                f"申请 {{application}} 在机关 {{office}} 的审查环节超过期限：{_USED.zh}",
                f"Application {{application}} stayed too long with office {{office}}: {_USED.en}",
            ),
        ),
        "stops_unknown": Basis(
            Level.CLUE,
            ("licensing.decide", "licensing.extension"),
            Text(f"申请 {{application}} 的决定可能超过期限：{_USED.zh}", f"Application {{application}} may be over time: {_USED.en}"),
            reading=_STOPS_UNKNOWN,
        ),
    },
    subjects=(("application", "application"), ("office", "office")),
    shows=(
        Shown("applications", "acceptance_row", ("received_at", "accepted_on", "accepted_how")),
        Shown("applications", "decision_row", ("received_at", "accepted_on", "accepted_how", "decided_at")),
        Shown("application_steps", "step_rows", ("application", "step", "started_at", "ended_at", "outcome")),
        Shown("suspensions", "stop_rows", ("application", "reason", "from", "to")),
        Shown("extensions", "extension_rows", ("application", "days")),
    ),
    law_keys=("kind",),
    why=Text(
        "期限约束的是机关。拖延使守法的机构无法开展业务，也给催办、请托留下空间。",
        "Limits bind the office. Delay stops an honest institution from working, and makes room for favours.",
    ),
    check=Text(
        "调取收件回执、补正告知书、受理通知书和决定书，核对各自日期和送达回证；查专家评审、听证、检验等中止期限的书面告知；"
        "查延长期限的批准文书和告知回执；逐日核对期限计算单。",
        "Take the receipt, the request to supplement, the notice of acceptance and the decision, with the proofs of service; "
        "look for the written notices that stopped the clock (expert review, hearing, test) and the approval of an "
        "extension; check the count day by day on the clock certificate.",
    ),
    excuses=(
        Text("补正材料的告知已经作出，没有录入", "A request to supplement was made and not entered"),
        Text("专家评审、检验、听证的时间依法不计，文书没有录入", "Expert review, test or hearing rightly stopped the clock and was not entered"),
        Text("延长期限已经批准并告知，没有录入", "An extension was approved and told, and not entered"),
        Text("申请人要求暂缓或者撤回申请，没有录入", "The applicant asked to wait or withdrew, and it was not entered"),
        Text("收到时间录入为申请人填报时间，材料当时并不齐全", "The time of receipt is when the form was begun, not when the papers came"),
        Text("变更、注销事项依专门规定办理，期限不同", "A change or deregistration goes by a special rule with another limit"),
    ),
    blind=Text(
        "只按行政许可法的一般期限计算；专门规定和机关承诺的更短期限不在其内。没有记录受理日而已经作出决定的，不判断受理是否及时。",
        "It counts by the general limits of the Licensing Law only; special rules and shorter limits an office promised are "
        "not in it. Where a decision was made and no acceptance recorded, acceptance is not judged.",
    ),
)  # fmt: skip


def find(t: Tables, law: LawTable) -> Any:
    """Clocks of applications that ran over: to answer, to decide, and of each authority where the law gave each its own."""
    asked = t.once("applications_asked", lambda: _asked(t, law)).filter(lambda rows: rows.known)
    acceptance = _answers(t, law, asked)
    clocks = acceptance.union(_decisions(t, law, asked)).union(_authorities(t, law, asked))
    rows = with_days_used(law, clocks, _stops(t), "application")
    return _one_each(rows.filter(rows.used > rows.allowed))


def left_out(t: Tables, law: LawTable) -> Iterator[tuple[Text, Any]]:
    """Applications of days without known law, and those whose acceptance cannot be judged."""
    asked = t.once("applications_asked", lambda: _asked(t, law))
    yield Text("收到申请那一天的规定未知", "the law of the day of receipt is unknown"), asked.filter(~asked.known)
    unjudged = asked.known & ~asked.deemed & asked.answered.isnull() & ~asked.silent
    yield (
        Text(
            "受理日没有记录，受理是否及时无从判断",
            "no acceptance is recorded, so whether it was in time cannot be judged",
        ),
        asked.filter(unjudged),
    )


def _asked(t: Tables, law: LawTable) -> Any:
    """Applications with what is known of their course. An institution of unknown kind is judged by the milder law.

    `answered` first answer of the office; `silent` none in a record that would show it; `accepted` the day the papers
    were accepted; `decided` the day it ended; `owed` whether a decision is.
    """
    a, i = t.applications, t.institutions
    kinds = i.select(kind_of=i.id, kind=i.kind)
    matter = a.select(
        a.institution, a.office, a.accepted_on, a.outcome,
        application=a.id, application_row=a["_row"], on=a.received_at.date(), decided_on=a.decided_at.date(),
        deemed=(a.accepted_how == "deemed").fill_null(False), told=a.served_on.notnull() | a.published_on.notnull(),
    )  # fmt: skip
    rows = matter.left_join(kinds, matter.institution == kinds.kind_of)
    rows = rows.mutate(kind=rows.kind.fill_null("evaluation"))
    steps = _course(t)
    rows = rows.left_join(steps, rows.application == steps.stepped).drop("kind_of", "stepped")
    rows = rows.mutate(
        refused=rows.refused.fill_null(False),
        went_on=rows.went_on.fill_null(False),
        decided=rows.decided_on.coalesce(rows.step_decided),
        answered=_earliest(rows.accepted_on, rows.step_answered),
    )
    return _judged(t, law, rows)


def _course(t: Tables) -> Any:
    """What the steps of each application say: answers to the papers, acceptance, and whether work went on."""
    s = t.application_steps
    opening, ended = s.step == "acceptance", s.ended_at.date()
    return s.group_by(stepped=s.application).aggregate(
        step_answered=opening.ifelse(ended, ibis.null("date")).min(),
        step_accepted=(opening & (s.outcome == "accepted")).ifelse(ended, ibis.null("date")).max(),
        step_last=opening.ifelse(ended.coalesce(s.started_at.date()), ibis.null("date")).max(),
        step_decided=(s.step == "decision").ifelse(ended, ibis.null("date")).min(),
        refused=(opening & (s.outcome == "refused").fill_null(False)).any(),
        went_on=(~opening).any(),
    )


def _judged(t: Tables, law: LawTable, rows: Any) -> Any:
    """`rows` with `known`, `per_step`, `silent`, `accepted`, `owed`, and until when an open matter is judged."""
    withdrawn = rows.outcome.isin(ENDED_WITHOUT_DECISION).fill_null(False)
    until = rows.decided.coalesce(t.as_of)
    concluded = rows.went_on | rows.told | (rows.decided.notnull() & ~withdrawn)
    on_record = _complete(t, "application_steps", rows.on, until)
    rows = rows.mutate(
        known=law.governs("licensing.accept", on=rows.on, kind=rows.kind)
        & law.governs("qualification.required", on=rows.on, kind=rows.kind),
        per_step=law.governs("licensing.decide_per_step", on=rows.on, kind=rows.kind),
        until=until,
        concluded=concluded,
        silent=rows.answered.isnull() & ~concluded & on_record,
        implied=concluded & on_record,
    )
    rows = _with_latest_acceptance(law, rows)
    accepted = ibis.cases(
        (rows.deemed, rows.on),
        (rows.accepted_on.notnull(), rows.accepted_on),
        (rows.step_accepted.notnull(), rows.step_accepted),
        (rows.implied & ~rows.refused, ibis.greatest(rows.latest, rows.step_last.coalesce(rows.latest))),
    )
    owed = ~withdrawn & (rows.decided.notnull() | ~rows.told)
    return rows.select(
        "application", "application_row", "office", "kind", "on", "known", "per_step", "deemed", "accepted_on", "answered",
        "silent", "concluded", "went_on", "until", accepted=accepted, owed=owed,
    )  # fmt: skip


def _with_latest_acceptance(law: LawTable, rows: Any) -> Any:
    """`rows` with `latest`: the last day on which the papers may have been accepted in time."""
    days = law.number("licensing.accept", on=rows.on, kind=rows.kind)
    counted = on_calendar(law, rows.mutate(days=days), "on", "on")
    counted = counted.mutate(latest_nth=counted.on_nth + counted.days.cast("int64"))
    return working_day(law, counted, "latest_nth", "latest").drop(
        "days", "on_nth", "on_next", "on_final", "latest_nth", "latest_final"
    )


def _answers(t: Tables, law: LawTable, asked: Any) -> Any:
    """The clocks to answer: from receipt, and from each later receipt of papers, to the first answer after it."""
    open_ = asked.filter(~asked.deemed, asked.answered.notnull() | asked.silent)
    rounds = _rounds(t)
    rows = open_.left_join(rounds, open_.application == rounds.of)
    first, again = rows.place.fill_null(0) == 0, _earliest(rows.accepted_on, rows.answered_again)
    clocks = rows.filter(first | again.notnull() | ~rows.concluded).mutate(
        start=first.ifelse(rows.on, rows.received_again),
        end=first.ifelse(rows.answered, again).coalesce(rows.until),
    )
    return _clocks(
        clocks.mutate(
            basis=ibis.literal("not_accepted_in_time"),
            laws=ibis.literal("licensing.accept"),
            allowed=law.number("licensing.accept", on=clocks.on, kind=clocks.kind),
            acceptance_row=clocks.application_row,
            decision_row=ibis.null("int64"),
            step_rows=ibis.array([clocks.step_row]),
            extension_rows=ibis.null("array<int64>"),
        )
    )


def _rounds(t: Tables) -> Any:
    """Acceptance steps in their order, each with the first answer at or after it."""
    s = t.application_steps.filter(t.application_steps.step == "acceptance")
    order = [s.started_at, s["_row"]]
    onwards = ibis.window(group_by=s.application, order_by=order, preceding=0, following=None)
    return s.select(
        of=s.application,
        step_row=s["_row"],
        place=ibis.row_number().over(ibis.window(group_by=s.application, order_by=order)),
        received_again=s.started_at.date(),
        answered_again=s.ended_at.date().min().over(onwards),
    )


def _decisions(t: Tables, law: LawTable, asked: Any) -> Any:
    """The clocks to decide: from acceptance to the decision. Two limits where two authorities acted and no step says when."""
    stepped = asked.per_step & asked.went_on
    owed = asked.filter(asked.owed, asked.accepted.notnull(), ~stepped)
    papers = t.application_steps.filter(t.application_steps.step == "acceptance")
    papers = papers.group_by(of=papers.application).aggregate(step_rows=papers["_row"].collect())
    rows = owed.left_join(papers, owed.application == papers.of).mutate(start=owed.accepted, end=owed.until)
    one = law.number("licensing.decide", on=rows.on, kind=rows.kind)
    each = law.number("licensing.decide_per_step", on=rows.on, kind=rows.kind)
    return _decision_clocks(
        t,
        law,
        rows.mutate(
            basis=ibis.literal("not_decided_in_time"),
            laws=rows.per_step.ifelse("licensing.decide_per_step", "licensing.decide"),
            base=rows.per_step.ifelse(each, one),
            times=rows.per_step.ifelse(AUTHORITIES, 1),
        ),
    )


def _authorities(t: Tables, law: LawTable, asked: Any) -> Any:
    """The clocks of each authority: from its first step to the end of its last; a step of unknown office by itself."""
    owed = asked.filter(asked.owed, asked.per_step, asked.went_on)
    steps = _office_steps(t)
    rows = owed.inner_join(steps, owed.application == steps.of)
    rows = rows.filter(rows.started <= rows.until)
    same = ("application", "application_row", "kind", "on", "until", "office", "authority", "lone")
    clocks = rows.group_by(*same).aggregate(
        start=rows.started.min(),
        end=ibis.least(rows.ended.coalesce(rows.until), rows.until).max(),
        step_rows=rows.step_row.collect(),
    )
    return _decision_clocks(
        t,
        law,
        clocks.mutate(
            basis=ibis.literal("authority_step"),
            laws=ibis.literal("licensing.decide_per_step"),
            office=clocks.authority.coalesce(clocks.office),
            base=law.number("licensing.decide_per_step", on=clocks.on, kind=clocks.kind),
            times=ibis.literal(1),
        ),
    )


def _office_steps(t: Tables) -> Any:
    """Steps of the time to decide with the office that took them; a step left open ends where the next begins."""
    s, o = t.application_steps, t.officers
    offices = o.select(officer_id=o.id, authority=o.office)
    steps = s.filter(~s.step.isin(OUTSIDE))
    following = ibis.window(group_by=steps.application, order_by=[steps.started_at, steps["_row"]])
    taken = steps.select(
        "officer",
        of=steps.application,
        step_row=steps["_row"],
        started=steps.started_at.date(),
        ended=steps.ended_at.date().coalesce(steps.started_at.date().lead().over(following)),
    )
    rows = taken.left_join(offices, taken.officer == offices.officer_id)
    return rows.mutate(lone=rows.authority.isnull().ifelse(rows.step_row, 0)).drop("officer", "officer_id")


def _decision_clocks(t: Tables, law: LawTable, rows: Any) -> Any:
    """Clocks with what is allowed, the extension added; only a clue where stops or extensions are not fully on record."""
    e = t.extensions
    granted = e.group_by(extended=e.application).aggregate(days=e.days.max(), extension_rows=e["_row"].collect())
    rows = rows.left_join(granted, rows.application == granted.extended)
    most = law.number("licensing.extension", on=rows.on, kind=rows.kind)
    extended = _complete(t, "extensions", rows.on, rows.until)
    more = ibis.least(rows.days.cast("float64").fill_null(0), most)
    sure = extended & _complete(t, "suspensions", rows.start, rows.end)
    return _clocks(
        rows.mutate(
            basis=sure.ifelse(rows.basis, "stops_unknown"),
            laws=rows.laws.concat("|licensing.extension"),
            allowed=(rows.base + extended.ifelse(more, most)) * rows.times,
            acceptance_row=ibis.null("int64"),
            decision_row=rows.application_row,
        )
    )


def _clocks(rows: Any) -> Any:
    """The columns of a clock, alike for all of them."""
    return rows.select(
        "application", "office", "kind", "on", "basis", "laws", "start", "end", "allowed",
        "acceptance_row", "decision_row", "step_rows", "extension_rows",
    )  # fmt: skip


def _stops(t: Tables) -> Any:
    """Suspensions as stretches of days; one without an end runs on to the as-of day."""
    s = t.suspensions
    return s.select("application", first=s["from"], last=s.to.coalesce(t.as_of), row=s["_row"])


def _one_each(late: Any) -> Any:
    """One finding for an application, office and ground: the first clock of it that ran over."""
    order = ibis.window(
        group_by=[late.application, late.basis, late.office.fill_null("")], order_by=[late.start, late.end]
    )
    placed = late.mutate(place=ibis.row_number().over(order))
    return placed.filter(placed.place == 0).drop("place")


def _complete(t: Tables, name: str, first: Any, last: Any) -> Any:
    """Whether the table's silence on these days is a fact."""
    return t.covered(name, first, last) if t.complete(name) else ibis.literal(False)


def _earliest(*days: Any) -> Any:
    """The earliest of the days that are known."""
    return ibis.least(*(day.coalesce(FOREVER) for day in days)).nullif(FOREVER)
