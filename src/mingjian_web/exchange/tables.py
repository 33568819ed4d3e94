"""Which model keeps the rows of which table of the package, and a row's way in and out without loss.

A row of the package is a mapping of columns to values: text, bool, int, float, date, datetime without a zone (it is
Shanghai's), a list of text, or None for what is empty. Columns the contract does not know are text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.fields.json import KT

from mingjian.package.schema import Column, Kind, Table, tables
from mingjian.terms import SHANGHAI
from mingjian_web.exchange.models import HeldRow
from mingjian_web.records.models import Kept, KeptRows

#: A sum of money fits the database's column, and a float still tells its fen apart.
MOST_MONEY = 10**13
FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Keeper:
    """How one table is kept. `held`: in HeldRow, no model of its own."""

    table: Table
    model: type[Kept]
    held: bool

    @property
    def name(self) -> str:
        """The table's name in the package."""
        return self.table.name

    @property
    def rows(self) -> KeptRows:
        """Every row of the table, standing or not."""
        kept = KeptRows(self.model)
        return kept.filter(table_name=self.name) if self.held else kept.all()

    def field(self, column: str) -> str:
        """The path by which the database knows a column: `key`, a field, or a place inside `values`."""
        if self.table.columns[column].kind is Kind.ID:
            return "key"
        if self.held and column != "institution":
            return f"values__{column}"
        return column

    def having(self, rows: KeptRows, column: str, ids: Any) -> KeptRows:
        """Those of the rows whose column holds one of these ids: a list, or a question to the database."""
        field = self.field(column)
        if field.startswith("values__"):
            rows = rows.alias(asked_for=KT(field))
            return rows.filter(asked_for__in=ids)
        return rows.filter(**{f"{field}__in": ids})

    def fields(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What the model's own fields hold for a row of the package."""
        known = {name: row.get(name) for name in self.table.columns}
        beyond = sorted(row.keys() - known.keys())
        extra = {name: row[name] for name in beyond if row[name] not in (None, "")}
        fields = self._held(known, extra) if self.held else self._modelled(known)
        return {"key": "", "extra": extra, **fields}

    def make(self, row: Mapping[str, Any], **about: Any) -> Kept:
        """An unsaved row of the model from a row of the package; `about` are the model's other fields."""
        return self.model(**self.fields(row), **about)

    def values(self, kept: Any) -> dict[str, Any]:
        """The row of the package that a row of the model stands for; what is empty is None."""
        if self.held:
            known = {name: _from_json(column, kept.values.get(name)) for name, column in self.table.columns.items()}
        else:
            known = {name: _out(column, getattr(kept, self.field(name))) for name, column in self.table.columns.items()}
        if self.table.key:
            known[self.table.key] = kept.key or None
        return known | dict(kept.extra)

    def _modelled(self, known: Mapping[str, Any]) -> dict[str, Any]:
        return {self.field(name): _in(self.table.columns[name], value) for name, value in known.items()}

    def _held(self, known: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
        said = {name: _to_json(value) for name, value in known.items() if value not in (None, "", [])}
        key = str(said.pop("id")) if self.table.key and "id" in said else ""
        institution = str(said.get("institution", ""))
        content = json.dumps([key, said, extra], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()[:32]
        return {"table_name": self.name, "values": said, "institution": institution, "key": key, "digest": digest}


@cache
def keeper(table: str) -> Keeper:
    """How the table is kept. KeyError for what is no table of the contract."""
    model = _models().get(table)
    return Keeper(tables()[table], model or HeldRow, held=model is None)


def keepers() -> list[Keeper]:
    """All of them, in the contract's order."""
    return [keeper(name) for name in tables()]


def keeper_of(row: Kept) -> Keeper:
    """How this very row is kept."""
    return keeper(row.table_name if isinstance(row, HeldRow) else type(row).table)


def empty(column: Column) -> Any:
    """What the model holds where the package's cell is empty."""
    if column.kind is Kind.LIST:
        return []
    return None if column.kind in _NULLABLE else ""


_NULLABLE = {
    Kind.DATE,
    Kind.DATETIME,
    Kind.BOOL,
    Kind.NUMBER,
    Kind.INTEGER,
    Kind.MONEY,
    Kind.LAT,
    Kind.LON,
}


@cache
def _models() -> Mapping[str, type[Kept]]:
    found: dict[str, type[Kept]] = {}
    for model in apps.get_models():
        if issubclass(model, Kept) and "table" in vars(model):
            found[model.table] = model
    return found


def widths(keeper: Keeper) -> Mapping[str, int]:
    """The columns whose text is limited, and to how many characters."""
    limits = {}
    for name, column in keeper.table.columns.items():
        if column.kind is Kind.ID or (keeper.held and name == "institution"):
            limits[name] = 128
        elif not keeper.held:
            field = keeper.model._meta.get_field(keeper.field(name))
            if isinstance(field, models.CharField) and field.max_length is not None:
                limits[name] = field.max_length
    return limits


def _in(column: Column, value: Any) -> Any:
    """A value of the package as the model holds it."""
    if value is None or value == "" or value == []:
        return empty(column)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    if column.kind is Kind.MONEY:
        return Decimal(str(value)).quantize(FEN)
    return value


def _out(column: Column, value: Any) -> Any:
    """A value of the model as the package has it."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).replace(tzinfo=None)
    return float(value) if column.kind is Kind.MONEY else value


def _to_json(value: Any) -> Any:
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI).replace(tzinfo=None) if value.tzinfo else value
        return local.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _from_json(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind is Kind.DATE:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if column.kind is Kind.DATETIME else value
