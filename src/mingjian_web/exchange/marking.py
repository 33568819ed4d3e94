"""The spreadsheet given back with its faults marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.terms import BadInput
from mingjian_web.exchange.folders import MARKED, folder_of

if TYPE_CHECKING:
    from mingjian.package.sheets.told import SheetFault


def mark(intake: int, source: Path, faults: Sequence[SheetFault]) -> bool:
    """Write the marked copy into the intake's folder; whether there is one."""
    from mingjian.package.sheets.mark import mark_faults

    try:
        mark_faults(source, folder_of(intake) / MARKED, faults)
    except BadInput:
        return False
    return True


def marked(intake: int) -> Path | None:
    """The marked copy of what was sent; None where there is none."""
    path = folder_of(intake) / MARKED
    return path if path.exists() else None
