"""The divisions (行政区划) of the province that lives here: names, what lies in what, tiles of the schematic map.

Read from `divisions.json` in MINGJIAN_HOME, which the loader of a province's pack writes: code → name, parent, and for
prefectures the column and row of their tile. Neighbours may stand in it by name alone. A code that is not in it is its
own name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mingjian.law.facts import significant


@dataclass(frozen=True, slots=True)
class Division:
    """A division: its code (GB/T 2260), name, the code of what it lies in (empty for the province), its tile."""

    code: str
    name: str
    parent: str = ""
    col: int | None = None
    row: int | None = None


def all_divisions() -> Mapping[str, Division]:
    """Every division here by code; none where no province was loaded."""
    path = Path(settings.HOME) / "divisions.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Mapping[str, Division]:
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {
        code: Division(code, said["name"], said.get("parent") or "", said.get("col"), said.get("row"))
        for code, said in raw.items()
    }


def name(code: str) -> str:
    """A division's own name: 衡台区."""
    found = all_divisions().get(code)
    return found.name if found else code


def full_name(code: str) -> str:
    """With what it lies in, below the province: 岚州市衡台区; of another province its name alone."""
    found, divisions = all_divisions().get(code), all_divisions()
    if found is None:
        elsewhere = divisions.get(f"{code[:2]}0000")
        return elsewhere.name if elsewhere else code
    above = divisions.get(found.parent)
    return f"{above.name}{found.name}" if above is not None and above.parent else found.name


def prefectures() -> list[Division]:
    """What lies directly in the province, in the order of the codes."""
    divisions = all_divisions()
    found = [one for one in divisions.values() if one.parent and not divisions[one.parent].parent]
    return sorted(found, key=lambda one: one.code)


def within(code: str) -> str:
    """The digits that the codes of everything in a division begin with: 2301 for a city."""
    return significant(code)


def province() -> str:
    """The digits of the province that lives here: the one that others lie in. Empty where none was loaded."""
    divisions = all_divisions()
    tops = {one.parent for one in divisions.values()} & {one.code for one in divisions.values() if not one.parent}
    return significant(min(tops)) if tops else ""


def is_resident(code: str) -> bool | None:
    """Whether a division lies in this province; None where no province was loaded."""
    here = province()
    return code.startswith(here) if here else None
