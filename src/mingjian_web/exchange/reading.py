"""Reading a file from outside, in a process of its own with its memory and its time limited.

`python -m mingjian_web.exchange.reading SOURCE FOLDER NAME` leaves typed tables (`tables/<name>.parquet`), the files
that came with them (`package/files/`) and `outcome.json` in FOLDER; a line of JSON on stdout says how far it is.
Knows no Django: a file made to do harm meets no database.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from mingjian.package.faults import Fault, FaultBook, Weight
from mingjian.package.opened import Package
from mingjian.package.paths import Refused, open_regular
from mingjian.package.read import load, summed_up
from mingjian.package.sheets.convert import to_package
from mingjian.package.sheets.limits import Limits
from mingjian.package.sheets.origin import Origin
from mingjian.package.sheets.told import told
from mingjian.terms import BadInput, Text
from mingjian_web.exchange.outcome import Outcome, ReadTable, as_kept, leave, leave_origin
from mingjian_web.exchange.unpacking import is_zipped_package, unpack

#: Address space, not what is resident: the engines reserve far more than they touch.
MOST_ADDRESSES = 6 * 1024**3
MOST_CPU_SECONDS = 3600
MOST_FILE_BYTES = 8 * 1024**3

SHEET_LIMITS = Limits(file_bytes=200 * 1024**2, unpacked_bytes=3 * 1024**3)

ROWS_BETWEEN_WORDS = 20_000

FILES = "files"
PIECE = 1024 * 1024
_NAMED_BY_DIGEST = re.compile(r"([0-9a-f]{64})(\.[A-Za-z0-9]+)?")


class _Book(FaultBook):
    """Leaves references aside: whether an id leads nowhere is asked when the rows that stand are known too."""

    def add(self, fault: Fault) -> None:
        if fault.code != "dangling":
            super().add(fault)

    def count_more(self, like: Fault, number: int) -> None:
        if like.code != "dangling":
            super().count_more(like, number)


def read(source: Path, folder: Path) -> Outcome:
    """Read a package (folder or zip) or a spreadsheet into `folder`."""
    try:
        if source.is_dir():
            return _read_package(source, folder)
        if is_zipped_package(source):
            _say("unpack", 0)
            unpack(source, folder / "package")
            return _read_package(folder / "package", folder)
        return _read_sheets(source, folder)
    except BadInput as wrong:
        return Outcome("none", cannot=tuple(line.as_json() for line in wrong.lines))


def _read_package(package: Path, folder: Path) -> Outcome:
    book = _Book()
    opened = load(package, folder / "tables", book, _say)
    read_ = summed_up(package, opened, book)
    files = take_files(package, folder / FILES)
    faults = [*read_.faults, *files]
    return Outcome(
        "package",
        _tables(read_),
        tuple(fault.as_json() for fault in faults),
        tuple(fault.as_json() for fault in read_.warnings),
        read_.fault_count + len(files),
        read_.warning_count,
    )


def take_files(package: Path, folder: Path) -> list[Fault]:
    """Copy the files beside the tables into `folder`, each under its digest; those that belie their name.

    A file whose name is no digest is referred to by nothing, and is left.
    """
    faults: list[Fault] = []
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(_names(package / FILES), start=1):
        _say(FILES, number)
        named = _NAMED_BY_DIGEST.fullmatch(name)
        if named is None:
            continue
        try:
            digest = _copied(package, f"{FILES}/{name}", folder)
        except Refused as refused:
            faults.append(Fault(f"{FILES}/{name}", "path", refused.why))
            continue
        if digest != named[1]:
            zh, en = f"内容的摘要是 {digest}，与文件名不符", f"the digest of its content is {digest}, not its name"
            faults.append(Fault(f"{FILES}/{name}", "file-content", Text(zh, en)))
    return faults


def _names(folder: Path) -> list[str]:
    if folder.is_symlink() or not folder.is_dir():
        return []
    return sorted(entry.name for entry in folder.iterdir())


def _copied(package: Path, relative: str, folder: Path) -> str:
    """Copy one file; the digest of what was copied, which is its name now."""
    digest, beside = hashlib.sha256(), folder / ".new"
    with open_regular(package, relative) as source, beside.open("wb") as sink:
        while piece := source.read(PIECE):
            digest.update(piece)
            sink.write(piece)
    beside.replace(folder / digest.hexdigest())
    return digest.hexdigest()


def _read_sheets(source: Path, folder: Path) -> Outcome:
    converted = to_package(source, folder / "package", SHEET_LIMITS, _say)
    leave_origin(converted.origin, folder)
    book = _Book()
    opened = load(folder / "package", folder / "tables", book, _say)
    package = summed_up(folder / "package", opened, book)
    odd, origin = converted.book, converted.origin
    return Outcome(
        "sheet",
        _tables(package),
        tuple(_told([*odd.shown(Weight.FAULT), *package.faults], origin)),
        tuple(_told([*odd.shown(Weight.WARNING), *package.warnings], origin)),
        odd.count(Weight.FAULT) + package.fault_count,
        odd.count(Weight.WARNING) + package.warning_count,
    )


def _told(faults: list[Fault], origin: Origin) -> Iterator[dict[str, object]]:
    for fault in faults:
        yield as_kept(told(fault, origin))


def _tables(package: Package) -> dict[str, ReadTable]:
    return {
        name: ReadTable(
            table.rows,
            table.complete,
            (table.covers[0].isoformat(), table.covers[1].isoformat()) if table.covers else None,
        )
        for name, table in package.tables.items()
    }


def _say(what: str, rows: int) -> None:
    """How far it is, for whoever waits."""
    if rows % ROWS_BETWEEN_WORDS == 0 or what not in _SAID or rows - _SAID[what] >= ROWS_BETWEEN_WORDS:
        _SAID[what] = rows
        sys.stdout.write(json.dumps([what, rows]) + "\n")
        sys.stdout.flush()


_SAID: dict[str, int] = {}


def limit_oneself() -> None:
    """No more memory, time and disk than an import may take; ended by the system beyond that."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE_BYTES, MOST_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def main() -> int:
    """Read SOURCE into FOLDER."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    limit_oneself()
    try:
        outcome = read(source, folder)
    except MemoryError:
        sentence = Text(
            "文件太大，读取时内存超出限额", "the file is too large: reading it took more memory than allowed"
        )
        outcome = Outcome("none", cannot=(sentence.as_json(),))
    leave(outcome, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
