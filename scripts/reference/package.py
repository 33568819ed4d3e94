"""docs/reference/package.md: every table and column of the supervision data package."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.package.schema import Column, DayRole, Kind, Table, tables
from mingjian.terms import Text
from reference.markdown import NOTHING, Page, beside, bullets, code, heading, page, paragraphs, table

ABOUT = Text(
    "一个文件夹，内有 datapackage.json，每张表一个 CSV 或 Parquet 文件。每张表都可以没有；空白是未知，"
    "不是没有，也不是零，不用来对任何人作不利判断。",
    "A folder with datapackage.json and one CSV or Parquet file a table. Every table is optional; empty is unknown, "
    "never no and never zero, and counts against nobody.",
)
KINDS = {
    Kind.ID: Text("编号", "an id"),
    Kind.REF: Text("另一表某行的编号", "the id of a row elsewhere"),
    Kind.TEXT: Text("文字", "text"),
    Kind.DATE: Text("日期 2025-03-14", "a day, 2025-03-14"),
    Kind.DATETIME: Text("时刻，不写时区为北京时间", "a moment; Asia/Shanghai where no offset is given"),
    Kind.MONTH: Text("月份 2025-03", "a month, 2025-03"),
    Kind.BOOL: Text("true 或 false", "true or false"),
    Kind.NUMBER: Text("数", "a number"),
    Kind.INTEGER: Text("整数", "a whole number"),
    Kind.MONEY: Text("人民币元", "CNY yuan"),
    Kind.LAT: Text("纬度，WGS-84 度", "latitude, WGS-84 degrees"),
    Kind.LON: Text("经度，WGS-84 度", "longitude, WGS-84 degrees"),
    Kind.LIST: Text("多项，CSV 中以 | 分隔", "several, parted by | in CSV"),
    Kind.ENUM: Text("所列词之一", "one of the words listed"),
    Kind.DIVISION: Text("六位行政区划代码", "six digits of a division"),
    Kind.USCC: Text("统一社会信用代码", "unified social credit code"),
    Kind.SHA256: Text("SHA-256，64 位十六进制", "SHA-256, 64 hexadecimal digits"),
}
ROLES = {
    DayRole.ACT: Text("此日之前，该行不存在", "before this day the row does not exist"),
    DayRole.LATER: Text("此日之前，该格为空", "before this day the cell is empty"),
}
HEAD = (
    Text("列", "column"),
    Text("必填", "required"),
    Text("类型", "type"),
    Text("中文", "Chinese"),
    Text("英文", "English"),
    Text("查看较早一天时", "as of an earlier day"),
)


def pages() -> Iterator[Page]:
    """The one page of the package."""
    index = bullets(f"[{code(one.name)}](#{one.name}) {beside(one.label)}" for one in tables().values())
    blocks = [block for one in tables().values() for block in _table(one)]
    title = beside(Text("监管数据包", "the supervision data package"))
    yield page("package.md", title, paragraphs(ABOUT), index, heading(2, Text("类型", "Types")), _kinds(), *blocks)


def _kinds() -> str:
    head = (Text("类型", "type"), Text("格中写什么", "what a cell holds"))
    return table(head, [(code(kind.value), beside(KINDS[kind])) for kind in Kind])


def _table(one: Table) -> Iterator[str]:
    yield f'<a id="{one.name}"></a>\n\n## {code(one.name)} {beside(one.label)}'
    yield table(HEAD, [_column(column) for column in one.columns.values()])
    if one.order:
        pairs = "；".join(f"{code(start)} ≤ {code(end)}" for start, end in one.order)
        yield f"{beside(Text('先后', 'in order'))}: {pairs}"


def _column(column: Column) -> list[str]:
    return [
        code(column.name),
        beside(Text("是", "yes"), " ") if column.required else NOTHING,
        _type(column),
        column.label.zh,
        column.label.en,
        _as_of(column),
    ]


def _type(column: Column) -> str:
    said = [code(column.kind.value)]
    if column.values:
        said.append(" ".join(code(word) for word in column.values))
    said += [f"{code(written)} → {code(read)}" for written, read in column.aliases]
    if refers := column.refers:
        said.append(f"→ [{code(f'{refers.table}.{refers.column}')}](#{refers.table})")
        said += [beside(Text("查无此号只作提示", "a dangling one is only a warning"))] if refers.loose else []
    if column.day_only:
        said.append(beside(Text("只写日期亦可", "a bare day will do")))
    return "\n".join(said)


def _as_of(column: Column) -> str:
    if column.follows:
        return f"{beside(Text('随该列', 'with'))} {code(column.follows)}"
    return beside(ROLES[column.role]) if column.role else NOTHING
