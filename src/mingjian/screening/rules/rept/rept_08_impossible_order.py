"""REPT-08: the days of a project in an order that cannot be, and too few hours on site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import attach_rows, inside, issued_projects
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

LAW = "report.order_of_steps"
SECONDS_A_MINUTE, SECONDS_AN_HOUR = 60, 3600
#: A role is free text in the package; experts only advise and may sign their opinion at any time.
EXPERTS = ("expert", "专家")

RULE = Rule(
    id="REPT-08",
    title=Text("项目时间顺序不可能", "The days of a project in an impossible order"),
    severity=Severity.SERIOUS,
    needs=("projects", "reports"),
    uses=("site_visits", "reviews", "signatures", "disclosures"),
    bases={
        "contract": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "合同签订于 {day}，晚于首次到场日 {first_visit}。",
                "The contract was signed on {day}, after the first visit on {first_visit}.",
            ),
        ),
        "risk_analysis": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "风险分析完成于 {day}，晚于首次到场日 {first_visit}。",
                "The risk analysis is of {day}, after the first visit on {first_visit}.",
            ),
        ),
        "visits": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具于 {on}，首次到场在 {first_visit}：全部到场都晚于报告出具。",
                "The report was issued on {on} and the first visit was on {first_visit}: every visit came after it.",
            ),
        ),
        "review": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "最后一份报告出具于 {on}，有审核环节到 {day} 才完成，出具前没有通过的记录。",
                "The last report was issued on {on}; a review step not passed before that was done on {day}.",
            ),
        ),
        "further_review": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "最后一份报告出具于 {on}，之后到 {day} 仍有审核记录。",
                "The last report was issued on {on}; there are reviews after it, up to {day}.",
            ),
            reading=Text(
                "按最后一次审核的日期比较；该环节在出具前已通过或此前记录不全，也可以是为修订报告另行审核",
                "Compares the last review; the step was passed before the issue, or earlier records are not complete, "
                "so this may be the review of a revision",
            ),
        ),
        "signature_late": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具于 {on}，有签名到 {day} 才签署。",
                "The report was issued on {on}; a signature on it is of {day}.",
            ),
        ),
        "signature_early": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告上有签名签署于 {day}，早于首次到场日 {first_visit}。",
                "A signature on the report is of {day}, before the first visit on {first_visit}.",
            ),
        ),
        "disclosure": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具于 {on}，报告信息在 {day} 已公开。",
                "The report was issued on {on}, yet its information was published on {day}.",
            ),
        ),
        "hours": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "全部到场合计 {minutes} 分钟，少于设定的 {minimum} 小时。",
                "All visits together last {minutes} minutes, less than the {minimum} h set.",
            ),
            reading=Text(
                "最少时长是本软件的设定，不是法定值", "The least time is a setting of this software, not of law"
            ),
        ),
    },
    subjects=(("project", "project"),),
    shows=(
        Shown("projects", "contract_row", ("contract_on",)),
        Shown("projects", "risk_row", ("risk_analysis_on",)),
        Shown("reports", "report_rows", ("number", "issued_on")),
        Shown("site_visits", "visit_rows", ("arrived_at",)),
        Shown("site_visits", "whole_visit_rows", ("arrived_at", "left_at")),
        Shown("reviews", "review_rows", ("step", "done_at", "outcome")),
        Shown("signatures", "signature_rows", ("person", "role", "signed_at")),
        Shown("disclosures", "disclosure_rows", ("report", "published_at")),
    ),
    law_keys=("kind",),
    settings=("screening.minimum_site_hours",),
    why=Text(
        "先分析风险、签合同，再到现场，再编写、审核、签名、出具、公开。次序倒置，说明有的环节没有做，或者材料是事后补的。",
        "Risk analysis and contract come first, then the site, then writing, review, signature, issue and publication. "
        "Days in another order mean a step was not done, or its paper was made afterwards.",
    ),
    check=Text(
        "到机构档案室调取风险分析表、合同原件、现场勘验记录（双方签字）、审核记录单和报告签名页，逐份核对落款日期；向委托单位核对合同签订日和门禁、作业票登记；"
        "电子签名看签名平台日志，公开时间看网站后台发布日志。",
        "At the institution's archive ask for the risk analysis, the contract, the site record signed by both sides, the "
        "review sheets and the signature page, and compare their days; ask the client for its copy of the contract and "
        "its gate book; look at the log of the signing service and of the website.",
    ),
    excuses=(
        Text("合同补签或换签，首份合同未录入", "The contract was renewed or signed again and the first is not entered"),
        Text("签合同前先到现场踏勘、报价，被录为到场", "A look at the site before the offer was entered as a visit"),
        Text("纸质现场记录事后才录入，到场时间填成录入时间", "Paper records were typed later, with the time of typing"),
        Text("报告修订后重新出具，仍沿用原报告的编号和记录", "A revised report was issued under the old entry"),
        Text(
            "电子签名平台按补签、补传时间记时", "The signing service records when a page was uploaded or signed again"
        ),
        Text("日期录入有误，例如年、月填错", "A day was mistyped, the year or month for instance"),
    ),
    blind=Text(
        "审核记录不写明属于哪份报告，只与最后一份比较；日期相同的先后看不出；没有录入的到场看不见。",
        "Reviews do not say which report they belong to and are compared with the last one; it cannot tell the order "
        "within a day, and does not see visits that were never entered.",
    ),
)

#: What the grounds of this rule say of a suspicion; what a ground does not name is null.
COLUMNS = {
    "basis": "string",
    "project": "string",
    "kind": "string",
    "on": "date",
    "day": "date",
    "first_visit": "date",
    "minutes": "int64",
    "minimum": "float64",
    "contract_row": "int64",
    "risk_row": "int64",
    "report_rows": "array<int64>",
    "visit_rows": "array<int64>",
    "whole_visit_rows": "array<int64>",
    "review_rows": "array<int64>",
    "signature_rows": "array<int64>",
    "disclosure_rows": "array<int64>",
}


def find(t: Tables, law: LawTable) -> Any:
    """Issued projects one of whose steps lies on the wrong side of another."""
    found = ibis.union(
        _late_papers(t, "contract", "contract_on", "contract_row"),
        _late_papers(t, "risk_analysis", "risk_analysis_on", "risk_row"),
        _visits(t),
        _reviews(t),
        _late_signatures(t),
        _early_signatures(t),
        _disclosures(t),
        _hours(t, law),
    )
    return found.filter(law.governs(LAW, on=found.on, kind=found.kind))


def left_out(t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]:
    """Projects under no known law, and those whose visits may not all be there."""
    p = _issued(t)
    yield (
        Text("报告出具日的规定未知", "the law of the day of issue is unknown"),
        p.filter(~law.governs(LAW, on=p.first_issued, kind=p.kind)),
    )
    v = t.once("projects_visited", lambda: _visited(t))
    yield (
        Text(
            "到场记录可能不全，未判断到场是否都晚于出具、签名是否早于到场、时长是否过少",
            "visits may not all be there: not judged whether all came after the issue, whether signatures came before "
            "them, nor their length",
        ),
        v.filter(~v.all_visits),
    )


def _late_papers(t: Tables, basis: str, day: str, row: str) -> Any:
    """Projects whose contract or risk analysis is of a day after the first visit."""
    v = t.once("projects_visited", lambda: _visited(t))
    v = v.filter(v[day] > v.first_visit)
    return _suspicion(v, basis, on=v.first_issued, day=v[day], **{row: v.project_row})


def _visits(t: Tables) -> Any:
    v = t.once("projects_visited", lambda: _visited(t))
    v = _with_reports(t, v.filter(v.all_visits, v.first_visit > v.first_issued), "first_issued")
    return _suspicion(v, "visits", on=v.first_issued, report_rows=v.report_rows)


def _reviews(t: Tables) -> Any:
    """Review steps done after the last issue: hard where the step was not passed before it, else a clue."""
    s = _review_days(t)
    step = ibis.window(group_by=["project", "step"])
    s = s.mutate(passed_before=s.passed_in_time.max().over(step) == 1)
    s = s.filter(s.day > s.last_issued)
    s = s.mutate(basis=(s.passed_before | ~s.all_reviews).ifelse("further_review", "review"))
    late = s.group_by("project", "kind", "last_issued", "basis").aggregate(
        day=s.day.max(), review_rows=s.review_row.collect()
    )
    late = _with_reports(t, late, "last_issued")
    return _suspicion(
        late, late.basis, on=late.last_issued, day=late.day, review_rows=late.review_rows, report_rows=late.report_rows
    )


def _review_days(t: Tables) -> Any:
    p, r = _issued(t), t.reviews
    p = p.mutate(all_reviews=inside(t, "reviews", p, p.last_issued) if t.complete("reviews") else ibis.literal(False))
    day = r.done_at.date()
    return p.inner_join(r, p.project == r.project).select(
        p.project,
        p.kind,
        p.last_issued,
        p.all_reviews,
        r.step,
        day=day,
        review_row=r["_row"],
        passed_in_time=((r.outcome == "passed") & (day <= p.last_issued)).cast("int8"),
    )


def _late_signatures(t: Tables) -> Any:
    """Reports on which the first signature of a person in a role came after the issue."""
    s = _signed(t)
    late = s.filter(s.first_signed > s.issued_on)
    late = late.group_by("report", "report_row", "project", "kind", "issued_on").aggregate(
        day=late.first_signed.max(), signature_rows=late.signature_row.collect()
    )
    return _suspicion(
        late,
        "signature_late",
        on=late.issued_on,
        day=late.day,
        report_rows=ibis.array([late.report_row]),
        signature_rows=late.signature_rows,
    )


def _early_signatures(t: Tables) -> Any:
    """Reports on which the last signature of a person in a role came before anybody had been on site."""
    s, v = _signed(t), t.once("projects_visited", lambda: _visited(t))
    v = v.filter(v.all_visits).select("first_visit", "visit_rows", visited="project")
    s = s.inner_join(v.drop("visit_rows"), s.project == v.visited)
    early = s.filter(s.last_signed < s.first_visit, s.first_visit <= s.issued_on, ~s.role.isin(EXPERTS))
    early = early.group_by("report", "report_row", "project", "kind", "issued_on").aggregate(
        day=early.last_signed.min(), signature_rows=early.signature_row.collect()
    )
    early = early.inner_join(v, early.project == v.visited)
    return _suspicion(
        early,
        "signature_early",
        on=early.issued_on,
        day=early.day,
        report_rows=ibis.array([early.report_row]),
        signature_rows=early.signature_rows,
    )


def _signed(t: Tables) -> Any:
    """Each signature of an issued report, with the first and last day its person signed in that role."""
    s, r = t.signatures, t.once("reports_of_projects", lambda: _reports(t))
    person = ibis.window(group_by=["report", "person", "role"])
    day = s.signed_at.date()
    s = s.select(
        signed="report",
        role="role",
        signature_row="_row",
        first_signed=day.min().over(person),
        last_signed=day.max().over(person),
    )
    return r.inner_join(s, r.report == s.signed)


def _disclosures(t: Tables) -> Any:
    d, r = t.disclosures, t.once("reports_of_projects", lambda: _reports(t))
    d = d.select(published="report", day=d.published_at.date(), disclosure_row="_row")
    early = r.inner_join(d, [r.report == d.published, d.day < r.issued_on])
    early = early.group_by("report", "report_row", "project", "kind", "issued_on").aggregate(
        day=early.day.min(), disclosure_rows=early.disclosure_row.collect()
    )
    return _suspicion(
        early,
        "disclosure",
        on=early.issued_on,
        day=early.day,
        report_rows=ibis.array([early.report_row]),
        disclosure_rows=early.disclosure_rows,
    )


def _hours(t: Tables, law: LawTable) -> Any:
    v, minimum = t.once("projects_visited", lambda: _visited(t)), law.setting("screening.minimum_site_hours")
    v = v.filter(v.all_visits, v.visits == v.ended_visits, v.seconds < minimum * SECONDS_AN_HOUR)
    v = v.drop("visit_rows")
    v = attach_rows(v, ("project",), t.site_visits, lambda a, o: [a.project == o.o_project], "whole_visit_rows")
    return _suspicion(
        v,
        "hours",
        on=v.first_issued,
        minutes=(v.seconds / SECONDS_A_MINUTE).floor(),
        minimum=ibis.literal(minimum),
        whole_visit_rows=v.whole_visit_rows,
    )


def _issued(t: Tables) -> Any:
    """Projects with an issued report, with the columns `inside` asks for."""
    p = issued_projects(t)
    return p.select(
        "contract_on",
        "risk_analysis_on",
        "site_record",
        "first_issued",
        "last_issued",
        project="id",
        kind="law_kind",
        project_row="_row",
    )


def _reports(t: Tables) -> Any:
    """Every issued report with the kind of its project."""
    p, r = _issued(t), t.reports
    r = r.select(report="id", of="project", issued_on="issued_on", report_row="_row")
    return r.inner_join(p, r.of == p.project).select("report", "issued_on", "report_row", "project", "kind")


def _visited(t: Tables) -> Any:
    """Issued projects that were visited: the first day and its rows, seconds on site, whether these are all visits.

    Where a project keeps its site record on paper and no paper visit was handed in, they are not all.
    """
    p, v = _issued(t), t.site_visits
    per = v.group_by(visited="project").aggregate(
        first_arrival=v.arrived_at.min(),
        seconds=(v.left_at.epoch_seconds() - v.arrived_at.epoch_seconds()).sum(),
        visits=v.count(),
        ended_visits=v.left_at.count(),
        on_paper=(v.source == "paper").cast("int8").max(),
    )
    p = p.inner_join(per, p.project == per.visited)
    whole = inside(t, "site_visits", p, p.first_issued) if t.complete("site_visits") else ibis.literal(False)
    by_app = p.site_record.fill_null("app") != "paper"
    p = p.mutate(first_visit=p.first_arrival.date(), all_visits=whole & (by_app | (p.on_paper == 1)))
    return attach_rows(
        p,
        ("project",),
        t.site_visits,
        lambda a, o: [a.project == o.o_project, a.first_arrival == o.o_arrived_at],
        "visit_rows",
    )


def _with_reports(t: Tables, p: Any, day: str) -> Any:
    """The rows with the reports of their project issued on the day in that column."""
    return attach_rows(
        p, ("project",), t.reports, lambda a, o: [a.project == o.o_project, a[day] == o.o_issued_on], "report_rows"
    )


def _suspicion(rows: Any, basis: Any, **said: Any) -> Any:
    """The rows in the columns all grounds share, so that they can stand in one table."""
    said["basis"] = ibis.literal(basis) if isinstance(basis, str) else basis
    same = {name: rows[name] for name in ("project", "kind", "first_visit", "visit_rows") if name in rows.columns}
    found = same | said
    return rows.select(
        **{name: found[name].cast(type_) if name in found else ibis.null(type_) for name, type_ in COLUMNS.items()}
    )
