"""Every word of the data package's enumerations has a label, and values read as a person writes them."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.package.schema import Kind, tables
from mingjian.package.sheets.words import LABELS
from mingjian.screening.report.evidence import shown

NAMES = {("person", "p-1"): "苏砚舟", ("office", "o-1"): "省厅"}


def test_every_word_of_every_enumeration_has_a_label() -> None:
    for table in tables().values():
        for column in table.columns.values():
            if column.kind is Kind.ENUM:
                labelled = LABELS.get((table.name, column.name), {})
                assert set(column.values) <= set(labelled), f"{table.name}.{column.name}"


def test_every_label_is_of_a_column_that_is_there() -> None:
    assert all(column in tables()[table].columns for table, column in LABELS)


@pytest.mark.parametrize(
    "table, column, value, zh, en",
    [
        ("employments", "valid_to", None, "至今", "to date"),
        ("reports", "sha256", None, "未知", "unknown"),
        ("employments", "full_time", True, "是", "yes"),
        ("employments", "full_time", False, "否", "no"),
        ("employments", "post", "evaluator", "安全评价师", "safety evaluator"),
        ("signatures", "role", "leader", "项目组长", "team leader"),
        ("projects", "scope", "coal", "煤炭", "coal"),
        ("projects", "scope", "a code of an older regime", "a code of an older regime", "a code of an older regime"),
        ("projects", "fee", 1200000, "1,200,000", "1,200,000"),
        ("projects", "fee", 0.5, "0.5", "0.5"),
        ("site_visits", "lat", 47.33219, "47.3322", "47.3322"),
        ("site_visits", "arrived_at", "2025-03-14T13:40:00+08:00", "2025-03-14 13:40", "2025-03-14 13:40"),
        ("site_visits", "arrived_at", "2025-03-14T00:00:00+08:00", "2025-03-14 00:00", "2025-03-14 00:00"),
        ("signatures", "signed_at", "2025-03-14T00:00:00+08:00", "2025-03-14", "2025-03-14"),
        ("reports", "issued_on", "2025-03-14", "2025-03-14", "2025-03-14"),
        ("signatures", "person", "p-1", "苏砚舟（p-1）", "苏砚舟 (p-1)"),
        ("signatures", "person", "p-2", "p-2", "p-2"),
        ("certificates", "issued_by", "o-1", "省厅（o-1）", "省厅 (o-1)"),
        ("notices", "people", ["p-1", "p-2"], "苏砚舟（p-1）、p-2", "苏砚舟 (p-1), p-2"),
        ("notices", "people", [], "无", "none"),
        ("applications", "scopes", ["coal", "smelting"], "煤炭、金属冶炼", "coal, metal smelting"),
        ("reports", "a column of their own", "x", "x", "x"),
    ],
)
def test_a_value_reads_as_a_person_writes_it(table: str, column: str, value: Any, zh: str, en: str) -> None:
    assert shown(tables()[table], column, value, NAMES, "zh") == zh
    assert shown(tables()[table], column, value, NAMES, "en") == en
