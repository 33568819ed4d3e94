"""The invented province, laid once, and what screening finds in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingjian.clock import shipped_calendar
from mingjian.law import load_law
from mingjian.package import Package, open_package
from mingjian.package.write import write_package
from mingjian.screening.engines import open_engine
from mingjian.screening.run import Screening, screen
from mingjian_web.demo.province import FIRST_DAY, tables

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def province() -> Rows:
    """Every row of the province on its first day."""
    return tables(FIRST_DAY)


@pytest.fixture(scope="session")
def package(province: Rows, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The province written as a data package and read back."""
    work: Path = tmp_path_factory.mktemp("province")
    write_package(work / "package", province, file_format="parquet")
    return open_package(work / "package", work / "tables")


@pytest.fixture(scope="session")
def screening(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screening]:
    """What all rules find on the first day."""
    with open_engine("duckdb", tmp_path_factory.mktemp("engine")) as engine:
        yield screen(package, engine=engine, law=load_law(), calendar=shipped_calendar(), as_of=FIRST_DAY)
