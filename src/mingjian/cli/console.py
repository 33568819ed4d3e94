"""What every command shares: where words go, the chosen language, tables aligned for Chinese, exit codes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from mingjian.terms import Text

DONE, FOUND_WRONG, BAD_INPUT = 0, 1, 2

#: Width of a table when nobody watches: wide enough to read, narrow enough to mail.
UNWATCHED_WIDTH = 120

language = "zh"


def prepare() -> None:
    """Speak UTF-8 whatever the machine's locale says (LANG=C included); into the void where a stream is closed."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives as long as we do
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def out(text: object = "") -> None:
    """A result, to standard output."""
    sys.stdout.write(f"{text}\n")


def err(text: object) -> None:
    """A message about the work, to standard error."""
    sys.stderr.write(f"{text}\n")


def say(text: Text) -> str:
    """The sentence in the language the person chose."""
    return text.say(language)


def width() -> int:
    """How wide to write: the terminal, or COLUMNS where somebody says so, else as wide as a report is mailed."""
    watched = sys.stdout.isatty() or "COLUMNS" in os.environ
    return shutil.get_terminal_size().columns if watched else UNWATCHED_WIDTH


def one_terminal() -> bool:
    """Whether results and messages land before the same eyes, so that nothing need be said twice."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> str:
    """A table aligned for Chinese width, as text."""
    grid = Table(title=title, box=SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in head:
        grid.add_column(name, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return render(grid)


def render(*things: object) -> str:
    """Rich renderables as text, coloured only for a terminal."""
    watched = sys.stdout.isatty()
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width(),
        force_terminal=watched,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for thing in things:
        console.print(thing)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())
