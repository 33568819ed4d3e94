"""A budget kept as a row comes back as it was."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.clock import (
    Basis,
    Bound,
    Budget,
    Direction,
    Extension,
    Limit,
    Period,
    Roll,
    Suspension,
    Unit,
    Whose,
)
from mingjian.terms import LawStatus, Text
from mingjian_web.clocks.models import Clock
from mingjian_web.clocks.stored import budget_of, columns_of

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
PAPER = st.sampled_from(["岚应急法〔2026〕3号", "𠮷㐂䶮 1"])
DAYS = st.dates(date(2007, 4, 1), date(2030, 1, 1))
TEXTS = st.builds(Text, WORDS, WORDS)


@st.composite
def limits(draw: st.DrawFn, whose: Whose) -> Limit:
    unit, count = draw(st.sampled_from(Unit)), draw(st.integers(1, 31))
    fixed = unit is Unit.FIXED
    direction = Direction.FORWARD if fixed else draw(st.sampled_from(Direction))
    roll = Roll.NONE if whose is Whose.INTERNAL else draw(st.sampled_from(Roll))
    period = draw(st.sampled_from(Period)) if fixed else None
    return Limit(count, unit, direction, draw(st.sampled_from(Bound)), roll, period, draw(st.integers(1, 24)))


@st.composite
def stops(draw: st.DrawFn) -> tuple[Suspension, ...]:
    made = []
    for _ in range(draw(st.integers(0, 2))):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        made.append(Suspension(first, last, draw(WORDS), draw(PAPER)))
    if draw(st.booleans()):
        made.append(Suspension(draw(DAYS), None, draw(WORDS), draw(PAPER)))
    return tuple(made)


EXTENSIONS = st.lists(st.builds(Extension, st.integers(1, 30), PAPER, PAPER, st.none() | DAYS, WORDS), max_size=2).map(
    tuple
)


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    whose = draw(st.sampled_from(Whose))
    limit = draw(limits(whose))
    start = draw(DAYS)
    return Budget(
        id=draw(PAPER),
        name=draw(TEXTS),
        start=start,
        start_event=draw(TEXTS),
        limit=limit,
        basis=Basis("licensing.decide", draw(WORDS), draw(st.sampled_from(LawStatus)), whose),
        suspensions=() if limit.backward else draw(stops()),
        extensions=() if limit.backward else draw(EXTENSIONS),
        done_on=draw(st.none() | st.dates(start, date(2031, 1, 1))),
        done_document=draw(WORDS),
        deemed=draw(st.none() | TEXTS),
    )


@settings(max_examples=150, deadline=None)
@given(budgets())
def test_a_budget_comes_back_from_its_row_with_nothing_lost(budget):
    columns = columns_of(budget)
    through_json = {
        name: json.loads(json.dumps(value)) if isinstance(value, dict | list) else value
        for name, value in columns.items()
    }
    assert budget_of(Clock(**through_json)) == budget
