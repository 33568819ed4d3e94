"""The words of a holiday notice become days; the 2026 notice as it was announced must give the shipped calendar."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mingjian.clock import parse_notice, shipped_calendar
from mingjian.terms import BadInput
from mingjian_web.law.holiday_notice import read_notice

NOTICE_2026 = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def days_of(notice) -> set[tuple[date, bool, str]]:
    return {(fact.day, fact.working, fact.festival) for fact in notice.days}


def test_the_words_of_2026_give_the_days_that_are_shipped():
    made = parse_notice(json.dumps({"year": 2026, "papers": ["x"], "days": read_notice(NOTICE_2026, 2026)}), "2026")
    (shipped,) = (notice for notice in shipped_calendar().notices if notice.year == 2026)
    assert days_of(made) == days_of(shipped)


def test_days_written_as_dates_are_read_too():
    assert read_notice("元旦：2027-01-01至2027-01-03放假；2027-01-04上班", 2027) == (
        {"name": "元旦", "rest": ["2027-01-01/2027-01-03"], "worked": ["2027-01-04"]},
    )


def test_a_day_of_the_december_before_carries_its_year():
    (row,) = read_notice("元旦：2026年12月31日（周四）至2027年1月2日（周六）放假，共3天。", 2027)
    assert row["rest"] == ["2026-12-31/2027-01-02"]


@pytest.mark.parametrize(
    "line, said",
    [
        ("元旦：1月1日（周四）至3日放假。", "2027-01-01 是周五"),
        ("元旦：1月1日至3日放假，共4天。", "共 4 天，日期合计 3 天"),
        ("元旦：2月30日放假。", "没有 2 月 30 日"),
        ("各地区各部门要妥善安排值班", "看不懂这一行"),
        ("", "没有读到节日"),
    ],
)
def test_what_cannot_be_right_is_said(line, said):
    with pytest.raises(BadInput) as refused:
        read_notice(line, 2027)
    assert said in refused.value.lines[0].zh
