"""What a workbook says about how to fill it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from mingjian.package.schema import Table
from mingjian.package.sheets import look
from mingjian.package.sheets.heads import CODE_ROW, FIRST_ROW, GUIDE, LABEL_ROW, sheet_name
from mingjian.terms import Text

_TITLE = Text("监管数据包填表说明", "How to fill in the supervision data package")

_NOTE = Text(
    f"填表说明：带 * 的列必填；第 {CODE_ROW} 行是识别码，请勿改动；从第 {FIRST_ROW} 行起填写，一行一条，不合并单元格。"
    "日期写作 2025-03-14，月份写作 2025-03；有下拉框的从中选取；一格多项用 | 隔开；不知道的留空。",
    f"Columns with * must be filled in; leave row {CODE_ROW} as it is; data from row {FIRST_ROW}, a row each, "
    "no merged cells. Days are written 2025-03-14, months 2025-03; choose from the list where there is one; "
    "part several items by |; leave empty what is not known.",
)

_RULES = (
    Text(
        "一张表一个工作表，工作表名称请勿改动。没有数据的工作表视为未提供，不视为没有。",
        "A sheet is a table; keep its name. A sheet without data counts as not handed in, never as nothing there.",
    ),
    Text(
        f"第 {LABEL_ROW} 行是列名，带 * 的必填；第 {CODE_ROW} 行是识别码，软件据此认列，请勿改动。"
        "列的次序可以调换，选填的列可以删去，右侧可以加列。",
        f"Row {LABEL_ROW} has the columns' names, * where one must be filled in; row {CODE_ROW} their codes, by which "
        "they are known: leave it. Columns may be moved, others than * removed, and further ones added on the right.",
    ),
    Text(
        f"数据从第 {FIRST_ROW} 行起，一行一条。请勿合并单元格，请勿用公式。",
        f"Data begin in row {FIRST_ROW}, a row each. No merged cells, no formulas.",
    ),
    Text(
        "日期写作 2025-03-14，时间写作 2025-03-14 09:30（北京时间），月份写作 2025-03。金额以元为单位，只填数字。",
        "Days are written 2025-03-14, times 2025-03-14 09:30 (Beijing), months 2025-03. Money in yuan, figures only.",
    ),
    Text(
        "有下拉框的列从中选取，全部可用词见最后一个工作表。",
        "Choose from the list where a column has one; all words are on the last sheet.",
    ),
    Text(
        "编号、代码、证号按文本填写，前面的零不可省。一格有多项的，用 | 隔开。",
        "Ids, codes and numbers of papers are text: keep leading zeros. Part several items in a cell by |.",
    ),
    Text(
        "指向另一张表的列（如“机构”“项目”“人员”）填那张表中的编号。",
        "A column that points to another table (institution, project, person) holds the id of a row there.",
    ),
    Text(
        "不知道的留空。空格是未知，不是没有，也不是零。",
        "Leave empty what is not known. Empty is unknown, never no and never zero.",
    ),
    Text(
        "填好后核对：mingjian validate 文件名 --marked 核对后的文件名。",
        "When done, check it: mingjian validate FILE --marked MARKED_FILE.",
    ),
)

_HEADS = (Text("工作表", "sheet"), Text("识别码", "code"), Text("必填列", "columns that must be filled in"))
_WIDTHS = (24, 24, 90)


def note(language: str) -> str:
    """The remark above a table."""
    return _NOTE.say(language)


def add_guide(book: Any, wanted: Sequence[Table], language: str) -> None:
    """The first sheet: the rules, then the tables with a link to each."""
    sheet = book.create_sheet(GUIDE.say(language))
    for letters, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letters].width = width
    look.set_paper(sheet)
    for row in range(1, len(_RULES) + 2):
        sheet.merged_cells.add(f"A{row}:C{row}")
        sheet.row_dimensions[row].height = 30
    sheet.append([look.cell(sheet, "title", _TITLE.say(language))])
    for number, rule in enumerate(_RULES, start=1):
        sheet.append([look.cell(sheet, "plain", f"{number}. {rule.say(language)}")])
    sheet.append([])
    sheet.append([look.cell(sheet, "label", label.say(language)) for label in _HEADS])
    for table in wanted:
        sheet.append(_line(sheet, table, language))


def _line(sheet: Any, table: Table, language: str) -> list[Any]:
    name = sheet_name(table, language)
    required = [column.label.say(language) for column in table.columns.values() if column.required]
    link = look.cell(sheet, "link", name)
    link.hyperlink = Hyperlink(ref="", location=f"'{name}'!A1", display=name)
    between = Text("、", ", ").say(language)
    return [link, look.cell(sheet, "plain", table.name), look.cell(sheet, "plain", between.join(required))]
