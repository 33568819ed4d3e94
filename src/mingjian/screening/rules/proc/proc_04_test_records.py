"""PROC-04: test records closer together than their method allows, or at once on one instrument."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import institution_kind
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

LAW = "process.test_method"
SECONDS_A_MINUTE = 60

RULE = Rule(
    id="PROC-04",
    title=Text("检测原始记录的时间不合方法", "Times of test records that the method does not allow"),
    severity=Severity.SERIOUS,
    needs=("test_records", "projects"),
    bases={
        "gap": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "检测项目 {item}：同一仪器 {equipment} 先后两次检测开始于 {previous_start} 和 {started_at}，相隔 {minutes} 分钟，少于方法要求的 {required} 分钟。",
                "{item}: two tests on instrument {equipment} began at {previous_start} and {started_at}, {minutes} minutes apart; the method asks for {required}.",
            ),
            reading=Text(
                "间隔按前后两次的开始时间计算；按前一次结束到后一次开始计算只会更短",
                "Measured from start to start; from the end of one to the start of the next it is shorter still",
            ),
        ),
        "gap_unsure": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "检测项目 {item}：先后两次检测开始于 {previous_start} 和 {started_at}，相隔 {minutes} 分钟，少于记录所载的 {required} 分钟。",
                "{item}: two tests began at {previous_start} and {started_at}, {minutes} minutes apart; the records ask for {required}.",
            ),
            reading=Text(
                "间隔按前后两次的开始时间计算；仪器未载明、两次属同一样品或只有一条记录载明间隔的，也可能是两台仪器并行、平行测定或方法不同",
                "Measured from start to start; where the instrument is not named, both are of one sample, or only one "
                "record names the gap, these may be two instruments, parallel determinations or two methods",
            ),
        ),
        "overlap": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "仪器 {equipment} 在 {started_at} 开始检测 {item} 时，开始于 {previous_start} 的另一次检测到 {previous_end} 才结束。",
                "When {item} was begun on instrument {equipment} at {started_at}, another test begun at {previous_start} went on until {previous_end}.",
            ),
            reading=Text(
                "一台仪器同一时间只做一次检测；成批或多通道检测的仪器不受此限",
                "Supposes one test at a time; instruments that test in batches or on several channels do more",
            ),
        ),
    },
    subjects=(("project", "project"), ("project", "other_project"), ("equipment", "equipment")),
    shows=(
        Shown("test_records", "gap_rows", ("item", "equipment", "sample", "started_at", "minimum_gap_minutes")),
        Shown("test_records", "overlap_rows", ("item", "equipment", "sample", "started_at", "ended_at")),
    ),
    law_keys=("kind",),
    why=Text(
        "方法规定了间隔的，短于间隔就得不出有效结果；一台仪器做不了两件事。时间排不开，记录多半不是当场记的。",
        "Where the method asks for a gap, a shorter one gives no valid result, and one instrument does not do two things "
        "at once. Times that do not fit suggest records not written on the spot.",
    ),
    check=Text(
        "到实验室调取原始记录本、仪器使用登记和仪器自带的数据日志，核对每次检测的起止时间；对照所用标准方法中的间隔要求；向委托单位核对采样单和进出场登记；"
        "看该仪器说明书是否支持成批、多通道检测。",
        "At the laboratory ask for the raw records, the instrument's log book and its own data log, and compare the times; "
        "look up the gap in the standard method used; compare with the client's sampling slips and gate book; see in the "
        "instrument's manual whether it tests in batches.",
    ),
    excuses=(
        Text(
            "用两台同型号仪器并行检测，只登记了一个仪器编号",
            "Two instruments of one type worked in parallel under one entry",
        ),
        Text("仪器可成批或多通道检测", "The instrument tests in batches or on several channels"),
        Text(
            "平行样、质控样或复测，方法允许连续进行",
            "Parallel, control or repeat samples, which the method lets follow at once",
        ),
        Text(
            "记录的是读数或录入时间，不是开始检测的时间", "The times are those of reading or typing, not of the start"
        ),
        Text(
            "间隔按样品的取样时间计算，检测可以集中进行", "The gap is between samplings; the tests may be done together"
        ),
        Text("仪器时钟不准，或者日期、上下午填错", "The instrument's clock was wrong, or a day or hour was mistyped"),
    ),
    blind=Text(
        "记录没有写间隔的、没有写仪器的重叠，本规则不看；同一样品在一台仪器上同时做不同项目视为正常。",
        "It does not see gaps the records do not name, nor overlaps without an instrument; different items of one sample "
        "at once on one instrument count as normal.",
    ),
)

#: What the grounds say of the later record `started_at` and the earlier one before it.
SAID = ("project", "other_project", "equipment", "kind", "item", "started_at", "previous_start")


def find(t: Tables, law: LawTable) -> Any:
    """Pairs of test records too close for their method, or overlapping on one instrument."""
    r = _records(t)
    found = ibis.union(_short_gaps(r), _overlaps(r))
    return found.filter(law.governs(LAW, on=found.on, kind=found.kind))


def left_out(t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]:
    """Records of days whose law is unknown."""
    r = _records(t)
    known = law.governs(LAW, on=r.started_at.date(), kind=r.kind)
    yield Text("检测日的规定未知", "the law of the day of the test is unknown"), r.filter(~known)


def _records(t: Tables) -> Any:
    r, p = t.test_records, t.projects
    p = p.select(of="id", kind=institution_kind(p.kind))
    return r.inner_join(p, r.project == p.of).select(
        "id", "project", "kind", "equipment", "sample", "item", "started_at", "ended_at",
        gap="minimum_gap_minutes", row="_row",
    )  # fmt: skip


def _short_gaps(r: Any) -> Any:
    """Each record that began too soon after the one before it of the same project, item and instrument."""
    r = _with_previous(r)
    required = ibis.least(r.gap.coalesce(r.previous_gap), r.previous_gap.coalesce(r.gap))
    seconds = r.started_at.epoch_seconds() - r.previous_start.epoch_seconds()
    r = r.mutate(required=required, minutes=(seconds / SECONDS_A_MINUTE).floor())
    r = r.filter(r.minutes < r.required)
    one_sample = (r["sample"] == r.previous_sample).fill_null(False)
    sure = r.equipment.notnull() & r.gap.notnull() & r.previous_gap.notnull() & ~one_sample
    return r.select(
        *SAID,
        "minutes",
        "required",
        on=r.started_at.date(),
        basis=sure.ifelse("gap", "gap_unsure"),
        previous_end=ibis.null(r.ended_at.type()),
        gap_rows=ibis.array([r.previous_row, r.row]),
        overlap_rows=ibis.null("array<int64>"),
    )


def _with_previous(r: Any) -> Any:
    series = ibis.window(group_by=["project", "item", "equipment"], order_by=["started_at", "id"])
    return r.mutate(
        other_project=r.project,
        previous_start=r.started_at.lag().over(series),
        previous_gap=r.gap.lag().over(series),
        previous_sample=r["sample"].lag().over(series),
        previous_row=r.row.lag().over(series),
    )


def _overlaps(r: Any) -> Any:
    """Each record begun on an instrument while another was going on, with the one of these that ended last."""
    b = _in_stretches(r)
    a = b.rename("a_{name}")
    pairs = b.inner_join(
        a,
        [b.equipment == a.a_equipment, b.stretch == a.a_stretch, a.a_place < b.place, a.a_ended_at > b.started_at],
    )
    pairs = pairs.filter(~_may_be_one_sample(pairs))
    last = ibis.window(group_by="id", order_by=[ibis.desc("a_ended_at"), "a_id"])
    pairs = pairs.mutate(nth=ibis.row_number().over(last))
    pairs = pairs.filter(pairs.nth == 0).mutate(other_project="a_project", previous_start="a_started_at")
    return pairs.select(
        *SAID,
        minutes=ibis.null("int64"),
        required=ibis.null("float64"),
        on=pairs.started_at.date(),
        basis=ibis.literal("overlap"),
        previous_end=pairs.a_ended_at,
        gap_rows=ibis.null("array<int64>"),
        overlap_rows=ibis.array([pairs.a_row, pairs.row]),
    )


def _may_be_one_sample(pairs: Any) -> Any:
    """Whether the two may be different items of one sample, which a multi-parameter instrument does at once."""
    same = (pairs["sample"] == pairs.a_sample).fill_null(True)
    return (pairs.project == pairs.a_project) & (pairs.item != pairs.a_item) & same


def _in_stretches(r: Any) -> Any:
    """Records in stretches of one instrument: a new one begins where all before have ended.

    Only records of one stretch can overlap, so only they need be compared with each other. The running latest end
    keeps a long record in sight behind short ones.
    """
    r = r.filter(r.equipment.notnull()).mutate(until=r.ended_at.coalesce(r.started_at))
    order = ["started_at", "until", "id"]
    before = ibis.window(group_by="equipment", order_by=order, preceding=(None, 1))
    r = r.mutate(reach=r.until.max().over(before))
    so_far = ibis.window(group_by="equipment", order_by=order, preceding=(None, 0))
    begins = (r.reach.isnull() | (r.reach <= r.started_at)).cast("int64")
    return r.mutate(stretch=begins.sum().over(so_far), place=ibis.row_number().over(so_far))
