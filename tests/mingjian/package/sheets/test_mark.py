"""A checked workbook comes back with each fault at its very cell, and otherwise as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from tests.mingjian.package.sheets.made import sheet_of, write_lines, write_parts

from mingjian.package.faults import Weight
from mingjian.package.sheets import Checked, mark_faults, tame, validate_workbook, write_rows
from mingjian.terms import BadInput

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"


def office_book(path: Path) -> Path:
    """A workbook as an office fills it in: its own title, columns moved, colours, a remark, and mistakes."""
    book = Workbook()
    people, members = book.active, book.create_sheet("项目组成员")
    people.title = "人员"
    for row in (
        ["2026 年人员花名册"],
        ["姓名", "人员编号", "死亡日", "证件号摘要", "备注"],
        ["张三", "p1", "2025年2月30日", "h1", "组长"],
        [],
        [None, "p2", None, "h2", None],
        ["王五", "p1", None, "h3", None],
    ):
        people.append(row)
    for row in (["项目", "人员", "角色"], ["j1", "p1", "组头"], ["j1", "p9", "专家"]):
        members.append(row)
    people["A2"].font = Font("楷体", 14, bold=True)
    people["A3"].fill = PatternFill("solid", "FF00FF00")
    people["A5"].comment = Comment("问过本人", "李处")
    people.column_dimensions["A"].width = 33
    book.save(path)
    return path


def checked(path: Path, into: Path) -> Checked:
    return validate_workbook(path, into)


@pytest.fixture
def marked(tmp_path: Path) -> Any:
    """The office's workbook, marked and read back."""
    path = office_book(tmp_path / "b.xlsx")
    result = checked(path, tmp_path / "work")
    assert mark_faults(path, tmp_path / "marked.xlsx", [*result.faults, *result.warnings]) is True
    return load_workbook(tmp_path / "marked.xlsx")


def test_every_fault_is_told_with_its_cell_and_labels(tmp_path: Path) -> None:
    result = checked(office_book(tmp_path / "b.xlsx"), tmp_path / "work")
    assert {(str(fault.place), fault.code, fault.message.zh) for fault in result.faults} == {
        ("人员!A5", "empty", "必填，不得为空"),
        ("人员!C3", "no-such-day", "没有“2025-02-30”这个日期或时刻"),
        ("人员!B6", "repeated", "人员编号与第 3 行相同"),
        (
            "项目组成员!C2",
            "enum",
            "“组头”不在可用词之列：项目组长、项目组成员、报告编制人、报告审核人、技术负责人、过程控制负责人、专家、"
            "检测检验人员",
        ),
        ("项目组成员!B3", "dangling", "工作表“人员”中没有“p9”"),
    }
    assert (result.fault_count, result.warning_count) == (5, 0)
    assert {name: table.rows for name, table in result.tables.items()} == {"people": 3, "team_members": 2}


def test_each_faulty_cell_is_coloured_and_explained_and_no_other(marked: Any) -> None:
    coloured = {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in marked.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None and cell.fill.fgColor.rgb == RED
    }
    assert set(coloured) == {"人员!A5", "人员!C3", "人员!B6", "项目组成员!C2", "项目组成员!B3"}
    assert coloured["人员!A5"] == "问过本人\n【核对】\n必填，不得为空。对照原件补填。\nmust not be empty"


def test_the_rest_is_as_it_was(marked: Any) -> None:
    people = marked["人员"]
    assert (people["A2"].font.name, people["A2"].font.size, people["A2"].font.bold) == ("楷体", 14, True)
    assert (people["A3"].fill.fgColor.rgb, people["A3"].value, people["E3"].value) == ("FF00FF00", "张三", "组长")
    assert people.column_dimensions["A"].width == 33


def test_the_list_comes_first_with_a_link_to_each_cell(marked: Any) -> None:
    sheet = marked["核对结果"]
    assert (marked.sheetnames[0], marked.active.title) == ("核对结果", "核对结果")
    assert [other.sheet_view.tabSelected for other in marked.worksheets] == [True, False, False]
    heads = [cell.value for cell in sheet[3]]
    lines = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=4)]
    (empty,) = [line for line in lines if line["问题"] == "必填，不得为空"]
    assert [empty[head] for head in ("轻重", "工作表", "行", "列", "单元格", "处理办法", "Fault")] == [
        "错误",
        "人员",
        5,
        "姓名",
        "A5",
        "对照原件补填",
        "must not be empty",
    ]
    links = {cell.value: cell.hyperlink.location for cell in sheet["F"] if cell.hyperlink is not None}
    assert links == {
        "A5": "'人员'!A5",
        "C3": "'人员'!C3",
        "B6": "'人员'!B6",
        "C2": "'项目组成员'!C2",
        "B3": "'项目组成员'!B3",
    }


def test_a_copy_that_is_mended_and_checked_again_loses_its_marks(tmp_path: Path) -> None:
    path = office_book(tmp_path / "b.xlsx")
    mark_faults(path, tmp_path / "marked.xlsx", checked(path, tmp_path / "one").faults)
    book = load_workbook(tmp_path / "marked.xlsx")
    book["人员"]["A5"] = "李四"
    book["人员"]["B6"] = "p9"
    book["人员"]["C3"] = None
    book["项目组成员"]["C2"] = "项目组长"
    book.save(tmp_path / "mended.xlsx")
    result = checked(tmp_path / "mended.xlsx", tmp_path / "two")
    assert (result.fault_count, result.warning_count) == (0, 0)
    mark_faults(tmp_path / "mended.xlsx", tmp_path / "again.xlsx", result.faults)
    again = load_workbook(tmp_path / "again.xlsx")
    assert again.sheetnames == ["核对结果", "人员", "项目组成员"]
    assert again["核对结果"]["A1"].value == "核对结果：未发现问题"
    assert (again["人员"]["A5"].comment.text, again["人员"]["A5"].fill.fill_type) == ("问过本人", None)
    assert [again["人员"][place].comment for place in ("C3", "B6")] == [None, None]


