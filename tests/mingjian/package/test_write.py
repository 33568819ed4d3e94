"""A package written and read again says the same, in CSV and in Parquet alike."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.package.opened import Package
from mingjian.package.read import open_package
from mingjian.package.write import Extent, write_package

#: Letters of several kinds, and everything that CSV has to take care of.
_WORDS = st.text("甲乙ab𠮷é,\"'|;=\n\r\t ", max_size=12).map(str.strip)
_FILLED = _WORDS.filter(bool)
_ITEMS = st.text('甲ab," \n', min_size=1, max_size=6).map(str.strip).filter(bool)
_DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
_TIMES = st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30))  # noqa: DTZ001 - local, without a zone
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)

_VISITS = st.fixed_dictionaries(
    {
        "project": _FILLED,
        "person": _FILLED,
        "arrived_at": _TIMES,
        "left_at": _TIMES,
        "lat": st.none() | st.floats(-90, 90),
        "accuracy_m": st.none() | _NUMBERS,
        "client_signed": st.none() | st.booleans(),
        "task": st.none() | _FILLED,
        "source": st.sampled_from(["app", "paper", "import"]),
    },
    optional={"note": st.none()},
)
_APPLICATIONS = st.fixed_dictionaries(
    {
        "institution": _FILLED,
        "kind": st.sampled_from(["new", "renew"]),
        "received_at": _TIMES,
        "accepted_on": st.none() | _DAYS,
        "scopes": st.none() | st.lists(_ITEMS, min_size=1, max_size=3),
    }
)


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"r{number}", **row} for number, row in enumerate(rows)]


def _in_order(row: dict[str, Any]) -> dict[str, Any]:
    arrived, left = sorted([row["arrived_at"], row["left_at"]])
    return {**{name: value for name, value in row.items() if name != "note"}, "arrived_at": arrived, "left_at": left}


def _read(package: Package, table: str) -> list[dict[str, Any]]:
    """The rows as they were read, without what was not given."""
    rows: list[dict[str, Any]] = pq.read_table(package.tables[table].path).to_pylist()
    return [{name: value for name, value in row.items() if value is not None and name != "_row"} for row in rows]


def _given(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


@settings(max_examples=20, deadline=None)
@given(
    visits=st.lists(_VISITS.map(_in_order), max_size=4).map(_numbered),
    applications=st.lists(_APPLICATIONS, max_size=3).map(_numbered),
    file_format=st.sampled_from(["csv", "parquet"]),
)
def test_what_is_written_is_read_again(
    visits: list[dict[str, Any]], applications: list[dict[str, Any]], file_format: Literal["csv", "parquet"]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, into = Path(place, "package"), Path(place, "work")
        write_package(folder, {"applications": applications, "site_visits": visits}, file_format=file_format)
        package = open_package(folder, into)
        assert (package.faults, package.warnings) == ((), ())
        assert _read(package, "site_visits") == _given(visits)
        assert _read(package, "applications") == _given(applications)


ROWS = {
    "people": [
        {"id": "p1", "name": " 张三 ", "id_hash": "h1", "died_on": date(2025, 3, 1), "籍贯": "哈尔滨"},
        {"id": "p2", "name": "李四", "id_hash": "h2", "籍贯": None},
    ],
    "reviews": [
        {
            "project": "j1",
            "step": "peer",
            "person": "p1",
            "done_at": datetime(2025, 3, 13, 16, 30, tzinfo=UTC),
            "outcome": "passed",
        }
    ],
}


def test_a_time_of_another_zone_is_written_as_shanghais(tmp_path: Path) -> None:
    write_package(tmp_path / "p", ROWS)
    assert (tmp_path / "p" / "reviews.csv").read_text(encoding="utf-8") == (
        "project,step,person,done_at,outcome\nj1,peer,p1,2025-03-14T00:30:00+08:00,passed\n"
    )


def test_unknown_columns_follow_the_contracts_and_spaces_are_left_off(tmp_path: Path) -> None:
    write_package(tmp_path / "p", ROWS)
    assert (tmp_path / "p" / "people.csv").read_text(encoding="utf-8") == (
        "id,name,id_hash,died_on,in_field_since,籍贯\np1,张三,h1,2025-03-01,,哈尔滨\np2,李四,h2,,,\n"
    )


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, file_format: Literal["csv", "parquet"]) -> None:
    for name in ("a", "b"):
        write_package(tmp_path / name, ROWS, file_format=file_format)
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == ["datapackage.json", f"people.{file_format}", f"reviews.{file_format}"]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files)


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_the_descriptor_says_how_far_a_table_is_whole(tmp_path: Path, file_format: Literal["csv", "parquet"]) -> None:
    extents = {"people": Extent(complete=False), "reviews": Extent(covers=(date(2025, 1, 1), date(2025, 3, 31)))}
    write_package(tmp_path / "p", ROWS, file_format=file_format, extents=extents)
    package = open_package(tmp_path / "p", tmp_path / "w")
    people, reviews = package.tables["people"], package.tables["reviews"]
    assert (people.complete, people.covers) == (False, None)
    assert (reviews.complete, reviews.covers) == (True, (date(2025, 1, 1), date(2025, 3, 31)))


def test_the_descriptor_carries_the_form_of_each_column(tmp_path: Path) -> None:
    write_package(tmp_path / "p", ROWS)
    described = json.loads((tmp_path / "p" / "datapackage.json").read_text(encoding="utf-8"))
    people, reviews = described["resources"]
    assert people["schema"]["primaryKey"] == "id"
    assert people["schema"]["fields"][3] == {"name": "died_on", "type": "date", "title": "死亡日 / died on"}
    assert reviews["schema"]["fields"][1]["constraints"] == {
        "required": True,
        "enum": ["peer", "internal", "technical", "process_control"],
    }


UNSAYABLE = [
    ({"pets": []}, "not tables of the contract: pets"),
    ({"people": [{"id": "p1"}, {"id": "p2", "x": 1}]}, "columns that the first row has not"),
    ({"people": [{"id": "p\0"}]}, "a NUL in it"),
    ({"people": [{"id": "x" * (2**20 + 1)}]}, "over 1 MiB"),
    ({"notices": [{"people": ["a|b"]}]}, "may not be empty nor contain"),
    ({"notices": [{"people": [""]}]}, "may not be empty nor contain"),
]


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
@pytest.mark.parametrize(("rows", "said"), UNSAYABLE)
def test_what_cannot_be_said_is_refused(
    tmp_path: Path, rows: Any, said: str, file_format: Literal["csv", "parquet"]
) -> None:
    with pytest.raises(ValueError, match=said):
        write_package(tmp_path / "p", rows, file_format=file_format)


def test_parquet_cannot_hold_a_word_where_a_day_belongs(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'soon' is not a date"):
        write_package(tmp_path / "p", {"people": [{"id": "p1", "died_on": "soon"}]}, file_format="parquet")
