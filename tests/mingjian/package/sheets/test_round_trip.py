"""Rows written as a workbook, or as CSV, and turned into a package are the same rows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.package.read import open_package
from mingjian.package.sheets import to_package, write_csv, write_rows

#: Letters that are rare, beyond the basic plane, or mean something to spreadsheets, CSV or XML.
_WORDS = st.text("甲㐂䶮𠮷ab07=+-@'\"<&>|;,，\n\r\t\x01\x0b_xD0￿ ", max_size=14).map(str.strip)
_TRAPS = st.sampled_from(
    [
        "007",
        "000123456789012345678",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "+86 451",
        "-1",
        "'=1",
        "''x",
        "＝1+1",
        "_x000D_",
        "_x0041_",
        "_x005F_x000D_",
        "_x0000_",
        "#N/A",
        "TRUE",
        "1E5",
        "2025-03-14",
        "2025/3/5",
        "45730",
        "姓名",
        "是",
    ]
)
_FILLED = _TRAPS | _WORDS.filter(bool)
_ITEMS = st.text("甲㐂𠮷ab=-', ", min_size=1, max_size=6).map(str.strip).filter(bool)
_DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
_TIMES = st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30))  # noqa: DTZ001 - local, without a zone
_SECONDS = _TIMES.map(lambda moment: moment.replace(microsecond=0))
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15).map(float)

_VISITS = st.fixed_dictionaries(
    {
        "project": _FILLED,
        "person": _FILLED,
        "arrived_at": _TIMES | _SECONDS,
        "left_at": _TIMES | _SECONDS,
        "lat": st.none() | st.floats(-90, 90),
        "accuracy_m": st.none() | _NUMBERS,
        "client_signed": st.none() | st.booleans(),
        "task": st.none() | _FILLED,
        "source": st.sampled_from(["app", "paper", "import"]),
    }
)
_APPLICATIONS = st.fixed_dictionaries(
    {
        "institution": _FILLED,
        "kind": st.sampled_from(["new", "renew", "scope_add"]),
        "received_at": _SECONDS,
        "accepted_on": st.none() | _DAYS,
        "scopes": st.none() | st.lists(st.sampled_from(["coal", "oil-gas"]) | _ITEMS, min_size=1, max_size=3),
        "备注": st.none() | _FILLED,
    }
)
_INSURANCE = st.fixed_dictionaries(
    {
        "person": _FILLED,
        "employer_uscc": st.just("91230102MA18ABCD12"),
        "month": st.dates(date(1900, 1, 1), date(2200, 12, 1)).map("{:%Y-%m}".format),
    }
)


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"{number:03}", **row} for number, row in enumerate(rows)]


def _in_order(row: dict[str, Any]) -> dict[str, Any]:
    arrived, left = sorted([row["arrived_at"], row["left_at"]])
    return {**row, "arrived_at": arrived, "left_at": left}


_TABLES: st.SearchStrategy[tuple[str, list[dict[str, Any]]]] = st.one_of(
    st.tuples(st.just("site_visits"), st.lists(_VISITS.map(_in_order), min_size=1, max_size=4).map(_numbered)),
    st.tuples(st.just("applications"), st.lists(_APPLICATIONS, min_size=1, max_size=4).map(_numbered)),
    st.tuples(st.just("social_insurance"), st.lists(_INSURANCE, min_size=1, max_size=4, unique_by=str)),
)


def _given(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _workbook(path: Path, name: str, rows: list[dict[str, Any]], language: str) -> Path:
    write_rows(path / "b.xlsx", {name: rows}, language=language)
    return path / "b.xlsx"


def _csv(path: Path, name: str, rows: list[dict[str, Any]], language: str) -> Path:
    write_csv(path / f"{name}.csv", name, rows, language=language)
    return path / f"{name}.csv"


@pytest.mark.parametrize("write", [_workbook, _csv])
@settings(max_examples=60, deadline=None)
@given(made=_TABLES, language=st.sampled_from(["zh", "en"]))
def test_rows_are_the_same_after_a_workbook_and_a_package(
    write: Callable[..., Path], made: tuple[str, list[dict[str, Any]]], language: str
) -> None:
    name, rows = made
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        converted = to_package(write(folder, name, rows, language), folder / "package")
        package = open_package(folder / "package", folder / "work")
        assert (package.faults, package.warning_count) == ((), 0 if name != "social_insurance" else len(rows))
        found = pq.read_table(package.tables[name].path).drop_columns(["_row"]).to_pylist()
        assert _given(found) == _given(rows)
        place_of_last = converted.origin.place(name, len(rows), "person" if name != "applications" else "institution")
        assert place_of_last is not None
        assert place_of_last.row == len(rows) + (4 if write is _workbook else 2)
