"""Geometry of charts, worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from mingjian.terms import SHANGHAI, Text
from mingjian_web.desks.shared.charts import (
    Distance,
    Span,
    Tile,
    bar_chart,
    lasting,
    shared_time,
    span_chart,
    tile_map,
)


def at(hour, minute=0):
    return datetime(2026, 9, 11, hour, minute, tzinfo=SHANGHAI)


def test_the_overlap_of_two_visits_is_drawn_and_named():
    chart = span_chart([Span("北屏选煤厂", at(13), at(15)), Span("石泊矿业", at(14), at(17))])
    # five letters: the axis runs from 16+65=81 to 770, 13:00 to 17:00 in half hours, 172.25 an hour
    assert chart.gutter == 81
    assert [tick.words for tick in chart.ticks][:3] == ["13:00", "13:30", "14:00"]
    assert [(bar.x, bar.width) for bar in chart.bars] == [(81, 344), (253, 517)]
    assert (chart.overlap.x, chart.overlap.width, chart.overlap.said.zh) == (253, 172, "重叠 1 小时")


def test_visits_one_after_the_other_do_not_overlap():
    chart = span_chart([Span("甲", at(9), at(10)), Span("乙", at(10), at(11))])
    assert chart.overlap is None
    assert chart.label.zh == "甲 09:00 至 10:00，乙 10:00 至 11:00"


def test_days_include_both_their_ends():
    spans = [Span("甲", date(2026, 9, 1), date(2026, 9, 3)), Span("乙", date(2026, 9, 3), date(2026, 9, 4))]
    begin, end = shared_time(spans)
    assert (begin.day, end.day) == (3, 4)
    assert span_chart(spans).overlap.said.zh == "重叠 1 日"
    assert span_chart(spans).ticks[0].words == "09-01"


def test_the_axis_stays_readable_over_years():
    chart = span_chart([Span("甲", date(2015, 1, 1), date(2026, 12, 31))])
    # steps of 730 days: 2016 and 2020 and 2024 have a day more
    assert [tick.words for tick in chart.ticks][:4] == ["2015-01-01", "2016-12-31", "2018-12-31", "2020-12-30"]
    assert len(chart.ticks) == 8
    assert all(bar.x + bar.width <= 771 for bar in chart.bars)


def test_moments_of_two_days_name_their_day():
    chart = span_chart([Span("甲", at(22), at(22) + timedelta(hours=4))])
    assert chart.label.zh == "甲 09-11 22:00 至 09-12 02:00"
    assert chart.ticks[0].words == "09-11 22:00"


def test_the_sentence_behind_the_chart_says_all_its_numbers():
    way = Distance("北屏", "石泊", Text("直线 182.2 千米", "182.2 km"))
    chart = span_chart([Span("北屏", at(13, 40), at(16, 12)), Span("石泊", at(14, 25), at(17, 5))], way)
    assert chart.label.zh == "北屏 13:40 至 16:12，石泊 14:25 至 17:05，重叠 1 小时 47 分，直线 182.2 千米"


def test_a_long_name_is_cut_with_a_mark():
    chart = span_chart([Span("岚" * 40, at(9), at(10))])
    assert chart.bars[0].words == "岚" * 17 + "…"


def test_a_chart_of_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        span_chart([])


@pytest.mark.parametrize(
    "length, words",
    [
        (timedelta(hours=1, minutes=47), "1 小时 47 分"),
        (timedelta(minutes=5), "5 分"),
        (timedelta(hours=2), "2 小时"),
        (timedelta(seconds=20), "不足 1 分"),
        (timedelta(days=3), "3 日"),
    ],
)
def test_a_length_of_time_is_said_in_words(length, words):
    assert lasting(length).zh == words


@pytest.mark.parametrize("value, shade", [(0, ""), (1, "m1"), (100, "m1"), (101, "m2"), (200, "m2"), (300, "m3")])
def test_a_tile_is_shaded_by_thirds_of_the_largest(value, shade):
    drawn = tile_map([Tile("岚州", 300, 0, 0), Tile("北屏", value, 2, 1)])
    assert drawn.placed[1].shade == shade
    assert (drawn.placed[1].x, drawn.placed[1].y) == (4 + 2 * 96, 4 + 66)
    assert (drawn.width, drawn.height) == (292, 136)


def test_a_map_without_numbers_has_no_shade():
    assert [each.shade for each in tile_map([Tile("岚州", 0, 0, 0)]).placed] == [""]
    assert tile_map([]).placed == ()


def test_the_longest_bar_has_all_the_room():
    chart = bar_chart([("化工", 200), ("矿山", 50), ("冶炼", 0)])
    # two letters: 16+26=42; 360-42-48=270
    assert [(bar.width, bar.y) for bar in chart.bars] == [(270, 0), (68, 26), (0, 52)]
    assert bar_chart([]).bars == ()
