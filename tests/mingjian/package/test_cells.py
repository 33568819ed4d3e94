"""What a cell may hold, and the one line said of one that holds something else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

# Each case fills one column of an otherwise sound row.
HEADS = {
    "certificates": {
        "id": "c1",
        "institution": "i1",
        "number": "N1",
        "grade": "jia",
        "issued_by": "o1",
        "valid_from": "2025-01-01",
        "valid_to": "2026-01-01",
    },
    "site_visits": {
        "id": "v1",
        "project": "j1",
        "person": "p1",
        "arrived_at": "2025-03-13T09:00:00+08:00",
        "left_at": "2025-03-13T10:00:00+08:00",
        "lat": "45.5",
        "lon": "126.5",
        "client_signed": "true",
        "source": "app",
    },
    "social_insurance": {"person": "p1", "employer_uscc": "91350100M000100Y43", "month": "2025-03"},
    "clients": {"id": "k1", "name": "甲厂", "division": "230100", "uscc": "91350100M000100Y43"},
    "extensions": {"application": "a1", "days": "10", "approved_by": "o", "reason": "复杂"},
    "payments": {"id": "m1", "payer": "k1", "payee": "i1", "amount": "10", "on": "2025-03-01", "purpose": "fee"},
    "notices": {
        "project": "j1",
        "kind": "filing",
        "sent_on": "2025-03-01",
        "authority": "o1",
        "people": "p1|p2",
    },
    "reviews": {
        "project": "j1",
        "step": "peer",
        "person": "p1",
        "done_at": "2025-03-01T09:00",
        "outcome": "passed",
    },
    "photos": {"id": "f1", "project": "j1", "sha256": "a" * 64, "received_at": "2025-03-01T09:00"},
    "application_steps": {
        "application": "a1",
        "step": "decision",
        "officer": "o1",
        "started_at": "2025-03-01T09:00",
    },
}


def _csv(table: str, column: str, cell: str) -> str:
    row = {**HEADS[table], column: cell}
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


WRONG = [
    ("certificates", "valid_from", "2025-02-30", "there is no such day or moment as '2025-02-30'"),
    ("certificates", "valid_from", "2025/02/03", "'2025/02/03' is not a date, which is written 2025-03-14"),
    ("certificates", "valid_from", "２０２５-02-03", "'２０２５-02-03' is not a date, which is written 2025-03-14"),
    ("certificates", "valid_from", "1899-12-31", "the year of '1899-12-31' is not within 1900–2200"),
    ("certificates", "valid_to", "2201-01-01", "the year of '2201-01-01' is not within 1900–2200"),
    ("certificates", "valid_to", "2024-12-31", "2024-12-31 is before valid_from, which is 2025-01-01"),
    ("certificates", "number", "", "must not be empty"),
    ("certificates", "number", "  \u3000", "must not be empty"),
    ("certificates", "grade", "A", "'A' is not one of: jia, yi"),
    (
        "site_visits",
        "arrived_at",
        "2025-03-13",
        "'2025-03-13' is not a time, which is written 2025-03-14T09:30:00+08:00",
    ),
    (
        "site_visits",
        "arrived_at",
        "9:00",
        "'9:00' is not a time, which is written 2025-03-14T09:30:00+08:00",
    ),
    ("site_visits", "arrived_at", "2025-03-13T24:00", "there is no such day or moment as '2025-03-13T24:00'"),
    (
        "site_visits",
        "left_at",
        "2025-03-13T00:59:59Z",
        "2025-03-13 08:59:59 is before arrived_at, which is 2025-03-13 09:00:00",
    ),
    ("site_visits", "lat", "90.01", "latitude '90.01' is not within -90 to 90"),
    ("site_visits", "lon", "-180.5", "longitude '-180.5' is not within -180 to 180"),
    ("site_visits", "lat", "nan", "'nan' is not a number"),
    ("site_visits", "client_signed", "yes", "'yes' is neither true nor false"),
    ("social_insurance", "month", "2025-13", "'2025-13' is not a month, which is written 2025-03"),
    ("social_insurance", "month", "1899-12", "the year of '1899-12' is not within 1900–2200"),
    ("clients", "division", "2301", "'2301' is not a six-digit division code"),
    ("clients", "division", "２３０１００", "'２３０１００' is not a six-digit division code"),
    ("extensions", "days", "1.5", "'1.5' is not a whole number"),
    ("payments", "amount", "1 000", "'1 000' is not a number"),
    ("payments", "amount", "１０", "'１０' is not a number"),
    ("payments", "amount", "inf", "'inf' is not a number"),
    ("payments", "amount", "1e999", "'1e999' is not a number"),
    ("notices", "people", "p1||p2", "'p1||p2' has an empty item"),
]


@pytest.mark.parametrize(("table", "column", "cell", "said"), WRONG)
def test_a_wrong_cell_is_one_fault_with_its_place(made: Any, table: str, column: str, cell: str, said: str) -> None:
    made.table(table, _csv(table, column, cell))
    assert made.faults() == [f"fault {table}.csv row 1 (line 2) {column}: {said}"]


def test_a_wrong_cell_becomes_unknown_and_the_rest_of_the_row_stays(made: Any) -> None:
    (row,) = made.table("payments", _csv("payments", "amount", "plenty")).rows("payments")
    assert (row["amount"], row["payer"], row["on"]) == (None, "k1", date(2025, 3, 1))


DOUBTFUL = [
    (
        "clients",
        "uscc",
        "91350100M000100Y44",
        "'91350100M000100Y44' is not a valid credit code; check its check character",
    ),
    ("clients", "uscc", "12345", "'12345' is not a valid credit code; check its check character"),
    ("reviews", "done_at", "2025-03-01", "'2025-03-01' is a day without a time: read as its first moment"),
    ("photos", "sha256", "abc", "'abc' is not a SHA-256 digest"),
]


@pytest.mark.parametrize(("table", "column", "cell", "said"), DOUBTFUL)
def test_a_doubtful_cell_is_a_warning_and_is_kept(made: Any, table: str, column: str, cell: str, said: str) -> None:
    made.table(table, _csv(table, column, cell))
    assert made.faults() == []
    assert made.warnings() == [f"warning {table}.csv row 1 (line 2) {column}: {said}"]
    assert made.rows(table)[0][column] is not None


def _local(*parts: int) -> datetime:
    """A time on the clocks of Shanghai, as the normalised tables hold it."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - local, without a zone


