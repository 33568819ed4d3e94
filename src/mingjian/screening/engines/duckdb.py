"""The embedded engine."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

import ibis

MEMORY_LIMIT = "2GB"
THREADS = 2


class DuckDB:
    """DuckDB in this process: two threads, bounded memory, scratch under the working folder, no extensions fetched."""

    def __init__(self, work: Path) -> None:
        self._connection = ibis.duckdb.connect(
            threads=THREADS,
            memory_limit=MEMORY_LIMIT,
            temp_directory=str(work / "duckdb"),
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
        )

    def read(self, parquet: Path) -> Any:
        return self._connection.read_parquet(glob.escape(str(parquet)))

    def hold(self, name: str, expression: Any) -> Any:
        return self._connection.create_table(name, expression, temp=True, overwrite=True)

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._connection.to_pyarrow(expression).to_pylist()
        return rows
