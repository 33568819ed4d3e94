"""`mingjian validate`: every fault of a data package, a line each."""

from __future__ import annotations

import json
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli import console
from mingjian.terms import Text

if TYPE_CHECKING:
    from mingjian.package.opened import Package


class Format(StrEnum):
    """How faults are written."""

    TEXT = "text"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="validate", help=_HELP)(_validate)


_HELP = (
    "检查监管数据包：每处错误一行，写明文件、行、列。"
    " Check a data package: every fault a line, with its file, row and column."
    "\n\n没有错误返回 0（允许有提示），有错误返回 1，不能作为数据包打开返回 2。"
    " Exit 0 without faults (warnings allowed), 1 with faults, 2 when it cannot be opened as a package."
)


def _validate(
    package: Annotated[
        Path,
        typer.Argument(
            metavar="PACKAGE",
            help="数据包文件夹，内有 datapackage.json。 The package's folder, with its datapackage.json.",
        ),
    ],
    form: Annotated[
        Format,
        typer.Option("--format", help="text 每处一行；jsonl 每处一个 JSON 对象。 text, or one JSON object a line."),
    ] = Format.TEXT,
) -> None:
    from mingjian.package.validate import validate

    try:
        with tempfile.TemporaryDirectory(prefix="mingjian-") as folder:
            checked = validate(package, Path(folder), _progress)
    finally:
        _clear_progress()
    for fault in (*checked.faults, *checked.warnings):
        console.out(fault if form is Format.TEXT else json.dumps(fault.as_json(), ensure_ascii=False))
    # A program that reads one object a line must not meet a sentence among them.
    (console.out if form is Format.TEXT else console.err)(_summary(checked).both())
    raise typer.Exit(console.FOUND_WRONG if checked.fault_count else console.DONE)


def _summary(checked: Package) -> Text:
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
