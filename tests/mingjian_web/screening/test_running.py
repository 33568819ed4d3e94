"""From what the office holds to its findings: a published case, taken in, screened aside, received."""

import json
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.web_factories import account, actor, at, office

from mingjian.clock import DayFact, shipped_calendar
from mingjian.package.write import write_package
from mingjian_web.accounts.permissions import Role
from mingjian_web.exchange import actions as exchange
from mingjian_web.findings.models import Finding
from mingjian_web.screening import actions, aside, queries, running
from mingjian_web.screening.models import Run

CASE = Path(__file__).parents[3] / "examples" / "cases" / "c2-branch-without-evaluator"
AS_OF = date(2021, 5, 14)


@pytest.fixture
def case(transactional_db, ledger):
    """The case's records, in force, and a lead division."""
    office("o-lead")
    account("li", Role.CLERK, office=office("o-lead"))
    data = actor("data", Role.DATA_KEEPER)
    intake = exchange.take_in(by=data, source=CASE / "as-found", file_name="c2", on_paper=None, reason="示例", now=at())
    assert intake.state == "staged", intake.faults
    exchange.confirm(by=data, intake=intake.pk, now=at())


def expected() -> set[tuple[str, str, str, str, frozenset[tuple[str, str]]]]:
    """What the case's author wrote down must be found."""
    said = YAML(typ="safe").load(CASE / "expected.yaml")
    return {
        (
            block["rule"],
            block["basis"],
            block["level"],
            one["on"].isoformat(),
            frozenset(tuple(subject.split(" ", 1)) for subject in one["subjects"]),
        )
        for block in said["findings"]
        for one in block["each"]
    }


def kept() -> set[tuple[str, str, str, str, frozenset[tuple[str, str]]]]:
    """What the office has on its list."""
    return {
        (
            row.rule,
            row.finding["basis"],
            row.level,
            row.on.isoformat(),
            frozenset((subject["kind"], subject["id"]) for subject in row.finding["subjects"]),
        )
        for row in Finding.objects.all()
    }


def screen_once() -> queries.RunFacts:
    row = actions.run(by=actor_of_the_lead(), as_of=AS_OF, now=at())
    running.carry_out(row.pk, at)
    return queries.run(row.pk)


def actor_of_the_lead():
    from mingjian_web.accounts.actor import actor_of
    from mingjian_web.accounts.models import Account

    return actor_of(Account.objects.get(name_of_account="li"), now=at())


def test_a_case_taken_in_is_screened_into_the_findings_its_author_expects(case, monkeypatch):
    results = {}

    def aside_and_remembered(package, folder, row):
        screened_aside(package, folder, row)
        results.update({name: (folder / name).read_bytes() for name in ("run.json", "findings.jsonl")})

    def the_same(package, folder, row):
        for name, content in results.items():
            (folder / name).write_bytes(content)

    screened_aside = running.screened_aside
    monkeypatch.setattr(running, "screened_aside", aside_and_remembered)
    first = screen_once()
    assert (first.state, first.faults) == ("done", ())
    assert kept() == expected()
    assert set(Finding.objects.values_list("office", flat=True)) == {"o-lead"}
    assert set(Finding.objects.values_list("institution", flat=True)) == {"i-1"}
    assert first.not_run, "the package lacks tables, so some rules cannot look, and that is said"
    assert all(one.reason.zh for one in first.left_out)
    assert (first.rules_done, len(first.package)) == (first.rules_all, 64)
    monkeypatch.setattr(running, "screened_aside", the_same)
    assert screen_once().counts == {**dict.fromkeys(first.counts, 0), "same": first.counts["new"]}


@pytest.mark.django_db
def test_a_run_that_has_ended_is_not_carried_out_again():
    row = Run.objects.create(as_of=AS_OF, by="li", name="李", queued_at=at(), state="done", counts={"new": 1})
    running.carry_out(row.pk, at)
    assert queries.run(row.pk).counts == {"new": 1}


@pytest.mark.django_db
def test_what_breaks_half_way_says_so_without_a_traceback(monkeypatch, caplog):
    def broken(folder):
        raise RuntimeError("no such thing")

    monkeypatch.setattr(running.export, "write", broken)
    row = Run.objects.create(as_of=AS_OF, by="li", name="李", queued_at=at())
    running.carry_out(row.pk, at)
    failed = queries.run(row.pk)
    assert (failed.state, failed.faults) == ("failed", (running.UNKNOWN,))
    assert "no such thing" in caplog.text


@pytest.mark.django_db
def test_what_a_killed_run_left_behind_is_swept_away_and_nothing_new_is_left(monkeypatch, settings):
    left = Path(settings.HOME) / "work" / "screening-1-killed"
    left.mkdir(parents=True)
    (left / "people.csv").write_text("id,name")

    def broken(folder):
        folder.mkdir()
        raise RuntimeError

    monkeypatch.setattr(running.export, "write", broken)
    running.carry_out(Run.objects.create(as_of=AS_OF, by="li", name="李", queued_at=at(), state="running").pk, at)
    assert list(left.parent.glob("screening-*")) == []


@pytest.mark.django_db
def test_records_that_cannot_be_read_are_named(monkeypatch):
    def faulty(folder):
        write_package(folder, {"clients": [{"id": "c-1", "name": "甲", "division": "97"}]})

    monkeypatch.setattr(running.export, "write", faulty)
    row = Run.objects.create(as_of=AS_OF, by="li", name="李", queued_at=at())
    running.carry_out(row.pk, at)
    failed = queries.run(row.pk)
    assert failed.state == "failed"
    assert "clients.csv" in failed.faults[0].zh


def test_the_calendar_goes_over_whole(tmp_path):
    day = DayFact(date(2027, 1, 4), False, "省定休息日", "岚政办发〔2026〕9号")
    calendar = shipped_calendar().with_days(day)
    said = json.loads(json.dumps(aside.job(tmp_path, AS_OF, (), calendar)))
    assert aside.calendar_from(said) == calendar


def test_a_digest_tells_packages_apart_by_content_and_name(tmp_path):
    for name, text in (("a", "1"), ("b", "1"), ("c", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_text(text)
    assert aside.digest_of(tmp_path / "a") == aside.digest_of(tmp_path / "b") != aside.digest_of(tmp_path / "c")
