"""Whose finding it is: the institution it is about, where the matter lies, who handles it."""

from datetime import date

import pytest
from tests.web_factories import account, office, taken_in

from mingjian.findings import Citation, Evidence, Finding, Subject
from mingjian.terms import LawStatus, Level, Severity, Text
from mingjian_web.accounts.permissions import Role
from mingjian_web.findings.actions import Placing
from mingjian_web.screening.placing import placing

pytestmark = pytest.mark.django_db


def about(*subjects: tuple[str, str]) -> Finding:
    return Finding(
        rule="SITE-01",
        basis="leader",
        level=Level.CLUE,
        severity=Severity.SERIOUS,
        regime="2019",
        on=date(2025, 9, 11),
        subjects=tuple(Subject(*one) for one in subjects),
        evidence=(Evidence("projects", id="j-1", fields={}),),
        message=Text("未到场", "absent"),
        citations=(Citation("某条", LawStatus.SEEN),),
        check=Text("看记录", "see the record"),
        excuses=(),
    )


@pytest.fixture
def province():
    """A department whose lead division has two clerks and another one; a city with a clerk; rows of the registers."""
    department = office("dept")
    lead = office("lead", kind="division", parent=department)
    other = office("other", kind="division", parent=department)
    city = office("city", level="prefecture", division="970100", parent=department)
    for name, where in (("a", lead), ("b", lead), ("c", other), ("d", city)):
        account(name, Role.CLERK, office=where)
    common = {"uscc": "91970000MA0000001N", "kind": "evaluation", "legal_representative": "裴"}
    taken_in(
        institutions=[
            {"id": "i-1", "name": "澄砚评价", "division": "970102", "owner_office": "dept", **common},
            {"id": "i-2", "name": "外省评价", "division": "940101", "owner_office": "o-far", **common},
            {"id": "i-3", "name": "市属检测", "division": "970103", "owner_office": "city", **common},
        ],
        projects=[
            {"id": "j-1", "institution": "i-2", "client": "c-1", "kind": "pre", "scope": "coal", "division": "970305"}
        ],
        reports=[
            {"id": "r-1", "project": "j-1", "number": "1", "issued_on": date(2025, 9, 30), "conclusion": "qualified"}
        ],
        branches=[{"id": "b-1", "institution": "i-3", "name": "分公司", "division": "970103"}],
    )


CASES = [
    ([("institution", "i-1")], Placing("i-1", "澄砚评价", "970102", "lead")),
    ([("person", "p-1"), ("institution", "i-1"), ("institution", "i-2")], Placing("i-1", "澄砚评价", "970102", "lead")),
    ([("project", "j-1"), ("person", "p-1")], Placing("i-2", "外省评价", "970305", "lead")),
    ([("report", "r-1"), ("institution", "i-1")], Placing("i-1", "澄砚评价", "970305", "lead")),
    ([("institution", "i-3")], Placing("i-3", "市属检测", "970103", "city")),
    ([("branch", "b-1")], Placing("i-3", "市属检测", "970103", "city")),
    ([("application", "a-1"), ("office", "city")], Placing("", "", "970100", "lead")),
    ([("institution", "i-gone")], Placing("i-gone", "", "", "lead")),
    ([("person", "p-1")], Placing("", "", "", "lead")),
]


@pytest.mark.parametrize("subjects, expected", CASES, ids=[" ".join(s for _, s in case[0]) for case in CASES])
def test_a_finding_is_placed_by_its_subjects(province, subjects, expected):
    found = about(*subjects)
    assert placing([found])(found) == expected


def test_where_nobody_handles_findings_the_first_office_of_the_province_has_them():
    office("city", level="prefecture", division="970100")
    office("dept")
    found = about(("person", "p-1"))
    assert placing([found])(found).office == "dept"


def test_no_office_at_all_is_no_office():
    found = about(("person", "p-1"))
    assert placing([found])(found).office == ""
