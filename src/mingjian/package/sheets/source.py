"""What every file of sheets can be asked, whichever form it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from mingjian.package.sheets.grid import RawRow


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a file: `number` among its sheets, from 0; `hidden` is one that people do not see."""

    number: int
    name: str
    hidden: bool = False


class Source(Protocol):
    """A file of sheets, open. `strict`: a cell beyond the head can only be a slip, for there are no margins."""

    strict: bool
    date1904: bool

    @property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets in order."""

    def rows(self, sheet: Sheet) -> Iterator[RawRow]:
        """The rows of a sheet that hold anything, read anew each time. BadInput where the file is damaged."""

    def merged(self) -> Sequence[str]:
        """The ranges of merged cells of the sheet that was read to its end last."""

    def close(self) -> None:
        """Let the file go."""
