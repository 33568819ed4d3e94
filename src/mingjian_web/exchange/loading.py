"""Laying rows down beside those that stand: in short transactions, so that desks answer meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F

from mingjian.package.faults import Fault
from mingjian.package.schema import Kind
from mingjian.terms import Text
from mingjian_web.exchange.tables import MOST_MONEY, Keeper, widths
from mingjian_web.records.models import Intake, IntakeState

#: Rows a transaction: a tenth of a second in which another writer waits.
BATCH = 2_000
#: Seconds between two transactions. SQLite's waiting writers look again every so often and are served in no order:
#: without a gap they would hardly ever get in.
GAP = 0.03


class Withdrawn(Exception):  # noqa: N818 - named for what became of the intake
    """Somebody refused the intake while it was being laid down."""


def load(intake: int, keeper: Keeper, path: Path) -> None:
    """Lay every row of the typed table down for this intake, not standing. Withdrawn where it was refused meanwhile."""
    insert = _Insert(keeper, intake)
    for rows in _batches(path):
        made = [insert.line(row) for row in rows]
        with transaction.atomic():
            counted = Intake.objects.filter(pk=intake, state=IntakeState.STAGED.value).update(
                rows_done=F("rows_done") + len(made), step=keeper.name
            )
            if not counted:
                raise Withdrawn
            insert.write(made)
        time.sleep(GAP)


class _Insert:
    """Writes rows of one table without making an object of each: `bulk_create` takes three times as long."""

    def __init__(self, keeper: Keeper, intake: int) -> None:
        self._keeper = keeper
        self._about = {"intake": intake, "standing": False, "ended_by": None}
        fields = [field for field in keeper.model._meta.concrete_fields if not field.primary_key]
        self._adapters = [(field.name, _adapter(field)) for field in fields]
        quote = connection.ops.quote_name
        listed = ", ".join(quote(field.column or field.name) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        table = quote(keeper.model._meta.db_table)
        self._sql = f"INSERT INTO {table} ({listed}) VALUES ({places})"  # noqa: S608 - names of our own models

    def line(self, row: dict[str, Any]) -> list[Any]:
        """The row as the database takes it."""
        fields = self._keeper.fields(row) | self._about
        return [fields[name] if adapt is None else adapt(fields[name]) for name, adapt in self._adapters]

    def write(self, lines: list[list[Any]]) -> None:
        """Write them."""
        with connection.cursor() as cursor:
            cursor.executemany(self._sql, lines)


def _adapter(field: Any) -> Callable[[Any], Any] | None:
    """How a field's value goes into the database; None where it goes as it is."""
    if isinstance(field, models.ForeignKey | models.CharField | models.TextField | models.BooleanField):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def clear_rows(intake: int, keeper: Keeper) -> None:
    """Take an intake's rows that never stood away again, some at a time."""
    rows = keeper.rows.filter(intake=intake, standing=False, ended_by=None)
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            keeper.model.objects.filter(pk__gte=keys[0], pk__lte=keys[-1], intake=intake).filter(
                standing=False, ended_by=None
            ).delete()
        time.sleep(GAP)


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
