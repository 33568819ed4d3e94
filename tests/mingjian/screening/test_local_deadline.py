"""A local rule naming the day of disclosure, laid over the law, is enough for DISC-01 and DISC-02 to judge by it."""

from datetime import date
from pathlib import Path

import pytest

from mingjian.clock import shipped_calendar
from mingjian.law import load_law
from mingjian.package.read import open_package
from mingjian.screening.cases import Case
from mingjian.screening.engines import open_engine
from mingjian.screening.run import Screening, screen
from mingjian.terms import Text

LOCAL_RULE = """
office: 省应急管理厅
document: 地方信息公开规定
confirmed_by: [甲, 乙]
values:
  - concept: disclosure.deadline
    from: 2025-01-01
    for: {{division: "320000"}}
    value: {value}
    cites: ["order-1-2019:30(3)"]
    status: confirmed
    source: 文件原件
"""
TEN_WORKING_DAYS = "{days: 10, unit: wd}"
THE_FIFTEENTH = "{day: 15, of: first_month_after_quarter}"

#: Issued Monday 3 March 2025: ten working days end on Monday 17 March; the quarter's day is Tuesday 15 April.
REPORTS = """
id | project | number | issued_on
r  | j       | N-1    | 2025-03-03
s  | k       | N-2    | 2025-03-03
"""
#: j lies in a city of the province 32, k in province 23.
PROJECTS = """
id | institution | kind | division
j  | A           | pre  | 320100
k  | A           | pre  | 230100
"""


def screened(value: str, rule: str, disclosures: str, folder: Path, as_of: date = date(2025, 12, 31)) -> Screening:
    local = folder / "local.yaml"
    local.write_text(LOCAL_RULE.format(value=value), encoding="utf-8")
    tables = {"projects": PROJECTS, "reports": REPORTS, "disclosures": disclosures}
    case = Case(Text("", ""), "hit", as_of, tables, resources={}, finds=(), left_out=0, not_run=None)
    (folder / "package").mkdir()
    package = open_package(case.write(folder / "package"), folder / "work")
    assert package.faults == ()
    with open_engine("duckdb", folder) as engine:
        law, calendar = load_law(local), shipped_calendar()
        return screen(package, engine=engine, law=law, calendar=calendar, as_of=as_of, rules=[rule])


def told(screening: Screening) -> list[tuple[str, str, str, str]]:
    return [(f.subjects[0].id, f.level.value, f.basis, f.on.isoformat()) for f in screening.findings]


@pytest.mark.parametrize(
    "value, published, found",
    [
        (TEN_WORKING_DAYS, "2025-03-17T23:00:00", []),
        (TEN_WORKING_DAYS, "2025-03-18T00:00:00", [("r", "hard", "late", "2025-03-17")]),
        (THE_FIFTEENTH, "2025-04-15T23:00:00", []),
        (THE_FIFTEENTH, "2025-04-16T00:00:00", [("r", "hard", "late", "2025-04-15")]),
    ],
)
def test_a_local_rule_is_judged_in_its_division_only(value, published, found, tmp_path):
    disclosures = f"report | published_at\nr | {published}\ns | {published}"
    screening = screened(value, "DISC-02", disclosures, tmp_path)
    assert told(screening) == found
    assert [row.rows for row in screening.not_run] == [1]


def test_never_published_past_a_local_day_is_hard_and_elsewhere_a_clue(tmp_path):
    screening = screened(TEN_WORKING_DAYS, "DISC-01", "report | published_at", tmp_path)
    assert told(screening) == [
        ("r", "hard", "deadline_passed", "2025-03-17"),
        ("s", "clue", "presumed_passed", "2025-04-15"),
    ]


def test_before_the_local_rule_nothing_is_late(tmp_path):
    early = "report | published_at\ns | 2025-03-18T00:00:00"
    screening = screened(TEN_WORKING_DAYS, "DISC-01", early, tmp_path, as_of=date(2025, 3, 17))
    assert told(screening) == []
