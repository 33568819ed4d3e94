"""What an intake would change: its rows beside those that stand, asked of the database, never held in memory."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, Max, Min, OuterRef

from mingjian_web.exchange.loading import GAP
from mingjian_web.exchange.tables import Keeper
from mingjian_web.records.models import Intake, IntakeState

#: Rows compared in one go; their transaction is as short as a batch of the loading.
STRIDE = 10_000

ABOUT = {"id", "intake", "ended_by", "standing"}


def came_into_force() -> int:
    """How many intakes ever came into force: it only grows, and every change of what stands makes it grow."""
    return Intake.objects.filter(state__in=(IntakeState.IN_FORCE.value, IntakeState.UNDONE.value)).count()


def content(keeper: Keeper) -> list[str]:
    """The database columns that say what a row says, quoted."""
    fields = keeper.model._meta.concrete_fields
    return [connection.ops.quote_name(field.column or field.name) for field in fields if field.name not in ABOUT]


def compare(intake: int, keeper: Keeper) -> dict[str, Any]:
    """Take away the rows that say what already stands; how many were the same, are new, change or end another.

    `leans_on`: the intakes whose rows were the same; while this one stands they cannot be undone.
    """
    _learn_sizes(keeper)
    same, leans_on = 0, set[int]()
    for first, last in _strides(intake, keeper):
        leans_on |= _twins_intakes(intake, keeper, first, last)
        same += _drop_twins(intake, keeper, first, last)
    staged = keeper.rows.filter(intake=intake)
    changed = changing(intake, keeper).count() if keeper.table.key else 0
    return {"same": same, "new": staged.count() - changed, "changed": changed, "leans_on": sorted(leans_on)}


def changing(intake: int, keeper: Keeper) -> Any:
    """The intake's rows whose key another row that stands has."""
    old = keeper.rows.filter(standing=True, key=OuterRef("key"))
    return keeper.rows.filter(Exists(old), intake=intake, ended_by=None, standing=False).exclude(key="")


def _learn_sizes(keeper: Keeper) -> None:
    """Let the database see how its rows lie, so that it looks them up by what tells most."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute(f"ANALYZE {_table(keeper)}")


def _strides(intake: int, keeper: Keeper) -> Iterator[tuple[int, int]]:
    span: Mapping[str, int | None] = keeper.rows.filter(intake=intake).aggregate(first=Min("pk"), last=Max("pk"))
    if span["first"] is None or span["last"] is None:
        return
    for start in range(span["first"], span["last"] + 1, STRIDE):
        yield start, min(start + STRIDE - 1, span["last"])


def _twins(keeper: Keeper) -> str:
    is_same = "IS" if connection.vendor == "sqlite" else "IS NOT DISTINCT FROM"
    pairs = " AND ".join(f"old.{column} {is_same} new.{column}" for column in content(keeper))
    return f"old.standing AND {pairs}"


def _mine(keeper: Keeper) -> str:
    return f"intake_id = %s AND id BETWEEN %s AND %s AND standing = {_false()}"


def _twins_intakes(intake: int, keeper: Keeper, first: int, last: int) -> set[int]:
    table = _table(keeper)
    mine = f"SELECT * FROM {table} WHERE {_mine(keeper)}"  # noqa: S608 - names of our own models
    asked = f"SELECT DISTINCT old.intake_id FROM ({mine}) new JOIN {table} old ON {_twins(keeper)}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked, [intake, first, last])
        return {row[0] for row in cursor.fetchall()}


def _drop_twins(intake: int, keeper: Keeper, first: int, last: int) -> int:
    table = _table(keeper)
    asked = (
        f"DELETE FROM {table} AS new WHERE {_mine(keeper)}"  # noqa: S608 - names of our own models
        f" AND EXISTS (SELECT 1 FROM {table} old WHERE {_twins(keeper)})"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked, [intake, first, last])
        dropped = int(cursor.rowcount)
    time.sleep(GAP if dropped else 0)
    return dropped


def _table(keeper: Keeper) -> str:
    return connection.ops.quote_name(keeper.model._meta.db_table)


def _false() -> str:
    return "0" if connection.vendor == "sqlite" else "false"
