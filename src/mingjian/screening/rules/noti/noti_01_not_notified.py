"""NOTI-01: work in another province not filed (2009), or on-site service not notified in time (2019)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.deadlines import on_calendar
from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import inside, institution_kind
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

#: The digits of a division that tell the province (GB/T 2260).
PROVINCE_DIGITS = 2

RULE = Rule(
    id="NOTI-01",
    title=Text("跨省从业未备案，或者未按规定告知", "Cross-province work not filed, or service not notified"),
    severity=Severity.ORDINARY,
    needs=("projects", "notices"),
    uses=("institutions", "offices", "reports", "site_visits"),
    absence=("notices",),
    bases={
        "not_filed": Basis(
            Level.HARD,
            ("filing.cross_province",),
            Text(
                "机构 {institution} 跨省承担项目 {project}，至报告出具日 {issued_on} 没有向项目所在省机关备案的记录。",
                "Institution {institution} worked on project {project} in another province; up to {issued_on}, when the "
                "report was issued, there is no filing with an office of that province.",
            ),
        ),
        "not_notified": Basis(
            Level.HARD,
            ("notice.before_service",),
            Text(
                "项目 {project} 自 {on} 起已开展服务（首次到场，或者报告出具），没有从业告知的记录。",
                "Project {project} was under way by {on} (first visit, or issue of the report) and there is no notice of service.",
            ),
        ),
        "after_visit": Basis(
            Level.HARD,
            ("notice.before_service",),
            Text(
                "项目 {project} 首次到场为 {on}，最早的从业告知为 {sent_on}，不早于到场日。",
                "The first visit to project {project} was on {on}; the first notice of service, of {sent_on}, is not before it.",
            ),
        ),
        "short": Basis(
            Level.CLUE,
            ("notice.before_service", "notice.working_days"),
            Text(
                "项目 {project} 最早的从业告知为 {sent_on}，到首次到场 {on} 只有 {ahead} 个工作日。",
                "The first notice of service for project {project}, of {sent_on}, was {ahead} working days before the first "
                "visit on {on}.",
            ),
            reading=Text(
                "“前七个工作日内”此处读作至少提前七个工作日；也可以读作服务前的七个工作日之内，那样则不构成问题。",
                "前七个工作日内 is read here as at least seven working days before; read as within the seven working days "
                "before, nothing is amiss.",
            ),
        ),
    },
    subjects=(("project", "project"), ("institution", "institution")),
    shows=(
        Shown("projects", "project_row", ("institution", "division")),
        Shown("institutions", "institution_row", ("division",)),
        Shown("site_visits", "visit_row", ("project", "arrived_at")),
        Shown("reports", "report_row", ("project", "number", "issued_on")),
        Shown("notices", "notice_row", ("project", "kind", "sent_on", "authority")),
    ),
    law_keys=("kind",),
    why=Text(
        "项目所在地的机关只有事先知道谁来、何时来，才能到现场核对有没有人真的到场。",
        "Only an office that knows beforehand who comes and when can see whether anybody really came.",
    ),
    check=Text(
        "查项目所在省机关的备案（告知）登记簿和收件回执；请机构出示告知书及送达凭证；核对首次到场的记录是否只是前期踏勘、商务接洽。",
        "Look in the register of filings or notices of the office where the project lies, and at its receipts; ask the "
        "institution for the notice and the proof of delivery; see whether the first visit was only a business call.",
    ),
    excuses=(
        Text(
            "已告知，受理机关未登记或者登记在其他项目名下",
            "Given, but not registered, or registered under another project",
        ),
        Text(
            "首次到场是签约前的商务接洽，不属于现场技术服务",
            "The first visit was a business call before the contract, not technical service",
        ),
        Text(
            "不属于法定评价或者检测项目，不适用该规定", "Not a statutory evaluation or test, so the rule does not apply"
        ),
        Text(
            "告知书以邮寄或者网上方式送交，登记的是收到日",
            "Sent by post or online, and the day registered is that of receipt",
        ),
        Text(
            "机构住所已迁入项目所在省，登记尚未变更",
            "The institution had moved into the province and the register lags",
        ),
    ),
    blind=Text(
        "没有到场记录的项目按报告出具日判断，不知道真正开始服务的日子；不判断告知书写得是否齐全、送的机关是否正确。",
        "A project without visits is judged on the day of issue; when service really began is unknown. Whether the notice "
        "was complete or went to the right office is not judged.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Projects begun without the filing, or the notice, that the law of their first day asks."""
    begun = t.once("projects_begun", lambda: _begun(t))
    return _not_filed(t, law, begun).union(_notified_amiss(t, law, begun), distinct=False)


def left_out(t: Tables, law: LawTable) -> Iterator[tuple[Text, Any]]:
    """Begun projects of days without known law, of institutions without a known place, or outside what is covered."""
    begun = t.once("projects_begun", lambda: _begun(t))
    known = law.known_days(RULE.concepts, begun.on)
    yield Text("项目开始那一天的规定未知", "the law of the project's first day is unknown"), begun.filter(~known)
    began = law.governs("filing.cross_province", on=begun.on, kind=begun.kind)
    ended = (
        began & begun.issued_on.notnull() & ~law.governs("filing.cross_province", on=begun.issued_on, kind=begun.kind)
    )
    yield (
        Text("首次到场时须备案，报告出具时备案已取消，不作判断", "the duty to file ended before the report was issued"),
        begun.filter(ended),
    )
    filing = _filing_governs(law, begun) & begun.issued_on.notnull()
    yield Text("机构住所地未知", "the institution's place is unknown"), begun.filter(filing & begun.home.isnull())
    asked = filing | _notice_governs(law, begun)
    outside = begun.filter(asked & ~inside(t, "notices", begun, _until(begun)))
    yield (
        Text("备案与告知记录没有覆盖该项目", "the records of filings and notices do not cover the project"),
        outside,
    )


