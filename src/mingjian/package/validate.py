"""Validating a package: everything that opening it shows, and whether each file in `files/` is what its name says."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from mingjian.package.faults import Fault, FaultBook, Weight
from mingjian.package.opened import Package
from mingjian.package.paths import Refused, open_regular
from mingjian.package.read import Progress, load, summed_up
from mingjian.terms import Text

FILES = "files"

_NAMED_BY_DIGEST = re.compile(r"(?P<sha256>[0-9a-f]{64})(\.[A-Za-z0-9]+)?")


def validate(folder: Path, into: Path, progress: Progress = lambda table, rows: None) -> Package:
    """The package with every fault there is in it; `into` as for `open_package`. Raises BadInput likewise."""
    book = FaultBook()
    opened = load(folder, into, book, progress)
    _check_files(folder, book, progress)
    return summed_up(folder, opened, book)


def _check_files(folder: Path, book: FaultBook, progress: Progress) -> None:
    if (folder / FILES).is_symlink():
        book.add(Fault(FILES, "path", Text("是符号链接，不予读取", "is a symbolic link, which is not followed")))
        return
    try:
        names = sorted(entry.name for entry in (folder / FILES).iterdir())
    except OSError:
        return  # A package without files is a package.
    for number, name in enumerate(names, start=1):
        _check_file(folder, f"{FILES}/{name}", book)
        progress(FILES, number)


def _check_file(folder: Path, relative: str, book: FaultBook) -> None:
    named = _NAMED_BY_DIGEST.fullmatch(Path(relative).name)
    if named is None:
        message = Text(
            "文件名不是 SHA-256 摘要，不会被引用", "not named by its SHA-256 digest: nothing can refer to it"
        )
        book.add(Fault(relative, "file-name", message, severity=Weight.WARNING))
        return
    try:
        with open_regular(folder, relative) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except Refused as refused:
        book.add(Fault(relative, "path", refused.why))
        return
    if digest != named["sha256"]:
        message = Text(f"内容的摘要是 {digest}，与文件名不符", f"the digest of its content is {digest}, not its name")
        book.add(Fault(relative, "file-content", message))
