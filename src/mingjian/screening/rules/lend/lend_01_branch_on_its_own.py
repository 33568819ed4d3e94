"""LEND-01: a branch that pays the head office and works without it, or works without an evaluator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import inside, institution_kind
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

LAW = "conduct.lend_qualification"
#: What a branch pays its head office for the use of its name, where it is that.
FOR_THE_NAME = ("management_fee", "share")
#: Posts whose holder can lead or review an evaluation.
EVALUATING = ("evaluator", "technical_leader", "process_control_leader")

RULE = Rule(
    id="LEND-01",
    title=Text("分支机构疑似借用资质独立从业", "A branch that seems to work alone under the institution's certificate"),
    severity=Severity.SERIOUS,
    needs=("branches", "projects", "employments"),
    uses=("payments", "site_visits", "reports", "qualifications"),
    absence=("employments",),
    bases={
        "fee": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "截至 {on}，机构 {institution} 有 {branch_count} 个分支机构缴纳管理费或分成，此前 {months} 个月内其 {project_count} 个项目没有本分支机构以外的人员到场。",
                "Up to {on}, branches of institution {institution} ({branch_count}) paid a management fee or share; at projects of theirs in the {months} months before ({project_count}) nobody from outside the branch was on site.",
            ),
        ),
        "no_evaluator": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "机构 {institution} 有 {branch_count} 个分支机构承接了 {project_count} 个评价项目，承接当日分支机构登记的人员中没有评价人员。",
                "Branches of institution {institution} ({branch_count}) took on evaluations ({project_count}) on days when nobody registered at the branch was an evaluator.",
            ),
            reading=Text(
                "任职未写明分支机构的，按机构本部人员计",
                "Employments that name no branch are counted with the head office",
            ),
        ),
    },
    subjects=(("institution", "institution"), ("branch", "branches")),
    shows=(
        Shown("branches", "branch_rows", ("institution", "division")),
        Shown("payments", "payment_rows", ("payer", "payee", "amount", "on", "purpose")),
        Shown("projects", "project_rows", ("branch", "kind", "contract_on")),
        Shown("site_visits", "visit_rows", ("project", "person", "arrived_at")),
    ),
    law_keys=("kind",),
    settings=("screening.lend_window_months",),
    why=Text(
        "公开的案例里，总部按年收管理费、按项目分成，项目全由分支机构自己做，有的分支机构一个评价师也没有。是否属于出借资质，须核查。",
        "In published cases the head office took a yearly fee and a share of each project while the branches did all the "
        "work, some without a single evaluator. Whether this is lending the certificate has to be checked.",
    ),
    check=Text(
        "到机构财务部门调取与分支机构的协议、内部核算办法和银行流水，看管理费、分成按什么计；调取项目的现场记录、原始照片、差旅票据，看总部人员是否到场；"
        "到社保经办窗口核对分支机构人员的参保单位；到登记机关查分支机构的设立登记。",
        "At the institution's accounts ask for the agreement with the branch, the rules of internal accounting and the "
        "bank statements, and see what the fee is reckoned on; ask for site records, photographs and travel receipts; "
        "check at the social-insurance counter who insures the branch's people; look up the branch's registration.",
    ),
    excuses=(
        Text(
            "管理费是总部统一核算的内部分摊，项目由总部统一签约、审核",
            "The fee is an internal share of overheads; the head office signs and reviews every project",
        ),
        Text(
            "分支机构有自己的合格评价人员，现场不必由总部到场",
            "The branch has qualified people of its own, and the head office need not be on site",
        ),
        Text(
            "总部人员到过现场，只是纸质记录没有录入",
            "People of the head office were there, on paper records not entered",
        ),
        Text("人员任职未填或填错分支机构", "The branch is missing or wrong in the employments"),
        Text(
            "到场人员是借调或当日刚调入分支机构的总部人员",
            "Those on site were seconded from the head office, or had just been moved to the branch",
        ),
        Text("所付是场地物业管理费或代收代付款", "What was paid is for the premises, or passed on for somebody else"),
    ),
    blind=Text(
        "不经账面支付的钱、由个人代收的钱看不见；分支机构以总部名义承接、未写明分支机构的项目看不见；检测检验机构的分支机构不看有无评价人员。",
        "It sees no money outside the books or paid to a person, no project taken in the head office's name without its "
        "branch, and does not ask testing branches for evaluators.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Institutions with branches that pay and work without the head office, or work without an evaluator."""
    return _paying_alone(t, law).union(_without_evaluator(t))


def left_out(t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]:
    """Projects of paying branches whose visits may not all be there, and projects of a day without known posts."""
    if t.has("site_visits"):
        p = t.once("projects_of_branches", lambda: _branch_projects(t)).semi_join(
            _last_payments(t), [("branch", "payer")]
        )
        yield (
            Text("到场记录可能不全，未查项目由谁到场", "visits may not all be there: not looked at who was on site"),
            p.filter(~_all_visits(t, p)),
        )
    p = _evaluations(t)
    yield (
        Text("employments 没有承接当日的任职记录", "employments do not reach to the day the project was taken on"),
        p.filter(~t.covered("employments", p.day, p.day)),
    )


