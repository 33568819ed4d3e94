"""Matters told one by one in matters.yaml: applications, papers, penalties, listings, self-inspection."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mingjian.package.schema import Kind, tables
from mingjian_web.demo.province.days import at
from mingjian_web.demo.province.stock import Rows, chance, plan, shelf


def lay_matters(rows: Rows) -> None:
    """Every row of matters.yaml; where the file gives a day and the table wants a time, some hour of office."""
    for name, told in shelf("matters.yaml").items():
        rows[name] += [_timed(name, row) for row in told]


def _timed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    columns = tables()[table].columns
    times = {name: day for name, day in row.items() if columns[name].kind is Kind.DATETIME}
    return row | {name: _office_hour(day, *row.values()) for name, day in times.items()}


def _office_hour(day: date, *of: Any) -> datetime:
    measures = plan("reports")
    return at(day, measures["office_opens"], chance("hour", day, *of).randint(*measures["office_minutes"]))
