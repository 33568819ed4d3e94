"""Days the law sets, inside expressions: working days by number, and the day a report's information is due online."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.views import institution_kind

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

MONTHS_A_QUARTER = 3


def on_calendar(law: LawTable, rows: Any, day: str, name: str) -> Any:
    """`rows` with what the calendar says of the day in column `day`: `{name}_nth`, `{name}_next`, `{name}_final`.

    Null where the day is null or outside the calendar.
    """
    c = law.calendar
    asked = c.select(
        **{
            f"{name}_asked": c.day,
            f"{name}_nth": c.nth,
            f"{name}_next": c.next_working,
            f"{name}_final": c.final,
        }
    )
    return rows.left_join(asked, rows[day] == asked[f"{name}_asked"]).drop(f"{name}_asked")


def working_day(law: LawTable, rows: Any, number: str, name: str) -> Any:
    """`rows` with the working day whose `nth` is in column `number`, as `{name}`, and whether it is `{name}_final`."""
    c = law.calendar.filter(law.calendar.working)
    asked = c.select(**{f"{name}_asked": c.nth, name: c.day, f"{name}_final": c.final})
    return rows.left_join(asked, rows[number] == asked[f"{name}_asked"]).drop(f"{name}_asked")


def reports_asked(t: Tables) -> Any:
    """Reports with the institution, division and kind of their project; null where the project is not known."""
    r, p = t.reports, t.projects
    project = p.select(
        asked_project=p.id, institution=p.institution, division=p.division, kind=institution_kind(p.kind)
    )
    report = r.select(r.project, r.number, r.issued_on, report=r.id, report_row=r["_row"])
    return report.left_join(project, report.project == project.asked_project).drop("asked_project")


def with_deadline(law: LawTable, reports: Any) -> Any:
    """`reports` with `due`, the day by which the law of the issue wants them online, and whether it is `provisional`.

    Two forms of law are read: {day: 15, of: first_month_after_quarter}, a rest day moving it to the next working
    day, and {days: 10, unit: wd} from the issue. `due` is null where neither governs, or where that law no longer
    stands on the day it sets.
    """
    day, days = _said(law, reports, "day"), _said(law, reports, "days")
    rows = _after_quarter(law, reports.mutate(said_day=day, said_days=days), "said_day")
    rows = on_calendar(law, rows, "issued_on", "issued")
    rows = rows.mutate(due_nth=rows.issued_nth + rows.said_days.cast("int64"))
    rows = working_day(law, rows, "due_nth", "counted")
    rows = rows.mutate(
        due=rows.rolled.coalesce(rows.counted), provisional=~rows.rolled_final.coalesce(rows.counted_final)
    )
    return rows.mutate(due=_stands(law, rows).ifelse(rows.due, ibis.null("date"))).drop(
        "said_day", "said_days", "issued_nth", "issued_next", "issued_final", "due_nth", "rolled", "rolled_final",
        "counted", "counted_final",
    )  # fmt: skip


def with_presumed_deadline(law: LawTable, reports: Any) -> Any:
    """`reports` with `due` and `provisional` as the notice of 2011 would have set them, where no day is known."""
    day = law.setting("disclosure.presumed_deadline")["day"]
    rows = _after_quarter(law, reports.mutate(said_day=ibis.literal(day, "float64")), "said_day")
    return rows.mutate(due=rows.rolled, provisional=~rows.rolled_final).drop("said_day", "rolled", "rolled_final")


def has_duty(law: LawTable, rows: Any, concept: str, *days: str) -> Any:
    """Whether the duty governs the report's kind and division on each of the days (names of columns)."""
    return ibis.and_(*(law.governs(concept, on=rows[day], kind=rows.kind, division=rows.division) for day in days))


def _said(law: LawTable, rows: Any, part: str, on: str = "issued_on") -> Any:
    return law.number("disclosure.deadline", on=rows[on], part=part, kind=rows.kind, division=rows.division)


def _stands(law: LawTable, rows: Any) -> Any:
    """Whether the day it sets still lies under the law that sets it."""
    same_day = _said(law, rows, "day", on="due") == rows.said_day
    same_count = _said(law, rows, "days", on="due") == rows.said_days
    return same_day.fill_null(False) | same_count.fill_null(False)


def _after_quarter(law: LawTable, rows: Any, day: str) -> Any:
    """Day `day` of the first month after the quarter of the issue, rolled off rest days: `rolled`, `rolled_final`."""
    month = rows.issued_on.truncate("Q") + ibis.interval(months=MONTHS_A_QUARTER)
    fixed = rows.mutate(fixed=ibis.date(month.year(), month.month(), rows[day].cast("int32")))
    rows = on_calendar(law, fixed, "fixed", "fixed")
    rows = on_calendar(law, rows.mutate(rolled=rows.fixed_next), "rolled", "end")
    return rows.mutate(rolled_final=rows.fixed_final & rows.end_final).drop(
        "fixed", "fixed_nth", "fixed_next", "fixed_final", "end_nth", "end_next", "end_final"
    )


def known_from_issue(t: Tables, rows: Any, last: Any) -> Any:
    """Whether the table of disclosures covers each report from its issue to the day `last`."""
    return ibis.literal(True) if t.span("disclosures") is None else t.covered("disclosures", rows.issued_on, last)


def with_days_used(law: LawTable, clocks: Any, stops: Any, matter: str) -> Any:
    """`clocks` (columns `matter`, start, end, allowed) with the working days `used`, and whether `provisional`.

    The first day is not counted; working days inside any of `stops` (columns `matter`, first, last, row) are not
    either, however many stops hold them: `stopped` says how many, `stop_rows` which stops. `provisional` is true where
    the day on which `allowed` ran out may still move.
    """
    rows = _with_stopped(law, clocks, stops, matter)
    rows = on_calendar(law, on_calendar(law, rows, "start", "start"), "end", "end")
    rows = rows.mutate(
        used=rows.end_nth - rows.start_nth - rows.stopped,
        out_nth=(rows.start_nth + rows.stopped + rows.allowed).cast("int64"),
    )
    rows = working_day(law, rows, "out_nth", "out")
    return rows.mutate(provisional=~rows.out_final.fill_null(False)).drop(
        "start_nth", "start_next", "start_final", "end_nth", "end_next", "end_final", "out", "out_nth", "out_final"
    )


def _with_stopped(law: LawTable, clocks: Any, stops: Any, matter: str) -> Any:
    """`clocks` with the working days on which they stood still: `stopped` how many, `stop_rows` by which stops."""
    working = law.calendar.filter(law.calendar.working).select(still="day")
    days = stops.inner_join(working, [stops.first <= working.still, working.still <= stops.last])
    spans = clocks.select(matter, "start", "end").distinct()
    held = spans.inner_join(days, [spans[matter] == days[matter], days.still > spans.start, days.still <= spans.end])
    counts = held.group_by(c_matter=held[matter], c_start=held.start, c_end=held.end).aggregate(
        stopped=held.still.nunique(), stop_rows=held.row.collect(distinct=True)
    )
    rows = clocks.left_join(
        counts, [clocks[matter] == counts.c_matter, clocks.start == counts.c_start, clocks.end == counts.c_end]
    ).drop("c_matter", "c_start", "c_end")
    return rows.mutate(stopped=rows.stopped.fill_null(0))
