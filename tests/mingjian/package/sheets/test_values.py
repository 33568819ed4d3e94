"""What people type, and what a spreadsheet program makes of it, brought into the form of the data package."""

from __future__ import annotations

from datetime import datetime

import pytest

from mingjian.package.schema import tables
from mingjian.package.sheets.grid import Holds, RawCell
from mingjian.package.sheets.values import EPOCH, EPOCH_1904, Reading

#: A column of each kind.
DATE, MOMENT, DAY_TIME = "people.died_on", "site_visits.arrived_at", "reviews.done_at"
MONTH, BOOL, MONEY, NUMBER = "social_insurance.month", "employments.full_time", "projects.fee", "site_visits.accuracy_m"
ENUM, SCOPE, SCOPES, PEOPLE, ID = (
    "team_members.role",
    "projects.scope",
    "applications.scopes",
    "notices.people",
    "people.id",
)
CODE, DIVISION, LEVEL, NAME = "institutions.uscc", "clients.division", "qualifications.level", "people.name"


def read(column: str, holds: Holds, text: str, epoch: datetime = EPOCH) -> str:
    table, _, name = column.partition(".")
    return Reading(table, tables()[table].columns[name], epoch).text(RawCell(1, holds, text))


TYPED = [
    (DATE, "2025-03-14", "2025-03-14"),
    (DATE, "2025/3/5", "2025-03-05"),
    (DATE, "2025.3.5", "2025-03-05"),
    (DATE, "2025年3月5日", "2025-03-05"),
    (DATE, " 2025年03月05号 ", "2025-03-05"),
    (DATE, "２０２５／３／５", "2025-03-05"),
    (DATE, "20250305", "2025-03-05"),
    (DATE, "2025-03-05 00:00:00", "2025-03-05"),
    (DATE, "2025/3-5", "2025/3-5"),
    (DATE, "3/5/2025", "3/5/2025"),
    (DATE, "25.3.5", "25.3.5"),
    (DATE, "2025年3月", "2025年3月"),
    (DATE, "待定", "待定"),
    (DATE, "2025-02-30", "2025-02-30"),
    (MOMENT, "2025/3/5 9:30", "2025-03-05T09:30:00"),
    (MOMENT, "2025年3月5日 9时30分", "2025-03-05T09:30:00"),
    (MOMENT, "2025年3月5日9:30:15", "2025-03-05T09:30:15"),
    (MOMENT, "2025-03-05T09:30:00.25+08:00", "2025-03-05T09:30:00.25+08:00"),
    (MOMENT, "2025-03-05", "2025-03-05"),
    (MOMENT, "上午", "上午"),
    (MONTH, "2025年3月", "2025-03"),
    (MONTH, "2025.10", "2025-10"),
    (MONTH, "2025/3", "2025-03"),
    (MONTH, "202503", "2025-03"),
    (MONTH, "2025-03-01", "2025-03-01"),
    (BOOL, "是", "true"),
    (BOOL, "否", "false"),
    (BOOL, "TRUE", "true"),
    (BOOL, "√", "true"),
    (BOOL, "0", "false"),
    (BOOL, "不详", "不详"),
    (MONEY, "￥1,234,567.50", "1234567.50"),
    (MONEY, "12000元", "12000"),
    (MONEY, "12万元", "12万元"),
    (NUMBER, "１２．５", "12.5"),
    (NUMBER, "1,23", "1,23"),
    (NUMBER, "约 12", "约 12"),
    (ENUM, "项目组长", "leader"),
    (ENUM, " 项目 组长＊", "leader"),
    (ENUM, "Team Leader", "leader"),
    (ENUM, "leader", "leader"),
    (ENUM, "组头", "组头"),
    (SCOPE, "煤炭", "coal"),
    (SCOPE, "other-scope", "other-scope"),
    (SCOPES, "煤炭 ｜金属冶炼", "coal|smelting"),
    (SCOPES, "金属、非金属矿及其他矿采选", "mining"),
    (PEOPLE, "p1、p2，p3", "p1|p2|p3"),
    (PEOPLE, "p1|p2", "p1|p2"),
    (LEVEL, "一级", "1"),
    (LEVEL, "高级", "senior"),
    (CODE, "９1230102ＭＡ18ABCD12", "91230102MA18ABCD12"),
    (ID, " 007 ", "007"),
    (NAME, "＝1+1", "＝1+1"),
    (NAME, "㐂䶮𠮷", "㐂䶮𠮷"),
]


