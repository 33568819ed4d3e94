"""A package that has been read: where the normalised tables are, how far each is whole, and what was wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from mingjian.package.faults import Fault
from mingjian.package.paths import Refused, open_regular


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table that could be read: `path` is its normalised Parquet, `source` its file in the package.

    `complete` is true when absence from it is a fact (within `covers`, both days included, if that is given).
    """

    name: str
    path: Path
    source: str
    rows: int
    complete: bool
    covers: tuple[date, date] | None


@dataclass(frozen=True)
class Package:
    """A data package that has been read. A table that is not in `tables` is unknown, not empty.

    `faults` and `warnings` show the first of each kind and say how many more; the two counts are exact.
    """

    path: Path
    tables: Mapping[str, TableFile]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    fault_count: int
    warning_count: int

    def file(self, sha256: str, suffix: str = "") -> Path | None:
        """The file `files/<sha256>.<suffix>`, any suffix when none is asked for; None if it is not safely there."""
        start = f"{sha256}.{suffix}"
        at = bisect_left(self._files, start)
        name = self._files[at] if at < len(self._files) else ""
        if len(sha256) != 64 or not (name == start if suffix else name.startswith(start)):
            return None
        try:
            open_regular(self.path, f"files/{name}").close()
        except Refused:
            return None
        return self.path / "files" / name

    @cached_property
    def _files(self) -> list[str]:
        try:
            return sorted(entry.name for entry in (self.path / "files").iterdir())
        except OSError:
            return []
