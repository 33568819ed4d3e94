"""An office with its people, and one evaluator found at two sites at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.web_factories import account, at, office

from mingjian.findings import Citation, Evidence, Finding, Subject
from mingjian.terms import LawStatus, Level, Severity, Text
from mingjian_web.accounts.actor import Actor, actor_of
from mingjian_web.accounts.models import Account
from mingjian_web.accounts.permissions import Role
from mingjian_web.findings import actions
from mingjian_web.findings.models import Finding as Row

NAMES = {
    ("person", "p-1"): "佟若谷",
    ("institution", "i-1"): "岚州澄砚安全技术有限公司",
    ("project", "j-1"): "栎川选煤厂改造",
    ("project", "j-2"): "沐岩矿业二采区",
}


def visit(id_: str, project: str, arrived: str, left: str, lat: float, lon: float) -> Evidence:
    fields = {"project": project, "person": "p-1", "arrived_at": arrived, "left_at": left, "lat": lat, "lon": lon}
    return Evidence("site_visits", id=id_, fields=fields)


def two_sites(day: str = "2025-09-11", level: Level = Level.HARD, **more: Any) -> Finding:
    """SITE-03: one evaluator, two sites, their times overlapping."""
    return Finding(
        **{
            "rule": "SITE-03",
            "basis": "overlap",
            "level": level,
            "severity": Severity.SERIOUS,
            "regime": "order-1-2019",
            "on": date.fromisoformat(day),
            "subjects": (Subject("institution", "i-1"), Subject("person", "p-1")),
            "evidence": (
                visit("v-1", "j-1", f"{day}T13:40:00+08:00", f"{day}T16:12:00+08:00", 47.3321, 130.2774),
                visit("v-2", "j-2", f"{day}T14:25:00+08:00", f"{day}T17:05:00+08:00", 45.7710, 131.0031),
            ),
            "message": Text("同一人两处在场时间重叠。", "One person, two places, one time."),
            "citations": (Citation("虚假安全评价报告认定情形", LawStatus.SEEN),),
            "check": Text("调取两份现场记录表纸件。", "Ask for both site records on paper."),
            "excuses": (Text("两人同名", "two persons of one name"), Text("同事代为签到", "a colleague signed in")),
        }
        | more
    )


def received(*found: Finding, now: str = "2026-11-09T09:00:00") -> list[Row]:
    """Findings as a screening hands them in, in the order given."""
    actions.receive(
        found=found,
        ran={"SITE-03"},
        names=NAMES,
        placing=lambda one: actions.Placing("i-1", NAMES["institution", "i-1"], "970100", "dept"),
        run=1,
        release="0.1.0",
        now=at(now),
    )
    return [Row.objects.get(key=one.id) for one in found]


@dataclass(frozen=True)
class People:
    """The division that handles findings, and the institution's clerk."""

    gu: Account
    pei: Account
    qi: Account
    jian: Account
    yan: Account

    def acts(self, name: str, now: str = "2026-11-23T09:00:00") -> Actor:
        """One of them, as they act."""
        return actor_of(getattr(self, name), now=at(now))


def people() -> People:
    """顾 the director, 裴 and 祁 who handle, 简 of legal affairs, 严 of the institution."""
    home = office("dept", name="岚川省应急管理厅科技和信息化处")
    return People(
        gu=account("gu", Role.DIRECTOR, office=home, person="顾长霖"),
        pei=account("pei", Role.CLERK, office=home, person="裴松筠"),
        qi=account("qi", Role.CLERK, office=home, person="祁望舒"),
        jian=account("jian", Role.LEGAL_AFFAIRS, office=home, person="简墨言"),
        yan=account("yan", Role.INSTITUTION_CLERK, institution="i-1", person="严守拙"),
    )


def put(who: People, row: Row, now: str = "2026-11-16T09:00:00") -> Row:
    """Assigned to 裴 and put to the institution."""
    row = actions.assign(by=who.acts("gu"), finding=row.key, version=row.version, to="pei", now=at(now))
    return actions.put(by=who.acts("pei"), finding=row.key, version=row.version, question="请说明到场情况", now=at(now))


def answered(who: People, row: Row, now: str = "2026-11-20T09:00:00") -> Row:
    """The same, and answered."""
    row = put(who, row)
    return actions.answer(
        by=who.acts("yan"), finding=row.key, version=row.version, text="当日下午由同事代签，见附件。", now=at(now)
    )