def _paying_alone(t: Tables, law: LawTable) -> Any:
    """Branches that paid, with their projects of the months before at which nobody else was on site."""
    months = law.setting("screening.lend_window_months")
    p, paid = t.once("projects_of_branches", lambda: _branch_projects(t)), _last_payments(t)
    p = p.filter(p.first_issued.notnull() | (p.visits > 0), _all_visits(t, p)).anti_join(_helped(t, p), "project")
    p = p.inner_join(paid, p.branch == paid.payer)
    p = p.filter(p.day <= p.paid_on, p.day > p.paid_on - ibis.interval(months=months))
    v = t.site_visits.select(visited="project", visit_row="_row")
    p = p.left_join(v, p.project == v.visited).mutate(judged="paid_on")
    return _by_institution(t, p, "fee", months)


def _without_evaluator(t: Tables) -> Any:
    """Branches with evaluations taken on while nobody of theirs was an evaluator."""
    p, paid = _evaluations(t), _last_payments(t)
    p = p.filter(t.covered("employments", p.day, p.day)).anti_join(_staffed(t, p), "project")
    p = p.left_join(paid, p.branch == paid.payer)
    latest = p.day.max().over(ibis.window(group_by="branch"))
    p = p.mutate(judged=p.paid_on.coalesce(latest), visit_row=ibis.null("int64"))
    return _by_institution(t, p, "no_evaluator", None)


def _by_institution(t: Tables, p: Any, basis: str, months: int | None) -> Any:
    found = p.group_by("institution").aggregate(
        on=p.judged.max(),
        kind=p.kind.min(),
        branch_count=p.branch.nunique(),
        project_count=p.project.nunique(),
        branches=p.branch.collect(),
        branch_rows=p.branch_row.collect(),
        payment_rows=p.payment_row.collect(),
        project_rows=p.project_row.collect(),
        visit_rows=p.visit_row.collect(),
    )
    return found.mutate(basis=ibis.literal(basis), months=ibis.literal(months, type="int64"))


def _branch_projects(t: Tables) -> Any:
    """Projects of branches: the day taken on (contract, else first issue), whether issued, how often visited."""
    b = t.branches.select("institution", branch="id", branch_row="_row")
    issued = t.reports.group_by(issued="project").aggregate(first_issued=t.reports.issued_on.min())
    visits = t.site_visits.group_by(visited="project").aggregate(visits=t.site_visits.count())
    p = t.projects.left_join(issued, t.projects.id == issued.issued)
    p = p.left_join(visits, p.id == visits.visited)
    p = p.select(
        "contract_on", "risk_analysis_on", "site_record", "first_issued",
        project="id", of_branch="branch", kind=institution_kind(p.kind), project_row="_row",
        visits=p.visits.fill_null(0), day=p.contract_on.coalesce(p.first_issued),
    )  # fmt: skip
    return p.inner_join(b, p.of_branch == b.branch).drop("of_branch")


def _all_visits(t: Tables, p: Any) -> Any:
    """Whether the visits handed in are all there were; a project recorded on paper without a row is not known."""
    if not t.complete("site_visits"):
        return ibis.literal(False)
    by_app = p.site_record.fill_null("app") != "paper"
    return (by_app | (p.visits > 0)) & inside(t, "site_visits", p, ibis.greatest(p.day, p.first_issued))


def _last_payments(t: Tables) -> Any:
    """The last day each payer paid for the name, with the payments of that day."""
    m = t.payments.filter(t.payments.purpose.isin(FOR_THE_NAME))
    m = m.mutate(paid_on=m.on.max().over(ibis.window(group_by="payer")))
    return m.filter(m.on == m.paid_on).select("payer", "paid_on", payment_row="_row")


def _helped(t: Tables, p: Any) -> Any:
    """Projects visited by somebody employed that day outside the branch, or on a day whose posts are not known."""
    v, e = t.site_visits, t.employments.rename("e_{name}")
    v = v.select("person", visited="project", on=v.arrived_at.date())
    v = p.select("project", "branch", "institution").inner_join(v, p.project == v.visited)
    outside = v.inner_join(
        e,
        [
            v.person == e.e_person,
            v.institution == e.e_institution,
            e.e_valid_from <= v.on,
            e.e_valid_to.isnull() | (e.e_valid_to >= v.on),
            e.e_branch.isnull() | (e.e_branch != v.branch),
        ],
    )
    unknown = v.filter(~t.covered("employments", v.on, v.on))
    return outside.select("project").union(unknown.select("project"))


def _evaluations(t: Tables) -> Any:
    p = t.once("projects_of_branches", lambda: _branch_projects(t))
    return p.filter(p.kind == "evaluation", p.day.notnull())


def _staffed(t: Tables, p: Any) -> Any:
    """Projects on whose day the branch had an evaluator: by post, or by a qualification valid that day.

    Where qualifications are not handed in complete, anybody at the branch may hold one.
    """
    e, q = t.employments.rename("e_{name}"), _evaluator_qualifications(t)
    there = p.inner_join(
        e,
        [p.branch == e.e_branch, e.e_valid_from <= p.day, e.e_valid_to.isnull() | (e.e_valid_to >= p.day)],
    )
    if not t.complete("qualifications"):
        return there.select("project")
    qualified = there.inner_join(
        q,
        [
            there.e_person == q.q_person,
            q.q_valid_from <= there.day,
            q.q_valid_to.isnull() | (q.q_valid_to >= there.day),
        ],
    )
    by_post = there.filter(there.e_post.isin(EVALUATING))
    return by_post.select("project").union(qualified.select("project"))


def _evaluator_qualifications(t: Tables) -> Any:
    q = t.qualifications
    return q.filter(q.kind == "evaluator").rename("q_{name}")