def _begun(t: Tables) -> Any:
    """Projects with the day their law is taken from: the first visit, or the issue where no visit is known."""
    p, i = t.projects, t.institutions
    homes = i.select(home_of=i.id, home=i.division, institution_row=i["_row"])
    visits = _first(t.site_visits, "arrived_at", "visit").select(
        "visit_row", visited="project", first_visit=ibis._.visit_at.date()
    )
    reports = _first(t.reports, "issued_on", "report").select("report_row", issued="project", issued_on="report_at")
    project = p.select(
        p.institution, p.division, p.contract_on, p.risk_analysis_on,
        project=p.id, project_row=p["_row"], kind=institution_kind(p.kind),
    )  # fmt: skip
    rows = project.left_join(homes, project.institution == homes.home_of)
    rows = rows.left_join(visits, rows.project == visits.visited)
    rows = rows.left_join(reports, rows.project == reports.issued).drop("home_of", "visited", "issued")
    rows = rows.mutate(on=rows.first_visit.coalesce(rows.issued_on))
    return rows.filter(rows.on.notnull())


def _first(rows: Any, day: str, name: str) -> Any:
    """The first row of each project by `day`, as `{name}_at` and `{name}_row`; of equals the one entered first."""
    place = ibis.row_number().over(ibis.window(group_by=rows.project, order_by=[rows[day], rows["_row"]]))
    placed = rows.select("project", place=place, **{f"{name}_at": rows[day], f"{name}_row": rows["_row"]})
    return placed.filter(placed.place == 0).drop("place")


def _until(begun: Any) -> Any:
    """The last day the table of notices must cover."""
    return ibis.greatest(begun.on, begun.issued_on.coalesce(begun.on))


def _filing_governs(law: LawTable, rows: Any) -> Any:
    """Whether cross-province work had to be filed on the project's first day and on the day of issue."""
    first = law.governs("filing.cross_province", on=rows.on, kind=rows.kind)
    return first & law.governs("filing.cross_province", on=rows.issued_on, kind=rows.kind)


def _notice_governs(law: LawTable, rows: Any) -> Any:
    return law.governs("notice.before_service", on=rows.on, kind=rows.kind)


def _province(division: Any) -> Any:
    return division.substr(0, PROVINCE_DIGITS)


def _not_filed(t: Tables, law: LawTable, begun: Any) -> Any:
    """Issued projects away from the institution's province without a filing to an office of theirs by then."""
    away = begun.filter(
        _filing_governs(law, begun),
        _province(begun.home) != _province(begun.division),
        inside(t, "notices", begun, _until(begun)),
    )
    filings = _filings(t)
    unfiled = away.anti_join(
        filings,
        [
            away.project == filings.filed,
            filings.sent_on <= away.issued_on,
            filings.office_division.isnull() | (_province(filings.office_division) == _province(away.division)),
        ],
    )
    return _found(unfiled.mutate(basis=ibis.literal("not_filed")))


def _filings(t: Tables) -> Any:
    """Filings with the division of the office addressed; null where the office or its division is not known."""
    n, o = t.notices, t.offices
    places = o.select(addressed=o.id, office_division=o.division)
    filings = n.filter(n.kind == "filing").select("authority", "sent_on", filed="project")
    return filings.left_join(places, filings.authority == places.addressed)


def _notified_amiss(t: Tables, law: LawTable, begun: Any) -> Any:
    """Projects without a notice of service, with one not before the first visit, or with a short one."""
    asked = begun.filter(_notice_governs(law, begun), inside(t, "notices", begun, begun.on))
    services = t.notices.filter(t.notices.kind == "service_notice")
    notices = _first(services, "sent_on", "notice").select("notice_row", noticed="project", sent_on="notice_at")
    rows = asked.left_join(notices, asked.project == notices.noticed).drop("noticed")
    rows = on_calendar(law, on_calendar(law, rows, "first_visit", "visit"), "sent_on", "sent")
    rows = rows.mutate(ahead=rows.visit_nth - rows.sent_nth, provisional=~rows.visit_final.fill_null(True))
    wanted = law.number("notice.working_days", on=rows.on, kind=rows.kind)
    basis = ibis.cases(
        (rows.sent_on.isnull(), "not_notified"),
        (rows.sent_on >= rows.first_visit, "after_visit"),
        (rows.ahead < wanted, "short"),
    )
    rows = rows.mutate(basis=basis, report_row=rows.visit_row.isnull().ifelse(rows.report_row, ibis.null("int64")))
    amiss = rows.filter(rows.basis.notnull())
    counted = amiss.mutate(provisional=amiss.provisional & (amiss.basis == "short"))
    return _found(counted.drop("institution_row"))


def _found(rows: Any) -> Any:
    """The columns of a finding, null where this ground has none."""
    later = {
        "sent_on": "date",
        "ahead": "int64",
        "notice_row": "int64",
        "institution_row": "int64",
        "provisional": "boolean",
    }
    full = rows.mutate(**{name: ibis.null(type_) for name, type_ in later.items() if name not in rows.columns})
    return full.select(
        "basis", "on", "project", "institution", "kind", "issued_on", "sent_on", "ahead", "provisional",
        "project_row", "institution_row", "visit_row", "report_row", "notice_row",
    )  # fmt: skip
