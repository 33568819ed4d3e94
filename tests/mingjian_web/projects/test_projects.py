"""Projects, reports and a person's parts, as of any day and within reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from tests.mingjian_web.projects.situations import a_project
from tests.web_factories import taken_in

from mingjian_web.accounts.actor import Scope
from mingjian_web.projects import actions, queries
from mingjian_web.projects.facts import InForce
from mingjian_web.projects.queries import ProjectFilters, ReportFilters
from mingjian_web.projects.standards import stood
from mingjian_web.registers import actions as registers
from mingjian_web.registers.search import find

pytestmark = pytest.mark.django_db
ALL = Scope(everything=True)
TODAY = date(2026, 11, 23)


@pytest.fixture
def project():
    """j-1 and j-2."""
    a_project()


def test_a_project_shows_what_had_happened_by_the_day(project):
    early, late = queries.project("j-1", date(2024, 1, 20)), queries.project("j-1", TODAY)
    assert [one.key for one in early.visits] == ["v-1"]
    assert [one.key for one in late.visits] == ["v-1", "v-2"]
    assert (len(early.photos), len(late.photos)) == (1, 2)
    assert (early.reviews, early.reports, early.payments, early.tests) == ((), (), (), ())
    assert late.reports == (("r-1", "YH-AP-2024-007", date(2024, 2, 20)),)
    assert [(one.payer, one.payee, one.amount) for one in late.payments] == [
        ("岚州晨昇化工有限公司", "岚州砚衡安全评价有限公司", 80_000)
    ]
    assert late.later == ("j-2",)
    assert queries.project("nobody", TODAY) is None

    team = queries.project("j-1", TODAY).team
    assert [(one.person.name, one.role.zh, one.speciality.zh) for one in team] == [
        ("沈砚秋", "项目组长", "化工工艺"),
        ("顾临川", "项目组成员", "石油加工、化学原料、化学品及医药制造"),
    ]


def test_a_visit_without_position_says_so_and_a_photo_without_time_is_not_known(project):
    found = queries.project("j-1", TODAY)
    assert [(one.lat, one.accuracy_m, one.photos) for one in found.visits] == [(39.7, 12, 1), (None, None, 0)]
    assert [(one.taken_at, one.has_position) for one in found.photos] == [(None, False), (None, True)]


def keys(seen_by: Scope = ALL, **filters):
    """The keys of the projects listed."""
    return [one.key for one in queries.projects(seen_by, ProjectFilters(**filters), TODAY).part(0, 99)]


def test_projects_narrow_by_parties_scope_place_year_and_person(project):
    registers.rebuild_search()
    actions.rebuild_search()
    assert keys() == ["j-2", "j-1"]
    assert keys(institution="i-yan") == ["j-1"]
    assert keys(client="k-1", kind="existing") == ["j-2"]
    assert keys(division="970300", scope="chemical") == ["j-1"]
    assert keys(year=2025) == ["j-2"]
    assert keys(person="p-2") == ["j-1"]
    assert keys(text="晨昇") == ["j-2", "j-1"]
    assert keys(text="j-1") == ["j-1"]


def test_a_city_sees_projects_in_its_territory_and_those_of_its_institutions(project):
    assert keys(Scope(territory="9703")) == ["j-1"]
    assert keys(Scope(territory="970102")) == ["j-2", "j-1"]
    assert keys(Scope(territory="9709")) == []
    assert keys(Scope(institution="i-he")) == ["j-2"]
    assert keys(Scope()) == []
    assert queries.institutions_at_work(Scope(territory="9703")) == ["i-yan"]
    assert queries.institutions_at_work(ALL) == []
    assert queries.may_see(Scope(territory="9703"), "j-1")
    assert not queries.may_see(Scope(territory="9703"), "j-2")


def test_a_line_tells_leader_reports_and_first_and_last_day_on_site_in_shanghai(project):
    (line,) = queries.projects(ALL, ProjectFilters(institution="i-yan"), TODAY).part(0, 9)
    assert [one.name for one in line.leaders] == ["沈砚秋"]
    assert (line.first_visit, line.last_visit) == (date(2024, 1, 20), date(2024, 1, 21))
    assert [number for _, number, _ in line.reports] == ["YH-AP-2024-007"]


def test_a_page_of_projects_takes_the_same_few_questions_for_any_number(project, django_assert_max_num_queries):
    taken_in(
        projects=[
            {"id": f"x-{n}", "institution": "i-yan", "client": "k-1", "kind": "existing", "scope": "chemical",
             "division": "970104", "contract_on": "2025-01-01"} for n in range(60)
        ]
    )  # fmt: skip
    with django_assert_max_num_queries(8):
        found = queries.projects(ALL, ProjectFilters(), TODAY)
        assert (found.count(), len(found.part(0, 25))) == (62, 25)


def numbers(seen_by: Scope = ALL, on: date = TODAY, **filters):
    """The numbers of the reports listed."""
    return [one.number for one in queries.reports(seen_by, ReportFilters(**filters), on).part(0, 99)]


def test_reports_narrow_by_their_project_and_by_their_own_year_and_conclusion(project):
    first, second = "YH-AP-2024-007", "禾评字〔2025〕第9号"
    assert numbers() == [second, first]
    assert numbers(institution="i-yan") == [first]
    assert numbers(year=2025) == [second]
    assert numbers(conclusion="qualified") == [first]
    assert numbers(person="p-3") == [second]
    assert numbers(Scope(territory="9703")) == [first]
    assert numbers(on=date(2024, 2, 19)) == []
    registers.rebuild_search()
    actions.rebuild_search()
    assert numbers(text="2024007") == [first]
    assert [hit.kind for hit in find("禾评字2025第9号", ("report", "project"))] == ["report"]


def test_a_report_tells_how_each_standard_stood_on_the_day_it_was_issued(project):
    found = queries.report("r-1")
    assert [(one.standard, one.stood) for one in found.citations] == [
        ("GB 1-2010", InForce.VALID),
        ("GB 2-2024", InForce.NOT_YET),
        ("GB 3-2000", InForce.REPEALED),
        ("GB 4", InForce.UNKNOWN),
    ]
    assert found.citations[2].replaced_by == "GB 3-2024"
    assert found.values[0].value == "12.30"
    assert found.signatures[0].person.name == "沈砚秋"
    assert queries.report("nobody") is None


@dataclass(frozen=True)
class Edition:
    """A row of the library."""

    title: str
    valid_from: date
    valid_to: date | None
    replaced_by: str = ""


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("1999-12-31", InForce.NOT_YET),
        ("2000-01-01", InForce.VALID),
        ("2009-12-31", InForce.VALID),
        ("2010-06-01", InForce.REPEALED),
        ("2011-01-01", InForce.VALID),
        ("2030-01-01", InForce.VALID),
    ],
)
def test_a_number_entered_twice_stands_where_either_row_does(on, found):
    editions = [
        Edition("旧版", date(2000, 1, 1), date(2009, 12, 31)),
        Edition("新版", date(2011, 1, 1), None),
    ]
    assert stood("GB 9", "", editions, date.fromisoformat(on)).stood is found


def test_a_persons_parts_are_told_by_the_day_and_never_by_the_hour(project):
    (part,) = queries.parts_of("p-2", ALL, TODAY)
    assert part.days == (date(2024, 1, 21),)
    assert all(type(day) is date for day in part.days)
    assert [role.zh for role in part.roles] == ["项目组成员"]
    assert queries.parts_of("p-2", Scope(territory="9709"), TODAY) == ()
    assert queries.parts_of("p-2", ALL, date(2024, 1, 20))[0].days == ()


def test_projects_are_called_by_their_client(project):
    assert queries.names(["j-1", "none"]) == {"j-1": "岚州晨昇化工有限公司"}
    assert queries.years() == [2025, 2024]
