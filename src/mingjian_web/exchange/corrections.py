"""One row put right by hand: the old row ends, the new one stands, both are kept with who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mingjian.package.faults import Weight, quote
from mingjian.package.schema import Column, Kind, Table
from mingjian.terms import BadInput, Text
from mingjian_web.accounts import trail
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.permissions import Forbidden, Permission
from mingjian_web.accounts.refusals import Stale
from mingjian_web.exchange.reach import COMMON, within
from mingjian_web.exchange.tables import MOST_MONEY, Keeper, keeper, widths
from mingjian_web.ledger.actions import Act, record
from mingjian_web.records.models import Intake, IntakeState, Kept
from mingjian_web.records.news import tell

OUT_OF_REACH = Text("这条记录不在本机关的范围内", "this row is not within your office's reach")
ONES_OWN = Text(
    "本人申报的利害关系由他人更正或者结束", "one's own declared interest is corrected or ended by somebody else"
)
CHANGED = Text(
    "这条记录已由他人更正，请看更正后的记录再办",
    "somebody has corrected this row in the meantime; look at it before correcting it again",
)


def correct(
    *,
    by: Actor,
    table: str,
    row: int | None,
    values: Mapping[str, str] | None,
    on_paper: date | None,
    reason: str,
    now: datetime,
) -> Intake:
    """Replace the row `row` (its number in the database) by one with these values, as cells of the package have them.

    `row` None adds a row; `values` None ends one that should not have been there. A key stays as it is. Raises
    Forbidden for who may not or a row out of reach, Stale where the row no longer stands, BadInput a line a fault.
    """
    by.must(Permission.REGISTERS_CORRECT)
    one = keeper(table)
    if one.name in COMMON and not by.scope.everything:
        raise Forbidden(OUT_OF_REACH)
    if not reason.strip():
        raise BadInput(Text("更正须写明理由", "say why it is corrected"))
    old = _standing(one, row, by) if row is not None else None
    new = _read(one, values, old) if values is not None else None
    if old is not None and new == one.values(old):
        raise BadInput(Text("没有改动", "nothing was changed"))
    with transaction.atomic():
        intake = Intake.objects.create(
            at=now,
            on_paper=on_paper,
            by=by.account,
            office=by.office,
            what="更正",
            reason=reason,
            state=IntakeState.IN_FORCE.value,
            state_at=now,
            counts={"tables": {table: {"new": int(new is not None), "ended": int(old is not None)}}},
        )
        if old is not None and not one.rows.filter(pk=old.pk, standing=True).update(standing=False, ended_by=intake):
            raise Stale(CHANGED)
        if new is not None:
            _bring(one, new, intake, by)
        _leave_marks(intake, one, old, by, now)
    return intake


def _standing(one: Keeper, row: int, by: Actor) -> Any:
    found = one.rows.filter(pk=row).first()
    if found is None or not within(one.rows.filter(pk=row), one, by.scope).exists():
        raise Forbidden(OUT_OF_REACH)
    if one.name == "officer_interests" and found.officer in by.persons:
        raise Forbidden(ONES_OWN)
    if not found.standing:
        raise Stale(CHANGED)
    return found


def _bring(one: Keeper, new: Mapping[str, Any], intake: Intake, by: Actor) -> None:
    key = one.table.key
    if key and one.rows.filter(key=new[key], standing=True).exists():
        shown = quote(new[key])
        raise BadInput(Text(f"编号“{shown}”已经在用", f"the id '{shown}' is in use"))
    made = one.make(new, intake=intake, standing=True)
    made.save()
    if not within(one.rows.filter(pk=made.pk), one, by.scope).exists():
        raise Forbidden(OUT_OF_REACH)


def _leave_marks(intake: Intake, one: Keeper, old: Kept | None, by: Actor, now: datetime) -> None:
    about = intake.counts["tables"][one.name]
    act = Act(
        "records.corrected", now.date(), by.office or by.account, f"intake/{intake.pk}", {"table": one.name, **about}
    )
    intake.ledger_index = record(act, now=now)
    intake.save(update_fields=["ledger_index"])
    key = old.key or str(old.pk) if old is not None else ""
    trail.leave(
        "records.correct",
        by=by,
        now=now,
        kind=one.name,
        object=key,
        reason=intake.reason,
        on_paper=intake.on_paper,
        acting_for=by.acting_for(Permission.REGISTERS_CORRECT),
        detail={"intake": intake.pk},
    )
    tell("exchange.taken_in", {"intake": intake.pk, "tables": [one.name]}, now=now)


def _read(one: Keeper, values: Mapping[str, str], old: Kept | None) -> dict[str, Any]:
    """The typed row; columns that are not given stay as they were. BadInput, a line for each cell that is wrong."""
    before = one.values(old) if old is not None else {}
    row, faults = {**dict.fromkeys(one.table.columns), **before}, []
    for name, column in one.table.columns.items():
        if name not in values or (old is not None and column.kind is Kind.ID):
            continue
        row[name], wrong = _cell(column, values[name])
        faults += [Text(f"{column.label.zh}：{why.zh}", f"{column.label.en}: {why.en}") for why in wrong]
    faults += _empty(one.table, row, faults) + _misfits(one, row) + _out_of_order(one.table, row)
    if not faults:
        faults = _nowhere(one.table, row)
    if faults:
        raise BadInput(*faults)
    return row


def _cell(column: Column, text: str) -> tuple[Any, list[Text]]:
    """What the text of a cell says, and what is wrong with it."""
    import pyarrow as pa

    from mingjian.package.cells import read_cells, said, trimmed

    cells = trimmed(pa.array([text], pa.string()))
    read = read_cells(column, cells)
    wrong = [one for one in read.wrong if one.severity is Weight.FAULT and one.mask[0].as_py()]
    return read.array[0].as_py(), [said(one.code, column, quote(text)) for one in wrong]


def _empty(table: Table, row: Mapping[str, Any], faults: list[Text]) -> list[Text]:
    """Required cells that hold nothing, but for those of which something worse was said."""
    told = {fault.zh.partition("：")[0] for fault in faults}
    lacking = [table.columns[name].label for name in table.required if row.get(name) in (None, "")]
    return [
        Text(f"{label.zh}：必填，不得为空", f"{label.en}: must not be empty")
        for label in lacking
        if label.zh not in told
    ]


def _misfits(one: Keeper, row: Mapping[str, Any]) -> list[Text]:
    faults = []
    for name, limit in widths(one).items():
        label = one.table.columns[name].label
        if len(str(row.get(name) or "")) > limit:
            faults.append(Text(f"{label.zh}：超过 {limit} 个字", f"{label.en}: longer than {limit} characters"))
    for name, column in one.table.columns.items():
        if column.kind is Kind.MONEY and abs(row.get(name) or 0) >= MOST_MONEY:
            faults.append(Text(f"{column.label.zh}：金额过大，请核对", f"{column.label.en}: too large a sum"))
    return faults


def _out_of_order(table: Table, row: Mapping[str, Any]) -> list[Text]:
    faults = []
    for start, end in table.order:
        first, last = row.get(start), row.get(end)
        if first is not None and last is not None and first > last:
            one, other = table.columns[start].label, table.columns[end].label
            faults.append(Text(f"{other.zh}：早于{one.zh}", f"{other.en}: before {one.en}"))
    return faults


def _nowhere(table: Table, row: Mapping[str, Any]) -> list[Text]:
    """References that lead to no row that stands, where the office keeps that table at all."""
    faults = []
    for name, column in table.columns.items():
        if column.refers is None or column.refers.loose or row.get(name) in (None, "", []):
            continue
        target = keeper(column.refers.table)
        ids = row[name] if column.kind is Kind.LIST else [row[name]]
        known = target.rows.standing()
        found = set(target.having(known, column.refers.column, ids).values_list("key", flat=True))
        lost = [id_ for id_ in ids if id_ not in found]
        if lost and known.exists():
            shown = "、".join(quote(id_) for id_ in lost)
            label = target.table.label
            faults.append(
                Text(
                    f"{column.label.zh}：{label.zh}中没有“{shown}”",
                    f"{column.label.en}: '{shown}' is not in {label.en}",
                )
            )
    return faults
