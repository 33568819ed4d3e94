"""Spark, on this machine or a cluster: the same expressions, for an office that has outgrown one process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mingjian.terms import BadInput, Text


class Spark:
    """An Ibis connection to a Spark session."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def read(self, parquet: Path) -> Any:
        return self._connection.read_parquet(str(parquet))

    def hold(self, name: str, expression: Any) -> Any:
        return self._connection.create_view(name, expression, overwrite=True)

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._connection.to_pyarrow(expression).to_pylist()
        return rows


def _refuse_where_it_cannot_run() -> None:
    if find_spec("pyspark") is None:
        raise BadInput(
            Text(
                "没有安装 Spark：运行 make test-spark，或 pip install 'mingjian[spark]'",
                "Spark is not installed: run make test-spark, or pip install 'mingjian[spark]'",
            )
        )
    if shutil.which("java") is None:
        raise BadInput(
            Text("Spark 需要 Java 17，本机没有 java 命令", "Spark wants Java 17; there is no java command here")
        )


@contextmanager
def open_spark(work: Path) -> Iterator[Spark]:
    """A local session with the zone fixed to Shanghai and its scratch under `work`; stopped on leaving."""
    _refuse_where_it_cannot_run()
    import ibis
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("mingjian")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        .config("spark.sql.warehouse.dir", str(work / "spark-warehouse"))
        .config("spark.local.dir", str(work / "spark"))
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield Spark(ibis.pyspark.connect(session))
    finally:
        session.stop()
