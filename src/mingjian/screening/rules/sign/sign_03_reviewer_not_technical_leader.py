"""SIGN-03: nobody who reviewed the report was technical leader, or only its authors reviewed it."""

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

LAW = "report.reviewer_is_technical_leader"

RULE = Rule(
    id="SIGN-03",
    title=Text("报告审核人不是技术负责人", "The report was not reviewed by the technical leader"),
    severity=Severity.SERIOUS,
    needs=("projects", "reports", "team_members"),
    uses=("employments",),
    absence=("team_members",),
    bases={
        "not_leader": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具日 {on}，项目的审核人都不担任机构 {institution} 的技术负责人。",
                "On {on}, when the report was issued, no reviewer of the project was technical leader of {institution}.",
            ),
        ),
        "no_reviewer": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具于 {on}，项目组名单中没有审核人。",
                "The report was issued on {on}; the team names no reviewer.",
            ),
        ),
        "self_review": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具于 {on}，审核人全部同时是编制人。",
                "The report was issued on {on}; every reviewer is also an author of it.",
            ),
        ),
    },
    subjects=(("project", "project"), ("person", "reviewers")),
    shows=(
        Shown("reports", "report_rows", ("number", "issued_on")),
        Shown("team_members", "reviewer_rows", ("project", "person", "role")),
        Shown("team_members", "author_rows", ("project", "person", "role")),
        Shown("employments", "post_rows", ("person", "institution", "post", "valid_from")),
    ),
    law_keys=("kind",),
    why=Text(
        "报告的审核人就是机构的技术负责人，由他对技术内容把关。审核人不担任这一职务，或者自己审自己写的报告，等于没有审核。",
        "The reviewer of a report is the institution's technical leader, who answers for its substance. A reviewer "
        "without that post, or one reviewing what he wrote, is no review.",
    ),
    check=Text(
        "看报告著录项页的审核人及其签字；到机构人事部门调取技术负责人任职文件、变更备案回执，核对出具日由谁任职；到资质认可机关窗口查技术负责人变更登记；"
        "看审核记录单上由谁提出审核意见。",
        "Look at the reviewer on the credits page and his signature; ask the institution's personnel office for the paper "
        "appointing its technical leader and the qualification authority for the recorded change, and see who held the "
        "post that day; see on the review sheets whose remarks they are.",
    ),
    excuses=(
        Text(
            "技术负责人已变更，新任职尚未录入或尚未办理变更",
            "The technical leader changed and the new post is not yet entered",
        ),
        Text(
            "技术负责人列在“技术负责人”一栏，审核人一栏空着，或者填的是内部审核人员",
            "The technical leader is listed in that role; the reviewers are left out, or are those of the internal review",
        ),
        Text("技术负责人外出期间书面委托他人审核", "While away, the technical leader appointed a deputy in writing"),
        Text(
            "任职只登记了一个岗位，技术负责人按评价师录入",
            "Only one post a person is entered, and the technical leader stands as an evaluator",
        ),
        Text("审核人只修改过个别段落，被一并列为编制人", "A reviewer who mended a passage was listed as an author too"),
    ),
    blind=Text(
        "项目组名单不写日期：报告多次出具的，只要审核人在其中任一出具日担任技术负责人，就不列入。是否真的审核过，本规则看不出。",
        "Teams carry no days: with several issues it is enough that a reviewer held the post on one of their days. It "
        "cannot see whether the review was really done.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Issued evaluation projects without a reviewer who is technical leader, or without one who is not an author."""
    p = t.once("reviews_judged", lambda: _judged(t, law))
    by_reviewers = p.inner_join(_reviewers(t), "project")
    unreviewed = p.anti_join(_in_role(t, "reviewer"), "project").semi_join(_teams(t), "project")
    return ibis.union(
        _suspicion(t, _without_leader(t, by_reviewers), "not_leader"),
        _suspicion(t, by_reviewers.anti_join(_independent(t), "project"), "self_review"),
        _suspicion(t, unreviewed.mutate(reviewers=ibis.null("array<string>")), "no_reviewer"),
    )


def left_out(t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]:
    """Evaluation projects under no known law, outside what the team table covers, or without known posts."""
    p = _evaluations(t)
    known = law.governs(LAW, on=p.on, kind=p.kind)
    yield Text("报告出具日的规定未知", "the law of the day of issue is unknown"), p.filter(~known)
    covered = inside(t, "team_members", p, p.on)
    yield (
        Text("项目超出 team_members 所载时间范围", "the project reaches beyond the days team_members covers"),
        p.filter(known, ~covered),
    )
    yield (
        Text("项目组名单没有录入", "no team was entered"),
        p.filter(known, covered).anti_join(_teams(t), "project"),
    )
    if t.has("employments"):
        yield (
            Text(
                "employments 没有当日完整的任职记录，未核对审核人是否为技术负责人",
                "employments are not complete for that day: not checked whether a reviewer was technical leader",
            ),
            p.filter(known, covered, ~_posts_known(t, p)),
        )


def _evaluations(t: Tables) -> Any:
    p = issued_projects(t)
    p = p.filter(p.law_kind == "evaluation")
    return p.select("institution", "contract_on", "risk_analysis_on", project="id", kind="law_kind", on="first_issued")


def _judged(t: Tables, law: LawTable) -> Any:
    p = _evaluations(t)
    return p.filter(law.governs(LAW, on=p.on, kind=p.kind), inside(t, "team_members", p, p.on))


def _posts_known(t: Tables, p: Any) -> Any:
    return t.covered("employments", p.on, p.on) if t.complete("employments") else ibis.literal(False)


def _in_role(t: Tables, role: str) -> Any:
    m = t.team_members
    return m.filter(m.role == role).select("project", "person", team_row="_row")


def _reviewers(t: Tables) -> Any:
    """The reviewers of each project that has one."""
    m = _in_role(t, "reviewer")
    return m.group_by("project").aggregate(reviewers=m.person.collect())


def _independent(t: Tables) -> Any:
    """Reviewers who are not authors of the same project's report."""
    return _in_role(t, "reviewer").anti_join(_in_role(t, "author"), ["project", "person"])


def _teams(t: Tables) -> Any:
    return t.team_members.select("project").distinct()


def _without_leader(t: Tables, p: Any) -> Any:
    """The projects no reviewer of which was technical leader of the institution on a day of issue."""
    p, e = p.filter(_posts_known(t, p)), t.employments
    days = t.reports.select(of="project", valid_day="issued_on")
    asked = p.select("project", "institution").inner_join(_in_role(t, "reviewer"), "project")
    asked = asked.inner_join(days, asked.project == days.of)
    leaders = e.filter(e.post == "technical_leader").rename("e_{name}")
    held = asked.inner_join(
        leaders,
        [
            asked.person == leaders.e_person,
            asked.institution == leaders.e_institution,
            leaders.e_valid_from <= asked.valid_day,
            leaders.e_valid_to.isnull() | (leaders.e_valid_to >= asked.valid_day),
        ],
    )
    return p.anti_join(held, "project")


def _suspicion(t: Tables, p: Any, basis: str) -> Any:
    """The projects with their evidence: first report, reviewers, reviewers as authors, posts of the day."""
    p = p.select("project", "institution", "kind", "on", "reviewers", basis=ibis.literal(basis))
    p = _attach(p, t.reports, lambda a, o: [a.project == o.o_project, a.on == o.o_issued_on], "report_rows")
    reviewers = t.team_members.filter(t.team_members.role == "reviewer")
    p = _attach(p, reviewers, lambda a, o: [a.project == o.o_project], "reviewer_rows")
    authors = t.team_members.filter(t.team_members.role == "author").semi_join(
        _in_role(t, "reviewer"), ["project", "person"]
    )
    p = _attach(p, authors, lambda a, o: [a.project == o.o_project], "author_rows")
    return _attach(p, _posts(t), _held_then, "post_rows")


def _posts(t: Tables) -> Any:
    """Employments of reviewers, with the project they reviewed."""
    return t.employments.inner_join(_in_role(t, "reviewer"), "person")


def _held_then(asked: Any, post: Any) -> list[Any]:
    return [
        asked.project == post.o_project,
        asked.institution == post.o_institution,
        post.o_valid_from <= asked.on,
        post.o_valid_to.isnull() | (post.o_valid_to >= asked.on),
    ]


def _attach(p: Any, other: Any, when: Any, name: str) -> Any:
    return attach_rows(p, ("project",), other, when, name)
