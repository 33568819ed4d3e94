"""Forms of this part: sending a file, taking data out, correcting one row column by column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.package.schema import Column, Kind, Table, tables
from mingjian.package.sheets.words import words_of
from mingjian.terms import Text
from mingjian_web.desks.shared.choices import offer
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.wording import say

ENDINGS = ".xlsx,.csv,.zip"
#: Before the names of columns, so that they are no names of ours.
COLUMN = "c-"


class Sending(Form):
    """A file to be taken in, the day on its paper, why."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_("xlsx、csv 表格或者数据包 zip，不超过 200 MB，可拖到这里；更大的用命令 mingjian import。"),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    on_paper = forms.DateField(
        label=_("纸面日期"),
        required=False,
        help_text=_("来文或者表格上写的日期；录入时间另记。"),
        widget=forms.DateInput,
    )
    reason = forms.CharField(label=_("来源和理由"), max_length=500, help_text=_("哪个机关、机构报来，依据什么。"))


class Reason(Form):
    """One short reasoned act."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Nothing(Form):
    """An act that needs no word."""


class Taking(Form):
    """What is to be taken out, in which form, why."""

    tables = forms.MultipleChoiceField(label=_("表"), widget=forms.CheckboxSelectMultiple)
    form = forms.ChoiceField(
        label=_("格式"),
        choices=(("xlsx", _("表格 xlsx，可填写后再导入")), ("zip", _("数据包 zip，供其他系统使用"))),
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    as_known = forms.DateField(
        label=_("当时所知"),
        required=False,
        help_text=_("填一个日期，导出那一天终了时所知的数据；不填为现在在册的。"),
        widget=forms.DateInput,
    )
    personal = forms.BooleanField(
        label=_("带个人信息各列"), required=False, help_text=_("身份摘要、到场坐标。不选的，这些列留空。")
    )
    reason = forms.CharField(label=_("理由"), max_length=500, help_text=_("记入审计。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, tables=[(name, say(table.label)) for name, table in tables().items()])


class Correcting(Form):
    """One row, a field a column, as the contract of the data package says; both days and the reason."""

    on_paper = forms.DateField(
        label=_("纸面日期"),
        required=False,
        help_text=_("据以更正的文书日期；录入时间另记。"),
        widget=forms.DateInput,
    )
    reason = forms.CharField(label=_("更正理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def values(self) -> dict[str, str]:
        """Each column as a cell of the package has it."""
        return {
            name.removeprefix(COLUMN): value.isoformat() if hasattr(value, "isoformat") else str(value or "")
            for name, value in self.cleaned_data.items()
            if name.startswith(COLUMN)
        }


def correcting(table: Table, cells: Mapping[str, str] | None) -> type[Correcting]:
    """The form of a row of that table: of a new row, or of the one that has these cells."""
    shown = [column for column in table.columns.values() if cells is None or not _is_kept(column)]
    fields = {COLUMN + column.name: _field(table, column, (cells or {}).get(column.name, "")) for column in shown}
    return type("CorrectingRow", (Correcting,), {**fields, "field_order": [*fields, "on_paper", "reason"]})


def _is_kept(column: Column) -> bool:
    """What stays as it is when a row is corrected: its key, and who somebody is, which nobody reads off a page."""
    return column.kind is Kind.ID or column.name == "id_hash"


def _field(table: Table, column: Column, initial: str) -> forms.Field:
    about: dict[str, Any] = {"label": say(column.label), "required": column.required, "initial": initial}
    if column.kind is Kind.BOOL:
        words = [("", _("未登记")), ("true", _("是")), ("false", _("否"))]
        return forms.ChoiceField(**about, choices=words)
    if column.values:
        known = words_of(table.name, column.name)
        choices = [(word, say(known.get(word, Text(word, word)))) for word in column.values]
        return forms.ChoiceField(**about, choices=[("", "—"), *choices])
    if column.kind is Kind.DATE:
        return forms.DateField(**about, widget=forms.DateInput)
    wide = forms.TextInput(attrs={"size": 40})
    return forms.CharField(**about, help_text=say(_hint(column)), max_length=10_000, widget=wide)


def _hint(column: Column) -> Text:
    """How a cell is written, where its label does not say so."""
    if column.refers is not None and column.kind is Kind.REF:
        label = tables()[column.refers.table].label
        return Text(f"{label.zh}的编号", f"id in {label.en}")
    return _HINTS.get(column.kind, Text("", ""))


_HINTS = {
    Kind.DATETIME: Text("写作 2025-03-14T09:30:00+08:00", "written 2025-03-14T09:30:00+08:00"),
    Kind.MONTH: Text("写作 2025-03", "written 2025-03"),
    Kind.LIST: Text("几项之间用 | 分开", "several are parted by |"),
    Kind.DIVISION: Text("六位行政区划代码", "six-digit division code"),
    Kind.LAT: Text("WGS-84，度", "WGS-84, degrees"),
    Kind.LON: Text("WGS-84，度", "WGS-84, degrees"),
}
