"""QUAL-03: work reserved for grade A done under grade B (only before 2019-05-01, when grades were abolished)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import in_force, institution_kind
from mingjian.terms import Grade, Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

RULE = Rule(
    id="QUAL-03",
    title=Text("乙级资质超出地域或项目级别", "Grade B used beyond its province or its class of projects"),
    severity=Severity.SERIOUS,
    needs=("projects", "certificates", "offices"),
    uses=("certificate_events", "applications"),
    bases={
        "province": Basis(
            Level.HARD,
            ("qualification.grade_territory",),
            Text(
                "合同签订日 {on}，机构 {institution} 只有乙级资质，项目所在行政区划 {division} 不在发证机关所在省。",
                "On {on} institution {institution} held grade B only, and the project's division {division} lies "
                "outside the province of the issuing office.",
            ),
        ),
        "reserved": Basis(
            Level.HARD,
            ("qualification.reserved_for_jia",),
            Text(
                "合同签订日 {on}，机构 {institution} 只有乙级资质，项目属于只能由甲级机构承担的一类（{why_reserved}）。",
                "On {on} institution {institution} held grade B only, and the project is of a class reserved for "
                "grade A ({why_reserved}).",
            ),
        ),
    },
    subjects=(("project", "project"), ("institution", "institution")),
    shows=(
        Shown("projects", "project_row", ("institution", "contract_on", "division", "state_level", "reserved")),
        Shown("certificates", "certificate_rows", ("number", "grade", "issued_by", "valid_from", "valid_to")),
    ),
    judged_on=("projects.contract_on",),
    law_keys=("kind", "grade"),
    why=Text(
        "2019 年 4 月 30 日以前，乙级机构只能在本省从业，跨省和高危险项目须由甲级机构承担。",
        "Until 2019-04-30 grade B stood for one province; cross-province and the most dangerous projects needed grade A.",
    ),
    check=Text(
        "核对合同、项目立项批文和证书等级；项目地址以批文为准。",
        "Compare the contract, the approval of the project and the grade of the certificate; the approval decides the place.",
    ),
    excuses=(
        Text(
            "项目地点录入为建设单位住所，实际在本省",
            "The place entered is the client's seat; the plant is in the province",
        ),
        Text("当时已取得甲级证书，尚未录入", "Grade A had been granted and is not yet entered"),
        Text("发证机关的行政区划录入有误", "The division of the issuing office was mistyped"),
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Projects contracted under grade B alone: outside the issuing province, or reserved for grade A."""
    only_yi = _held_under_yi_alone(t)
    found = _outside_province(t, only_yi).union(_reserved(only_yi))
    abroad = law.governs("qualification.grade_territory", on=found.on, kind=found.kind, grade=found.grade)
    reserved = law.governs("qualification.reserved_for_jia", on=found.on, kind=found.kind)
    return found.filter(((found.basis == "province") & abroad) | ((found.basis == "reserved") & reserved))


def _held_under_yi_alone(t: Tables) -> Any:
    p = t.projects
    asked = p.filter(p.contract_on.notnull()).select(
        project=p.id,
        institution=p.institution,
        project_row=p["_row"],
        on=p.contract_on,
        kind=institution_kind(p.kind),
        division=p.division,
        state_level=p.state_level,
        reserved=p.reserved,
    )
    held = in_force(t, asked)
    other = held.filter(held.grade.isnull() | (held.grade != Grade.YI))
    return held.anti_join(other, "project_row")


def _outside_province(t: Tables, held: Any) -> Any:
    """Held only from offices of other provinces; an office whose division nobody gave proves nothing."""
    o = t.offices.select(issuer="id", office_division="division")
    placed = held.left_join(o, held.issued_by == o.issuer)
    home = placed.office_division.left(2) == placed.division.left(2)
    covering = placed.filter(placed.office_division.isnull() | placed.division.isnull() | home)
    abroad = placed.anti_join(covering, "project_row")
    return _found(abroad, "province", ibis.null("string"))


def _reserved(held: Any) -> Any:
    state = held.state_level.fill_null(False)
    marked = held.filter(state | held.reserved.notnull())
    why = marked.state_level.fill_null(False).ifelse("state_level", marked.reserved)
    return _found(marked, "reserved", why)


def _found(held: Any, basis: str, why: Any) -> Any:
    one = held.mutate(why_reserved=why).group_by(
        "project", "institution", "project_row", "on", "kind", "division", "why_reserved"
    )
    return one.aggregate(certificate_rows=held.certificate_row.collect()).mutate(
        basis=ibis.literal(basis), grade=ibis.literal(Grade.YI.value)
    )
