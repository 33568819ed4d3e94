"""Ids that lead nowhere: neither to a row of the same intake nor to one that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from django.db.models import Q

from mingjian.package.faults import Fault, Weight, quote
from mingjian.package.schema import Column, Kind
from mingjian.terms import Text
from mingjian_web.exchange.outcome import ReadTable
from mingjian_web.exchange.tables import Keeper, keeper, keepers

#: Ids asked for at once.
AT_ONCE = 500
#: How many of a column are shown.
SHOWN = 10


def dangling(intake: int, read: Mapping[str, ReadTable], paths: Mapping[str, Path]) -> tuple[list[Fault], int]:
    """The first ids of each column that lead nowhere, and how many of all are faults.

    A fault where the file holds the whole of the table that is referred to; where it does not, only a warning: the
    rows may be still to come. Loose references are warned of, as the contract says.
    """
    shown: list[Fault] = []
    faults = 0
    for name in read:
        one = keeper(name)
        for column in one.table.columns.values():
            if column.refers is None:
                continue
            lost = _lost(intake, column, paths[name])
            refers = read.get(column.refers.table)
            fault = refers is not None and refers.complete and refers.covers is None and not column.refers.loose
            faults += len(lost) if fault else 0
            weight = Weight.FAULT if fault else Weight.WARNING
            shown += [_fault(one, column, id_, paths[name], weight) for id_ in lost[:SHOWN]]
            if len(lost) > SHOWN:
                shown.append(_and_more(one, column, len(lost) - SHOWN, weight))
    return shown, faults


def _lost(intake: int, column: Column, path: Path) -> list[str]:
    """The ids in a column that are in no row of this intake and in none that stands."""
    assert column.refers is not None  # noqa: S101 - asked before
    target = keeper(column.refers.table)
    field = target.field(column.refers.column)
    known = target.rows.filter(Q(standing=True) | Q(intake=intake))
    lost: list[str] = []
    ids = iter(_ids(path, column))
    while asked := list(islice(ids, AT_ONCE)):
        found = set(known.filter(**{f"{field}__in": asked}).values_list(field, flat=True))
        lost += [one for one in asked if one not in found]
    return lost


def _ids(path: Path, column: Column) -> Iterator[str]:
    """Each id of a column once, without holding more of them than there are."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    cells = pq.read_table(path, columns=[column.name]).column(0)
    flat = pc.list_flatten(cells) if column.kind is Kind.LIST else cells
    ids = pc.unique(pc.drop_null(flat))
    for start in range(0, len(ids), AT_ONCE):
        yield from ids.slice(start, AT_ONCE).to_pylist()


def _fault(one: Keeper, column: Column, id_: str, path: Path, weight: Weight) -> Fault:
    assert column.refers is not None  # noqa: S101 - asked before
    said = quote(id_)
    message = Text(f"{column.refers.table} 中没有“{said}”", f"'{said}' is not in {column.refers.table}")
    return Fault(f"{one.name}", "dangling", message, one.name, column.name, _row(path, column, id_), severity=weight)


def _row(path: Path, column: Column, id_: str) -> int | None:
    """The first row in which the id stands."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches(batch_size=65_536, columns=["_row", column.name]):
        cells = batch.column(column.name)
        if column.kind is Kind.LIST:
            rows = pc.list_parent_indices(cells).filter(pc.equal(pc.list_flatten(cells), id_))
        else:
            rows = pc.indices_nonzero(pc.fill_null(pc.equal(cells, id_), pa.scalar(False)))
        if len(rows):
            return int(batch.column("_row")[rows[0].as_py()].as_py())
    return None


def _and_more(one: Keeper, column: Column, number: int, weight: Weight) -> Fault:
    message = Text(f"……另有 {number} 处同类{weight.label.zh}", f"… and {number} more of this kind")
    return Fault(one.name, "dangling", message, one.name, column.name, severity=weight)


def referring_to(table: str) -> Iterator[tuple[Keeper, Column]]:
    """Every column of every table that holds one id of this table."""
    for one in keepers():
        for column in one.table.columns.values():
            if column.kind is Kind.REF and column.refers is not None and column.refers.table == table:
                yield one, column
