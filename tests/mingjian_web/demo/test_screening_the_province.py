"""A province mostly in order: screening finds what was planted and nothing else, and the package is without fault."""

from collections import Counter

from mingjian.screening.registry import chosen_rules

#: Rule, ground and level, and how many of each were planted.
PLANTED = {
    ("DISC-01", "presumed_passed", "clue"): 4,
    ("DISC-05", "changed", "clue"): 1,
    ("DISC-05", "removed", "clue"): 1,
    ("GOVT-01", "not_decided_in_time", "hard"): 1,
    ("LEND-01", "fee", "clue"): 1,
    ("NOTI-01", "after_visit", "hard"): 1,
    ("NOTI-01", "not_notified", "hard"): 1,
    ("NOTI-01", "not_notified", "clue"): 1,
    ("NOTI-01", "short", "clue"): 2,
    ("PERS-01", "full_time_twice", "hard"): 1,
    ("PERS-01", "full_time_twice", "clue"): 1,
    ("PERS-02", "other_institution", "hard"): 1,
    ("PERS-02", "other_institution", "clue"): 1,
    ("PERS-02", "other_employer", "clue"): 3,
    ("PROC-02", "missing", "hard"): 1,
    ("PROC-02", "same_person", "hard"): 1,
    ("PROC-02", "only_returned", "clue"): 1,
    ("PROC-04", "gap", "clue"): 2,
    ("PROC-04", "overlap", "clue"): 1,
    ("QUAL-01", "issue", "hard"): 1,
    ("QUAL-01", "issue", "clue"): 2,
    ("QUAL-01", "contract", "clue"): 1,
    ("QUAL-02", "scope", "clue"): 3,
    ("QUAL-04", "read", "hard"): 1,
    ("QUAL-04", "unread", "clue"): 1,
    ("REPT-08", "contract", "hard"): 1,
    ("REPT-08", "review", "hard"): 1,
    ("REPT-08", "signature_late", "hard"): 1,
    ("REPT-08", "disclosure", "clue"): 1,
    ("REPT-08", "hours", "clue"): 1,
    ("SIGN-01", "not_employed", "hard"): 1,
    ("SIGN-01", "not_registered", "clue"): 1,
    ("SIGN-01", "died", "clue"): 1,
    ("SIGN-03", "not_leader", "hard"): 1,
    ("SIGN-03", "self_review", "hard"): 1,
    ("SITE-01", "leader", "hard"): 1,
    ("SITE-01", "leader", "clue"): 1,
    ("SITE-01", "member", "clue"): 2,
    ("SITE-03", "overlap", "hard"): 1,
    ("SITE-03", "too_fast", "hard"): 2,
}
#: Law that ended before the year: grades in April 2019, and the day by which reports are online.
NOT_OF_THESE_YEARS = {"QUAL-03", "DISC-02"}


def test_the_package_has_no_fault_and_no_warning(package):
    assert (package.fault_count, package.warning_count) == (0, 0), [
        str(f) for f in (*package.faults, *package.warnings)
    ]


def test_screening_finds_exactly_what_was_planted(screening):
    found = Counter((one.rule, one.basis, one.level.value) for one in screening.findings)
    assert found == PLANTED


def test_every_rule_that_can_occur_occurs(screening):
    assert {one.rule for one in screening.findings} == {
        file.rule.id for file in chosen_rules(None)
    } - NOT_OF_THESE_YEARS


def test_the_tours_evaluator_was_at_two_sites_at_once_while_the_law_stood(screening):
    (tour,) = [one for one in screening.findings if one.rule == "SITE-03" and one.basis == "overlap"]
    assert [(subject.kind, subject.id) for subject in tour.subjects] == [
        ("person", "p-lanxu-09"),
        ("project", "j-lanxu-10"),
        ("project", "j-lanxu-11"),
    ]
    assert tour.level.value == "hard"
    assert tour.on.isoformat() < "2026-05-28"
    assert len(tour.excuses) >= 3


def test_two_plants_of_one_park_on_one_day_are_no_finding(province, screening):
    days: dict[tuple[str, object], set[str]] = {}
    for visit in province["site_visits"]:
        days.setdefault((visit["person"], visit["arrived_at"].date()), set()).add(visit["project"])
    twice = {frozenset(projects) for projects in days.values() if len(projects) > 1}
    named = [frozenset(s.id for s in one.subjects if s.kind == "project") for one in screening.findings]
    assert {frozenset(("j-yanheng-09", "j-yanheng-10")), frozenset(("j-lanxu-17", "j-lanxu-18"))} <= twice
    assert frozenset(("j-yanheng-09", "j-yanheng-10")) not in named


def test_an_underground_phone_without_a_position_is_there(province):
    assert any(row["source"] == "app" and row["lat"] is None for row in province["site_visits"])


def test_honest_look_alikes_are_not_found(screening):
    named = {subject.id for one in screening.findings for subject in one.subjects}
    honest = {"j-xuning-01", "j-yanheng-15", "r-yanheng-15", "j-shuoyuan-37", "j-moyan-15", "p-lanxu-36", "b-yanheng-1"}
    assert not named & honest
