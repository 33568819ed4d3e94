"""Which sheets are tables, which columns are theirs, which rows hold data, and what is odd with a cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.mingjian.package.sheets.made import (
    DAY,
    DAY_ZH,
    MOMENT,
    cell,
    read,
    row,
    sheet_of,
    write_lines,
    write_parts,
)

from mingjian.package.faults import Weight
from mingjian.package.sheets import Limits, read_workbook
from mingjian.terms import BadInput

LABELS = ["人员编号*", "姓名*", "证件号摘要*", "死亡日"]
CODES = ["id", "name", "id_hash", "died_on"]
PERSON = ["p1", "张三", "h1"]


def values(path: Path, table: str = "people") -> list[dict[str, str]]:
    return [held for _, held in read(path, table)[0]]


P1 = {"id": "p1", "name": "张三", "id_hash": "h1"}

HEADS = {
    "codes alone": [CODES, PERSON],
    "labels alone": [LABELS, PERSON],
    "English labels": [["Person ID", "name", "hash of the identity number"], PERSON],
    "title and remarks above": [["人员登记表"], ["填表说明：……"], LABELS, CODES, PERSON],
    "labels renamed above codes": [["工号", "员工姓名", "证件", "去世"], CODES, PERSON],
    "spaces, full-width forms and asterisks": [["＊人员 编号", "姓　名＊", "证件号摘要（必填）"[:5], "死亡日"], PERSON],
    "rows left empty": [LABELS, [], CODES, [], PERSON, [None, None]],
    "few of ours among many of theirs": [["序号", "部门", "姓名", "电话", "人员编号"], ["1", "一室", "张三", "", "p1"]],
    "codes in capitals": [["ID", "Name", "ID_HASH"], PERSON],
}


@pytest.mark.parametrize("rows", HEADS.values(), ids=HEADS.keys())
def test_columns_are_known_by_code_or_label(tmp_path: Path, rows: list[list[str | None]]) -> None:
    (held,) = values(write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows)}))
    assert {name: value for name, value in held.items() if name in ("id", "name")} == {"id": "p1", "name": "张三"}


@pytest.mark.parametrize("name", ["人员", "people", "People", " 人 员 "])
def test_a_table_is_known_by_the_name_of_its_sheet(tmp_path: Path, name: str) -> None:
    assert values(write_parts(tmp_path / "b.xlsx", {name: sheet_of([CODES, PERSON])})) == [P1]


def test_a_sheet_whose_name_says_nothing_is_known_by_its_title(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "b.xlsx", {"Sheet1": sheet_of([["人员"], LABELS, CODES, PERSON])})
    assert values(path) == [P1]


def test_columns_may_be_moved_left_out_and_added(tmp_path: Path) -> None:
    rows = [["备注", "姓名", "人员编号"], [None, "name", "id"], ["新来", "张三", "p1"]]
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows)})
    assert values(path) == [{"备注": "新来", "name": "张三", "id": "p1"}]


def test_a_known_column_added_with_its_label_alone_is_known(tmp_path: Path) -> None:
    rows = [[*LABELS[:3], "从业起始日"], CODES[:3], [*PERSON, "2010/7/1"]]
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows)})
    assert values(path) == [{**P1, "in_field_since": "2010-07-01"}]


def test_a_column_that_is_there_twice_is_refused_with_its_letters(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([["人员编号", "姓名", "姓 名"], PERSON])})
    with pytest.raises(BadInput, match=r"人员: the column '姓 名' is there twice \(B, C\); remove one"):
        read_workbook(path)


def test_a_row_has_the_number_that_the_person_sees_and_an_empty_one_is_none(tmp_path: Path) -> None:
    body = [row(3, CODES), row(7, ["p1", "甲", "h"]), row(8, ["  "]), row(12, ["p2", "乙", "h"])]
    sheet = sheet_of([]).replace("<sheetData>", f"<sheetData>{''.join(body)}")
    rows, _ = read(write_parts(tmp_path / "b.xlsx", {"人员": sheet}), "people")
    assert [number for number, _ in rows] == [7, 12]


def test_the_place_of_a_value_is_its_sheet_column_and_row(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([["姓名", "人员编号"], ["张三", "p1"]])})
    with read_workbook(path) as workbook:
        on = workbook.tables["people"]
        assert [str(on.place(2, "id")), str(on.place(None, "name")), str(on.place(2, "died_on"))] == [
            "人员!B2",
            "人员!A1",
            "人员!2",
        ]


def test_days_moments_and_shared_texts_are_read_as_the_file_says(tmp_path: Path) -> None:
    days = [
        cell("A2", "<v>0</v>", kind="s"),
        cell("B2", "<v>1</v>", kind="s"),
        cell("C2", "<v>45730</v>", style=DAY, kind="n"),
        cell("D2", "<v>45730</v>", style=DAY_ZH, kind="n"),
        cell("E2", "<v>45730.395833333336</v>", style=MOMENT, kind="n"),
    ]
    shared = "<si><t>p1</t></si><si><r><t>张</t></r><r><t>三_x000D_</t></r><rPh><t>ZHANG</t></rPh></si>"
    head = ["id", "name", "died_on", "in_field_since", "入职"]
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([head, days])}, shared=shared)
    assert values(path) == [
        {
            "id": "p1",
            "name": "张三",
            "died_on": "2025-03-14",
            "in_field_since": "2025-03-14",
            "入职": "2025-03-14T09:30:00",
        }
    ]


def test_a_workbook_that_counts_from_1904_is_read_so(tmp_path: Path) -> None:
    rows = [CODES, [*PERSON, cell("D2", "<v>44268</v>", style=DAY, kind="n")]]
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows)}, about='<workbookPr date1904="1"/>')
    assert values(path) == [{**P1, "died_on": "2025-03-14"}]


def test_cells_and_rows_without_places_follow_one_another(tmp_path: Path) -> None:
    sheet = sheet_of([CODES, PERSON])
    for place in ("A1", "B1", "C1", "D1", "A2", "B2", "C2"):
        sheet = sheet.replace(f' r="{place}"', "")
    sheet = sheet.replace('<row r="1">', "<row>").replace('<row r="2">', "<row>")
    assert values(write_parts(tmp_path / "b.xlsx", {"人员": sheet})) == [P1]


def test_prefixed_names_are_read_too(tmp_path: Path) -> None:
    sheet = sheet_of([CODES, PERSON])
    for name in ("worksheet", "sheetData", "row", "c", "is", "t"):
        for begin in ("<", "</"):
            for end in (" ", ">"):
                sheet = sheet.replace(f"{begin}{name}{end}", f"{begin}x:{name}{end}")
    sheet = sheet.replace("xmlns=", "xmlns:x=")
    assert values(write_parts(tmp_path / "b.xlsx", {"人员": sheet})) == [P1]


ODD = {
    "a formula is read as last worked out": (
        cell("B2", "<f>A2&amp;1</f><v>p11</v>", kind="str"),
        {"id": "p1", "name": "p11", "id_hash": "h1"},
        ["formula 1 name"],
    ),
    "a formula never worked out holds nothing": (
        cell("B2", "<f>A2</f>", kind="str"),
        {"id": "p1", "id_hash": "h1"},
        ["formula-empty 1 name"],
    ),
    "an error is a fault": (
        cell("B2", "<f>1/0</f><v>#DIV/0!</v>", kind="e"),
        {"id": "p1", "name": "#DIV/0!", "id_hash": "h1"},
        ["cell-error 1 name"],
    ),
    "a long number has lost its digits": (
        cell("B2", "<v>230103199001011000</v>", kind="n"),
        {"id": "p1", "name": "2.30103199001011e+17", "id_hash": "h1"},
        ["digits 1 name"],
    ),
}


@pytest.mark.parametrize(("odd", "held", "noted"), ODD.values(), ids=ODD.keys())
def test_what_is_odd_with_a_cell_is_noted(tmp_path: Path, odd: str, held: dict[str, str], noted: list[str]) -> None:
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([CODES, ["p1", odd, "h1"]])})
    rows, notes = read(path, "people")
    assert ([values for _, values in rows], notes) == ([held], noted)


def test_what_stands_beside_the_table_is_not_read_and_noted(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([CODES[:3], [*PERSON, None, "旁注"]])})
    with read_workbook(path) as workbook:
        assert [row.values for row in workbook.rows("people")] == [P1]
        assert [fault.message.zh for fault in workbook.book.shown(Weight.WARNING)] == [
            "E2 所在的列没有列名，其内容未读"
        ]


def test_merged_cells_among_the_data_are_noted_and_those_of_the_title_are_not(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="B3:B4"/></mergeCells>'
    rows = [["人员"], CODES, PERSON, ["p2", None, "h2"]]
    _, notes = read(write_parts(tmp_path / "b.xlsx", {"人员": sheet_of(rows, after)}), "people")
    assert notes == ["merged None name"]


def test_sheets_that_are_no_table_or_hidden_or_headless_are_noted(tmp_path: Path) -> None:
    sheets = {
        "说明": sheet_of([["如何填写"]]),
        "人员": sheet_of([CODES, PERSON]),
        "草稿": sheet_of([["甲", "乙"]]),
        "机构": sheet_of([["id", "name"], ["i1", "甲"]]),
        "项目": sheet_of([["一", "二"], ["三", "四"]]),
        "Sheet9": sheet_of([]),
    }
    with read_workbook(write_parts(tmp_path / "b.xlsx", sheets, hidden=frozenset({"机构"}))) as workbook:
        noted = {fault.file: fault.message.en for fault in workbook.book.shown(Weight.WARNING)}
        assert list(workbook.tables) == ["people"]
    assert noted == {
        "草稿": "the sheet is not read: its name is no table of the package",
        "机构": "the sheet is not read: it is hidden",
        "项目": "the sheet is not read: no row of column names among the first",
    }


def test_two_sheets_of_one_table_are_refused(tmp_path: Path) -> None:
    sheet = sheet_of([CODES, PERSON])
    with pytest.raises(BadInput, match="people cannot be read: the sheet '人员' is the same table; make them one"):
        read_workbook(write_parts(tmp_path / "b.xlsx", {"人员": sheet, "people": sheet}))


def test_a_workbook_without_a_table_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_workbook(write_parts(tmp_path / "b.xlsx", {"Sheet1": sheet_of([["甲"]])}))
    assert refused.value.lines[0].zh == (
        "b.xlsx 中没有数据包的表：工作表（CSV 为文件名）须以表名命名，如“人员”；可用 mingjian template 生成样表"
    )


# CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_a_sheet_named_for_its_table(tmp_path: Path, encoding: str) -> None:
    path = write_lines(tmp_path / "人员.csv", [LABELS[:3], ["p1", "㐂䶮𠮷", "h1"]], encoding)
    assert values(path) == [{"id": "p1", "name": "㐂䶮𠮷", "id_hash": "h1"}]


def test_a_cell_too_many_in_a_csv_row_is_a_fault(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "people.csv", [CODES[:3], ["p1", "张", "三", "h1"]])
    with read_workbook(path) as workbook:
        list(workbook.rows("people"))
        assert [fault.code for fault in workbook.book.shown(Weight.FAULT)] == ["no-head"]


def test_rows_of_a_csv_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "people.csv", [CODES[:3], ["p1", "张\n三", "h1"], ["", "", ""], ["p2", "四", "h2"]])
    assert [number for number, _ in read(path, "people")[0]] == [2, 4]


BROKEN_CSV = [
    (b'id,name\np1,"x"y\n', "a quote or cell near line 2"),
    (b"id,name\np1,\xff\xff\n", "neither UTF-8 nor GB18030"),
    (b"id,name\np1,\0\n", "is NUL"),
    (b"id,name\np1," + b"x" * 200 + b"\n", "a quote or cell near line 2"),
]


@pytest.mark.parametrize(("raw", "said"), BROKEN_CSV)
def test_a_broken_csv_file_is_refused_in_one_line(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "people.csv").write_bytes(raw)
    with pytest.raises(BadInput, match=said):
        read(tmp_path / "people.csv", "people", Limits(cell_bytes=100))
