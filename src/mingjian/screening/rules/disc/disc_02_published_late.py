"""DISC-02: a report's information put online after the day the law sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.deadlines import has_duty, known_from_issue, reports_asked, with_deadline
from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

RULE = Rule(
    id="DISC-02",
    title=Text("报告信息逾期公开", "Report information published late"),
    severity=Severity.MINOR,
    needs=("reports", "disclosures"),
    uses=("projects",),
    absence=("disclosures",),
    bases={
        "late": Basis(
            Level.HARD,
            ("disclosure.duty", "disclosure.deadline"),
            Text(
                "报告 {number}（{issued_on} 出具）的信息应于 {on} 前（含当日）公开，首次公开为 {first_published}。",
                "The information of report {number}, issued on {issued_on}, was due online by {on}; it was first "
                "published on {first_published}.",
            ),
        )
    },
    subjects=(("report", "report"), ("institution", "institution")),
    shows=(
        Shown("reports", "report_row", ("project", "number", "issued_on")),
        Shown("disclosures", "first_rows", ("report", "published_at")),
    ),
    law_keys=("kind", "division"),
    why=Text(
        "及时公开才有监督作用。投产、验收、出事之后才补上的公开，公众来不及提出异议。",
        "Disclosure works while it is timely. Put online after the plant runs, or after an accident, it lets nobody object.",
    ),
    check=Text(
        "调取网站后台发布日志或者页面存档，核对首次发布时间；核对报告封面的出具日与公开页面的提交日；"
        "查该季度放假安排；有地方规定的，核对地方规定的起算日。",
        "Compare the publishing log or an archived page with the first publication; compare the day on the report's cover "
        "with the one on the page; look up the holidays of that quarter; where a local rule governs, see from which day "
        "it counts.",
    ),
    excuses=(
        Text(
            "更早的公开未被采集，表中最早的一条其实是更新",
            "An earlier publication was not collected; the first row is an update",
        ),
        Text("网站故障或者迁移，发布时间被系统改写", "The website failed or moved, and its system rewrote the times"),
        Text("曾因保密审查暂缓公开", "Publication waited for a secrecy review"),
        Text(
            "报告日期录入有误，或者报告完成日晚于封面日期",
            "The day of the report was mistyped, or it was finished later",
        ),
    ),
    blind=Text(
        "2019 年起只有地方规定写明天数的地区才能判断；通知本身是否写明十五日，尚未核到原文。",
        "From 2019 on it can judge only where a local rule names the days; whether the notice of 2011 itself names the "
        "15th has not been checked against the original.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Reports first published on a day after the last day the law of the issue set."""
    rows = t.once("published_due", lambda: _published(t, law))
    rows = rows.filter(rows.first_published > rows.due, known_from_issue(t, rows, rows.due))
    late = rows.filter(has_duty(law, rows, "disclosure.duty", "issued_on", "due"))
    return late.mutate(on=late.due, basis=ibis.literal("late"))


def left_out(t: Tables, law: LawTable) -> Iterator[tuple[Text, Any]]:
    """Published reports for which no last day is known, and those outside what the table covers."""
    rows = t.once("published_due", lambda: _published(t, law))
    yield (
        Text(
            "规定没有写明公开天数，也没有适用的地方规定",
            "the rules name no number of days, and no local rule governs",
        ),
        rows.filter(rows.due.isnull()),
    )
    late = rows.due.notnull() & (rows.first_published > rows.due)
    yield (
        Text("公开记录没有覆盖从出具到截止日的时间", "the records do not cover the time from issue to the last day"),
        rows.filter(late & ~known_from_issue(t, rows, rows.due)),
    )


def _published(t: Tables, law: LawTable) -> Any:
    """Reports with the day of their first publication, its rows, and the last day the law set, if it is known."""
    reports, d = with_deadline(law, reports_asked(t)), t.disclosures
    first = d.group_by("report").aggregate(first_at=d.published_at.min())
    rows = d.inner_join(first, [d.report == first.report, d.published_at == first.first_at])
    published = rows.group_by(published="report").aggregate(
        first_published=rows.published_at.min().date(), first_rows=rows["_row"].collect()
    )
    return reports.inner_join(published, reports.report == published.published).drop("published")
