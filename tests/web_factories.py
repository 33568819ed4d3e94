"""Situations of the Django ring: an office, a person with roles, rows of the package that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps

from mingjian.package.schema import Kind
from mingjian.package.schema import tables as contract
from mingjian.terms import SHANGHAI
from mingjian_web.accounts.actor import Actor, actor_of
from mingjian_web.accounts.models import Account, Grant, Office
from mingjian_web.accounts.permissions import Role
from mingjian_web.records.models import Intake, IntakeState, Kept

MORNING = "2026-11-23T09:00:00"


def at(moment: str = MORNING) -> datetime:
    """A moment in Shanghai."""
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)


def office(key: str = "dept", *, level: str = "province", **more: Any) -> Office:
    """An office; the department of the province if nothing is said."""
    defaults = {"name": f"机关{key}", "level": level, "division": "970000", **more}
    return Office.objects.get_or_create(key=key, defaults=defaults)[0]


def account(name: str, *roles: Role, office: Office | None = None, institution: str = "", **more: Any) -> Account:
    """An open account with these roles."""
    made = Account(name_of_account=name, name=more.pop("person", name), opened_at=at("2026-01-04T09:00:00"), **more)
    made.office = office if office or institution else globals()["office"]()
    made.institution = institution
    made.set_unusable_password()
    made.save()
    for role in roles:
        Grant.objects.create(account=made, role=role.value, granted_by="security", granted_at=made.opened_at)
    return made


def actor(name: str, *roles: Role, now: datetime | None = None, **more: Any) -> Actor:
    """The same, as it acts."""
    return actor_of(account(name, *roles, **more), now=now or at())


def models() -> dict[str, type[Kept]]:
    """Table of the package → the model that keeps its rows."""
    return {model.table: model for model in apps.get_models() if issubclass(model, Kept) and hasattr(model, "table")}


def taken_in(**tables: Sequence[Mapping[str, Any]]) -> Intake:
    """Rows of the package, standing, as if an import had brought them. Values as a factory gives them (ISO text)."""
    intake = Intake.objects.create(at=at(), by="data", what="测试", state=IntakeState.IN_FORCE.value, state_at=at())
    known = models()
    for name, rows in tables.items():
        known[name].objects.bulk_create(known[name](intake=intake, standing=True, **_fields(name, row)) for row in rows)
    return intake


def _fields(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    columns = contract()[table].columns
    made = {}
    for name, value in row.items():
        if value is None or value == "":
            continue
        if columns[name].kind is Kind.DATETIME and isinstance(value, str):
            moment = datetime.fromisoformat(value)
            value = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
        made["key" if columns[name].kind is Kind.ID else name] = value
    return made
