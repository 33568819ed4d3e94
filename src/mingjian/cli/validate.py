"""`mingjian validate`: every fault of a data package, or of a spreadsheet that is to become one, a line each."""

from __future__ import annotations

import json
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli import console
from mingjian.terms import BadInput, Text

if TYPE_CHECKING:
    from mingjian.package.opened import Package
    from mingjian.package.sheets import Checked, SheetFault


class Format(StrEnum):
    """How faults are written."""

    TEXT = "text"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="validate", help=_HELP)(_validate)


_HELP = (
    "检查监管数据包（文件夹）或表格文件（xlsx、CSV）：每处错误一行，写明位置。"
    " Check a data package (a folder) or a spreadsheet (xlsx, CSV): every fault a line, with its place."
    "\n\n没有错误返回 0（允许有提示），有错误返回 1，不能打开返回 2。"
    " Exit 0 without faults (warnings allowed), 1 with faults, 2 when it cannot be opened."
)


def _validate(
    package: Annotated[
        Path,
        typer.Argument(
            metavar="PACKAGE",
            help="数据包文件夹，内有 datapackage.json；或 xlsx、CSV 文件。"
            " The package's folder, with its datapackage.json; or an xlsx or CSV file.",
        ),
    ],
    form: Annotated[
        Format,
        typer.Option("--format", help="text 每处一行；jsonl 每处一个 JSON 对象。 text, or one JSON object a line."),
    ] = Format.TEXT,
    marked: Annotated[
        Path | None,
        typer.Option(
            "--marked",
            metavar="OUT.xlsx",
            help="另存一份表格，有错的格着色并批注，首页列出全部问题。"
            " Also write a copy of the spreadsheet, its faulty cells coloured and explained, with a list in front.",
        ),
    ] = None,
) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix="mingjian-") as folder:
            checked = _check(package, Path(folder), marked)
    finally:
        _clear_progress()
    for fault in (*checked.faults, *checked.warnings):
        console.out(fault if form is Format.TEXT else json.dumps(fault.as_json(), ensure_ascii=False))
    # A program that reads one object a line must not meet a sentence among them.
    (console.out if form is Format.TEXT else console.err)(_summary(checked).both())
    raise typer.Exit(console.FOUND_WRONG if checked.fault_count else console.DONE)


def _check(path: Path, into: Path, marked: Path | None) -> Package | Checked:
    """What is wrong with the folder or file; a file's marked copy is written on the way."""
    if not path.exists():
        raise BadInput(Text(f"没有 {path} 这个文件或文件夹", f"there is no file or folder {path}"))
    if path.is_dir():
        from mingjian.package.validate import validate

        if marked is not None:
            zh, en = "--marked 只用于 xlsx、CSV 文件", "--marked is for xlsx and CSV files only"
            raise BadInput(Text(zh, en))
        return validate(path, into, _progress)
    from mingjian.package.sheets import validate_workbook

    checked = validate_workbook(path, into, progress=_progress)
    if marked is not None:
        _clear_progress()
        _mark(path, marked, [*checked.faults, *checked.warnings])
    return checked


def _mark(path: Path, marked: Path, faults: list[SheetFault]) -> None:
    from mingjian.package.sheets import mark_faults

    whole = mark_faults(path, marked, faults)
    said = Text(f"已写入 {marked}", f"wrote {marked}")
    only = Text("只有问题清单，原表未随附标记", "the list alone, without the sheets")
    console.err((said if whole else Text(f"{said.zh}：{only.zh}", f"{said.en}: {only.en}")).both())


def _summary(checked: Package | Checked) -> Text:
    tables, rows = len(checked.tables), sum(table.rows for table in checked.tables.values())
    faults, warnings = checked.fault_count, checked.warning_count
    return Text(
        f"{tables} 张表，{rows} 行，{faults} 处错误，{warnings} 处提示",
        f"tables {tables}, rows {rows}, faults {faults}, warnings {warnings}",
    )


def _progress(table: str, rows: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{table} {rows}")
        sys.stderr.flush()


def _clear_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
