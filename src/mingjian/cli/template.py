"""`mingjian template`: an empty workbook to fill in, a sheet for each table of the data package."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli import console
from mingjian.terms import BadInput, Text


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="template", help=_HELP)(_template)


_HELP = (
    "生成空白填报表（xlsx）：一张表一个工作表，列名、下拉框、填表说明齐备，填好后用 mingjian validate 核对。"
    " Make an empty workbook to fill in, a sheet a table, to be checked by mingjian validate when done."
    "\n\n不写表名则包括全部表。中文工作簿；--lang en 生成英文的。"
    " Without names all tables are in it. It is in Chinese; in English after --lang en."
)


def _template(
    target: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE.xlsx", help="写入的文件，须是新文件。 A new file to write."),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TABLE", help="表名，如 people 或 人员。 Tables by name, such as people or 人员."),
    ] = None,
) -> None:
    from mingjian.package.schema import tables
    from mingjian.package.sheets import write_template

    wanted = [_table(name) for name in names or tables()]
    if target.suffix.lower() != ".xlsx":
        raise BadInput(Text(f"{target} 的扩展名应为 .xlsx", f"{target} should be named .xlsx"))
    if target.exists():
        zh, en = f"{target} 已存在，请另取文件名，以免覆盖已填的内容", f"{target} is there already; give another name"
        raise BadInput(Text(zh, en))
    write_template(target, wanted, console.language)
    count = len(set(wanted))
    console.err(Text(f"已写入 {target}，{count} 张表", f"wrote {target}, tables {count}").both())


def _table(said: str) -> str:
    from mingjian.package.schema import tables
    from mingjian.package.sheets import table_named

    table = table_named(said)
    if table is not None:
        return table.name
    known = {label: one for one in tables().values() for label in (one.name, one.label.zh, one.label.en)}
    near = [known[label] for label in get_close_matches(said, known, n=1)]
    zh = f"没有名为“{said}”的表" + (f"，是否指 {near[0].name}（{near[0].label.zh}）" if near else "")
    en = f"no table is called '{said}'" + (f"; is it {near[0].name}?" if near else "")
    raise BadInput(Text(zh, en))