def test_a_warning_is_yellow_and_a_fault_in_the_same_cell_wins(tmp_path: Path) -> None:
    rows = [["id", "name", "id_hash"], ["p1", None, "h1", None, "旁注"], ["p2", "乙", "h2", None, "旁注"]]
    rows[1][0] = None
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows)})
    result = checked(path, tmp_path / "work")
    assert [(str(fault.place), fault.severity) for fault in (*result.faults, *result.warnings)] == [
        ("人员!A2", Weight.FAULT),
        ("人员!B2", Weight.FAULT),
        ("人员!2", Weight.WARNING),
        ("人员!3", Weight.WARNING),
    ]
    mark_faults(path, tmp_path / "marked.xlsx", [*result.faults, *result.warnings])
    sheet = load_workbook(tmp_path / "marked.xlsx")["人员"]
    assert [sheet[place].fill.fgColor.rgb for place in ("A2", "B2", "A3")] == [RED, RED, YELLOW]


def test_a_fault_inside_merged_cells_is_marked_at_the_first_of_them(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    rows = [["id", "name", "id_hash"], ["p1", "甲", "h1"], ["p2", None, "h2"]]
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows, after)})
    result = checked(path, tmp_path / "work")
    mark_faults(path, tmp_path / "marked.xlsx", result.faults)
    assert "必填，不得为空" in load_workbook(tmp_path / "marked.xlsx")["人员"]["B2"].comment.text


def test_a_column_that_is_missing_is_told_for_the_sheet(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([["id", "name"], ["p1", "甲"]])})
    (fault,) = checked(path, tmp_path / "work").faults
    assert (str(fault.place), fault.code, fault.label.zh) == ("人员", "no-column", "证件号摘要")


def test_only_the_first_of_a_kind_are_listed_and_the_rest_are_counted(tmp_path: Path) -> None:
    rows = [["id", "name", "id_hash"], *(["p" + str(number), None, "h"] for number in range(13))]
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows)})
    result = checked(path, tmp_path / "work")
    assert (len(result.faults), result.fault_count) == (11, 13)
    assert (str(result.faults[-1].place), result.faults[-1].message.zh) == ("人员!B1", "……另有 3 处同类错误")


MERGED_ALL = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
NOT_HELD = {
    "a range that would take a trillion cells": {"after": MERGED_ALL},
    "entities in a part that is not read": {"more": {"xl/theme/theme1.xml": LAUGHS}},
    "what openpyxl does not know": {"more": {"xl/styles.xml": "<styleSheet><fills><fill/></fills></styleSheet>"}},
}


@pytest.mark.parametrize("odd", NOT_HELD.values(), ids=NOT_HELD.keys())
def test_a_workbook_that_cannot_be_held_gets_the_list_alone(tmp_path: Path, odd: dict[str, Any]) -> None:
    rows = [["id", "name", "id_hash"], ["p1", None, "h1"]]
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows, odd.get("after", ""))}, more=odd.get("more"))
    result = checked(path, tmp_path / "work")
    assert mark_faults(path, tmp_path / "marked.xlsx", result.faults) is False
    book = load_workbook(tmp_path / "marked.xlsx")
    assert book.sheetnames == ["核对结果"]
    assert [book["核对结果"]["C4"].value, book["核对结果"]["F4"].value] == ["人员", "B2"]
    assert book["核对结果"]["A2"].value.startswith("原表未随附标记")


def test_a_workbook_of_many_rows_gets_the_list_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = office_book(tmp_path / "b.xlsx")
    monkeypatch.setattr(tame, "ROWS", 7)  # it has five and three
    assert mark_faults(path, tmp_path / "marked.xlsx", []) is False
    monkeypatch.setattr(tame, "ROWS", 8)
    assert mark_faults(path, tmp_path / "marked.xlsx", []) is True


def test_lists_to_choose_from_are_kept(tmp_path: Path) -> None:
    write_rows(tmp_path / "b.xlsx", {"team_members": [{"project": "j", "person": "p", "role": "组头"}]})
    mark_faults(tmp_path / "b.xlsx", tmp_path / "marked.xlsx", checked(tmp_path / "b.xlsx", tmp_path / "work").faults)
    (choice,) = load_workbook(tmp_path / "marked.xlsx")["项目组成员"].data_validations.dataValidation
    assert (choice.type, str(choice.sqref)) == ("list", "C5:C1048576")


def test_a_csv_file_gets_the_list_alone(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "people.csv", [["id", "name", "id_hash"], ["p1", "", "h1"]])
    assert mark_faults(path, tmp_path / "marked.xlsx", checked(path, tmp_path / "work").faults) is False
    assert load_workbook(tmp_path / "marked.xlsx")["核对结果"]["C4"].value == "people.csv"


def test_the_file_itself_is_never_written_over(tmp_path: Path) -> None:
    path = office_book(tmp_path / "b.xlsx")
    with pytest.raises(BadInput, match="is the file itself"):
        mark_faults(path, tmp_path / "b.xlsx", [])
    with pytest.raises(BadInput, match=r"should be named \.xlsx"):
        mark_faults(path, tmp_path / "b.xlsm", [])
