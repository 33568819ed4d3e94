"""Each kind of fault has its way out, and what it says fits a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.mingjian.package.sheets.made import sheet_of, write_parts

from mingjian.package import cells
from mingjian.package.sheets import SheetFault, validate_workbook
from mingjian.package.sheets.read import _ODD
from mingjian.package.sheets.told import WAYS_OUT
from mingjian.terms import BadInput


@pytest.mark.parametrize("code", sorted({*cells._MESSAGES, *_ODD, "order", "repeated", "dangling", "no-column"}))
def test_every_kind_of_fault_has_a_way_out(code: str) -> None:
    assert WAYS_OUT[code].zh
    assert not WAYS_OUT[code].zh.endswith("。")


def faults(tmp_path: Path, name: str, rows: list[list[str | None]]) -> list[SheetFault]:
    path = write_parts(tmp_path / "b.xlsx", {name: sheet_of(rows)})
    return list(validate_workbook(path, tmp_path / "work").faults)


def test_two_days_in_the_wrong_order_are_called_by_their_labels(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["机构", "指标", "数值", "起始日", "截止日"],
        ["i", "面积", "1", "2025.3.2", "2025.3.1"],
    ]
    (fault,) = faults(tmp_path, "机构指标", rows)
    assert str(fault) == (
        "错误 机构指标!E2 截止日：2025-03-01 早于“起始日”的 2025-03-02；对照原件核对两个日期"
        " / fault 机构指标!E2 last day: 2025-03-01 is before valid_from, which is 2025-03-02; compare both days with "
        "the paper"
    )


def test_a_row_that_is_there_twice_is_told_by_the_rows_of_the_sheet(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [["项目", "人员", "角色"], ["j", "p", "专家"], [], ["j", "p", "expert"]]
    (fault,) = faults(tmp_path, "项目组成员", rows)
    assert (str(fault.place), fault.message.zh, fault.message.en) == (
        "项目组成员!4",
        "各列与第 2 行相同",
        "every cell is the same as in row 2",
    )


def test_as_json_a_fault_counts_as_the_sheet_does(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "人员", [["人员"], ["姓名", "人员编号", "证件号摘要"], ["甲", None, "h"]])
    assert fault.as_json() == {
        "severity": "fault",
        "code": "empty",
        "sheet": "人员",
        "cell": "B3",
        "table": "people",
        "row": 3,
        "column": "id",
        "message": {"zh": "必填，不得为空", "en": "must not be empty"},
        "way_out": {"zh": "对照原件补填", "en": "fill it in from the paper"},
    }


def test_a_workbook_without_data_is_refused_and_an_empty_sheet_proves_nothing(tmp_path: Path) -> None:
    heads: list[list[str | None]] = [["id", "name", "id_hash"]]
    with pytest.raises(BadInput, match=r"b\.xlsx holds no data; fill it in"):
        faults(tmp_path, "人员", heads)
    members = sheet_of([["项目", "人员", "角色"], ["j", "p", "专家"]])
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(heads), "项目组成员": members})
    assert list(validate_workbook(path, tmp_path / "more").tables) == ["team_members"]
