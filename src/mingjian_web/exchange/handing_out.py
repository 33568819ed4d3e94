"""Exports as acts: who took what out, for which reason, how many rows; within one's reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

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
