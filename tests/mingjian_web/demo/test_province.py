"""The province is of the size and the state its story tells; the numbers here are the story's, counted by hand."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from mingjian.clock import shipped_calendar
from mingjian.package.write import write_package
from mingjian_web.demo.province import FIRST_DAY, tables


def in_force(province, institution: str) -> bool:
    ended = {row["certificate"] for row in province["certificate_events"] if row["kind"] == "deregistered"}
    return any(row["institution"] == institution and row["id"] not in ended for row in province["certificates"])


def bodies(province, kind: str, *, home: bool) -> list[str]:
    return [
        row["id"]
        for row in province["institutions"]
        if row["kind"] == kind and row["division"].startswith("97") is home and in_force(province, row["id"])
    ]


def by_id(rows):
    return {row["id"]: row for row in rows}


def working_days_after(first: date, last: date, *, stopped: tuple[date, date] | None = None) -> int:
    """Working days after `first` up to `last`, those inside `stopped` left out: counted one by one."""
    calendar, day, count = shipped_calendar(), first, 0
    while day < last:
        day += timedelta(days=1)
        held = stopped is not None and stopped[0] <= day <= stopped[1]
        count += calendar.is_working(day) and not held
    return count


def test_the_first_day_is_the_monday_of_the_story():
    assert date(2026, 11, 23) == FIRST_DAY
    assert FIRST_DAY.isoweekday() == 1


def test_there_are_as_many_institutions_as_the_story_says(province):
    assert len(bodies(province, "evaluation", home=True)) == 11
    assert len(bodies(province, "testing", home=True)) == 7
    assert len(bodies(province, "evaluation", home=False)) + len(bodies(province, "testing", home=False)) == 46


def test_visiting_institutions_have_131_projects_and_most_of_them_a_notice(province):
    visitors = {*bodies(province, "evaluation", home=False), *bodies(province, "testing", home=False)}
    projects = {row["id"] for row in province["projects"] if row["institution"] in visitors}
    noticed = {row["project"] for row in province["notices"]}
    assert len(projects) == 131
    assert {row["institution"] for row in province["projects"] if row["id"] in noticed & projects} == visitors - {
        "i-yuce"  # planted: its only project was never notified
    }


def test_the_year_has_620_reports_in_the_shares_of_the_story(province):
    projects = by_id(province["projects"])
    reported = {row["project"] for row in province["reports"]}
    scopes = Counter(projects[project]["scope"] for project in reported)
    mines = sum(scopes[scope] for scope in ("coal", "mining", "coal-test", "mining-test"))
    shares = [round(100 * n / 620) for n in (scopes["chemical"], mines, scopes["smelting"], scopes["fireworks"])]
    assert len(reported) == 620
    assert shares == [38, 24, 15, 11]


def test_463_reports_were_checked_and_584_problems_found(province):
    assert len({row["project"] for row in province["inspections"]}) == 463
    assert len(province["problems"]) == 584
    assert all(len(row["by"]) == 2 for row in province["inspections"])


def test_whoever_declared_an_interest_does_not_check_the_institution(province):
    interests = {(row["officer"], row["institution"]) for row in province["officer_interests"]}
    assert not [row for row in province["inspections"] for one in row["by"] if (one, row["institution"]) in interests]


def test_the_year_had_two_warnings_one_stop_and_sixty_thousand_yuan(province):
    standing = [row for row in province["penalties"] if row.get("withdrawn_on") is None]
    assert sum("警告" in row["kind"] for row in standing) == 2
    assert sum("停业整顿" in row["kind"] for row in standing) == 1
    assert sum(row.get("amount") or 0 for row in standing) == 60_000
    assert sum(row["kind"] == "约谈通知书" for row in province["documents"]) == 10


def test_the_book_of_penalty_numbers_has_a_gap_and_a_voided_one(province):
    used = {row["number"] for row in province["penalties"]}
    voided = {row["number"] for row in province["documents"] if row["kind"].startswith("作废")}
    assert {f"（岚）应急罚〔2026〕{n}号" for n in range(1, 8)} - used - voided == {"（岚）应急罚〔2026〕3号"}
    assert voided == {"（岚）应急罚〔2026〕5号"}


def test_a_minor_warning_was_never_published(province):
    assert [row["id"] for row in province["penalties"] if row["severity"] == "minor"] == ["y-2026-1"]
    assert by_id(province["penalties"])["y-2026-1"].get("published_on") is None


def test_six_applications_a_year_of_which_two_were_refused(province):
    year = [
        row
        for row in province["applications"]
        if row["kind"] in ("new", "renew", "scope_add") and row["received_at"].year == 2026
    ]
    assert len(year) == 6
    assert sum(row.get("outcome") == "refused" for row in year) == 2


def test_a_new_application_is_on_its_seventeenth_day_with_nine_days_of_expert_review(province):
    application = by_id(province["applications"])["a-2026-06"]
    stop = next(row for row in province["suspensions"] if row["application"] == "a-2026-06")
    assert working_days_after(stop["from"] - timedelta(days=1), stop["to"]) == 9
    assert working_days_after(application["accepted_on"], FIRST_DAY, stopped=(stop["from"], stop["to"])) == 17


def test_the_renewal_undecided_at_expiry_reaches_its_twentieth_day_on_the_first_day(province):
    application = by_id(province["applications"])["a-2026-05"]
    certificate = by_id(province["certificates"])[application["certificate"]]
    first, second = [row for row in province["suspensions"] if row["application"] == "a-2026-05"]
    between = working_days_after(application["accepted_on"], first["to"], stopped=(first["from"], first["to"]))
    after = working_days_after(first["to"], FIRST_DAY, stopped=(second["from"], second["to"]))
    assert certificate["valid_to"] == date(2026, 11, 15)
    assert between + after == 20


def test_the_department_itself_was_three_working_days_late(province):
    application = by_id(province["applications"])["a-2026-04"]
    assert working_days_after(application["accepted_on"], application["decided_at"].date()) == 23


@pytest.mark.parametrize("body", ["i-yanheng", "i-heting", "i-yili", "i-xiuyuan", "i-moyan", "i-lichuan"])
def test_a_resident_body_has_25_to_41_evaluators(province, body):
    holders = {row["person"] for row in province["qualifications"] if row["kind"] == "evaluator"}
    here = [
        row
        for row in province["employments"]
        if row["institution"] == body and row["valid_to"] is None and row["person"] in holders
    ]
    assert 25 <= len(here) <= 41


def test_eleven_retired_evaluators_were_hired_again(province):
    insured = {row["person"] for row in province["social_insurance"]}
    homes = set(bodies(province, "evaluation", home=True))
    there = {
        row["person"]
        for row in province["employments"]
        if row["institution"] in homes and row["valid_to"] is None and row["valid_from"] < date(2024, 11, 1)
    }
    assert len(there - insured) == 11


def test_the_campaigns_ledger_has_73_lines_in_their_states(province):
    states: Counter[str] = Counter()
    for row in province["problems"]:
        if row["kind"] in LEDGER_KINDS:
            words = "".join(row["evidence"])
            named = "延期" if "延期" in words else "重新" if "重新" in words else None
            states[named or ("销号" if row.get("closed_on") else "逾期" if row["due_on"] < FIRST_DAY else "在期")] += 1
    assert states == {"销号": 52, "在期": 9, "逾期": 6, "延期": 4, "重新": 2}


LEDGER_KINDS = {
    "人员专业与项目不匹配",
    "过程控制文件未按规定修订",
    "档案缺现场影像",
    "检测原始记录间隔记载不清",
    "报告关键数据未注明来源",
    "专职人员社会保险材料不齐",
    "公开信息与归档报告不一致",
}


def test_of_fourteen_offices_eleven_reported_two_were_late_and_one_is_missing(province):
    reports = [row for row in province["self_checks"] if row.get("office") and row["due_on"] == date(2026, 10, 30)]
    late = [row for row in reports if row.get("submitted_on") and row["submitted_on"] > row["due_on"]]
    missing = [row for row in reports if not row.get("submitted_on")]
    assert (len(reports), len(late), len(missing)) == (14, 2, 1)


def test_a_county_in_the_snow_filed_its_zero_report_a_day_late(province):
    late = [
        row
        for row in province["self_checks"]
        if row.get("office") and row["due_on"] == date(2026, 11, 13) and row["submitted_on"] > row["due_on"]
    ]
    assert [(row["office"], row["submitted_on"], row["problems"]) for row in late] == [
        ("o-972721", date(2026, 11, 14), 0)
    ]


def test_the_province_stood_smaller_in_june_and_held_together(tmp_path: Path):
    june = tables(date(2026, 6, 30))
    ids = {row["id"] for row in june["projects"]}
    assert len(june["reports"]) < 620
    assert max(row["issued_on"] for row in june["reports"]) <= date(2026, 6, 30)
    assert all(row["project"] in ids for row in june["site_visits"])
    assert not [row for row in june["penalties"] if row["decided_on"] > date(2026, 6, 30)]


def test_the_same_day_gives_the_same_bytes(province, tmp_path: Path):
    def written(name: str, rows) -> dict[str, str]:
        write_package(tmp_path / name, rows)
        return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted((tmp_path / name).iterdir())}

    assert written("once", province) == written("again", tables(FIRST_DAY))
