"""Laying rows down beside those that stand: in short transactions, so that desks answer meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.package.faults import Fault
from mingjian.package.schema import Kind
from mingjian.terms import Text
from mingjian_web.exchange.tables import MOST_MONEY, Keeper, widths
from mingjian_web.records.models import Intake, IntakeState

#: Rows a transaction: a tenth of a second in which another writer waits.
BATCH = 2_000


class Withdrawn(Exception):  # noqa: N818 - named for what became of the intake
    """Somebody refused the intake while it was being laid down."""


def load(intake: int, keeper: Keeper, path: Path) -> None:
    """Lay every row of the typed table down for this intake, not standing. Withdrawn where it was refused meanwhile."""
    for rows in _batches(path):
        made = [keeper.make(row, intake_id=intake) for row in rows]
        with transaction.atomic():
            counted = Intake.objects.filter(pk=intake, state=IntakeState.STAGED.value).update(
                rows_done=F("rows_done") + len(made), step=keeper.name
            )
            if not counted:
                raise Withdrawn
            keeper.model.objects.bulk_create(made)


def clear_rows(intake: int, keeper: Keeper) -> None:
    """Take an intake's rows that never stood away again, some at a time."""
    rows = keeper.rows.filter(intake=intake, standing=False, ended_by=None)
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            keeper.model.objects.filter(pk__gte=keys[0], pk__lte=keys[-1], intake=intake).filter(
                standing=False, ended_by=None
            ).delete()


def misfits(keeper: Keeper, path: Path) -> list[Fault]:
    """Cells that the contract allows and the database cannot hold: words too long, sums too large; a line each."""
    limits, money = widths(keeper), [c.name for c in keeper.table.columns.values() if c.kind is Kind.MONEY]
    found = [_too_long(keeper, path, column, limit) for column, limit in limits.items()]
    found += [_too_large(keeper, path, column) for column in money]
    return [fault for fault in found if fault is not None]


def _too_long(keeper: Keeper, path: Path, column: str, limit: int) -> Fault | None:
    import pyarrow.compute as pc

    row = _first(path, column, lambda cells: pc.greater(pc.utf8_length(cells), limit))
    message = Text(f"超过 {limit} 个字", f"longer than {limit} characters")
    return row and Fault(f"{keeper.name}", "too-long", message, keeper.name, column, row)


def _too_large(keeper: Keeper, path: Path, column: str) -> Fault | None:
    import pyarrow.compute as pc

    row = _first(path, column, lambda cells: pc.greater_equal(pc.abs(cells), MOST_MONEY))
    message = Text(f"金额不小于 {MOST_MONEY:,} 元，请核对", f"a sum of {MOST_MONEY:,} yuan or more; check it")
    return row and Fault(f"{keeper.name}", "money", message, keeper.name, column, row)


def _first(path: Path, column: str, is_wrong: Any) -> Any:
    """The number of the first row whose cell is wrong; None where none is."""
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches(batch_size=65_536, columns=["_row", column]):
        wrong = batch.filter(is_wrong(batch.column(column)))
        if wrong.num_rows:
            return wrong.column("_row")[0].as_py()
    return None


def _batches(path: Path) -> Iterator[list[dict[str, Any]]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
            rows: list[dict[str, Any]] = batch.drop_columns(["_row"]).to_pylist()
            yield rows
