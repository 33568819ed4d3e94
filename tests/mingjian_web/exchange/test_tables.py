"""Whatever the contract can say, a table's rows say again when they come back out of the database."""

from __future__ import annotations

import string
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.package.schema import Column, Kind, tables
from mingjian_web.exchange.reach import COMMON, HANGS_ON, NAMED_BY
from mingjian_web.exchange.tables import keeper, keepers, widths
from mingjian_web.records.models import Intake

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(
    lambda text: text.strip() or "㐂䶮𠮷"
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31))  # noqa: DTZ001 - Shanghai, as the package has it
KINDS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.DATE: DAYS,
    Kind.DATETIME: MOMENTS,
    Kind.MONTH: DAYS.map(lambda day: f"{day:%Y-%m}"),
    Kind.BOOL: st.booleans(),
    Kind.NUMBER: st.floats(-1e9, 1e9),
    Kind.INTEGER: st.integers(-(10**9), 10**9),
    Kind.MONEY: st.integers(0, 10**14).map(lambda fen: fen / 100),
    Kind.LAT: st.floats(-90, 90),
    Kind.LON: st.floats(-180, 180),
    Kind.LIST: st.lists(WORDS.filter(lambda word: "|" not in word), min_size=1, max_size=3),
    Kind.DIVISION: st.text(string.digits, min_size=6, max_size=6),
    Kind.USCC: st.text(string.digits, min_size=18, max_size=18),
    Kind.SHA256: st.text("0123456789abcdef", min_size=64, max_size=64),
}


def cell(column: Column) -> st.SearchStrategy[Any]:
    """What a cell of the column can hold; nothing too, where it need not be filled in."""
    value = st.sampled_from(column.values) if column.values else KINDS.get(column.kind, WORDS)
    return value if column.required else st.none() | value


def rows(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """A row of a table, perhaps with a column that the contract does not know."""
    known = st.fixed_dictionaries({column.name: cell(column) for column in tables()[name].columns.values()})
    return st.builds(lambda row, more: {**row, **more}, known, st.just({}) | st.fixed_dictionaries({"memo": WORDS}))


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(tables()))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_row_comes_back_as_it_went_in(name, data):
    row = data.draw(rows(name))
    one = keeper(name)
    intake = Intake.objects.create(at=datetime.fromisoformat("2026-01-01T00:00:00+08:00"), by="x", what="x")
    made = one.make(row, intake=intake)
    made.save()
    back = one.values(one.rows.get(pk=made.pk))
    assert {key: value for key, value in back.items() if value is not None} == {
        key: value for key, value in row.items() if value is not None
    }


def test_every_table_hangs_on_something_or_is_for_whoever_sees_everything():
    placed = {"institutions", "projects", *HANGS_ON, *NAMED_BY, *COMMON}
    assert set(tables()) - placed == {"officers", "draws", "documents"}
    for name, (column, above) in HANGS_ON.items():
        assert tables()[name].columns[column].refers.table == above


def test_what_the_database_limits_is_known_for_every_table_with_a_model():
    for one in keepers():
        assert one.held or all(limit >= 2 for limit in widths(one).values())


def test_tables_without_a_chapter_are_those_of_chapters_not_begun():
    held = {one.name for one in keepers() if one.held}
    assert {"notices", "applications", "penalties", "offices", "officers"} <= held
    assert not {"institutions", "people", "projects", "reports", "disclosures"} & held
