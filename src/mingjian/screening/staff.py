"""How many evaluators an institution had, day by day, in pieces of days within which nothing changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.views import FOREVER, in_force, registrations

if TYPE_CHECKING:
    from mingjian.screening.tables import Tables

COUNTS = ("n", "level1", "level2", "engineers", "engineers_middle")


def counted(t: Tables, law_days: Iterable[date]) -> Any:
    """One row an evaluation institution and day on which something changes, up to the next such day.

    Columns: institution, institution_row, kind, on, entitled (a certificate was in force), grade (the lower of two),
    scopes (in force), n (full-time evaluators), level1, level2, engineers, engineers_middle (among the evaluators).
    `law_days` are days on which the law changes.
    """
    cuts = t.once("staff_cuts", lambda: _cuts(t, law_days))
    pieces = t.once("staff_pieces", lambda: _entitled(t, cuts))
    people = _people(registered(t), pieces)
    counts = people.group_by("institution", "on").aggregate(
        n=people.person.count(),
        **{name: people[name].cast("int64").sum() for name in COUNTS[1:]},
    )
    joined = pieces.left_join(counts, ["institution", "on"])
    return joined.select(pieces, **{name: counts[name].coalesce(0) for name in COUNTS})


def registered(t: Tables) -> Any:
    """Full-time people with their qualifications of this institution (or of none named): one row a pair and interval.

    Columns: institution, person, kind, level, valid_from, valid_to, employment_row, qualification_row.
    """
    return t.once("staff_registered", lambda: _registered(t))


def _registered(t: Tables) -> Any:
    e, q = t.employments, registrations(t)
    pairs = e.inner_join(q, e.person == q.holder).filter(
        e.full_time.fill_null(True) & (q.institution.isnull() | (q.institution == e.institution))
    )
    both = pairs.select(
        institution=e.institution,
        person=e.person,
        kind=q.kind,
        level=q.level,
        valid_from=ibis.greatest(e.valid_from, q.valid_from),
        valid_to=ibis.least(e.valid_to.fill_null(FOREVER), q.valid_to),
        employment_row=e["_row"],
        qualification_row=q["_row"],
    )
    return both.filter(both.valid_from <= both.valid_to)


def _people(pairs: Any, pieces: Any) -> Any:
    """One row an evaluator and piece. A level nobody gave counts as the best: unknown counts against no one."""
    there = pieces.filter(pieces.entitled).inner_join(
        pairs, [pieces.institution == pairs.institution, pairs.valid_from <= pieces.on, pairs.valid_to >= pieces.on]
    )
    held = there.select(pieces.institution, pieces.on, pairs.person, qualified=pairs.kind, level=pairs.level)
    evaluator, engineer = held.qualified == "evaluator", held.qualified == "registered_safety_engineer"
    unknown = held.level.isnull()
    people = held.group_by("institution", "on", "person").aggregate(
        evaluator=evaluator.any(),
        level1=(evaluator & (unknown | (held.level == "1"))).any(),
        level2=(evaluator & (held.level == "2")).fill_null(False).any(),
        engineers=engineer.any(),
        engineers_middle=(engineer & (unknown | held.level.isin(("middle", "senior")))).any(),
    )
    return people.filter(people.evaluator).mutate(level2=people.level2 & ~people.level1)


def _entitled(t: Tables, cuts: Any) -> Any:
    """The cuts with grade and number of scopes of the certificates in force, if any is."""
    held = in_force(t, cuts)
    s = t.certificate_scopes.select(scope_of="certificate", scope="scope", s_from="valid_from", s_to="valid_to")
    scoped = held.left_join(
        s, [held.certificate == s.scope_of, s.s_from <= held.on, s.s_to.fill_null(FOREVER) >= held.on]
    )
    standing = scoped.group_by(i="institution", d="on").aggregate(
        grade=scoped.grade.max(), scopes=scoped.scope.nunique()
    )
    joined = cuts.left_join(standing, [cuts.institution == standing.i, cuts.on == standing.d])
    return joined.select(cuts, grade=standing.grade, scopes=standing.scopes, entitled=standing.i.notnull())


def _cuts(t: Tables, law_days: Iterable[date]) -> Any:
    """Days from which the answer may differ, inside what employments and qualifications cover."""
    i = t.institutions.filter(t.institutions.kind == "evaluation")
    days = reduce(lambda a, b: a.union(b), [*_changes(t), _everywhere(t, i, law_days)]).distinct()
    asked = days.inner_join(i, days.institution == i.id).select(
        days.institution, days.on, institution_row=i["_row"], kind=i.kind
    )
    inside = t.covered("employments", asked.on, asked.on) & t.covered("qualifications", asked.on, asked.on)
    return asked.filter(asked.on.notnull() & (asked.on <= t.as_of) & inside)


def _changes(t: Tables) -> list[Any]:
    """First days, and days after last days, of whatever the answer is made of."""
    c, s, e = t.certificates, t.certificate_scopes, t.certificate_events
    scopes = s.inner_join(c, s.certificate == c.id).select(c.institution, s.valid_from, s.valid_to)
    events = e.inner_join(c, e.certificate == c.id).select(c.institution, e.on)
    intervals = [x.select("institution", "valid_from", "valid_to") for x in (c, scopes, registered(t))]
    return [
        events,
        *(x.select("institution", on=x.valid_from) for x in intervals),
        *(x.select("institution", on=x.valid_to + ibis.interval(days=1)) for x in intervals),
    ]


def _everywhere(t: Tables, institutions: Any, law_days: Iterable[date]) -> Any:
    """Days that cut every institution's line: changes of law, and the first days that the tables cover."""
    spans = [span for span in (t.span("employments"), t.span("qualifications")) if span]
    days = sorted({*law_days, *(first for first, _ in spans)})
    cuts = ibis.memtable([{"on": day} for day in days], schema={"on": "date"})
    return institutions.cross_join(cuts).select(institution=institutions.id, on=cuts.on)
