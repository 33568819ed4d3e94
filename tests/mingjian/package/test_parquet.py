"""Parquet as programs write it, and Parquet that lies."""

from __future__ import annotations

import io
import struct
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROLES = {"project": ["j1", "j2"], "person": ["p1", "p2"], "role": ["leader", "author"]}


def _parquet(columns: dict[str, Any], **how: Any) -> bytes:
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written, **how)
    return written.getvalue()


def _visit(**columns: pa.Array) -> bytes:
    sound = {
        "id": pa.array(["v1"]),
        "project": pa.array(["j1"]),
        "person": pa.array(["p1"]),
        "arrived_at": pa.array([datetime(2025, 3, 13, 1, 0, tzinfo=UTC)]),
        "left_at": pa.array([datetime(2025, 3, 14, 1, 0, tzinfo=UTC)]),
        "source": pa.array(["app"]),
    }
    return _parquet({**sound, **columns})


NATIVE = [
    # 20:00 UTC on the 13th is 04:00 on the 14th in Shanghai.
    (
        "left_at",
        pa.array([datetime(2025, 3, 13, 20, 0, tzinfo=UTC)]),
        datetime(2025, 3, 14, 4, 0),  # noqa: DTZ001
    ),
    (
        "left_at",
        pa.array([datetime(2025, 3, 14, 4, 0, tzinfo=timezone(timedelta(hours=9)))]),
        datetime(2025, 3, 14, 3, 0),  # noqa: DTZ001
    ),
    (
        "left_at",
        pa.array([datetime(2025, 3, 14, 4, 0)], pa.timestamp("ns")),  # noqa: DTZ001
        datetime(2025, 3, 14, 4, 0),  # noqa: DTZ001
    ),
    ("left_at", pa.array(["2025-03-13T20:00:00Z"]), datetime(2025, 3, 14, 4, 0)),  # noqa: DTZ001
    ("lat", pa.array([45], pa.int8()), 45.0),
    ("lat", pa.array([Decimal("45.5")]), 45.5),
    ("lat", pa.array(["45.5"]), 45.5),
    ("lat", pa.nulls(1), None),
    ("source", pa.array(["app"]).dictionary_encode(), "app"),
    ("source", pa.array([" app "], pa.large_string()), "app"),
    ("id", pa.array([17]), "17"),
    ("client_signed", pa.array([False]), False),
    ("task", pa.array([b"\xe7\x94\xb2"]), "甲"),
    ("task", pa.array([date(2025, 3, 1)]), "2025-03-01"),
    ("备注", pa.array([1.5]), "1.5"),
]


@pytest.mark.parametrize(("column", "array", "value"), NATIVE)
def test_a_native_column_is_read_as_the_contract_says(made: Any, column: str, array: pa.Array, value: object) -> None:
    made.table("site_visits", _visit(**{column: array}))
    assert (made.faults(), made.warnings()) == ([], [])
    assert made.rows("site_visits")[0][column] == value


OF_NO_USE = [
    ("left_at", pa.array([17])),
    ("left_at", pa.array([date(2025, 3, 14)])),
    ("lat", pa.array([True])),
    ("client_signed", pa.array([1])),
    ("id", pa.array([1.5])),
    ("source", pa.array([{"a": 1}])),
    ("task", pa.array([b"\xff"])),
    ("left_at", pa.array([2**62], pa.timestamp("ms"))),
]


@pytest.mark.parametrize(("column", "array"), OF_NO_USE)
def test_a_column_of_a_type_that_cannot_be_meant_is_one_fault(made: Any, column: str, array: pa.Array) -> None:
    made.table("site_visits", _visit(**{column: array}))
    (fault,) = made.faults()
    assert fault.startswith(f"fault site_visits.parquet {column}: the type of the column is of no use (")
    assert made.rows("site_visits")[0][column] is None


def test_cells_of_native_columns_are_checked_like_any_other(made: Any) -> None:
    made.table(
        "site_visits",
        _visit(
            lat=pa.array([91.0]),
            accuracy_m=pa.array([float("nan")]),
            left_at=pa.array([datetime(1800, 1, 1, tzinfo=UTC)]),
        ),
    )
    assert made.faults() == [
        "fault site_visits.parquet row 1 left_at: the year of '1800-01-01 08:00:00' is not within 1900–2200",
        "fault site_visits.parquet row 1 lat: latitude '91.0' is not within -90 to 90",
        "fault site_visits.parquet row 1 accuracy_m: 'nan' is not a number",
    ]


@pytest.mark.parametrize("beyond", [2**62, -(2**62), 2**63 - 1])
def test_a_day_beyond_all_calendars_is_a_fault_and_no_accident(made: Any, beyond: int) -> None:
    made.table("site_visits", _visit(left_at=pa.array([beyond], pa.timestamp("us", "UTC"))))
    (fault,) = made.faults()
    assert fault.endswith("is not within 1900–2200")


def test_a_list_may_be_native_or_joined(made: Any) -> None:
    head = {
        "id": ["d1", "d2", "d3"],
        "round": ["1", "1", "1"],
        "drawn": ["a", "a|b", "c"],
        "on": [date(2025, 1, 1)] * 3,
    }
    made.table("draws", _parquet({**head, "pool": [["a", "b"], [], None]}))
    assert [(row["pool"], row["drawn"]) for row in made.rows("draws")] == [
        (["a", "b"], ["a"]),
        (None, ["a", "b"]),
        (None, ["c"]),
    ]


