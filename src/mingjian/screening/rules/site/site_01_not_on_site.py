"""SITE-01: a report issued without a visit by the team leader, or by a member of the team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import attach_rows, inside, issued_projects
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

RULE = Rule(
    id="SITE-01",
    title=Text("组长或成员没有到现场", "Leader or member never on site"),
    severity=Severity.SERIOUS,
    needs=("projects", "reports", "team_members", "site_visits"),
    absence=("site_visits",),
    bases={
        "leader": Basis(
            Level.HARD,
            ("conduct.on_site",),
            Text(
                "项目 {project} 的报告于 {on} 出具，项目组长没有任何到场记录。",
                "The report of project {project} was issued on {on}; the team leader has no visit on record.",
            ),
        ),
        "member": Basis(
            Level.CLUE,
            ("conduct.on_site",),
            Text(
                "项目 {project} 的报告于 {on} 出具，一名项目组成员没有任何到场记录。",
                "The report of project {project} was issued on {on}; a member of the team has no visit on record.",
            ),
        ),
    },
    subjects=(("project", "project"), ("person", "person")),
    shows=(
        Shown("team_members", "member_row", ("project", "person", "role")),
        Shown("reports", "report_row", ("number", "issued_on")),
        Shown("site_visits", "visit_rows", ("person", "arrived_at", "left_at", "source")),
    ),
    judged_on=("reports.issued_on",),
    law_keys=("kind",),
    why=Text(
        "评价结论取决于现场事实。没有到过现场的人，写不出现场的危险。",
        "The conclusion rests on what is on site. Who was never there cannot write what is dangerous there.",
    ),
    check=Text(
        "调取现场记录表纸件和影像，看签到、着装和标志物；向委托方问当日陪同人员；核对出差票据。",
        "Ask for the paper record and pictures of the visit; ask the client who received whom; check travel receipts.",
    ),
    excuses=(
        Text("用纸质记录到场，尚未录入", "The visit was recorded on paper and is not yet entered"),
        Text("组长中途更换，名单没有更新", "The leader was replaced and the list not updated"),
        Text("该成员只承担计算或资料工作", "The member only calculated or worked on papers"),
        Text("井下或防爆区不得携带手机", "Phones are not allowed underground or in explosive areas"),
    ),
    blind=Text(
        "本规则只看有没有到场记录，看不出到场后是否认真查看。",
        "It sees whether there is a visit, not whether anybody looked properly.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Leaders and members of issued projects who have no visit to the project."""
    m, v = t.team_members, t.site_visits
    team = m.filter(m.role.isin(("leader", "member"))).select("project", "person", "role", member_row="_row")
    p = _judged(t)
    asked = p.filter(inside(t, "site_visits", p, p.first_issued)).select(
        issued="id", kind="law_kind", on="first_issued", report_row="report_row"
    )
    teams = team.inner_join(asked, team.project == asked.issued)
    absent = teams.anti_join(v, [teams.project == v.project, teams.person == v.person])
    found = absent.mutate(basis=absent.role)
    return attach_rows(found, ("member_row",), v, lambda a, o: a.project == o.o_project, "visit_rows")


def left_out(t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]:
    """Projects kept on paper without any visit row, and those beyond what the table covers."""
    p = issued_projects(t)
    on_paper = p.anti_join(_judged(t), "id")
    yield Text("到场记录为纸质，未录入", "visits are on paper and not entered"), on_paper
    judged = _judged(t)
    beyond = judged.filter(~inside(t, "site_visits", judged, judged.first_issued))
    yield Text("项目期间超出到场记录表覆盖的日期", "the project reaches beyond the days the visits cover"), beyond


def _judged(t: Tables) -> Any:
    """Issued projects whose visits are kept in the table: not those on paper without a single row."""
    p, v = issued_projects(t), t.site_visits
    on_paper = p.filter(p.site_record == "paper").anti_join(v, p.id == v.project)
    return p.anti_join(on_paper, p.id == on_paper.id)
