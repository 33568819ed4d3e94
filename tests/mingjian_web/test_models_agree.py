"""The models that keep rows of the data package and `tables.yaml` say the same: no column more or less, none of
another kind, none that must be there in the one and need not in the other."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.db import models

from mingjian.package.schema import Column, Kind, tables
from mingjian_web.exchange.models import HeldRow
from mingjian_web.exchange.tables import keeper, keepers
from mingjian_web.records.models import Kept

#: What the database has for each kind of cell. Words and ids are read as they are written: text.
FIELD_OF: dict[Kind, tuple[type[models.Field], ...]] = {
    Kind.REF: (models.CharField,),
    Kind.TEXT: (models.CharField, models.TextField),
    Kind.DATE: (models.DateField,),
    Kind.DATETIME: (models.DateTimeField,),
    Kind.MONTH: (models.CharField,),
    Kind.BOOL: (models.BooleanField,),
    Kind.NUMBER: (models.FloatField,),
    Kind.INTEGER: (models.IntegerField,),
    Kind.MONEY: (models.DecimalField,),
    Kind.LAT: (models.FloatField,),
    Kind.LON: (models.FloatField,),
    Kind.LIST: (models.JSONField,),
    Kind.ENUM: (models.CharField, models.TextField),
    Kind.DIVISION: (models.CharField,),
    Kind.USCC: (models.CharField,),
    Kind.SHA256: (models.CharField,),
}
#: Kinds whose length is given: GB/T 2260, GB 32100, 2026-11, SHA-256 in hexadecimal, and an id as `Kept.key` holds it.
LENGTH_OF = {Kind.DIVISION: 6, Kind.USCC: 18, Kind.MONTH: 7, Kind.SHA256: 64, Kind.REF: 128}
#: Fields whose emptiness is "" or []; all others are empty by null.
EMPTY_WITHOUT_NULL = (models.CharField, models.TextField, models.JSONField)

WITH_A_TABLE = [model for model in apps.get_models() if issubclass(model, Kept) and model is not HeldRow]
OF_THE_BASE = {field.name for field in Kept._meta.get_fields()}
COLUMNS = [
    (model, column)
    for model in WITH_A_TABLE
    for column in tables()[model.table].columns.values()
    if column.kind is not Kind.ID
]


def own_fields(model: type[Kept]) -> dict[str, models.Field]:
    """The model's fields beyond those of every kept row."""
    return {field.name: field for field in model._meta.get_fields() if field.name not in {"id", *OF_THE_BASE}}


def disagreement(field: models.Field, column: Column) -> str:
    """What field and column say otherwise; empty where they agree."""
    if type(field) not in FIELD_OF[column.kind]:
        return f"{type(field).__name__} for {column.kind}"
    if column.kind in LENGTH_OF and field.max_length != LENGTH_OF[column.kind]:
        return f"{field.max_length} characters for {column.kind}"
    if field.null and isinstance(field, EMPTY_WITHOUT_NULL):
        return "two ways to be empty"
    may_be_empty = field.blank if isinstance(field, EMPTY_WITHOUT_NULL) else field.null
    if column.kind is not Kind.LIST and may_be_empty is column.required:
        return f"may be empty: {may_be_empty}, required: {column.required}"
    return ""


@pytest.mark.parametrize("model", WITH_A_TABLE, ids=lambda model: model.__name__)
def test_a_model_has_the_columns_of_its_table_and_no_other(model):
    columns = tables()[model.table].columns.values()
    assert set(own_fields(model)) == {column.name for column in columns if column.kind is not Kind.ID}


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=lambda each: getattr(each, "table", None) or each.name)
def test_a_field_holds_what_its_column_may_say(model, column):
    assert disagreement(own_fields(model)[column.name], column) == ""


def test_no_table_is_kept_by_two_models():
    assert [table for table, times in Counter(model.table for model in WITH_A_TABLE).items() if times > 1] == []


def test_every_table_of_the_contract_is_kept_by_its_model_or_held():
    kept = {model.table: model for model in WITH_A_TABLE}
    assert [each.name for each in keepers()] == list(tables())
    for table in tables():
        assert keeper(table).model is kept.get(table, HeldRow)
        assert keeper(table).held is (table not in kept)


def _column(kind: Kind, *, required: bool = True) -> Column:
    label = next(iter(tables().values())).label
    return Column("planted", kind, label, required)


@pytest.mark.parametrize(
    ("field", "column"),
    [
        (models.FloatField(), _column(Kind.MONEY)),
        (models.TextField(), _column(Kind.REF)),
        (models.DateField(), _column(Kind.DATETIME)),
        (models.CharField(max_length=17), _column(Kind.USCC)),
        (models.CharField(max_length=32, blank=True), _column(Kind.ENUM)),
        (models.CharField(max_length=32), _column(Kind.ENUM, required=False)),
        (models.DateField(), _column(Kind.DATE, required=False)),
        (models.TextField(null=True, blank=True), _column(Kind.TEXT, required=False)),
    ],
)
def test_a_planted_disagreement_is_seen(field, column):
    assert disagreement(field, column)
