"""The expressions against plain loops over the same rows, written from the contract and not from the expressions."""

from datetime import date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from tests.factories import screened

from mingjian.terms import SHANGHAI

# A screening takes half a second: few examples, and no shrinking of what is small already.
SLOW = settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
MORNING = datetime(2025, 3, 14, 6, tzinfo=SHANGHAI)
PLACES = {"here": (45.0, 126.0), "near": (45.02, 126.0), "far": (45.5, 126.0), "very far": (47.0, 126.0)}


def km(a, b) -> float:
    (lat_a, lon_a), (lat_b, lon_b) = PLACES[a], PLACES[b]
    half_lat, half_lon = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(half_lon) ** 2
    return 2 * 6371.0088 * asin(sqrt(chord))


visit = st.tuples(
    st.sampled_from(["p", "q"]),
    st.integers(0, 60),  # quarters of an hour after six
    st.integers(1, 30),
    st.sampled_from(sorted(PLACES)),
)


def impossible_pairs(visits) -> set[tuple[str, ...]]:
    """Overlaps among all pairs; for speed each visit against the earlier one that ended last."""
    found = set()
    for person in {row[0] for row in visits}:
        own = sorted((row for row in visits if row[0] == person), key=lambda row: (row[1], row[4]))
        for place, later in enumerate(own):
            before = own[:place]
            for earlier in before:
                if earlier[2] >= later[1] and km(earlier[3], later[3]) > 5.04:
                    found.add((person, f"j{earlier[4]}", f"j{later[4]}"))
            latest = max((row[2] for row in before), default=None)
            for earlier in before:
                gap = (later[1] - earlier[2]) / 4
                distance = km(earlier[3], later[3])
                if earlier[2] == latest and gap > 0 and distance > 5.04 and distance / gap > 120:
                    found.add((person, f"j{earlier[4]}", f"j{later[4]}"))
    return found


@SLOW
@given(st.lists(visit, max_size=12))
def test_two_places_at_once_agrees_with_a_loop_over_all_pairs(drawn):
    visits = [(person, start, start + length, place, n) for n, (person, start, length, place) in enumerate(drawn)]
    rows = {
        "projects": [{"id": f"j{n}", "kind": "acceptance"} for *_, n in visits],
        "site_visits": [
            {
                "id": f"v{n}",
                "project": f"j{n}",
                "person": person,
                "arrived_at": MORNING + timedelta(minutes=15 * start),
                "left_at": MORNING + timedelta(minutes=15 * end),
                "lat": PLACES[place][0],
                "lon": PLACES[place][1],
                "accuracy_m": 20,
                "source": "app",
            }
            for person, start, end, place, n in visits
        ],
    }
    found = screened(rows, "SITE-03", as_of=date(2025, 12, 31)).findings
    assert {tuple(subject.id for subject in finding.subjects) for finding in found} == impossible_pairs(visits)


day = st.dates(date(2024, 1, 1), date(2025, 6, 30))
employment = st.tuples(st.sampled_from("pq"), st.sampled_from("ABC"), day, st.none() | st.integers(0, 400))
AS_OF = date(2025, 12, 31)


@SLOW
@given(st.lists(employment, max_size=8))
def test_two_institutions_at_once_agrees_with_counting_shared_days(drawn):
    rows = [
        {
            "person": person,
            "institution": institution,
            "post": "evaluator",
            "full_time": True,
            "valid_from": first,
            "valid_to": None if length is None else first + timedelta(days=length),
            "n": str(n),  # two equal rows would be one
        }
        for n, (person, institution, first, length) in enumerate(drawn)
    ]
    expected = {
        (run[0], person, *pair)
        for person in "pq"
        for pair in (("A", "B"), ("A", "C"), ("B", "C"))
        for run in runs(worked(rows, person, pair[0]) & worked(rows, person, pair[1]))
        if len(run) >= 2
    }
    found = screened({"employments": rows}, "PERS-01", as_of=AS_OF).findings
    assert {(f.on, *(s.id for s in f.subjects)) for f in found} == expected


def worked(rows, person, institution) -> set[date]:
    return {d for row in rows if (row["person"], row["institution"]) == (person, institution) for d in days(row)}


def runs(shared: set[date]) -> list[list[date]]:
    """The days in unbroken stretches."""
    stretches: list[list[date]] = []
    for d in sorted(shared):
        if stretches and stretches[-1][-1] + timedelta(days=1) == d:
            stretches[-1].append(d)
        else:
            stretches.append([d])
    return stretches


def days(row) -> list[date]:
    last = min(row["valid_to"] or AS_OF, AS_OF)
    return [row["valid_from"] + timedelta(days=n) for n in range((last - row["valid_from"]).days + 1)]


stay = st.tuples(st.integers(0, 300), st.none() | st.integers(0, 300))
YEAR = date(2025, 1, 1)


@SLOW
@example([(1, 0)], 24)  # short twice of the same people, a day apart: two findings
@given(st.lists(stay, max_size=5), st.integers(22, 25))
def test_too_few_evaluators_agrees_with_counting_every_day(stays, steady):
    """Twenty-five are required for one scope; some people stay all year, some come and go."""
    people = [(YEAR, None)] * steady
    people += [(YEAR + timedelta(days=a), None if b is None else YEAR + timedelta(days=a + b)) for a, b in stays]
    rows = {
        "institutions": [{"id": "A", "kind": "evaluation"}],
        "certificates": [
            {"id": "c", "institution": "A", "valid_from": YEAR, "valid_to": date(2029, 12, 31)},
        ],
        "employments": [
            {"person": f"p{n}", "institution": "A", "full_time": True, "valid_from": first, "valid_to": last}
            for n, (first, last) in enumerate(people)
        ],
        "qualifications": [
            {"id": f"{kind}{n}", "person": f"p{n}", "kind": kind, "level": level, "valid_from": YEAR}
            for n in range(len(people))
            for kind, level in (("evaluator", "1"), ("registered_safety_engineer", "senior"))
        ],
    }
    short = [
        sum(first <= d and (last is None or d <= last) for first, last in people) < 25
        for d in (YEAR + timedelta(days=n) for n in range(365))
    ]
    begins = {YEAR + timedelta(days=n) for n in range(365) if short[n] and (n == 0 or not short[n - 1])}
    found = screened(rows, "QUAL-04", as_of=date(2025, 12, 31)).findings
    assert {finding.on for finding in found} == begins
