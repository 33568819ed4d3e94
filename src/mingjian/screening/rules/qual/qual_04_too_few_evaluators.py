"""QUAL-04: days on which an evaluation institution had too few evaluators, or the wrong mix of them.

Days are judged in pieces between which nothing changes (`staff.py`). Neighbouring short pieces make one run, and
one finding on its first day; a run that began on law nobody has read becomes a finding of its own on the day it
also breaks a figure that was read.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.staff import counted, registered
from mingjian.screening.views import attach_rows
from mingjian.terms import Grade, Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

#: Each shortage: the concepts of law that set it.
CONCEPTS = {
    "count": ("staff.evaluators_minimum", "staff.evaluators_per_further_scope"),
    "level1": ("staff.level1_share_minimum",),
    "level2": ("staff.level2_share_minimum",),
    "level12": ("staff.level1_or_2_share_minimum",),
    "engineers": ("staff.safety_engineer_share_minimum", "staff.safety_engineer_level_minimum"),
}
SHORTAGES = {
    "count": Text("人数不足", "too few"),
    "level1": Text("一级比例不足", "share of level 1"),
    "level2": Text("二级比例不足", "share of level 2"),
    "level12": Text("一、二级合计比例不足", "share of levels 1 and 2"),
    "engineers": Text("注册安全工程师比例不足", "share of safety engineers"),
}
#: Shares are fractions: a hair below a whole number is that number.
TOLERANCE = 1e-9
_ALL = tuple(name for names in CONCEPTS.values() for name in names)
_MESSAGE = Text(
    "自 {on} 起，机构 {institution} 有专职安全评价师 {n} 名（一级 {level1}、二级 {level2}、注册安全工程师 {engineers}），"
    "应有 {minimum} 名；不足之处：{shortages_zh}。",
    "From {on} on institution {institution} had {n} full-time evaluators (level 1: {level1}, level 2: {level2}, "
    "safety engineers: {engineers}); {minimum} are required. Short in: {shortages_en}.",
)

RULE = Rule(
    id="QUAL-04",
    title=Text("专职安全评价师人数或结构不达标", "Too few full-time evaluators, or the wrong mix"),
    severity=Severity.ORDINARY,
    needs=("institutions", "certificates", "employments", "qualifications"),
    uses=("certificate_events", "certificate_scopes", "registration_events", "applications"),
    absence=("employments", "qualifications"),
    bases={
        "read": Basis(Level.HARD, _ALL, _MESSAGE),
        "unread": Basis(Level.CLUE, _ALL, _MESSAGE),
    },
    subjects=(("institution", "institution"),),
    shows=(
        Shown("employments", "employment_rows", ("person", "post", "valid_from")),
        Shown("qualifications", "qualification_rows", ("person", "kind", "level", "valid_from")),
        Shown("institutions", "institution_row", ("kind",)),
    ),
    law_keys=("kind", "grade"),
    why=Text(
        "资质条件是持续条件，不只在取证那天满足。人不够，报告只能靠挂名和抄。",
        "The conditions must hold all the time, not only on the day of approval. Without the people, reports are made "
        "by borrowing names and copying.",
    ),
    check=Text(
        "按发生日调取劳动合同、社会保险缴费和资格登记；问清谁哪天离开、接替的人哪天到岗；核对登记是否只是尚未更新。",
        "Ask for labour contracts, insurance payments and registrations as of that day; who left when, who followed when; "
        "whether the register is merely behind.",
    ),
    excuses=(
        Text("有人刚离开，接替的人正在办理登记", "Someone has just left and the successor's registration is under way"),
        Text("新到人员的资格登记尚未录入", "A newcomer's qualification is not yet entered"),
        Text("业务范围已申请核减，尚未决定", "Giving up a scope was applied for and is undecided"),
        Text("产假、病假人员仍在册", "Someone on leave is still on the roster"),
    ),
    blind=Text(
        "本规则数的是登记，看不出挂名的人。", "It counts registrations; it cannot see who is there in name only."
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """The first day of every unbroken run of days on which some figure was short while a certificate was in force."""
    on_days = [value.valid_from for concept in _ALL for value in law.law.periods(concept)]
    runs = _first_of_run(_judge(counted(t, on_days), law))
    by = ("institution", "on")
    people = registered(t)
    shown = attach_rows(
        runs,
        by,
        _rows(people, "employment_row"),
        lambda a, o: [a.institution == o.o_institution, _stands(o, a.on)],
        "employment_rows",
    )
    return attach_rows(
        shown,
        by,
        _rows(people, "qualification_row"),
        lambda a, o: [a.institution == o.o_institution, _stands(o, a.on)],
        "qualification_rows",
    )


def _rows(people: Any, row: str) -> Any:
    return people.select("institution", "valid_from", "valid_to", _row=people[row])


def _stands(o: Any, day: Any) -> Any:
    return (o.o_valid_from <= day) & (o.o_valid_to >= day)


def _judge(pieces: Any, law: LawTable) -> Any:
    """Adds the number required, the figures that are short, and the ground: `read`, `unread` or none."""
    pieces = pieces.mutate(grade=pieces.grade.fill_null(Grade.YI.value))
    keys = {"kind": pieces.kind, "grade": pieces.grade}
    least = law.number("staff.evaluators_minimum", on=pieces.on, **keys)
    further = law.number("staff.evaluators_per_further_scope", on=pieces.on, **keys).fill_null(0)
    judged = pieces.mutate(minimum=least + further * ibis.greatest(pieces.scopes - 1, 0))
    short = {name: pieces.entitled & flag.fill_null(False) for name, flag in _short(judged, law, keys).items()}
    read = reduce(or_, (short[name] & law.may_be_hard(CONCEPTS[name][0], on=judged.on, **keys) for name in CONCEPTS))
    return judged.mutate(
        basis=ibis.cases((read, "read"), (reduce(or_, short.values()), "unread"), else_="none"),
        laws=_list(short, {name: "|".join(CONCEPTS[name]) for name in CONCEPTS}, "|"),
        shortages_zh=_list(short, {name: text.zh for name, text in SHORTAGES.items()}, "、"),
        shortages_en=_list(short, {name: text.en for name, text in SHORTAGES.items()}, ", "),
    )


def _short(c: Any, law: LawTable, keys: dict[str, Any]) -> dict[str, Any]:
    """Which figures are short. What level 1 has above its own share may stand for level 2."""

    def least(concept: str) -> Any:
        return law.number(concept, on=c.on, **keys) * c.n - TOLERANCE

    spare = ibis.greatest(c.level1 - least("staff.level1_share_minimum"), 0)
    middle = law.text("staff.safety_engineer_level_minimum", on=c.on, **keys) == "middle"
    engineers = middle.fill_null(False).ifelse(c.engineers_middle, c.engineers)
    return {
        "count": c.n < c.minimum,
        "level1": c.level1 < least("staff.level1_share_minimum"),
        "level2": c.level2 + spare < least("staff.level2_share_minimum"),
        "level12": c.level1 + c.level2 < least("staff.level1_or_2_share_minimum"),
        "engineers": engineers < least("staff.safety_engineer_share_minimum"),
    }


def _list(flags: dict[str, Any], words: dict[str, str], separator: str) -> Any:
    """The words whose flag is up, joined; empty when none is."""
    parts = [flags[name].ifelse(separator + words[name], "") for name in flags]
    return reduce(lambda a, b: a + b, parts).substr(len(separator))


def _first_of_run(judged: Any) -> Any:
    """Pieces where a shortage begins, or where a figure that was read is first broken too."""
    before = judged.basis.lag().over(group_by="institution", order_by="on").fill_null("none")
    marked = judged.mutate(before=before)
    begins = (marked.basis == "unread") & (marked.before == "none")
    worsens = (marked.basis == "read") & (marked.before != "read")
    return marked.filter(begins | worsens)
