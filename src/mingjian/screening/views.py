"""What several rules ask of the tables: who stood where on a day, which certificate was in force, what was issued."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from mingjian.screening.tables import Tables

#: Events after which a certificate no longer entitles, from that day on; after `expired`, from the day after its last.
ENDING = ("suspended", "rescinded", "withdrawn", "revoked", "deregistered", "expired")
#: Events after which it entitles again, from that day on.
RESTORING = ("issued", "renewed", "resumed")
#: Qualifications that are registered with an institution.
REGISTERED_KINDS = ("evaluator", "registered_safety_engineer")
#: For an interval without an end.
FOREVER = date(2999, 12, 31)


def covers(interval: Any, day: Any) -> Any:
    """Whether the rows' interval holds the day; both ends included, an empty end is still so."""
    return (interval.valid_from <= day) & (interval.valid_to.isnull() | (interval.valid_to >= day))


def institution_kind(project_kind: Any) -> Any:
    """The kind of institution whose law governs a project of this kind."""
    return (project_kind == "testing").ifelse("testing", "evaluation")


def attach_rows(asked: Any, by: Sequence[str], other: Any, when: Callable[[Any, Any], Any], name: str) -> Any:
    """`asked` with a list column `name`: the row numbers of the rows of `other` that meet `when(asked, other)`.

    `by` names the columns that tell the rows of `asked` apart; in `when`, the other's columns are called `o_…`.
    """
    o = other.rename("o_{name}")
    matched = asked.inner_join(o, when(asked, o))
    rows = matched.group_by(*by).aggregate(**{name: matched["o__row"].collect()})
    rows = rows.rename({f"m_{column}": column for column in by})
    joined = asked.left_join(rows, [asked[column] == rows[f"m_{column}"] for column in by])
    return joined.drop(*(f"m_{column}" for column in by))


def issued_projects(t: Tables) -> Any:
    """Projects with an issued report: first and last issue, and the row of the first report."""
    return t.once("issued_projects", lambda: _issued_projects(t))


def _issued_projects(t: Tables) -> Any:
    r, p = t.reports, t.projects
    days = r.mutate(
        first_issued=r.issued_on.min().over(group_by="project"), last_issued=r.issued_on.max().over(group_by="project")
    )
    first = days.filter(days.issued_on == days.first_issued)
    one = first.group_by("project", "first_issued", "last_issued").aggregate(report_row=first["_row"].min())
    return p.inner_join(one, p.id == one.project).select(
        p, "first_issued", "last_issued", "report_row", law_kind=institution_kind(p.kind)
    )


def visit_days(t: Tables) -> Any:
    """First and last day of the visits to each project, and the row of the first visit."""
    return t.once("visit_days", lambda: _visit_days(t))


def _visit_days(t: Tables) -> Any:
    v = t.site_visits
    arrivals = v.mutate(first_arrival=v.arrived_at.min().over(group_by="project"))
    first = arrivals.filter(arrivals.arrived_at == arrivals.first_arrival)
    rows = first.group_by(first_of="project").aggregate(visit_row=first["_row"].min())
    days = v.group_by("project").aggregate(first_visit=v.arrived_at.min().date(), last_visit=v.arrived_at.max().date())
    return days.inner_join(rows, days.project == rows.first_of).drop("first_of")


def inside(t: Tables, name: str, project: Any, last: Any) -> Any:
    """Whether the table covers the project from its beginning to `last`.

    A project whose beginning nobody gave is inside only a table that claims no limits: unknown counts against no one.
    """
    if t.span(name) is None:
        return ibis.literal(True)
    begun = ibis.least(project.contract_on.coalesce(FOREVER), project.risk_analysis_on.coalesce(FOREVER), last)
    known = project.contract_on.notnull() | project.risk_analysis_on.notnull()
    return known & t.covered(name, begun, last)


def registrations(t: Tables) -> Any:
    """Registrations of evaluators and safety engineers, each with the institution it stood with and for how long.

    Columns: holder, kind, level, institution (null: none named), valid_from, valid_to (FOREVER where open), _row. A
    transfer counts from its own day; before the first one the qualification stood where that came from.
    """
    return t.once("registrations", lambda: _registrations(t))


