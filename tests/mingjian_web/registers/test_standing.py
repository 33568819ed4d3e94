"""How certificates and registrations stand on a day, worked out by hand, and against the screening's own rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.screening.views import in_force
from mingjian.terms import CertificateEventKind as E
from mingjian_web.registers.standing import (
    CertificateEvent,
    Insured,
    Move,
    Renewal,
    Standing,
    Stay,
    insured,
    months_up_to,
    speaking,
    standing_on,
    stays,
    succeeded,
)

FIRST, LAST = date(2021, 5, 20), date(2026, 5, 19)


def day(text: str) -> date:
    """A day of 2024, unless its year is said."""
    return date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


def events(*told: str) -> list[CertificateEvent]:
    """`suspended 03-13` and so on."""
    return [CertificateEvent(E(kind), day(on)) for kind, _, on in (one.partition(" ") for one in told)]


@pytest.mark.parametrize(
    ("told", "on", "standing"),
    [
        ((), "2021-05-19", Standing.NOT_YET),
        ((), "2021-05-20", Standing.VALID),
        ((), "2026-05-19", Standing.VALID),
        ((), "2026-05-20", Standing.EXPIRED),
        (("suspended 03-13",), "03-12", Standing.VALID),
        (("suspended 03-13",), "03-13", Standing.SUSPENDED),
        (("suspended 03-13", "resumed 06-13"), "06-12", Standing.SUSPENDED),
        (("suspended 03-13", "resumed 06-13"), "06-13", Standing.VALID),
        (("suspended 03-13", "resumed 06-13", "suspended 09-01"), "10-01", Standing.SUSPENDED),
        (("suspended 03-13", "revoked 04-01"), "04-02", Standing.REVOKED),
        (("revoked 04-01", "deregistered 05-01"), "05-01", Standing.DEREGISTERED),
        (("rescinded 04-01",), "04-01", Standing.RESCINDED),
        (("withdrawn 04-01",), "04-01", Standing.WITHDRAWN),
        (("expired 04-01",), "04-01", Standing.VALID),
        (("expired 04-01",), "04-02", Standing.EXPIRED),
        (("reissued 04-01",), "04-02", Standing.VALID),
        (("suspended 03-13", "reissued 04-01"), "04-02", Standing.SUSPENDED),
        (("suspended 2026-05-18",), "2026-06-01", Standing.SUSPENDED),
    ],
)
def test_an_event_counts_from_its_own_day(told, on, standing):
    assert standing_on(FIRST, LAST, events(*told), day(on), []).standing is standing


@pytest.mark.parametrize(
    ("received", "decided", "on", "standing"),
    [
        ("2026-05-19", None, "2026-08-01", Standing.RENEWAL_PENDING),
        ("2026-05-20", None, "2026-08-01", Standing.EXPIRED),
        ("2026-03-01", "2026-06-30", "2026-06-30", Standing.RENEWAL_PENDING),
        ("2026-03-01", "2026-06-30", "2026-07-01", Standing.EXPIRED),
        ("2026-03-01", None, "2026-05-19", Standing.VALID),
    ],
)
def test_a_renewal_applied_for_in_time_and_undecided_keeps_the_certificate_alive(received, decided, on, standing):
    asked = [Renewal("i", day(received), day(decided) if decided else None)]
    found = standing_on(FIRST, LAST, [], day(on), asked)
    assert found.standing is standing
    assert found.standing.entitles is (standing in (Standing.VALID, Standing.RENEWAL_PENDING))


def test_the_day_since_which_it_stands_so_and_the_act_behind_it_are_told():
    stopped = standing_on(FIRST, LAST, events("suspended 03-13"), day("04-01"))
    assert (stopped.since, stopped.event.kind) == (day("03-13"), E.SUSPENDED)
    again = standing_on(FIRST, LAST, events("suspended 03-13", "resumed 06-13"), day("07-01"))
    assert (again.since, again.event.kind) == (day("06-13"), E.RESUMED)
    over = standing_on(FIRST, LAST, [], day("2026-06-01"), [])
    assert (over.since, over.event) == (day("2026-05-20"), None)


def test_without_knowing_the_renewals_nobody_is_said_to_have_expired():
    assert standing_on(FIRST, LAST, [], day("2026-05-20")).standing is Standing.TERM_OVER
    assert standing_on(FIRST, LAST, events("expired 2026-05-19"), day("2026-05-20")).standing is Standing.EXPIRED
    assert Standing.TERM_OVER.shape == Standing.NONE.shape == "unknown"


def test_a_certificate_that_a_new_one_followed_ended_in_good_order_but_a_revoked_one_did_not():
    over = standing_on(FIRST, LAST, [], day("2026-06-01"))
    assert succeeded(over, day("2026-05-20")).standing is Standing.SUCCEEDED
    assert succeeded(over, None).standing is Standing.TERM_OVER
    revoked = standing_on(FIRST, LAST, events("revoked 04-01"), day("2026-06-01"))
    assert succeeded(revoked, day("2026-05-20")).standing is Standing.REVOKED
    assert succeeded(standing_on(FIRST, LAST, [], day("04-01")), day("03-01")).standing is Standing.VALID


def test_an_institution_stands_by_what_entitles_it_and_else_by_its_latest_certificate():
    old, new = date(2016, 1, 1), date(2021, 1, 1)
    assert speaking([(Standing.EXPIRED, old), (Standing.VALID, new)]) is Standing.VALID
    assert speaking([(Standing.EXPIRED, old), (Standing.REVOKED, new)]) is Standing.REVOKED
    assert speaking([(Standing.RENEWAL_PENDING, old), (Standing.SUSPENDED, new)]) is Standing.RENEWAL_PENDING
    assert speaking([]) is Standing.NONE


DAYS = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n))
EVENTS = st.lists(st.tuples(st.sampled_from(list(E)), DAYS), max_size=5)
RENEWALS = st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=1)
WORLDS = st.lists(st.tuples(DAYS, st.integers(0, 8), EVENTS, RENEWALS), min_size=40, max_size=40)


@settings(max_examples=4, deadline=None)
@given(WORLDS)
def test_the_pages_say_of_every_certificate_and_day_what_the_screening_says(worlds):
    asked = [FIRST + timedelta(days=n) for n in range(-1, 16)]
    said = {
        (f"i{n}", on)
        for n, (first, length, told, renewed) in enumerate(worlds)
        for on in asked
        if standing_on(
            first,
            first + timedelta(days=length),
            [CertificateEvent(kind, when) for kind, when in told],
            on,
            [Renewal("", *one) for one in renewed],
        ).standing.entitles
    }
    assert said == screened(worlds, asked)


def screened(worlds: list[Any], asked: list[date]) -> set[tuple[str, date]]:
    """Institution and day, wherever a certificate is in force by the rule of `mingjian.screening.views`."""
    certificates = [
        {"id": f"c{n}", "institution": f"i{n}", "grade": "jia", "issued_by": "o", "valid_from": first,
         "valid_to": first + timedelta(days=length), "_row": n}
        for n, (first, length, _, _) in enumerate(worlds)
    ]  # fmt: skip
    told = [
        {"certificate": f"c{n}", "kind": kind.value, "on": on, "_row": n}
        for n, (_, _, events, _) in enumerate(worlds)
        for kind, on in events
    ]
    renewals = [
        {"institution": f"i{n}", "kind": "renew", "received_at": at(received), "decided_at": decided and at(decided)}
        for n, (_, _, _, renewed) in enumerate(worlds)
        for received, decided in renewed
    ]
    tables = SimpleNamespace(
        certificates=memory(certificates, id="string", institution="string", grade="string", issued_by="string",
                            valid_from="date", valid_to="date", _row="int64"),
        certificate_events=memory(told, certificate="string", kind="string", on="date", _row="int64"),
        applications=memory(renewals, institution="string", kind="string", received_at="timestamp",
                            decided_at="timestamp"),
        once=once,
    )  # fmt: skip
    days = memory([{"institution": f"i{n}", "on": on} for n in range(len(worlds)) for on in asked],
                  institution="string", on="date")  # fmt: skip
    found = ibis.duckdb.connect().to_pyarrow(in_force(tables, days).select("institution", "on")).to_pylist()
    return {(row["institution"], row["on"]) for row in found}


def at(on: date) -> Any:
    """Noon of the day."""
    from datetime import datetime

    return datetime(on.year, on.month, on.day, 12)  # noqa: DTZ001 - the engine's own times have no zone either


def once(_name: str, make: Callable[[], Any]) -> Any:
    """Worked out each time: there is no run to keep it for."""
    return make()


def memory(rows: list[dict[str, Any]], **schema: str) -> Any:
    """The rows as a table of the engine, also where there are none."""
    return ibis.memtable(rows, schema=schema)


def test_a_registration_stood_where_its_moves_put_it():
    moves = [Move("a", "b", day("03-13")), Move("b", "", day("09-01"))]
    assert stays("x", day("01-01"), day("12-31"), moves) == (
        Stay("a", day("01-01"), day("03-12")),
        Stay("b", day("03-13"), day("08-31")),
        Stay("", day("09-01"), day("12-31")),
    )


def test_a_registration_that_never_moved_stands_where_it_was_written():
    assert stays("x", day("01-01"), None, []) == (Stay("x", day("01-01"), None),)


@pytest.mark.parametrize(
    ("payers", "found"),
    [
        ([], Insured.UNKNOWN),
        (["here"], Insured.HERE),
        (["there"], Insured.ELSEWHERE),
        (["here", "there"], Insured.BOTH),
        (["there", "elsewhere"], Insured.ELSEWHERE),
    ],
)
def test_a_month_without_a_row_is_unknown_and_never_a_no(payers, found):
    assert insured(payers, "here") is found


def test_months_run_over_the_turn_of_the_year():
    assert months_up_to(date(2026, 2, 3), 4) == ("2025-11", "2025-12", "2026-01", "2026-02")