@pytest.mark.parametrize(("column", "typed", "read_as"), TYPED)
def test_what_is_typed_is_brought_into_form_where_it_can_mean_one_thing(column: str, typed: str, read_as: str) -> None:
    assert read(column, Holds.TEXT, typed) == read_as


# 45730 days after 1899-12-30: 45658 is 2025-01-01 (Excel), and 31 + 28 + 13 days later is 2025-03-14.
HELD = [
    (DATE, Holds.DAY, "45730", "2025-03-14"),
    (DATE, Holds.MOMENT, "45730", "2025-03-14"),
    (DATE, Holds.DAY, "45730.5", "2025-03-14T12:00:00"),
    (DATE, Holds.DAY, "1", "1900-01-01"),
    (DATE, Holds.DAY, "59", "1900-02-28"),
    (DATE, Holds.DAY, "60", "60"),
    (DATE, Holds.DAY, "61", "1900-03-01"),
    (DATE, Holds.DAY, "99999999999", "99999999999"),
    (DATE, Holds.NUMBER, "20250314", "2025-03-14"),
    (DATE, Holds.NUMBER, "45730", "45730"),
    (MOMENT, Holds.MOMENT, "45730.395833333336", "2025-03-14T09:30:00"),
    (MOMENT, Holds.MOMENT, "45730", "2025-03-14T00:00:00"),
    (MOMENT, Holds.DAY, "45730", "2025-03-14"),
    (DAY_TIME, Holds.DAY, "45730", "2025-03-14"),
    (MONTH, Holds.DAY, "45717", "2025-03"),
    (MONTH, Holds.NUMBER, "202503", "2025-03"),
    (MONTH, Holds.NUMBER, "2025.1", "2025.1"),
    (NAME, Holds.DAY, "45730", "2025-03-14"),
    (MONEY, Holds.NUMBER, "1E+3", "1000"),
    (MONEY, Holds.NUMBER, "0.10000000000000001", "0.1"),
    (NUMBER, Holds.DAY, "12", "12"),
    (ID, Holds.NUMBER, "7.0", "7"),
    (DIVISION, Holds.NUMBER, "230100", "230100"),
    (LEVEL, Holds.NUMBER, "2", "2"),
    (BOOL, Holds.TRUTH, "1", "true"),
    (BOOL, Holds.TRUTH, "0", "false"),
    (BOOL, Holds.NUMBER, "1", "true"),
    (NAME, Holds.TRUTH, "1", "true"),
    (NAME, Holds.NUMBER, "nan", "nan"),
]


@pytest.mark.parametrize(("column", "holds", "held", "read_as"), HELD)
def test_what_a_cell_holds_is_read_as_what_it_is(column: str, holds: Holds, held: str, read_as: str) -> None:
    assert read(column, holds, held) == read_as


def test_a_file_may_count_its_days_from_1904() -> None:
    # 1904-01-01 is day 1462 of the other count, so the same day has a number less by 1462.
    assert read(DATE, Holds.DAY, "44268", EPOCH_1904) == "2025-03-14"


@pytest.mark.parametrize(
    ("column", "text", "lost"),
    [
        (ID, "230103199001011000", True),
        (ID, "2.3010319900101E+17", True),
        (ID, "230103199001011", False),
        (MONEY, "230103199001011000", False),
    ],
)
def test_a_long_number_in_place_of_a_code_has_lost_its_last_digits(column: str, text: str, lost: bool) -> None:
    table, _, name = column.partition(".")
    assert Reading(table, tables()[table].columns[name]).has_lost_digits(RawCell(1, Holds.NUMBER, text)) is lost
