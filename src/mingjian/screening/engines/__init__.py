"""What runs the expressions: DuckDB inside this process by default, Spark when an office has outgrown it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from mingjian.terms import BadInput, Text

ENGINES = ("duckdb", "spark")


class Engine(Protocol):
    """Three things are asked of an engine."""

    def read(self, parquet: Path) -> Any:
        """A normalised Parquet file as an Ibis table."""

    def hold(self, name: str, expression: Any) -> Any:
        """The expression worked out once and kept under a name, as an Ibis table, for as long as the engine is open."""

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of an expression, dates as `date`, times as `datetime`, missing as None."""


@contextmanager
def open_engine(name: str, work: Path) -> Iterator[Engine]:
    """The engine of that name, with its scratch files under `work`."""
    if name == "duckdb":
        from mingjian.screening.engines.duckdb import DuckDB

        yield DuckDB(work)
    elif name == "spark":
        from mingjian.screening.engines.spark import open_spark

        with open_spark(work) as engine:
            yield engine
    else:
        have = ", ".join(ENGINES)
        raise BadInput(Text(f"没有引擎 {name}；可用：{have}", f"no engine {name}; there are: {have}"))