RIGHT = [
    # A day in Shanghai begins at 16:00 UTC the day before.
    ("site_visits", "left_at", "2025-03-13T16:00:00Z", _local(2025, 3, 14, 0, 0)),
    ("site_visits", "left_at", "2025-03-13T12:00:00+0900", _local(2025, 3, 13, 11, 0)),
    ("site_visits", "left_at", "2025-03-13 12:00", _local(2025, 3, 13, 12, 0)),
    ("site_visits", "left_at", "2025-03-13T12:00:00.250", _local(2025, 3, 13, 12, 0, 0, 250_000)),
    ("site_visits", "client_signed", "FALSE", False),
    ("site_visits", "client_signed", "", None),
    ("payments", "amount", "-1.5e3", -1500.0),
    ("payments", "payer", " k1 ", "k1"),
    ("payments", "payer", "　k1　", "k1"),
    ("extensions", "days", "12", 12),
    ("notices", "people", "p1 | p2", ["p1", "p2"]),
    ("notices", "people", "", None),
    ("application_steps", "step", "review", "document_review"),
    ("photos", "sha256", "A" * 64, "a" * 64),
    ("social_insurance", "month", "2025-12", "2025-12"),
    ("certificates", "valid_to", "2025-01-01", date(2025, 1, 1)),
]


@pytest.mark.parametrize(("table", "column", "cell", "value"), RIGHT)
def test_a_right_cell_is_read_as_the_contract_says(
    made: Any, table: str, column: str, cell: str, value: object
) -> None:
    made.table(table, _csv(table, column, cell))
    assert made.faults() == []
    assert made.rows(table)[0][column] == value


def test_a_wrong_time_beside_a_right_one_spoils_only_itself(made: Any) -> None:
    head = HEADS["site_visits"]
    rows = [
        {**head, "id": "v1", "left_at": "2025-03-13T25:00:00Z"},
        {**head, "id": "v2", "left_at": "2025-03-13T12:00"},
    ]
    made.table("site_visits", "\n".join([",".join(head), *(",".join(row.values()) for row in rows)]))
    assert [row["left_at"] for row in made.rows("site_visits")] == [None, _local(2025, 3, 13, 12, 0)]


STEPS = [
    ("2025-03-01T09:00", "2025-03-01", []),  # a day may end the day it began, whatever the hour
    ("2025-03-01T09:00", "2025-03-01T08:00", []),
    (
        "2025-03-02",
        "2025-03-01T23:00",
        ["2025-03-01 23:00:00 is before started_at, which is 2025-03-02 00:00:00"],
    ),
]


@pytest.mark.parametrize(("started", "ended", "said"), STEPS)
def test_where_only_the_day_matters_only_days_are_compared(
    made: Any, started: str, ended: str, said: list[str]
) -> None:
    row = {**HEADS["application_steps"], "started_at": started, "ended_at": ended}
    made.table("application_steps", ",".join(row) + "\n" + ",".join(row.values()) + "\n")
    assert [fault.message.en for fault in made.open().faults] == said


def test_many_faults_of_one_kind_are_counted_and_the_first_ten_shown(made: Any) -> None:
    head = HEADS["payments"]
    rows = [",".join({**head, "id": f"m{n}", "amount": "x"}.values()) for n in range(1000)]
    package = made.table("payments", "\n".join([",".join(head), *rows])).open()
    assert package.fault_count == 1000
    assert len(package.faults) == 11
    assert package.faults[-1].message.en == "… and 990 more of this kind"


def test_a_cell_that_would_move_the_cursor_is_shown_escaped(made: Any) -> None:
    said = made.table("payments", _csv("payments", "amount", "\x1b[2J")).faults()
    assert said == ["fault payments.csv row 1 (line 2) amount: '\\u001b[2J' is not a number"]
