"""What must stand beside a finding whenever it is shown: the same words on page, paper and export."""

from __future__ import annotations

from mingjian.terms import Text

#: The strongest source of law behind the finding is only remembered.
BASIS_NOT_VERIFIED = Text("依据未核实", "legal basis not verified")

#: It rests on the rules of 2019 on a day when their revision, whose text nobody has read, may govern.
MAY_BE_SUPERSEDED = Text(
    "2019 年规定可能已被修订（令第20号原文未读）",
    "the 2019 rules may have been revised (Order No. 20 not read)",
)

#: A day in it was counted on a year whose holidays are not announced.
CALENDAR_PROVISIONAL = Text("所依日历尚未公布，日期暂定", "calendar not yet announced; dates provisional")

#: Any of these, and the finding is at most a clue.
DOUBTS = (BASIS_NOT_VERIFIED, MAY_BE_SUPERSEDED, CALENDAR_PROVISIONAL)

#: Beside every finding that no person has yet decided.
NOT_REVIEWED = Text("本结论未经审查，不作为处理依据", "not reviewed; not a ground for any measure")
