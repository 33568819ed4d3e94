"""QUAL-02: a project outside every scope of the certificates in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import attach_rows, in_force, institution_kind
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

RULE = Rule(
    id="QUAL-02",
    title=Text("超出业务范围从业", "Work outside the approved scope"),
    severity=Severity.SERIOUS,
    needs=("projects", "certificates", "certificate_scopes"),
    uses=("certificate_events", "applications"),
    absence=("certificate_scopes",),
    bases={
        "scope": Basis(
            Level.HARD,
            ("qualification.within_scope",),
            Text(
                "合同签订日 {on}，机构 {institution} 有效证书的业务范围不含本项目的范围 {scope}。",
                "On {on}, when the contract was signed, no certificate in force of institution {institution} "
                "covered the project's scope {scope}.",
            ),
        ),
    },
    subjects=(("project", "project"), ("institution", "institution")),
    shows=(
        Shown("projects", "project_row", ("institution", "contract_on", "scope")),
        Shown("certificates", "certificate_rows", ("number", "valid_from", "valid_to")),
        Shown("certificate_scopes", "scope_rows", ("certificate", "scope", "valid_from", "valid_to")),
    ),
    judged_on=("projects.contract_on",),
    law_keys=("kind",),
    why=Text(
        "业务范围按专业能力核定。超出范围承接的项目，没有经过能力审查的人。",
        "Scopes are approved by proven ability. Outside them nobody has been examined for the work.",
    ),
    check=Text(
        "调取证书附页的业务范围和合同标的；核对项目所属行业的认定；查合同签订前后是否有增项批准。",
        "Ask for the scope page of the certificate and what the contract is for; check how the project's industry was "
        "decided; see whether a scope was added about the day of the contract.",
    ),
    excuses=(
        Text("项目行业归类有误，实属已批准的范围", "The project was put under the wrong industry"),
        Text("增项已批准，尚未录入", "An added scope was approved and is not yet entered"),
        Text("合同含多个标的，范围外部分由其他机构承担", "The contract has several parts, others did the part outside"),
    ),
    blind=Text(
        "同一行业内的细分能力（如具体工艺）不在登记范围内，本规则看不到。",
        "Abilities finer than the registered scope (a particular process) are not visible to it.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Projects whose institution had a certificate in force on the contract day, but none with their scope."""
    p, by = t.projects, ("project_row",)
    asked = p.filter(p.contract_on.notnull() & p.scope.notnull()).select(
        project=p.id,
        institution=p.institution,
        project_row=p["_row"],
        scope=p.scope,
        on=p.contract_on,
        kind=institution_kind(p.kind),
        basis=ibis.literal("scope"),
    )
    held = in_force(t, asked)
    s = t.certificate_scopes.rename("s_{name}")
    covered = held.inner_join(s, [held.certificate == s.s_certificate, held.scope == s.s_scope, _open(s, held.on)])
    outside = asked.semi_join(held, "project_row").anti_join(covered, "project_row")
    shown = attach_rows(
        outside,
        by,
        held.select("project_row", _row=held.certificate_row),
        lambda a, o: a.project_row == o.o_project_row,
        "certificate_rows",
    )
    scopes = held.inner_join(s, held.certificate == s.s_certificate).select("project_row", _row=s.s__row)
    return attach_rows(shown, by, scopes, lambda a, o: a.project_row == o.o_project_row, "scope_rows")


def _open(s: Any, day: Any) -> Any:
    return (s.s_valid_from <= day) & (s.s_valid_to.isnull() | (s.s_valid_to >= day))