def _registrations(t: Tables) -> Any:
    q = t.qualifications.filter(t.qualifications.kind.isin(REGISTERED_KINDS))
    q = q.select(
        "id", "kind", "level", "institution", "valid_from", "_row",
        holder="person", valid_to=q.valid_to.fill_null(FOREVER),
    )  # fmt: skip
    e = t.registration_events.select("qualification", "from_institution", "to_institution", moved="on")
    order = ibis.window(group_by="qualification", order_by="moved")
    e = e.mutate(place=ibis.row_number().over(order), next_moved=e.moved.lead().over(order))
    moved = q.inner_join(e, q.id == e.qualification)
    before = moved.filter(moved["place"] == 0).mutate(
        institution=moved.from_institution,
        valid_to=ibis.least(moved.valid_to, (moved.moved - ibis.interval(days=1)).cast("date")),
    )
    until = (moved.next_moved - ibis.interval(days=1)).cast("date").fill_null(FOREVER)
    after = moved.mutate(
        institution=moved.to_institution,
        valid_from=ibis.greatest(moved.valid_from, moved.moved),
        valid_to=ibis.least(moved.valid_to, until),
    )
    columns = ("holder", "kind", "level", "institution", "valid_from", "valid_to", "_row")
    stayed = q.anti_join(e, q.id == e.qualification)
    parts = ibis.union(*(part.select(*columns) for part in (stayed, before, after)))
    return parts.filter(parts.valid_from <= parts.valid_to)


def in_force(t: Tables, asked: Any) -> Any:
    """Each row of `asked` (columns `institution`, `on`) with each certificate in force that day.

    Adds `certificate`, `grade`, `issued_by` and `certificate_row`. A certificate entitles inside its interval, unless
    an event has ended that and none has restored it. One whose renewal was applied for in time and is still undecided
    stands (行政许可法第五十条).
    """
    s, gone = t.once("standing", lambda: _standing(t)), t.once("lapses", lambda: _lapses(t))
    held = asked.inner_join(s, [asked.institution == s.holder, s.valid_from <= asked.on, s.until >= asked.on]).drop(
        "holder", "valid_from", "until"
    )
    return held.anti_join(gone, [held.certificate == gone.lapsed, gone.off_from <= held.on, gone.off_until > held.on])


def _standing(t: Tables) -> Any:
    """Certificates with the last day they stand, a pending renewal counted."""
    c, a = t.certificates, t.applications
    renewals = a.filter(a.kind == "renew").select(
        applicant="institution", applied=a.received_at.date(), decided=a.decided_at.date().coalesce(FOREVER)
    )
    pending = c.inner_join(renewals, [c.institution == renewals.applicant, renewals.applied <= c.valid_to])
    until = pending.group_by(renewed=pending.id).aggregate(pending_until=pending.decided.max())
    return c.left_join(until, c.id == until.renewed).select(
        certificate=c.id,
        holder=c.institution,
        grade=c.grade,
        issued_by=c.issued_by,
        certificate_row=c["_row"],
        valid_from=c.valid_from,
        until=ibis.greatest(c.valid_to, until.pending_until.coalesce(c.valid_to)),
    )


def _lapses(t: Tables) -> Any:
    """Days on which a certificate did not entitle: from `off_from`, itself included, to before `off_until`."""
    e = t.certificate_events
    last_day = (e.kind == "expired").ifelse(e.on + ibis.interval(days=1), e.on.cast("timestamp")).cast("date")
    ended = e.filter(e.kind.isin(ENDING)).select(lapsed=e.certificate, off_from=last_day, lapse_row=e["_row"])
    restored = e.filter(e.kind.isin(RESTORING)).select(restored="certificate", back="on")
    pairs = ended.left_join(restored, [ended.lapsed == restored.restored, restored.back >= ended.off_from])
    return pairs.group_by("lapse_row", "lapsed", "off_from").aggregate(off_until=pairs.back.min().coalesce(FOREVER))
