"""An institution as of any day, and lists of institutions: what stood, what did not, and how many questions it took."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mingjian_web.registers.situations import a_house, many, renamed
from tests.web_factories import at, taken_in

from mingjian_web.accounts.actor import Scope
from mingjian_web.registers import queries
from mingjian_web.registers.queries import InstitutionFilters
from mingjian_web.registers.standing import FormerName, Insured, Renewal, Standing

pytestmark = pytest.mark.django_db
ALL = Scope(everything=True)


def house(on: str, **more):
    """砚衡 as of the day."""
    return queries.institution("i-yan", on=date.fromisoformat(on), **more)


@pytest.mark.parametrize(
    ("on", "standing", "scopes"),
    [
        ("2021-05-19", Standing.NONE, set()),
        ("2021-05-20", Standing.VALID, {"chemical", "fireworks"}),
        ("2022-07-05", Standing.VALID, {"chemical", "fireworks", "smelting"}),
        ("2024-01-01", Standing.VALID, {"chemical", "smelting"}),
        ("2024-03-13", Standing.SUSPENDED, set()),
        ("2024-06-13", Standing.VALID, {"chemical", "smelting"}),
        ("2026-05-20", Standing.TERM_OVER, set()),
    ],
)
def test_certificate_and_scopes_are_those_of_the_day_asked(on, standing, scopes):
    a_house()
    found = house(on)
    assert found.standing is standing
    assert {one.code for held in found.certificates for one in held.standing_scopes} == scopes


def test_a_renewal_that_is_undecided_is_told_as_such():
    a_house()
    asked = [Renewal("i-yan", date(2026, 4, 1)), Renewal("i-he", date(2026, 4, 1), date(2026, 4, 2))]
    assert house("2026-11-23", renewals=asked).standing is Standing.RENEWAL_PENDING


def test_a_certificate_that_was_renewed_by_a_new_one_is_said_to_be_so():
    a_house()
    taken_in(
        certificates=[
            {"id": "c-2", "institution": "i-yan", "number": "APJ-（岚）-001", "issued_by": "o-ting",
             "valid_from": "2026-05-20", "valid_to": "2031-05-19"}
        ]
    )  # fmt: skip
    found = house("2026-05-20")
    assert [one.now.standing for one in found.certificates] == [Standing.VALID, Standing.SUCCEEDED]
    assert found.standing is Standing.VALID
    assert [one.now.standing for one in house("2026-05-19").certificates] == [Standing.VALID]


def test_staff_are_those_of_the_day_with_what_counted_there_that_day():
    a_house()
    before, after = house("2023-09-30").staff, house("2023-10-01").staff
    assert [one.name for one in before] == ["沈砚秋", "祁晏清", "顾临川"]
    assert [one.name for one in after] == ["沈砚秋", "顾临川"]
    assert {one.kind_code for one in after[0].qualifications} == {"evaluator", "professional_title"}
    elsewhere = queries.people_of("i-he", date(2023, 10, 7))
    moved = queries.people_of("i-he", date(2023, 10, 8))
    assert [len(one.qualifications) for one in (*elsewhere, *moved)] == [0, 1]


def test_a_month_of_insurance_is_here_elsewhere_or_not_known():
    a_house()
    found = house("2024-05-31")
    months = {one.name: {month: one.months.get(month, Insured.UNKNOWN) for month in found.months[-3:]}
              for one in found.staff}  # fmt: skip
    assert months["沈砚秋"] == {"2024-03": Insured.UNKNOWN, "2024-04": Insured.HERE, "2024-05": Insured.HERE}
    assert months["顾临川"] == {"2024-03": Insured.UNKNOWN, "2024-04": Insured.ELSEWHERE, "2024-05": Insured.UNKNOWN}


def test_equipment_shows_the_calibration_that_held_that_day():
    a_house()
    valid, lapsed = house("2024-04-30").equipment, house("2024-05-01").equipment
    assert [(one.name, one.valid is not None) for one in valid] == [("可燃气体检测仪", True), ("测距仪", False)]
    assert lapsed[0].valid is None
    assert lapsed[0].latest.certificate == "J-7"
    assert lapsed[1].latest is None


def test_a_branch_stands_up_to_the_last_day_it_was_open():
    a_house()
    assert [one.stands for one in house("2024-01-31").branches] == [True]
    assert [one.stands for one in house("2024-02-01").branches] == [False]
    assert house("2022-03-14").branches == ()


def test_history_hangs_each_line_on_its_act_latest_first_and_knows_nothing_of_later_days():
    a_house()
    lines = house("2024-03-13").history
    assert [(line.on.isoformat(), line.what.zh, line.act) for line in lines] == [
        ("2024-03-13", "资质证书 APJ-（岚）-001 暂扣、暂停", "岚应急停〔2024〕1号"),
        ("2024-01-31", "撤销 砚衡青埠分公司", ""),
        ("2023-12-31", "APJ-（岚）-001 范围止：烟花爆竹", ""),
        ("2023-02-01", "变更地址", ""),
        ("2022-07-05", "APJ-（岚）-001 增项：金属冶炼", ""),
        ("2022-03-15", "设立 砚衡青埠分公司", ""),
        ("2021-05-20", "资质证书 APJ-（岚）-001 颁发", "岚应急许〔2021〕3号"),
    ]


def test_a_former_name_is_one_that_a_registered_change_ended():
    a_house()
    renamed("i-yan", "岚川砚衡安全评价有限公司", "2026-11-24")
    assert house("2026-11-24").former_names == (FormerName("岚州砚衡安全评价有限公司", date(2026, 11, 24)),)
    assert house("2026-11-24").name == "岚川砚衡安全评价有限公司"


def test_a_slip_of_the_pen_that_was_mended_is_no_former_name():
    a_house()
    renamed("i-yan", "岚州砚蘅安全评价有限公司", "2026-11-24", change=False)
    assert house("2026-11-24").former_names == ()


def test_what_was_known_earlier_can_be_asked():
    a_house()
    renamed("i-yan", "岚川砚衡安全评价有限公司", "2026-11-24")
    assert house("2026-11-25", known=at("2026-11-23T23:00:00")).name == "岚州砚衡安全评价有限公司"
    assert house("2026-11-25", known=at("2026-11-22T09:00:00")) is None


def test_an_institution_takes_as_many_questions_whether_it_has_three_people_or_three_hundred(
    django_assert_num_queries,
):
    a_house()
    n = range(300)
    taken_in(
        people=[{"id": f"x-{k}", "name": f"人{k}", "id_hash": f"x{k}"} for k in n],
        employments=[{"person": f"x-{k}", "institution": "i-yan", "post": "evaluator", "full_time": True,
                      "valid_from": "2021-05-01"} for k in n],
        qualifications=[{"id": f"y-{k}", "person": f"x-{k}", "kind": "evaluator", "number": f"N{k}",
                         "institution": "i-yan", "valid_from": "2021-05-01"} for k in n],
    )  # fmt: skip
    with django_assert_num_queries(14):
        assert len(house("2024-02-01").staff) == 302


def listed(on: str = "2024-02-01", seen_by: Scope = ALL, **filters):
    """The keys of the list, in its order."""
    found = queries.institutions(seen_by, InstitutionFilters(**filters), date.fromisoformat(on))
    return [line.key for line in found.part(0, 100)]


def test_lists_narrow_by_kind_scope_standing_and_division_of_the_day():
    a_house()
    assert listed() == ["i-yan", "i-he"]
    assert listed(kind="testing") == []
    assert listed(scope="chemical") == ["i-yan"]
    assert queries.institutions(ALL, InstitutionFilters(scope="fireworks"), date(2024, 2, 1)).count() == 0
    assert listed(standing="valid") == ["i-yan"]
    assert listed("2024-03-13", standing="suspended") == ["i-yan"]
    assert listed(standing="none") == ["i-he"]
    assert listed(division="970100") == ["i-yan", "i-he"]
    assert listed(division="970200") == []


def test_a_city_sees_its_own_institutions_and_those_at_work_there():
    a_house()
    city, other = Scope(territory="9701"), Scope(territory="9702")
    assert listed(seen_by=city) == ["i-yan", "i-he"]
    assert listed(seen_by=other) == []
    at_work = queries.institutions(other, InstitutionFilters(), date(2024, 2, 1), also=["i-he"])
    assert [line.key for line in at_work.part(0, 9)] == ["i-he"]
    assert listed(seen_by=Scope()) == []
    assert listed(seen_by=Scope(institution="i-yan")) == ["i-yan"]


def test_a_line_says_certificate_scopes_and_full_time_professionals_of_the_day():
    a_house()
    line = queries.institutions(ALL, InstitutionFilters(scope="chemical"), date(2024, 2, 1)).part(0, 1)[0]
    assert (line.standing, line.valid_to, line.professionals) == (Standing.VALID, date(2026, 5, 19), 2)
    assert [one.number for one in line.certificates] == ["APJ-（岚）-001"]
    assert {scope.zh for scope in line.scopes} == {"石油加工、化学原料、化学品及医药制造", "金属冶炼"}


def test_a_page_of_1500_takes_a_handful_of_questions(django_assert_max_num_queries):
    many(1_500)
    found = queries.institutions(ALL, InstitutionFilters(), date(2024, 2, 1))
    with django_assert_max_num_queries(6):
        assert found.count() == 1_500
        assert [line.key for line in found.part(1_475, 1_500)][-1] == "i-01499"
    with django_assert_max_num_queries(2):
        assert queries.institutions(ALL, InstitutionFilters(scope="coal"), date(2024, 2, 1)).count() == 500
    expired = queries.institutions(ALL, InstitutionFilters(standing="expired"), date(2025, 1, 1), renewals=[])
    assert expired.count() == 750


def test_lists_sort_by_name_and_by_the_last_day_of_the_certificate():
    a_house()
    found = queries.institutions(ALL, InstitutionFilters(), date(2024, 2, 1))
    assert [line.key for line in found.part(0, 9, "-name")] == ["i-he", "i-yan"]
    assert [line.key for line in found.part(0, 9, "-valid_to")] == ["i-yan", "i-he"]


def test_names_come_many_at_once_and_a_key_nobody_has_is_left_out(django_assert_num_queries):
    a_house()
    with django_assert_num_queries(1):
        assert queries.names("person", ["p-1", "p-2", "nobody", ""]) == {"p-1": "沈砚秋", "p-2": "顾临川"}
    with django_assert_num_queries(0):
        assert queries.names("client", []) == {}
