"""The form as an office gets it, opened again with openpyxl: heads, lists, formats, paper, and nothing that runs."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mingjian.package.schema import tables
from mingjian.package.sheets import read_workbook, write_csv, write_rows, write_template
from mingjian.terms import BadInput


@pytest.fixture
def form(tmp_path: Path) -> Any:
    """The form of two tables, read back."""
    write_template(tmp_path / "form.xlsx", ["people", "team_members"])
    return load_workbook(tmp_path / "form.xlsx")


def test_the_guide_comes_first_then_a_sheet_a_table_then_the_words(form: Any) -> None:
    assert form.sheetnames == ["说明", "人员", "项目组成员", "可用词"]
    guide = form["说明"]
    (link,) = [cell for row in guide.iter_rows() for cell in row if cell.value == "项目组成员"]
    assert (link.hyperlink.location, guide.cell(link.row, 3).value) == ("'项目组成员'!A1", "项目、人员、角色")


def test_a_sheet_has_title_remark_labels_and_code_names_above_the_data(form: Any) -> None:
    sheet = form["人员"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4)]
    assert rows[0][0] == "人员"
    assert rows[1][0].startswith("填表说明：带 * 的列必填；第 4 行是识别码")
    assert rows[2] == ["人员编号*", "姓名*", "证件号摘要*", "死亡日", "从业起始日"]
    assert rows[3] == ["id", "name", "id_hash", "died_on", "in_field_since"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:E1", "A2:E2"]
    assert (sheet["A1"].font.name, sheet["A1"].font.bold, sheet["A4"].font.size) == ("宋体", True, 7)


def test_text_columns_are_text_and_days_are_days(form: Any) -> None:
    sheet = form["人员"]
    formats = [sheet.column_dimensions[letter].number_format for letter in "ABCDE"]
    assert formats == ["@", "@", "@", "yyyy-mm-dd", "yyyy-mm-dd"]
    assert [cell.number_format for cell in sheet[5]] == formats


def test_heads_stay_in_sight_and_on_every_printed_page(form: Any) -> None:
    people, members = form["人员"], form["项目组成员"]
    assert (people.freeze_panes, members.freeze_panes) == ("B5", "A5")
    assert people.print_title_rows == "$3:$4"
    assert (people.page_setup.orientation, people.page_setup.paperSize) == ("landscape", 9)
    assert (people.page_setup.fitToWidth, people.page_setup.fitToHeight) == (1, 0)
    assert people.sheet_properties.pageSetUpPr.fitToPage
    assert people.oddFooter.center.text == "第 &P 页 共 &N 页"


def test_words_are_chosen_from_a_list_in_chinese(form: Any) -> None:
    (choice,) = form["项目组成员"].data_validations.dataValidation
    assert (choice.type, str(choice.sqref), choice.showErrorMessage) == ("list", "C5:C1048576", True)
    sheet, _, area = choice.formula1.partition("!")
    words = [cell.value for (cell,) in form[sheet.strip("'")][area.replace("$", "")]]
    assert words == [
        "项目组长",
        "项目组成员",
        "报告编制人",
        "报告审核人",
        "技术负责人",
        "过程控制负责人",
        "专家",
        "检测检验人员",
    ]


def test_yes_or_no_is_chosen_and_other_scopes_may_be_typed(tmp_path: Path) -> None:
    write_template(tmp_path / "form.xlsx", ["projects"])
    choices = load_workbook(tmp_path / "form.xlsx")["项目"].data_validations.dataValidation
    by_column = {str(choice.sqref)[0]: choice for choice in choices}
    columns = {name: chr(65 + at) for at, name in enumerate(tables()["projects"].columns)}
    assert by_column[columns["state_level"]].formula1 == '"是,否"'
    assert by_column[columns["scope"]].showErrorMessage is False
    assert by_column[columns["kind"]].showErrorMessage is True


def test_a_form_in_english_is_in_english(tmp_path: Path) -> None:
    write_template(tmp_path / "form.xlsx", ["team_members"], "en")
    form = load_workbook(tmp_path / "form.xlsx")
    assert form.sheetnames == ["Guide", "team members", "Words"]
    assert [cell.value for cell in form["team members"][3]] == ["project*", "person*", "role*", "speciality"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_has_its_form_and_every_form_is_known_again(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / "form.xlsx", list(tables()), language)
    with read_workbook(tmp_path / "form.xlsx") as workbook:
        assert {name: list(on.head.columns) for name, on in workbook.tables.items()} == {
            name: list(table.columns) for name, table in tables().items()
        }
        assert all(list(workbook.rows(name)) == [] for name in workbook.tables)


ROWS: dict[str, list[dict[str, Any]]] = {
    "site_visits": [
        {
            "id": "007",
            "project": "=1+1",
            "person": "@x",
            "arrived_at": datetime(2025, 3, 14, 9, 30),  # noqa: DTZ001 - local
            "left_at": "2025-03-14T04:00:00Z",
            "lat": "45.75",
            "client_signed": "false",
            "source": "app",
            "=cmd": "+1",
        }
    ]
}


def test_rows_are_shown_as_people_read_them(tmp_path: Path) -> None:
    write_rows(tmp_path / "b.xlsx", ROWS)
    sheet = load_workbook(tmp_path / "b.xlsx")["现场到场"]
    shown = {sheet.cell(4, cell.column).value: cell for cell in sheet[5] if cell.value is not None}
    assert {name: cell.value for name, cell in shown.items()} == {
        "id": "007",
        "project": "=1+1",
        "person": "@x",
        "arrived_at": datetime(2025, 3, 14, 9, 30),  # noqa: DTZ001
        "left_at": datetime(2025, 3, 14, 12),  # noqa: DTZ001
        "lat": 45.75,
        "client_signed": "否",
        "source": "手机",
        "=cmd": "+1",
    }


def test_no_cell_of_a_written_workbook_is_a_formula(tmp_path: Path) -> None:
    write_rows(tmp_path / "b.xlsx", ROWS)
    with zipfile.ZipFile(tmp_path / "b.xlsx") as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_written_csv_file_holds_no_formula_and_opens_in_chinese(tmp_path: Path) -> None:
    write_csv(tmp_path / "b.csv", "site_visits", ROWS["site_visits"])
    assert (tmp_path / "b.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as stream:
        labels, codes, cells = csv.reader(stream)
    assert labels[:2] == ["到场编号*", "项目*"]
    assert dict(zip(codes, cells, strict=True)) == {
        **dict.fromkeys(codes, ""),
        "id": "007",
        "project": "'=1+1",
        "person": "'@x",
        "arrived_at": "2025-03-14 09:30:00",
        "left_at": "2025-03-14 12:00:00",
        "lat": "45.75",
        "client_signed": "否",
        "source": "手机",
        "'=cmd": "'+1",
    }


EXACT = [
    ("lat", 0.1, 0.1),
    ("lat", 0.12345678901234568, "0.12345678901234568"),
    ("accuracy_m", "1e400", "1e400"),
    ("accuracy_m", -5, -5),
    ("accuracy_m", 10**15, "1000000000000000"),
    ("arrived_at", datetime(2025, 3, 14, 9, 30, 0, 1), "2025-03-14T09:30:00.000001"),  # noqa: DTZ001
    ("arrived_at", "上午", "上午"),
    ("arrived_at", "1899-12-31T00:00:00", "1899-12-31T00:00:00"),
]


@pytest.mark.parametrize(("column", "value", "shown"), EXACT)
def test_what_a_cell_cannot_hold_exactly_is_text(tmp_path: Path, column: str, value: object, shown: object) -> None:
    write_rows(tmp_path / "b.xlsx", {"site_visits": [{"id": "v", column: value}]})
    sheet = load_workbook(tmp_path / "b.xlsx")["现场到场"]
    (cell,) = [cell for cell in sheet[5] if sheet.cell(4, cell.column).value == column]
    assert (cell.value, type(cell.value)) == (shown, type(shown))


def test_early_days_are_text_because_spreadsheets_count_them_wrong(tmp_path: Path) -> None:
    rows = [{"id": "a", "died_on": date(1900, 2, 28)}, {"id": "b", "died_on": date(1900, 3, 1)}]
    write_rows(tmp_path / "b.xlsx", {"people": rows})
    sheet = load_workbook(tmp_path / "b.xlsx")["人员"]
    assert (sheet["D5"].value, sheet["D6"].value) == ("1900-02-28", datetime(1900, 3, 1))  # noqa: DTZ001


REFUSED: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"pets": []}, ValueError, "not tables of the contract: pets"),
    ({"people": [{"id": "a"}, {"id": "b", "x": 1}]}, ValueError, "columns that the first row has not"),
    ({"people": [{"id": "a\0"}]}, ValueError, "a NUL"),
    ({"notices": [{"people": ["a|b"]}]}, ValueError, "may not be empty nor contain"),
    ({"people": [{"id": "长" * 32_768}]}, BadInput, "row 1 id has over 32767 characters, more than a sheet holds"),
]


@pytest.mark.parametrize(("rows", "kind", "said"), REFUSED)
def test_what_a_sheet_cannot_hold_is_refused_and_no_file_is_left(
    tmp_path: Path, rows: Any, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        write_rows(tmp_path / "b.xlsx", rows)
    assert list(tmp_path.iterdir()) == []
