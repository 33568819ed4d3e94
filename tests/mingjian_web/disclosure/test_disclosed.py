"""What the public may see of a report, and what it may not."""

from __future__ import annotations

import pytest
from tests.mingjian_web.projects.situations import a_project, disclosures
from tests.web_factories import at

from mingjian_web.disclosure import queries
from mingjian_web.disclosure.queries import DisclosedFilters
from mingjian_web.projects import actions
from mingjian_web.registers import actions as registers

pytestmark = pytest.mark.django_db
NOW = at("2026-11-23T09:00:00")


@pytest.fixture
def published():
    """r-1 published twice; r-2 withheld; r-3 taken down; r-4 never; r-5 comes only in 2030."""
    a_project()
    disclosures()


def told(report: str, now=NOW):
    """The fields that the public sees, by name."""
    found = queries.shown(report, now)
    return {one.name.zh: one.value for one in found.version.fields} if found else None


def test_the_public_sees_the_latest_version_and_only_the_fields_of_the_rule_that_it_publishes(published):
    assert told("r-1") == {"项目名称": "晨昇罐区扩建", "项目组长": "沈砚秋", "到场情况": None}
    assert told("r-1", at("2024-05-09T23:59:59")) == {"项目名称": "旧的项目名称", "项目组长": None}
    assert told("r-1", at("2024-04-09T23:59:59")) is None


def test_names_that_are_not_among_the_published_fields_are_nowhere_in_the_answer(published):
    assert "没有列入公开内容的人" not in str(queries.shown("r-1", NOW))
    assert "110101190001010000" not in str(queries.shown("r-1", NOW))


def test_of_a_withheld_report_the_public_sees_the_reason_and_nothing_of_the_project(published):
    found = queries.shown("r-2", NOW)
    assert found.version.withheld.zh == "商业秘密"
    assert (found.version.fields, found.kind, found.scope, found.division) == ((), None, None, None)
    assert "不公开的项目" not in str(found)


@pytest.mark.parametrize("report", ["r-3", "r-4", "r-5", "none"])
def test_what_was_taken_down_never_published_or_is_still_to_come_is_not_there(published, report):
    assert queries.shown(report, NOW) is None


def test_what_was_taken_down_later_was_there_until_then(published):
    assert told("r-3", at("2025-05-31T23:59:59")) == {"项目名称": None}
    assert told("r-3", at("2025-06-01T00:00:00")) is None


def listed(now=NOW, **filters):
    """The reports of the public list."""
    return [one.report for one in queries.disclosed(DisclosedFilters(**filters), now).part(0, 99)]


def test_the_public_list_has_each_disclosed_report_once_and_no_other(published):
    assert listed() == ["r-2", "r-1"]
    assert queries.disclosed(DisclosedFilters(), NOW).count() == 2
    assert listed(at("2025-05-01T00:00:00")) == ["r-3", "r-1"]


def test_a_withheld_report_is_not_found_by_what_was_withheld(published):
    registers.rebuild_search()
    actions.rebuild_search()
    assert listed(scope="chemical") == ["r-1"]
    assert listed(kind="existing") == []
    assert listed(division="970104") == []
    assert listed(text="不公开的项目") == []
    assert listed(text="晨昇罐区") == ["r-1"]
    assert listed(text="旧的项目名称") == []
    assert listed(text="禾汀") == ["r-2"]
    assert listed(text="2024007") == ["r-1"]
    assert listed(institution="i-he") == ["r-2"]
    assert listed(year=2025) == ["r-2"]


def test_a_line_of_a_withheld_report_tells_neither_project_nor_place(published):
    withheld, open_ = queries.disclosed(DisclosedFilters(), NOW).part(0, 9)
    assert (withheld.project, withheld.leader, withheld.kind, withheld.scope, withheld.division) == (None,) * 5
    assert (open_.project, open_.leader, open_.kind.zh) == ("晨昇罐区扩建", "沈砚秋", "安全验收评价")


def test_the_office_sees_every_version_and_which_one_stands(published):
    assert [(one.number, one.stands) for one in queries.versions("r-1", NOW)] == [(2, True), (1, False)]
    assert [(one.number, one.stands) for one in queries.versions("r-3", NOW)] == [(1, False)]


def test_the_first_day_of_publication_is_known_of_many_reports_at_once(published, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.disclosed_of(["r-1", "r-4"], NOW)
    assert found == {"r-1": at("2024-04-10T00:00:00")}
