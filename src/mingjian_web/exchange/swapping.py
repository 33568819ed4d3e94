"""The swap: an intake's rows begin to stand and those they replace end, and the same backwards; a few statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from mingjian_web.exchange.references import referring_to
from mingjian_web.exchange.tables import Keeper
from mingjian_web.records.models import Intake, IntakeState, KeptRows


def swap_in(intake: int, keeper: Keeper, *, replaces: bool) -> None:
    """End the rows whose key the intake has too (none does unless `replaces`), then let the intake's rows stand."""
    mine = keeper.rows.filter(intake=intake, ended_by=None)
    if replaces:
        keys = mine.exclude(key="").values("key")
        keeper.rows.filter(standing=True, key__in=keys).update(standing=False, ended_by=intake)
    mine.update(standing=True)


def swap_out(intake: int, undo: int, keeper: Keeper) -> tuple[int, int]:
    """End the intake's rows and bring what they had replaced back as rows of `undo`; how many of each."""
    ended = 0
    for rows in _own(intake, keeper):
        ended += rows.filter(standing=True).update(standing=False, ended_by=undo)
    back = keeper.rows.filter(ended_by=intake).count()
    if back:
        _copy(intake, undo, keeper)
    return ended, back


def _own(intake: int, keeper: Keeper) -> list[KeptRows]:
    """The intake's rows: those it brought, and those of them that undoing a later intake brought back under its own."""
    found = [keeper.rows.filter(intake=intake)]
    for undo in _brought_back(intake, keeper):
        ended = keeper.rows.filter(intake=intake, ended_by=undo.undoes_id)
        found += [_like(rows, ended, keeper) for rows in _own(undo.pk, keeper)]
    return found


def _like(rows: KeptRows, ended: KeptRows, keeper: Keeper) -> KeptRows:
    """Those of the rows that were brought back for one of the ended: by key, or without one by what they say."""
    if keeper.table.key:
        return rows.filter(key__in=ended.values("key"))
    said = [keeper.values(row) for row in ended]
    return rows.filter(pk__in=[row.pk for row in rows if keeper.values(row) in said])


def _brought_back(intake: int, keeper: Keeper) -> list[Intake]:
    """The intakes that undid one which had ended rows of this one."""
    enders = keeper.rows.filter(intake=intake).exclude(ended_by=None).values("ended_by")
    return list(Intake.objects.filter(undoes__in=enders))


def _copy(intake: int, undo: int, keeper: Keeper) -> None:
    own = {"id", "intake", "ended_by", "standing"}
    columns = [field.column or field.name for field in keeper.model._meta.concrete_fields if field.name not in own]
    listed = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(keeper.model._meta.db_table)
    only, given = (" AND table_name = %s", [keeper.name]) if keeper.held else ("", [])
    asked = (
        f"INSERT INTO {table} ({listed}, intake_id, standing)"  # noqa: S608 - names of our own models
        f" SELECT {listed}, %s, %s FROM {table} WHERE ended_by_id = %s{only}"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [undo, True, intake, *given])


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """A later intake that stands on the rows of an earlier one, and how."""

    intake: int
    replaced: bool = False
    refers: str = ""


def built_on(intake: int, keepers: Iterable[Keeper]) -> BuiltOn | None:
    """A later intake that replaced a row of this one, said the same, or refers to an id that only this one brought."""
    known = list(keepers)
    for keeper in known:
        for rows in _own(intake, keeper):
            ended = rows.filter(ended_by__state=IntakeState.IN_FORCE.value).values_list("ended_by", flat=True).first()
            if ended is not None:
                return BuiltOn(ended, replaced=True)
    for later in Intake.objects.filter(state=IntakeState.IN_FORCE.value, pk__gt=intake):
        if any(intake in table.get("leans_on", ()) for table in later.counts.get("tables", {}).values()):
            return BuiltOn(later.pk, refers="same")
    own = {intake}.union(*(_lineage(intake, keeper) for keeper in known))
    for keeper in known:
        if (found := _referred(intake, keeper, own)) is not None:
            return found
    return None


def _lineage(intake: int, keeper: Keeper) -> set[int]:
    """The intakes that hold rows of this one which were brought back."""
    found = {undo.pk for undo in _brought_back(intake, keeper)}
    return found.union(*(_lineage(one, keeper) for one in found))


def _referred(intake: int, keeper: Keeper, own: set[int]) -> BuiltOn | None:
    """A row of another intake that refers to a key which would be gone."""
    if not keeper.table.key:
        return None
    before = keeper.rows.filter(ended_by=intake, key=OuterRef("key"))
    for rows in _own(intake, keeper):
        brought = rows.filter(~Exists(before), standing=True).exclude(key="")
        for other, column in referring_to(keeper.name):
            if column.refers is None or column.refers.column != "id" or column.refers.loose:
                continue
            found = other.having(other.rows.standing(), column.name, brought.values("key"))
            row = found.exclude(intake__in=own).values_list("intake", flat=True).first()
            if row is not None:
                return BuiltOn(row, refers=other.name)
    return None
