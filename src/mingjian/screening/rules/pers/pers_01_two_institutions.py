"""PERS-01: one person holding a working post at two institutions at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

#: Posts in which one person's work cannot be divided. Experts, others and legal representatives do not count.
POSTS = ("evaluator", "tester", "technical_leader", "process_control_leader")
_MESSAGE = Text(
    "该人员自 {on} 起同时登记于机构 {institution_a} 和机构 {institution_b}，至 {until} 共 {days} 天。",
    "From {on} this person was registered at institution {institution_a} and at institution "
    "{institution_b} at once: {days} days up to {until}.",
)

RULE = Rule(
    id="PERS-01",
    title=Text("一人同时在两个机构从业", "One person at two institutions at once"),
    severity=Severity.SERIOUS,
    needs=("employments",),
    uses=("institutions",),
    bases={
        "full_time_twice": Basis(Level.HARD, ("conduct.two_institutions", "staff.full_time"), _MESSAGE),
        "two_posts": Basis(Level.HARD, ("conduct.two_institutions",), _MESSAGE),
    },
    subjects=(
        ("person", "person"),
        ("institution", "institution_a"),
        ("institution", "institution_b"),
    ),
    shows=(
        Shown("employments", "rows_a", ("person", "institution", "post", "full_time", "valid_from")),
        Shown("employments", "rows_b", ("person", "institution", "post", "full_time", "valid_from")),
    ),
    law_keys=("kind",),
    settings=("screening.concurrent_days",),
    why=Text(
        "同一个人不能为两家机构的报告负责。两处登记往往意味着至少一处是挂名。",
        "One person cannot answer for the reports of two institutions. Two registrations often mean that one is in name only.",
    ),
    check=Text(
        "调取两家的劳动合同、解除证明和社会保险缴费；问本人实际在哪里上班；核对前一家是否只是漏填离职日。",
        "Ask both for the labour contract, the proof of its end and insurance payments; ask the person where he or she works; "
        "see whether the first merely forgot to enter the last day.",
    ),
    excuses=(
        Text("前一家漏填离职日", "The former institution did not enter the last day"),
        Text("两家合并或分立，人员整体划转", "The two merged or split and staff were transferred"),
        Text("同名同证件录入串号", "Two people were entered under one number"),
        Text("借调有书面协议，由一家支付工资", "A secondment agreed in writing, paid by one of them"),
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Spells of work of one person at two institutions that overlap long enough, first shared day on."""
    a, b = _posts(t, "a"), _posts(t, "b")
    pairs = a.inner_join(b, [a.person_a == b.person_b, a.institution_a < b.institution_b])
    on, until = ibis.greatest(pairs.from_a, pairs.from_b), ibis.least(pairs.to_a, pairs.to_b)
    shared = pairs.mutate(person=pairs.person_a, on=on, until=until, days=until.delta(on, unit="day") + 1)
    return shared.filter(shared.days >= law.setting("screening.concurrent_days")).mutate(
        basis=(shared.full_a & shared.full_b).ifelse("full_time_twice", "two_posts"),
        kind=((shared.kind_a == "testing") & (shared.kind_b == "testing")).ifelse("testing", "evaluation"),
    )


def _posts(t: Tables, side: str) -> Any:
    """Unbroken spells of working posts, up to the as-of day; without the institution's kind the post tells it."""
    e, i = t.employments, t.institutions
    posts = e.filter(e.post.isin(POSTS)).left_join(i, e.institution == i.id)
    rows = posts.select(
        person=e.person,
        institution=e.institution,
        full=e.full_time.fill_null(False),
        first=e.valid_from,
        last=ibis.least(e.valid_to.fill_null(t.as_of), t.as_of),
        row=e["_row"],
        kind=i.kind.fill_null((e.post == "tester").ifelse("testing", "evaluation")),
    )
    spells = t.once("working_spells", lambda: _spells(rows))
    return spells.rename({f"{name}_{side}": name for name in spells.columns})


def _spells(rows: Any) -> Any:
    """Rows of one person at one institution joined where no day lies between them: a change of post is no break."""
    by = ("person", "institution")
    so_far = ibis.cumulative_window(group_by=by, order_by=["first", "row"])
    before = ibis.window(group_by=by, order_by=["first", "row"], preceding=(None, 1))
    gaps = rows.mutate(reached=rows["last"].max().over(before))
    begins = gaps.reached.isnull() | (gaps["first"] > gaps.reached + ibis.interval(days=1))
    numbered = gaps.mutate(begins=begins.cast("int64"))
    spell = numbered.mutate(spell=numbered.begins.sum().over(so_far))
    return spell.group_by(*by, "spell").aggregate(
        {"from": spell["first"].min(), "to": spell["last"].max()},
        full=spell.full.all(),
        kind=spell.kind.max(),
        rows=spell.row.collect(),
    )
