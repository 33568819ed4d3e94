"""A fault in the words of the spreadsheet: its cell, its labels, and the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.package.faults import Fault, Weight, quote
from mingjian.package.schema import Column, tables
from mingjian.package.sheets.heads import sheet_name
from mingjian.package.sheets.origin import Origin
from mingjian.package.sheets.places import Place
from mingjian.package.sheets.words import words_of
from mingjian.terms import Text


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One thing wrong with a spreadsheet. `place` is None only for what is about no sheet of it."""

    place: Place | None
    code: str
    message: Text
    way_out: Text
    severity: Weight
    table: str | None = None
    column: str | None = None

    @property
    def label(self) -> Text:
        """The column as the sheet calls it; empty where the fault is about no column."""
        if self.column is None or self.table is None:
            return Text("", "")
        column = tables()[self.table].columns.get(self.column)
        return column.label if column is not None else Text(quote(self.column), quote(self.column))

    def __str__(self) -> str:
        weight, label = self.severity.label, self.label
        where = quote(self.place, limit=200) if self.place is not None else ""
        zh = f"{weight.zh} {where} {label.zh}".rstrip()
        en = f"{weight.en} {where} {label.en}".rstrip()
        return f"{zh}：{self.message.zh}；{self.way_out.zh} / {en}: {self.message.en}; {self.way_out.en}"

    def as_json(self) -> dict[str, object]:
        """The fault as one JSON object; `row` counts as the sheet does; places that are not known are null."""
        place = self.place
        return {
            "severity": self.severity.value,
            "code": self.code,
            "sheet": place.sheet if place is not None else None,
            "cell": place.cell or None if place is not None else None,
            "table": self.table,
            "row": place.row if place is not None else None,
            "column": self.column,
            "message": self.message.as_json(),
            "way_out": self.way_out.as_json(),
        }


def told(fault: Fault, origin: Origin) -> SheetFault:
    """A fault of the package that was made from a spreadsheet, as a fault of the spreadsheet."""
    message = _in_rows(_in_labels(fault), fault, origin)
    way_out = WAYS_OUT.get(fault.code, _ANY_WAY)
    return SheetFault(origin.of(fault), fault.code, message, way_out, fault.severity, fault.table, fault.column)


def _in_labels(fault: Fault) -> Text:
    """The sentence with the sheet's labels where it has names of tables and columns, and code words."""
    column = tables()[fault.table].columns.get(fault.column or "") if fault.table is not None else None
    if column is None:
        return fault.message
    zh = fault.message.zh
    if fault.code == "enum":
        labels = [text.zh for text in words_of(fault.table or "", column.name).values()]
        zh = zh.replace("、".join(column.values), "、".join(labels) or "、".join(column.values))
    elif fault.code == "dangling" and column.refers is not None:
        refers = column.refers.table
        zh = f"工作表“{sheet_name(tables()[refers], 'zh')}”{zh.removeprefix(refers).lstrip()}"
    elif fault.code == "order":
        zh = _ordered(zh, fault.table or "", column)
    elif fault.code == "repeated":
        zh = f"{column.label.zh}{zh.removeprefix(column.name)}".replace(" ", "", 1)
    return Text(zh, fault.message.en)


def _ordered(zh: str, table: str, end: Column) -> str:
    for start, last in tables()[table].order:
        if last == end.name:
            zh = zh.replace(f"早于 {start} 的", f"早于“{tables()[table].columns[start].label.zh}”的")
    return zh


#: How the package says which row is the same: by the row of data, which no sheet shows.
_SAME_ZH, _SAME_EN = re.compile(r"第 (\d+) 行相同$"), re.compile(r"as in row (\d+)$")


def _in_rows(message: Text, fault: Fault, origin: Origin) -> Text:
    found = _SAME_ZH.search(message.zh) if fault.code == "repeated" and fault.table is not None else None
    place = origin.place(fault.table or "", int(found[1])) if found is not None else None
    if place is None:
        return message
    zh, en = f"第 {place.row} 行相同", f"as in row {place.row}"
    return Text(_SAME_ZH.sub(zh, message.zh), _SAME_EN.sub(en, message.en))


_ANY_WAY = Text("按所述改正", "mend it as said")
_TYPE_ANEW = Text("对照原件重新填写", "compare with the paper and type it anew")

#: What to do about each kind of fault.
WAYS_OUT = {
    "empty": Text("对照原件补填", "fill it in from the paper"),
    "date": _TYPE_ANEW,
    "datetime": Text("也可写作 2025-03-14 09:30", "2025-03-14 09:30 will do too"),
    "no-such-day": _TYPE_ANEW,
    "year": _TYPE_ANEW,
    "day-only": Text("知道时刻的，补填时刻", "add the time of day if it is known"),
    "month": _TYPE_ANEW,
    "bool": Text("填“是”或“否”", "write true or false"),
    "number": Text("只填数字，单位以列名所注为准", "write the number alone, in the unit that the column names"),
    "integer": Text("填整数", "write a whole number"),
    "lat": Text("核对是否与经度填反", "see whether latitude and longitude are swapped"),
    "lon": Text("核对是否与纬度填反", "see whether latitude and longitude are swapped"),
    "enum": Text("从下拉框中选取", "choose from the list of the cell"),
    "division": Text("填六位代码，如 230100", "write six digits, such as 230100"),
    "list-item": Text("各项之间用一个 | 隔开，首尾不加", "part the items by one |, with none at the ends"),
    "too-long": Text("缩短，长文另存文件", "shorten it; keep long texts in a file"),
    "sha256": Text("填 64 位摘要，或留空", "write all 64 digits, or leave it empty"),
    "uscc": Text("对照营业执照核对", "compare with the business licence"),
    "order": Text("对照原件核对两个日期", "compare both days with the paper"),
    "repeated": Text("删去重复的一行，或改正编号", "remove one of the two rows, or correct the id"),
    "dangling": Text("改正编号，或在该工作表补上这一行", "correct the id, or add the row to that sheet"),
    "no-column": Text("从样表补上这一列", "add the column, as the template has it"),
    "slip": Text("改正列名", "correct the name of the column"),
    "sheet": Text("需要读取的，把工作表改为样表中的名称", "name it as the template does if it is to be read"),
    "no-head": Text("补上列名，或删去该列", "name the column, or remove it"),
    "cell-error": Text("改正公式，或直接填值", "correct the formula, or type the value"),
    "formula-empty": Text(
        "用 Excel 或 WPS 打开并保存，或直接填值", "open it in Excel or WPS and save it, or type the value"
    ),
    "formula": Text("核对计算结果，或改为直接填值", "check the result, or type the value"),
    "digits": Text("把该格设为文本，对照原件重新填写", "make the cell text and type it anew from the paper"),
    "merged": Text("取消合并，逐格填写", "unmerge it and fill each cell"),
}
