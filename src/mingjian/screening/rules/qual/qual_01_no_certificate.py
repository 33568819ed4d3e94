"""QUAL-01: work begun or a report issued on a day without a certificate in force."""

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
    id="QUAL-01",
    title=Text("无有效资质从业", "Work without a certificate in force"),
    severity=Severity.SERIOUS,
    needs=("projects", "certificates"),
    uses=("reports", "certificate_events", "applications"),
    absence=("certificates",),
    bases={
        "contract": Basis(
            Level.HARD,
            ("qualification.required",),
            Text(
                "合同签订日 {on}，机构 {institution} 没有有效的资质证书。",
                "On {on}, when the contract was signed, institution {institution} had no certificate in force.",
            ),
        ),
        "issue": Basis(
            Level.HARD,
            ("qualification.required",),
            Text(
                "报告出具日 {on}，机构 {institution} 没有有效的资质证书。",
                "On {on}, when the report was issued, institution {institution} had no certificate in force.",
            ),
        ),
    },
    subjects=(("project", "project"), ("institution", "institution")),
    shows=(
        Shown("projects", "project_row", ("institution", "contract_on", "kind")),
        Shown("reports", "report_row", ("number", "issued_on")),
        Shown("certificates", "certificate_rows", ("number", "valid_from", "valid_to")),
        Shown("certificate_events", "event_rows", ("certificate", "kind", "on")),
    ),
    judged_on=("projects.contract_on", "reports.issued_on"),
    law_keys=("kind",),
    why=Text(
        "报告是许可的依据。没有资质、资质失效或被停用期间出具的报告，不能证明任何安全条件。",
        "Permits rest on the report. One made without a certificate in force proves nothing about safety.",
    ),
    check=Text(
        "调取资质证书正本和变更、暂停、恢复的文书；核对合同与报告的实际签署日；向发证机关核实延续申请的受理情况。",
        "Ask for the certificate and every paper that suspended or restored it; check the days the contract and report "
        "were really signed; ask the issuing authority whether a renewal was pending.",
    ),
    excuses=(
        Text("延续申请已按时提出，发证机关尚未决定", "A renewal was applied for in time and is undecided"),
        Text("证书已换发，新证尚未录入", "The certificate was replaced and the new one is not yet entered"),
        Text("合同日期录入有误", "The contract day was mistyped"),
    ),
    blind=Text(
        "本规则不知道撤销决定是否追溯：只从决定载明之日起算。",
        "It does not know whether a rescission reaches back: it counts from the day entered.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Contract days and issue days of projects on which no certificate of the institution was in force."""
    asked, by = _days(t), ("project_row", "on", "basis")
    held = in_force(t, asked)
    without = asked.anti_join(held, [asked[column] == held[column] for column in by])
    shown = attach_rows(
        without,
        by,
        t.certificates,
        lambda a, o: [a.institution == o.o_institution, o.o_valid_from <= a.on],
        "certificate_rows",
    )
    return attach_rows(
        shown, by, _events(t), lambda a, o: [a.institution == o.o_institution, o.o_on <= a.on], "event_rows"
    )


def _events(t: Tables) -> Any:
    e, c = t.certificate_events, t.certificates
    return e.inner_join(c, e.certificate == c.id).select(e["_row"], e.on, c.institution)


def _days(t: Tables) -> Any:
    p, r = t.projects, t.reports
    project = {
        "project": p.id,
        "institution": p.institution,
        "project_row": p["_row"],
        "kind": institution_kind(p.kind),
    }
    contracts = p.filter(p.contract_on.notnull()).select(
        **project, on=p.contract_on, report_row=ibis.null("int64"), basis=ibis.literal("contract")
    )
    issues = p.inner_join(r, p.id == r.project).select(
        **project, on=r.issued_on, report_row=r["_row"], basis=ibis.literal("issue")
    )
    return contracts.union(issues)
