"""Exports as acts: who took what out, for which reason, how many rows; within one's reach."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from mingjian.package.schema import tables as contract
from mingjian.terms import BadInput, Text
from mingjian_web.accounts import trail
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.permissions import Permission
from mingjian_web.exchange import export
from mingjian_web.exchange.reach import within
from mingjian_web.exchange.tables import keeper

#: What a desk makes while one waits; the command line makes more.
MOST_AT_A_DESK = 200_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken out. `personal`: with the columns that say who somebody is; that takes a reason."""

    tables: tuple[str, ...] = ()
    as_known: datetime | None = None
    personal: bool = False
    reason: str = ""


def hand_out(*, by: Actor, target: Path, wanted: Wanted, language: str = "zh", now: datetime) -> dict[str, int]:
    """Write what is wanted as a package folder, or as a workbook where the target is named .xlsx; rows of each table.

    Raises Forbidden; BadInput for personal columns without a reason, for what is no table, or a folder with something
    in it.
    """
    by.must(Permission.EXPORT)
    if wanted.personal and not wanted.reason.strip():
        raise BadInput(Text("导出个人信息须写明理由", "to take personal data out, give a reason"))
    as_sheets = target.suffix.lower() == ".xlsx"
    if not as_sheets and target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadInput(
            Text(f"{target} 已有内容，请另指一个空文件夹", f"{target} is not empty; name an empty or new folder")
        )
    if as_sheets:
        names: Sequence[str] = wanted.tables or tuple(contract())
        written = export.write_sheets(
            target,
            tables=names,
            scope=by.scope,
            as_known=wanted.as_known,
            personal=wanted.personal,
            language=language,
        )
    else:
        written = export.write(
            target,
            tables=wanted.tables or None,
            scope=by.scope,
            as_known=wanted.as_known,
            personal=wanted.personal,
            files=True,
        )
    _leave_mark(by, wanted, written, target, now)
    return written


def for_a_desk(*, by: Actor, ending: str, wanted: Wanted, language: str, now: datetime) -> IO[bytes]:
    """The same as one file, xlsx or zip, gone when it is closed. BadInput where there is too much to wait for."""
    by.must(Permission.EXPORT)
    rows = size(by=by, tables=wanted.tables)
    if rows > MOST_AT_A_DESK:
        raise BadInput(
            Text(
                f"共 {rows:,} 行，超过 {MOST_AT_A_DESK:,} 行；请少选几张表，或者在服务器上用命令 mingjian export",
                f"{rows:,} rows are more than {MOST_AT_A_DESK:,}: choose fewer tables, or use mingjian export",
            )
        )
    with _aside() as folder:
        target = folder / (f"out.{ending}" if ending == "xlsx" else "package")
        hand_out(by=by, target=target, wanted=wanted, language=language, now=now)
        return _opened(target if ending == "xlsx" else _zipped(target, folder / "out.zip"))


def template(tables: Sequence[str], *, language: str) -> IO[bytes]:
    """The empty official forms of these tables, of all where none is named; names that are none are left out."""
    from mingjian.package.sheets import write_template

    names = [name for name in contract() if not tables or name in tables]
    with _aside() as folder:
        write_template(folder / "template.xlsx", names or list(contract()), language)
        return _opened(folder / "template.xlsx")


@contextmanager
def _aside() -> Iterator[Path]:
    """A folder of our own for a moment: what is taken out is nobody else's to read."""
    work = Path(settings.HOME) / "work"
    work.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix="out-") as name:
        yield Path(name)


def _zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    return target


def _opened(path: Path) -> IO[bytes]:
    """The file, still to be read when its folder is gone."""
    return path.open("rb")


def size(*, by: Actor, tables: Sequence[str]) -> int:
    """How many rows an export of what stands would have."""
    found = (keeper(name) for name in tables or contract())
    return sum(within(one.rows.standing(), one, by.scope).count() for one in found)


def _leave_mark(by: Actor, wanted: Wanted, written: dict[str, int], target: Path, now: datetime) -> None:
    trail.leave(
        "exchange.export",
        by=by,
        now=now,
        kind="export",
        object=target.name[-128:],
        reason=wanted.reason,
        acting_for=by.acting_for(Permission.EXPORT),
        detail={
            "rows": written,
            "personal": wanted.personal,
            "as_known": wanted.as_known.isoformat() if wanted.as_known else None,
        },
    )
