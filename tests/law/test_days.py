"""Spans of days, against a naive count of days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.law.days import Span

START = date(2019, 1, 1)
days = st.integers(0, 30).map(lambda n: START + timedelta(days=n))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(days)
    last = draw(st.one_of(st.none(), days.filter(lambda day: day >= first)))
    return Span(first, last)


def _days(span: Span) -> set[date]:
    return {day for n in range(40) if span.covers(day := START + timedelta(days=n))}


@settings(max_examples=80)
@given(spans(), st.lists(spans(), max_size=3))
def test_what_is_left_of_a_span_is_its_days_without_theirs(span, others):
    left = span.minus(others)
    wanted = _days(span) - set().union(*map(_days, others))
    assert set().union(*map(_days, left)) == wanted
    assert sum(len(_days(piece)) for piece in left) == len(wanted)


@settings(max_examples=80)
@given(spans(), spans())
def test_spans_overlap_when_they_share_a_day(one, other):
    assert one.overlaps(other) == bool(_days(one) & _days(other))


@settings(max_examples=80)
@given(spans(), days)
def test_a_cut_keeps_every_day_and_starts_the_second_piece_on_the_day(span, day):
    pieces = span.cut_at(day)
    assert set().union(*map(_days, pieces)) == _days(span)
    assert len(pieces) == 1 or (pieces[1].first == day and pieces[0].last == day - timedelta(days=1))
