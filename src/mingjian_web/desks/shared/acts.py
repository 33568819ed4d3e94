"""The words for acts, by the name they have in the ledger and the trail."""

from __future__ import annotations

from mingjian.terms import Text
from mingjian_web.findings.life import OFFICE_LIFE

#: What enters the ledger besides what the lifecycles call official.
OTHERS = {
    "records.taken_in": Text("收录数据", "data taken in"),
    "records.undone": Text("撤回收录", "an intake undone"),
    "records.corrected": Text("更正登记", "a register corrected"),
    "registers.certificate": Text("资质证书事项", "an act on a certificate"),
    "disclosure.published": Text("公开报告", "a report disclosed"),
    "law.confirmed": Text("核对确认规定", "a value of law confirmed"),
    "law.withdrawn": Text("撤回录入的规定", "an entered value of law withdrawn"),
    "calendar.confirmed": Text("核对确认日历", "the calendar confirmed"),
    "calendar.withdrawn": Text("撤回录入的日历", "an entered calendar withdrawn"),
}

#: What the facts of an entry are called.
FACTS = {
    "step": Text("步骤", "step"),
    "number": Text("文号、编号", "number"),
    "counts": Text("行数", "rows"),
    "tables": Text("各表", "tables"),
    "sha256": Text("文件摘要（SHA-256）", "digest of the file (SHA-256)"),
    "institution": Text("机构", "institution"),
    "certificate": Text("证书编号", "certificate"),
    "event": Text("事项", "act"),
    "report": Text("报告编号", "report"),
    "title": Text("名称", "title"),
    "concept": Text("规定事项", "question of law"),
    "value": Text("值", "value"),
    "article": Text("条款", "article"),
    "document": Text("文件", "document"),
    "from": Text("自", "from"),
    "to": Text("至", "to"),
    "year": Text("年度", "year"),
    "day": Text("日期", "day"),
    "days": Text("日", "days"),
}


def words_of(kind: str) -> Text:
    """What an act is called: `findings.put` is 要求说明; a step of the office has its own word.

    A kind without words is shown as it is.
    """
    chapter, _, act = kind.partition(".")
    if chapter == "findings":
        for row in OFFICE_LIFE.transitions:
            if act in (row.name, row.event.removeprefix("finding_")):
                return Text(f"疑点：{row.label.zh}", f"finding: {row.label.en}")
    return OTHERS.get(kind, Text(kind, kind))


def fact_words(name: str) -> Text:
    """What a fact of an entry is called."""
    return FACTS.get(name, Text(name, name))
