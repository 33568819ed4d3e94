"""The command line. A module here that has `register(app)` is a command: presence is registration.

Commands of ring two (`import`, `export`, …) come in by the entry-point group `mingjian.commands`.
Exit codes are a contract: 0 done, 1 checked and found wrong, 2 bad input.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from importlib.metadata import entry_points

import typer

from mingjian import __version__
from mingjian.cli import console
from mingjian.terms import BadInput, Text

app = typer.Typer(
    name="mingjian",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="明鉴：安全评价、检测检验机构的监督。 Supervision of safety-evaluation and testing institutions.",
)


def _say_version(wanted: bool) -> None:
    if wanted:
        console.out(f"mingjian {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_say_version, is_eager=True, help="版本。 Print the version."
    ),
    lang: str = typer.Option(
        "zh", "--lang", envvar="MINGJIAN_LANG", help="zh 中文（默认） / en English.", show_default=False
    ),
) -> None:
    if lang not in ("zh", "en"):
        raise BadInput(Text(f"--lang 只能是 zh 或 en，不能是 {lang}", f"--lang is zh or en, not {lang}"))
    console.language = lang


def register_all() -> None:
    """Take every command in: the modules lying here, then those of other distributions."""
    for found in pkgutil.iter_modules(__path__):
        register = getattr(importlib.import_module(f"{__name__}.{found.name}"), "register", None)
        if register is not None:
            register(app)
    for entry in entry_points(group="mingjian.commands"):
        entry.load()(app)


def main() -> None:
    """Run the command line and leave with its exit code; bad input is a line each, never a traceback."""
    console.prepare()
    register_all()
    try:
        app()
    except BadInput as wrong:
        for line in wrong.lines:
            console.err(line.both())
        sys.exit(console.BAD_INPUT)
    except OSError as wrong:
        console.err(Text(f"写不出去：{wrong.strerror}", f"cannot write: {wrong.strerror}").both())
        sys.exit(console.BAD_INPUT)
