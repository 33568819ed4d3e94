"""How imports are shown: the shape of a state, the words of a step, the lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingjian.package.schema import tables
from mingjian.terms import Text
from mingjian_web.desks.shared.links import desk_url, here
from mingjian_web.desks.shared.listing import Column
from mingjian_web.desks.shared.parts import Fact, Figure, Progress
from mingjian_web.desks.shared.tables import Column as Plain
from mingjian_web.desks.shared.tables import Group, Link, Row, Table, Tag
from mingjian_web.exchange.queries import ChangedRow, FaultFacts, IntakeFacts, TableFacts, Version

SHAPES = {"staged": "warn", "in_force": "ok", "undone": "stop", "refused": "bad"}
BUSY = Text("处理中", "being read")
TO_CONFIRM = Text("待确认", "to be confirmed")

#: What can be done with an import, in words, and what it does.
ACTS = {
    "confirm": Text("确认收录", "take it in"),
    "refuse": Text("不收录", "do not take it in"),
    "again": Text("重新核对", "check again"),
    "undo": Text("撤回", "undo"),
}
NOTES = {
    "confirm": Text(
        "一次换入，可整批撤回；记入公开账本，不含人名。",
        "One swap, to be undone as a whole; entered in the ledger without names.",
    ),
    "refuse": Text("已装入的各行将清除，在册数据不变。", "The rows laid down are taken away; what stands stays."),
    "again": Text("预览之后在册数据有变动，须重新比对。", "What stands has changed since the preview."),
    "undo": Text(
        "本次收录的各行结束，被它更新的恢复；记入公开账本。",
        "Its rows end, what they replaced stands again; entered in the ledger.",
    ),
}

STEPS = {
    "waits": Text("排队等待读取", "waiting to be read"),
    "read": Text("读取文件", "reading the file"),
    "again": Text("重新核对", "checking again"),
    "load": Text("装入", "laying rows down"),
    "references": Text("核对编号", "checking references"),
    "unpack": Text("解压", "unpacking"),
    "files": Text("核对附件", "checking files"),
}


def state(one: IntakeFacts) -> Tag:
    """待确认, 已收录 …; 处理中 while it is being read."""
    if one.busy:
        return Tag("run", BUSY)
    return Tag(SHAPES[one.state.value], TO_CONFIRM if one.state.value == "staged" else one.state)


def step(said: str) -> Text:
    """What is being done, in words."""
    word, _space, table = said.partition(" ")
    what = STEPS.get(word, STEPS["load"])
    label = tables()[table or word].label if (table or word) in tables() else None
    if label is None:
        return STEPS.get(table, what)
    return Text(f"{what.zh}：{label.zh}", f"{what.en}: {label.en}")


def progress(one: IntakeFacts) -> Progress | None:
    """How far a file is; None once it was compared or decided."""
    if not one.busy:
        return None
    words, total = step(one.step), max(one.rows_all or 0, one.rows_done, 1)
    return Progress(words, one.rows_done, total, here("regulator:import-progress", one.number))


def columns() -> tuple[Column[Any], ...]:
    """The list of imports."""
    return (
        Column(_("编号"), lambda one: Link(here("regulator:import", one.number), one.number, one.what), head=True),
        Column(_("状态"), state),
        Column(_("录入时间"), lambda one: one.at),
        Column(_("纸面日期"), lambda one: one.on_paper),
        Column(_("录入人"), lambda one: one.by),
        Column(_("新增"), lambda one: one.new, number=True),
        Column(_("更新"), lambda one: one.changed, number=True),
        Column(_("相同"), lambda one: one.same, number=True),
        Column(_("错误"), lambda one: one.faults, number=True),
    )


def facts(one: IntakeFacts) -> list[Fact]:
    """The particulars of one."""
    known = [
        Fact(_("内容"), one.what),
        Fact(_("录入"), one.at),
        Fact(_("录入人"), one.by),
        Fact(_("纸面日期"), one.on_paper),
        Fact(_("来源和理由"), one.reason or None),
    ]
    if one.state_at is not None:
        known.append(Fact(_("收录或者退回时间"), one.state_at))
    if one.undone_by is not None:
        link = Link(here("regulator:import", one.undone_by), one.undone_by)
        known.append(Fact(_("撤回的编号"), link))
    if one.undoes is not None:
        known.append(Fact(_("所撤回的编号"), Link(here("regulator:import", one.undoes), one.undoes)))
    if one.ledger_index is not None:
        number = one.ledger_index + 1
        known.append(Fact(_("公开账本"), Link(desk_url("public:ledger-entry", number), f"{number:,}")))
    return known


def figures(one: IntakeFacts) -> list[Figure]:
    """What it does, in numbers."""
    rows = Text("行", "rows")
    return [
        Figure(_("新增"), one.new, rows),
        Figure(_("更新"), one.changed, rows),
        Figure(_("相同，略过"), one.same, rows),
        Figure(_("提示"), one.warnings, Text("处", "")),
    ]


def by_table(found: Sequence[TableFacts]) -> Table:
    """What it does, table by table."""
    titles = [
        Plain(_("表"), head=True),
        *(Plain(word, number=True) for word in (_("行数"), _("新增"), _("更新"), _("相同"))),
    ]
    rows = [Row((one.label, one.rows, one.new, one.changed, one.same)) for one in found]
    return Table.of(_("各表的行数，新增、更新、相同各多少"), titles, rows)


def changed(found: Sequence[ChangedRow]) -> Table:
    """Old beside new, a group a row that would be replaced."""
    titles = (Plain(_("列"), head=True), Plain(_("现在在册")), Plain(_("导入后")))
    groups = [
        Group(
            tuple(Row((one.column, one.old or None, one.new or None)) for one in row.differences),
            Text(f"{row.table.zh} {row.key}", f"{row.table.en} {row.key}"),
        )
        for row in found
    ]
    return Table(_("将更新的记录，逐列新旧对照"), titles, tuple(groups))


def faults(found: Sequence[FaultFacts]) -> Table:
    """What is wrong, where, and the way out."""
    titles = (Plain(_("位置"), head=True), Plain(_("列")), Plain(_("问题")), Plain(_("办法")))
    shapes = {True: Tag("bad", Text("错误", "fault")), False: Tag("warn", Text("提示", "warning"))}
    rows = [Row((shapes[one.is_fault], one.place, one.column, one.message, one.way_out)) for one in found]
    return Table.of(_("每处错误和提示，位置和办法"), (Plain(_("程度")), *titles), rows)


def version(one: Version) -> list[Fact]:
    """A version of a row: first who, when and why, then what it says."""
    said = [
        Fact(_("录入"), one.intake.at),
        Fact(_("录入人"), one.intake.by),
        Fact(_("纸面日期"), one.intake.on_paper),
        Fact(_("理由"), one.intake.reason or None),
    ]
    return [*said, *(Fact(label, value) for label, value in one.values)]
