"""What the readers of CSV and Parquet hand on: blocks of columns, and the one way to say that a file cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from mingjian.terms import Text


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows: a column a name, text or native, and `rows`, the number of each row in its file (int64, from 1)."""

    columns: Mapping[str, pa.Array]
    rows: pa.Array


class Unreadable(Exception):  # noqa: N818 - named for the file
    """A file, or the rest of it, that cannot be read."""

    def __init__(self, code: str, why: Text, line: int | None = None) -> None:
        super().__init__(why.en)
        self.code, self.why, self.line = code, why, line


class TableReader(Protocol):
    """A file of a table being read. `cut`: rows were left out, so absence proves nothing."""

    header: list[str]
    cut: bool

    def blocks(self) -> Iterator[Block]:
        """The rows, once, in order."""

    def line_of(self, row: int) -> int | None:
        """The line on which a row begins; None where a file has no lines."""
