"""DISC-01: a report whose information was never put online."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.deadlines import (
    has_duty,
    known_from_issue,
    reports_asked,
    with_deadline,
    with_presumed_deadline,
)
from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

RULE = Rule(
    id="DISC-01",
    title=Text("报告信息未公开", "Report information never published"),
    severity=Severity.ORDINARY,
    needs=("reports", "disclosures"),
    uses=("projects",),
    absence=("disclosures",),
    bases={
        "deadline_passed": Basis(
            Level.HARD,
            ("disclosure.duty", "disclosure.deadline"),
            Text(
                "报告 {number}（{issued_on} 出具）的信息应于 {on} 前（含当日）公开，至 {looked_until} 没有任何公开记录。",
                "The information of report {number}, issued on {issued_on}, was due online by {on}; up to {looked_until} "
                "there is no record of it.",
            ),
        ),
        "presumed_passed": Basis(
            Level.CLUE,
            ("disclosure.duty",),
            Text(
                "报告 {number}（{issued_on} 出具）至 {looked_until} 没有任何公开记录；参照 2011 年通知，公开截止日为 {on}。",
                "Of report {number}, issued on {issued_on}, there is no record online up to {looked_until}; the notice of "
                "2011 would have set {on} as the last day.",
            ),
            reading=Text(
                "2019 年起的规定未见具体天数，此处参照安监总厅规划〔2011〕210号的期限（季后首月十五日）推算，仅供查找。",
                "No number of days is known for the rules from 2019 on; the day of notice (2011) 210 is taken here, only "
                "to know where to look.",
            ),
        ),
    },
    subjects=(("report", "report"), ("institution", "institution")),
    shows=(Shown("reports", "report_row", ("project", "number", "issued_on")),),
    law_keys=("kind", "division"),
    settings=("disclosure.presumed_deadline",),
    why=Text(
        "报告信息公开后，委托方的邻居、同行和公众才能看出到场人员、结论与事实是否相符。不公开的报告没有人能对照。",
        "Only when it is online can neighbours, peers and the public compare who was on site and what was concluded with "
        "what they know. Nobody can check a report they cannot see.",
    ),
    check=Text(
        "打开机构网站的报告公开栏目，按报告号和项目名称查找并截图存证；向机构索取后台发布日志；"
        "问明是否因涉密、商业秘密不公开，并查看其审批记录；在搜索引擎缓存或公众存档中查找旧页面。",
        "Open the disclosure pages of the institution's website, search by report number and project and keep a dated "
        "screenshot; ask for the publishing log; ask whether secrecy was claimed and see the approval; look for the page "
        "in public archives.",
    ),
    excuses=(
        Text("已在网站公开，但采集没有抓到或未录入", "It is online, but was not collected or not entered"),
        Text(
            "涉及国家秘密、商业秘密或者个人隐私，依规定未公开，理由未录入",
            "Withheld for secrecy or privacy as the rules allow, and the reason was not entered",
        ),
        Text(
            "报告出具后作废或者重新出具，以新报告公开", "The report was voided or reissued and the new one is published"
        ),
        Text("网站停运或者迁移期间以其他公开渠道发布", "Published elsewhere while the website was down or moving"),
    ),
    blind=Text(
        "本规则只知道表中有没有公开记录，不能打开网站；公开了但内容不全，由 DISC-03 查。没有给出项目的报告不知道机构类别和地区。",
        "It knows only whether a record of publication is in the table; it opens no website. Whether what is published is "
        "complete is another rule's question. Of a report without a project, kind and division are unknown.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Reports without any disclosure although the day, known or presumed, has passed inside the days covered."""
    known, presumed = _unpublished(t, law)
    rows = known.mutate(basis=ibis.literal("deadline_passed")).union(
        presumed.mutate(basis=ibis.literal("presumed_passed"))
    )
    rows = rows.filter(rows.due < _last_day(t), known_from_issue(t, rows, rows.due))
    rows = rows.filter(has_duty(law, rows, "disclosure.duty", "issued_on", "due"))
    return rows.mutate(on=rows.due, looked_until=ibis.literal(_last_day(t)))


def left_out(t: Tables, law: LawTable) -> Iterator[tuple[Text, Any]]:
    """Unpublished reports of days without known law, and those outside what the table covers."""
    known, presumed = _unpublished(t, law)
    rows = known.union(presumed)
    bound = has_duty(law, rows, "disclosure.duty", "issued_on", "due")
    yield (
        Text("报告出具日或者公开截止日的规定未知", "the law of the issue or of the last day is unknown"),
        rows.filter(~bound),
    )
    overdue = bound & (rows.due < t.as_of)
    seen = (rows.due < _last_day(t)) & known_from_issue(t, rows, rows.due)
    yield (
        Text("公开记录没有覆盖从出具到截止日的时间", "the records do not cover the time from issue to the last day"),
        rows.filter(overdue & ~seen),
    )


def _unpublished(t: Tables, law: LawTable) -> tuple[Any, Any]:
    """Reports without a disclosure: those whose last day is known to law, and those whose day is presumed."""
    reports = reports_asked(t)
    missing = reports.anti_join(t.disclosures, reports.report == t.disclosures.report)
    rows = t.once("unpublished_due", lambda: with_deadline(law, missing))
    without = rows.filter(rows.due.isnull()).drop("due", "provisional")
    presumed = t.once("unpublished_presumed", lambda: with_presumed_deadline(law, without))
    return rows.filter(rows.due.notnull()), presumed.select(rows.columns)


def _last_day(t: Tables) -> date:
    """The last day the absence of a row means anything."""
    span = t.span("disclosures")
    return t.as_of if span is None else min(t.as_of, span[1])
