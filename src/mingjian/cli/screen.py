"""`mingjian screen`: run the rules over a data package and hand on what they found and what was not run."""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian import __version__
from mingjian.cli import console
from mingjian.terms import SHANGHAI, BadInput, Text

if TYPE_CHECKING:
    from mingjian.law import Law
    from mingjian.package.opened import Package
    from mingjian.screening.report import About, Section
    from mingjian.screening.run import Screening

#: What a file's ending says about the format, where none is asked for.
ENDINGS = {".html": "html", ".htm": "html", ".csv": "csv", ".jsonl": "jsonl"}

_HELP = (
    "用规则筛查监管数据包。发现的是疑点，不是违法；未运行的规则和原因一并说明。"
    " Run the rules over a data package. What is found is suspicion, not guilt; what was not run is said too."
    "\n\n有没有发现都返回 0；输入有误返回 2，每处一行。"
    " Exit 0 whether or not something is found; 2 on bad input, a line each."
    "\n\n例 Example: mingjian screen 数据包 --rules SITE-03,QUAL-01 -o 结果.html"
)


def register(app: typer.Typer) -> None:
    """Add `screen` to the command line."""
    app.command("screen", help=_HELP)(screen)


def screen(
    package: Annotated[
        Path, typer.Argument(metavar="PACKAGE", help="数据包文件夹，内有 datapackage.json。 The package's folder.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="按这一天终了时的记录判断，默认今天。 Judged as at that day's end."
        ),
    ] = None,
    rules: Annotated[
        str | None, typer.Option(metavar="ID,…", help="只运行这些规则，默认全部。 Only these rules; all by default.")
    ] = None,
    engine: Annotated[str, typer.Option(metavar="duckdb|spark", help="计算引擎。 What computes.")] = "duckdb",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|jsonl|csv|html",
            help="table 供终端，jsonl 供程序，csv 供表格软件，html 供阅读和打印；"
            "默认看 -o 的后缀，否则 table。 By -o's ending by default, else table.",
        ),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写入文件，默认标准输出。 Write to a file.")
    ] = None,
    law: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="本机关录入的规定，可重复。 An office's law file.")
    ] = None,
) -> None:
    """Run the rules over a package and hand on the result. Raises BadInput for what cannot be used."""
    from mingjian.clock import parse_day
    from mingjian.screening.report import not_run_in_words

    asked = _format(form, into)
    day = parse_day(as_of) if as_of else datetime.now(SHANGHAI).date()
    target = _target(into) if into else None
    loaded, about = _about(package, _ids(rules), engine, law or [])
    result = _screened(package, day, engine, loaded, about)
    if not (asked == "table" and target is None and console.one_terminal()):
        for left in result.not_run:
            console.err(not_run_in_words(left).both())
    _hand_on(_written(result, asked, about, target), target, result)


def _format(form: str | None, into: Path | None) -> str:
    from mingjian.screening.report import FORMATS

    chosen = form or ENDINGS.get(into.suffix.lower() if into else "", "table")
    if chosen not in FORMATS:
        have = ", ".join(FORMATS)
        raise BadInput(
            Text(f"--format 不能是 {chosen}；可用：{have}", f"--format cannot be {chosen}; there are: {have}")
        )
    return chosen


def _ids(rules: str | None) -> list[str] | None:
    """`site-03，QUAL-01` as ids; any comma will do."""
    if rules is None:
        return None
    ids = [word.upper() for word in re.split(r"[,，、\s]+", rules) if word]
    if not ids:
        raise BadInput(Text("--rules 没有写规则编号", "--rules names no rule"))
    return ids


def _about(package: Path, ids: Sequence[str] | None, engine: str, files: list[Path]) -> tuple[Law, About]:
    """The law to judge by, and what the report says about the run. Rules and law are known before any work begins."""
    from mingjian.law import load_law
    from mingjian.screening.registry import chosen_rules
    from mingjian.screening.report import About, english_citations, law_in_words

    rules, law = tuple(file.rule for file in chosen_rules(ids)), load_law(*files)
    overlays = [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]
    return law, About(
        # A folder named in another encoding (GBK, of old) must not break the report.
        package=os.fsencode(package.resolve().name).decode("utf-8", "replace"),
        version=__version__,
        engine=engine,
        law=law_in_words(__version__, overlays),
        rules=rules,
        english=english_citations(law) if console.language == "en" else {},
    )


