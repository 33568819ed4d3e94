"""The certificate can be checked by hand: every day, every reason, the sums of the weeks, the law and the papers."""

from __future__ import annotations

import unicodedata
from datetime import date

from mingjian.clock import (
    Basis,
    Budget,
    Extension,
    Limit,
    Suspension,
    Whose,
    certificate,
    deadline,
    shipped_calendar,
)
from mingjian.terms import LawStatus, Text

CALENDAR = shipped_calendar()


def _clock() -> Budget:
    return Budget(
        id="许可-61",
        name=Text("决定期限", "time to decide"),
        start=date(2026, 9, 24),
        start_event=Text("受理", "acceptance"),
        limit=Limit.parse("5wd"),
        basis=Basis("licensing.decide", "行政许可法 第四十二条", LawStatus.SEEN, Whose.AUTHORITY),
        suspensions=(Suspension(date(2026, 9, 29), date(2026, 9, 30), "专家评审", "黑应急评函〔2026〕36号"),),
        extensions=(Extension(1, "厅长", "延长告知书", date(2026, 9, 28), "案情复杂"),),
        done_on=date(2026, 10, 12),
        done_document="黑应急许〔2026〕9号",
        deemed=Text("视为准予", "deemed granted"),
    )


def test_the_weeks_add_up_to_the_total() -> None:
    found = _clock().deadline(CALENDAR)
    assert found is not None
    paper = certificate(found, _clock())
    # 9/28 (1), 29 and 30 suspended, 国庆 1-7, 10/8, 9, Saturday 10 worked (4), 12, 13 (6)
    assert [(week.monday, week.counted, week.reached) for week in paper.weeks] == [
        (date(2026, 9, 21), 0, 0),
        (date(2026, 9, 28), 1, 1),
        (date(2026, 10, 5), 3, 4),
        (date(2026, 10, 12), 2, 6),
    ]
    assert paper.due == date(2026, 10, 13)
    assert paper.total.zh == "合计：6 个工作日，计至 2026-10-13"


def test_the_printed_certificate_names_law_papers_suspensions_and_extensions() -> None:
    found = _clock().deadline(CALENDAR)
    assert found is not None
    text = certificate(found, _clock()).text("zh")
    for said in (
        "期限计算单：决定期限",
        "起算日：2026-09-24 周四（受理），当日不计",
        "依据：行政许可法 第四十二条（licensing.decide，见过公开文本，期限属行政机关）",
        "停表：2026-09-29 至 2026-09-30，专家评审，黑应急评函〔2026〕36号",
        "延长：1 个工作日，延长告知书，厅长，2026-09-28，案情复杂",
        "放假安排：2026 年，https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
        "办结：2026-10-12 黑应急许〔2026〕9号",
        "期满未办：视为准予",
        "届满日：2026-10-13 周二",
    ):
        assert said in text.splitlines()
    assert "  2026-09-29 周二        停表不计    停表（专家评审，黑应急评函〔2026〕36号）" in text.splitlines()
    assert "  2026-10-10 周六     4  计          调休上班（国庆节）" in text.splitlines()
    assert "  2026-10-13 周二     6  计          工作日 ← 届满" in text.splitlines()


def _column(line: str, reason: str) -> int:
    before = line[: line.rindex(reason)]
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in before)


def test_reasons_stand_in_one_column_though_chinese_is_twice_as_wide() -> None:
    paper = certificate(deadline(date(2026, 9, 1), Limit.parse("30d"), CALENDAR))
    rows = [row for row in paper.text("zh").splitlines() if row.startswith("  2026")]
    lines = [line for week in paper.weeks for line in week.lines]
    assert len(rows) == len(lines) == 38  # 1 September to 8 October
    assert len({_column(row, line.why.zh) for row, line in zip(rows, lines, strict=True)}) == 1


def test_a_certificate_names_only_the_years_it_asked() -> None:
    across = deadline(date(2025, 12, 29), Limit.parse("5d"), CALENDAR)  # only its end, in 2026, asks a notice
    told = [value.zh[:6] for label, value in certificate(across).facts if label.zh == "放假安排"]
    assert told == ["2026 年"]


def test_a_provisional_certificate_says_so_and_why() -> None:
    paper = certificate(deadline(date(2026, 12, 29), Limit.parse("5wd"), CALENDAR))
    assert paper.provisional
    assert paper.due_text.zh == "届满日：2027-01-05 周二（暂定）"
    assert paper.text("zh").endswith("2027 年放假安排尚未公布，暂按周一至周五计")
    assert "放假安排：2027 年放假安排尚未公布，暂按周一至周五计" in paper.text("zh")
    assert "the holidays of 2027 are not announced" in paper.text("en")
