"""Every case beside every rule: exactly what it says is found, at the level the law of that day allows."""

import pytest

from mingjian.clock import shipped_calendar
from mingjian.law import load_law
from mingjian.package.read import open_package
from mingjian.screening.cases import Case, cases_of
from mingjian.screening.engines import open_engine
from mingjian.screening.registry import RuleFile, all_rules
from mingjian.screening.run import Screening, screen

ALL = [(file, case) for file in all_rules().values() for case in cases_of(file)]


def run(file: RuleFile, case: Case, folder, engine="duckdb") -> Screening:
    (folder / "package").mkdir()
    package = open_package(case.write(folder / "package"), folder / "work")
    assert [fault.message.en for fault in package.faults] == []
    with open_engine(engine, folder) as opened:
        return screen(
            package,
            engine=opened,
            law=load_law(),
            calendar=shipped_calendar(),
            as_of=case.as_of,
            rules=[file.rule.id],
        )


def said(screening: Screening) -> list[tuple]:
    return sorted(
        (f.on.isoformat(), f.basis, f.level.value, tuple(f"{s.kind} {s.id}" for s in f.subjects))
        for f in screening.findings
    )


@pytest.mark.parametrize("file, case", ALL, ids=[f"{file.rule.id}: {case.title.en}" for file, case in ALL])
def test_a_case_finds_what_it_says_and_nothing_else(file, case, tmp_path):
    screening = run(file, case, tmp_path)
    assert said(screening) == sorted((e.on.isoformat(), e.basis, e.level.value, e.subjects) for e in case.finds)
    whole = [row.reason.zh for row in screening.not_run if row.rows is None and not screening.ran]
    if case.not_run is None:
        assert whole == []
        assert sum(row.rows or 0 for row in screening.not_run) == case.left_out
    else:
        assert case.not_run in "".join(whole)


@pytest.mark.parametrize("file", all_rules().values(), ids=list(all_rules()))
def test_a_rule_has_a_hit_a_miss_an_edge_and_an_honest_look_alike(file):
    assert {case.kind for case in cases_of(file)} >= {"hit", "miss", "edge", "look-alike"}


@pytest.mark.parametrize("file", all_rules().values(), ids=list(all_rules()))
def test_a_rule_begins_with_the_day_before_its_law(file):
    first = cases_of(file)[0]
    assert first.kind == "before"
    assert first.finds == ()