def _screened(package: Path, day: date, engine: str, law: Law, about: About) -> Screening:
    """The run itself, in a working folder that is gone afterwards."""
    from mingjian.clock import shipped_calendar
    from mingjian.screening.engines import open_engine
    from mingjian.screening.run import screen

    progress = _Progress(len(about.rules))
    with tempfile.TemporaryDirectory(prefix="mingjian-") as folder, open_engine(engine, Path(folder)) as running:
        opened = _opened(package, Path(folder) / "tables", progress)
        result = screen(
            opened,
            engine=running,
            law=law,
            calendar=shipped_calendar(),
            as_of=day,
            rules=[rule.id for rule in about.rules],
            progress=progress.rule,
        )
    progress.clear()
    return result


def _opened(package: Path, into: Path, progress: _Progress) -> Package:
    """The package, read. Its warnings are said and the run goes on; its faults are said and end it."""
    from mingjian.package.read import open_package

    opened = open_package(package, into, progress.table)
    progress.clear()
    for fault in (*opened.faults, *opened.warnings):
        console.err(fault)
    if opened.faults:
        raise typer.Exit(console.BAD_INPUT)
    return opened


@dataclass
class _Progress:
    """One line on a terminal that says what is being done; nothing where nobody watches."""

    rules: int
    done: int = 0

    def table(self, table: str, rows: int) -> None:
        self._say(f"{table} {rows}")

    def rule(self, rule: str) -> None:
        self.done += 1
        self._say(f"{rule} {self.done}/{self.rules}")

    def clear(self) -> None:
        self._say("")

    def _say(self, text: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()


def _written(result: Screening, form: str, about: About, target: Path | None) -> Iterator[str]:
    from mingjian.screening.report import render, sections

    if form != "table":
        return render(result, form, console.language, about)
    watched = target is None and sys.stdout.isatty()
    return _laid_out(sections(result, console.language, about), watched)


def _laid_out(sections: Iterable[Section], watched: bool) -> Iterator[str]:
    """Sections as text: as wide as the terminal when someone watches, else as wide as a report is mailed."""
    from rich.console import Console

    width = console.width()
    for section in sections:
        page = io.StringIO()
        plain = Console(file=page, width=width, force_terminal=watched, highlight=False, markup=False, emoji=False)
        plain.print(section.title, style="bold")
        for line in section.lines:
            plain.print(line)
        if section.rows:
            plain.print(_grid(section))
        yield "\n".join(line.rstrip() for line in page.getvalue().rstrip().splitlines()) + "\n\n"


def _grid(section: Section) -> object:
    """A table aligned for Chinese width; only its sentences may wrap, never an id or a day."""
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.table import Table

    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(section.head):
        longest = max(cell_len(line) for row in (section.head, *section.rows) for line in row[number].splitlines())
        short = longest <= SHORT
        grid.add_column(name, no_wrap=short, min_width=longest if short else None, overflow="fold")
    for row in section.rows:
        grid.add_row(*row)
    return grid


#: A column whose longest cell is so wide or less is never wrapped nor narrowed: ids, days, counts.
SHORT = 18


def _target(into: Path) -> Path:
    """The file to write, refused before the work begins where it cannot be one."""
    target = into.resolve()
    if target.exists() and not target.is_file():
        raise BadInput(Text(f"-o {into} 不是文件，请给出文件名", f"-o {into} is not a file; give a file's name"))
    if not target.parent.is_dir():
        raise BadInput(Text(f"-o {into}：没有文件夹 {target.parent}", f"-o {into}: there is no folder {target.parent}"))
    return target


def _hand_on(pieces: Iterable[str], target: Path | None, result: Screening) -> None:
    from mingjian.screening.report import found_in_words

    if target is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    try:
        _write_whole(target, pieces)
    except OSError as wrong:
        raise BadInput(
            Text(f"写不了 {target}：{wrong.strerror}", f"cannot write {target}: {wrong.strerror}")
        ) from wrong
    said = found_in_words(result)
    console.err(Text(f"已写入 {target}：{said.zh}", f"written to {target}: {said.en}").both())


def _write_whole(target: Path, pieces: Iterable[str]) -> None:
    """The file appears whole or not at all: written beside its place, then renamed into it."""
    beside = target.with_name(f".mingjian-{secrets.token_hex()}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
