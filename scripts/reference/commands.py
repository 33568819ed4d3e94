"""docs/reference/cli.md: the help of every command as a person sees it, at one width and without colour."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from mingjian.terms import Text
from reference.markdown import Page, beside, code, fence, page, paragraphs

WIDTH = 100
PLAIN = {"TERMINAL_WIDTH": str(WIDTH), "COLUMNS": str(WIDTH), "_TYPER_FORCE_DISABLE_TERMINAL": "1", "LANGUAGE": "C"}
ABOUT = Text(
    "返回码：0 完成；1 查过，有错；2 输入不能用。结果写到标准输出，提示写到标准错误。",
    "Exit codes: 0 done; 1 checked and found wrong; 2 bad input. Results go to standard output, messages to standard "
    "error.",
)


def pages() -> Iterator[Page]:
    """The one page of the command line."""
    os.environ.update(PLAIN)  # read when typer's help is first loaded
    from typer.main import get_command

    from mingjian import cli

    cli.register_all()
    blocks = [block for names, _ in commands(("mingjian",), get_command(cli.app)) for block in _command(cli.app, names)]
    yield page("cli.md", beside(Text("命令", "the command line")), paragraphs(ABOUT), *blocks)


def commands(names: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command below `command`, itself first, with the words one types to reach it."""
    yield names, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands((*names, name), inner)


def _command(app: Any, names: tuple[str, ...]) -> Iterator[str]:
    from typer.testing import CliRunner

    shown = CliRunner().invoke(app, [*names[1:], "--help"], prog_name="mingjian", color=False)
    if shown.exit_code != 0:
        raise RuntimeError(f"{' '.join(names)} --help failed: {shown.output}")
    yield f"## {code(' '.join(names))}"
    yield fence("\n".join(line.rstrip() for line in shown.output.splitlines()).strip("\n"))
