"""A screening made by hand: two findings of two rules, one rule that could not be run, one that left rows out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from mingjian.findings import Citation, Evidence, Finding, NotRun, Subject
from mingjian.screening.report import About
from mingjian.screening.rule import Basis, Rule
from mingjian.screening.run import Screening
from mingjian.terms import LawStatus, Level, Severity, Text

ARTICLE = "应急管理部令第1号 第二十二条第（八）项"


def rule(id_: str, title: Text, level: Level) -> Rule:
    return Rule(
        id=id_,
        title=title,
        severity=Severity.SERIOUS,
        needs=("site_visits",),
        bases={"plain": Basis(level, ("conduct.on_site",), Text("说明", "message"))},
        subjects=(("person", "person"),),
        shows=(),
        why=Text(f"{id_} 的道理。", f"The reason of {id_}."),
        check=Text("调取现场记录。", "Fetch the site records."),
        excuses=(Text("同事代为操作签到", "A colleague signed in"),),
        blind=Text("没有位置的记录不比较。", "Records without a position are not compared."),
    )


def visit(id_: str, arrived: datetime, left: datetime, lat: float) -> Evidence:
    fields = {"project": f"j-{id_}", "person": "p-17", "arrived_at": arrived, "left_at": left, "lat": lat}
    return Evidence("site_visits", id=id_, fields={**fields, "source": "app", "accuracy_m": None})


local = datetime  # as package tables hold times: without offset, in Shanghai

TWO_PLACES = Finding(
    rule="SITE-90",
    basis="plain",
    level=Level.HARD,
    severity=Severity.SERIOUS,
    regime="2019",
    on=date(2025, 3, 14),
    subjects=(Subject("person", "p-17"), Subject("project", "j-203"), Subject("project", "j-209")),
    evidence=(
        visit("v-88", local(2025, 3, 14, 13, 40), local(2025, 3, 14, 16, 12), 47.33214),
        visit("v-91", local(2025, 3, 14, 14, 25, 47), local(2025, 3, 14, 17, 5), 45.771),
    ),
    message=Text("同一时段在<b>两地</b>", "at <b>two</b> places at once"),
    citations=(
        Citation(ARTICLE, LawStatus.REMEMBERED),
        Citation("《虚假安全评价报告认定情形》", LawStatus.SEEN),
    ),
    check=Text("调取现场记录。", "Fetch the site records."),
    excuses=(Text("同事代为操作签到", "A colleague signed in"),),
)

A_FORMULA = Finding(
    rule="PERS-90",
    basis="plain",
    level=Level.CLUE,
    severity=Severity.ORDINARY,
    regime="2019",
    on=date(2025, 1, 31),
    subjects=(Subject("person", "p-99"),),
    evidence=tuple(
        Evidence("social_insurance", row=n, fields={"person": "p-99", "month": f"2025-0{n}"}) for n in (1, 2, 3)
    ),
    message=Text('=HYPERLINK("x")', "@SUM(A1)"),
    citations=(Citation(ARTICLE, LawStatus.REMEMBERED),),
    check=Text("核对缴费记录。", "Check the insurance records."),
    excuses=(Text("退休返聘", "Rehired after retirement"), Text("+代理缴费", "+paid by an agency")),
    score=0.5,
)

RULES = (
    rule("PERS-90", Text("由其他单位缴费", "Insured elsewhere"), Level.CLUE),
    rule("QUAL-90", Text("没有资质", "No certificate"), Level.HARD),
    rule("SITE-90", Text("两地现场", "Two sites at once"), Level.HARD),
)


@pytest.fixture
def screening() -> Screening:
    """One hard fact, one clue; QUAL-90 not run; SITE-90 left 12 rows unjudged; the name of p-17 known, of p-99 not."""
    return Screening(
        as_of=date(2026, 5, 1),
        findings=(TWO_PLACES, A_FORMULA),
        ran=("PERS-90", "SITE-90"),
        not_run=(
            NotRun("QUAL-90", Text("没有提供表 certificates", "not handed in: certificates")),
            NotRun("SITE-90", Text("没有位置", "no position"), rows=12),
        ),
        names={("person", "p-17"): "佟若谷"},
    )


@pytest.fixture
def nothing(screening: Screening) -> Screening:
    """The same run over a package in which nothing is wrong."""
    return replace(screening, findings=(), names={})


@pytest.fixture
def about() -> About:
    """The run: package `demo`, shipped law."""
    return About("demo", "0.1.0", "duckdb", Text("随明鉴 0.1.0 提供的规定", "law shipped"), RULES)