def test_a_date_may_be_a_midnight_but_no_other_time(made: Any) -> None:
    head = {"project": ["j1"], "kind": ["filing"], "authority": ["o1"]}
    made.table("notices", _parquet({**head, "sent_on": pa.array([datetime(2025, 3, 1)])}))  # noqa: DTZ001
    assert made.faults() == []
    assert made.rows("notices")[0]["sent_on"] == date(2025, 3, 1)


def test_a_date_that_has_a_time_is_a_fault(made: Any) -> None:
    head = {"project": ["j1"], "kind": ["filing"], "authority": ["o1"]}
    made.table("notices", _parquet({**head, "sent_on": pa.array([datetime(2025, 3, 1, 9, 0)])}))  # noqa: DTZ001
    assert "not at midnight" in made.faults()[0]


def test_a_nested_unknown_column_is_left_out_with_a_warning(made: Any) -> None:
    made.table("team_members", _parquet({**ROLES, "x": [{"a": 1}, {"a": 2}]}))
    assert made.faults() == []
    assert made.warnings() == ["warning team_members.parquet x: an unknown column that is not text: not kept"]


@pytest.mark.parametrize("name", ["per\0son", "说明\n", "x" * 300])
def test_an_unknown_column_whose_name_is_no_name_is_left_out_with_a_warning(made: Any, name: str) -> None:
    made.table("team_members", _parquet({**ROLES, name: ["x", "y"]}))
    assert made.faults() == []
    assert [warning.message.en for warning in made.open().warnings] == ["no name for a column, which is not read"]


# Files that are not what they say ----------------------------------------------------------------------------------


def _many() -> bytes:
    return _parquet({name: cells * 500 for name, cells in ROLES.items()}, row_group_size=500)


def _with_footer(raw: bytes, old: bytes, new: bytes) -> bytes:
    (length,) = struct.unpack("<I", raw[-8:-4])
    start = len(raw) - 8 - length
    return raw[:start] + raw[start:-8].replace(old, new) + raw[-8:]


def _zigzag(number: int) -> bytes:
    """The number as Thrift's compact protocol writes it."""
    shifted, out = number << 1, b""
    while shifted > 0x7F:
        out, shifted = out + bytes([shifted & 0x7F | 0x80]), shifted >> 7
    return out + bytes([shifted])


RAW = _many()
BROKEN = [
    (RAW[: len(RAW) // 2], "the Parquet file is damaged or half-written"),
    (RAW[:-3], "the Parquet file is damaged or half-written"),
    (RAW[:-8] + b"\xff\xff\xff\x7fPAR1", "the Parquet file is damaged or half-written"),
    (RAW[:-8] + struct.pack("<I", 20) + b"PAR1", "the Parquet file is damaged or half-written"),
    (b"PAR1", "the Parquet file is damaged or half-written"),
    (_with_footer(RAW, _zigzag(1000), _zigzag(1001)), "the footer says 1001 rows; there are 1000"),
    (_with_footer(RAW, _zigzag(500), _zigzag(499)), "the footer says 1000 rows; there are 998"),
    # Every number in the footer agrees that 10 rows of each 500 are not there.
    (
        _with_footer(_with_footer(RAW, _zigzag(1000), _zigzag(980)), _zigzag(500), _zigzag(490)),
        "the footer says 980 rows; there are 1000",
    ),
]


@pytest.mark.parametrize(("raw", "said"), BROKEN)
def test_a_file_that_is_broken_or_lies_about_its_rows_is_a_fault(made: Any, raw: bytes, said: str) -> None:
    made.table("team_members", raw)
    (fault,) = made.faults()
    assert fault.startswith(f"fault team_members.parquet: {said}")
    assert made.open().tables == {}


def test_a_file_without_the_first_magic_is_no_parquet_file(made: Any) -> None:
    (made.folder / "team_members.parquet").write_bytes(b"XXXX" + RAW[4:])
    made.listed("team_members", "team_members.parquet")
    assert made.faults() == ["fault team_members.parquet: not a Parquet file"]


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_file_with_one_damaged_page_is_not_read_at_all(made: Any, column: int) -> None:
    ids = [f"p{number}" for number in range(20_000)]
    raw = bytearray(_parquet({"id": ids, "name": ids, "id_hash": ids}, compression="gzip"))
    third = len(raw) // 3
    raw[third * column + third // 2 : third * column + third // 2 + 2000] = bytes(2000)
    made.table("people", bytes(raw))
    package = made.open()
    assert [fault.code for fault in package.faults] == ["parquet"]
    assert package.tables == {}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(RAW) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_whatever_byte_is_changed_the_answer_is_faults_or_a_table(made: Any, changes: list[tuple[int, int]]) -> None:
    raw = bytearray(RAW)
    for at, byte in changes:
        raw[at] = byte
    (made.folder / "team_members.parquet").write_bytes(bytes(raw))
    made.resources = [{"name": "team_members", "path": "team_members.parquet"}]
    package = made.open()
    assert package.fault_count or package.tables["team_members"].rows == 1000
