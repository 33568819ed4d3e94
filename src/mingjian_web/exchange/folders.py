"""The folder of an intake: what was sent, what was read of it, and the spreadsheet with its faults marked."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from mingjian.terms import BadInput, Text

TABLES, FILES, MARKED = "tables", "files", "marked.xlsx"


def folder_of(intake: int) -> Path:
    """Where the intake of this number keeps its files until it is decided."""
    return Path(settings.HOME) / "intakes" / str(intake)


def fresh(intake: int) -> Path:
    """The intake's folder, made anew, readable by its owner alone: what lies there is of a database that is no more."""
    folder = folder_of(intake)
    shutil.rmtree(folder, ignore_errors=True)
    return there(intake)


def there(intake: int) -> Path:
    """The intake's folder, made where it is not there."""
    folder = folder_of(intake)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def parquet(intake: int, table: str) -> Path:
    """The typed rows of one table."""
    return folder_of(intake) / TABLES / f"{table}.parquet"


def clear(intake: int, *, but_marked: bool = False) -> None:
    """Throw away what was read; `but_marked`: the marked spreadsheet stays for whoever has to mend it."""
    folder = folder_of(intake)
    if not but_marked:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.glob("*"):
        if path.name != MARKED:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def clear_read(intake: int) -> None:
    """Throw away what was read of what was sent, to read it anew."""
    for name in (TABLES, FILES, "package"):
        shutil.rmtree(folder_of(intake) / name, ignore_errors=True)


def bring(source: Path, folder: Path, *, move: bool) -> Path:
    """Put a file that was sent into the folder under a plain name; a package's folder is read where it is."""
    if source.is_dir():
        return source
    target = folder / f"source{source.suffix.lower()}"
    if move:
        shutil.move(source, target)
    else:
        shutil.copyfile(source, target)
    target.chmod(0o600)
    return target


@contextmanager
def incoming(name: str) -> Iterator[Path]:
    """Where a file that is just being sent may be written; gone afterwards unless it was moved."""
    work = Path(settings.HOME) / "work"
    work.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix="incoming-") as folder:
        yield Path(folder) / f"sent{Path(name).suffix.lower()}"


def digest_of(source: Path) -> str:
    """SHA-256 of a file; of a folder, that of the lines `digest␠␠path` of its regular files by path.

    Raises BadInput where there is nothing, or nothing that can be read.
    """
    try:
        if not source.is_dir():
            return _digest(source)
        paths = sorted(path for path in source.rglob("*") if path.is_file() and not path.is_symlink())
        lines = "".join(f"{_digest(path)}  {path.relative_to(source).as_posix()}\n" for path in paths)
        return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()
    except OSError as wrong:
        raise BadInput(
            Text(f"{source} 打不开（{wrong.strerror}）", f"{source} cannot be opened ({wrong.strerror})")
        ) from None


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
