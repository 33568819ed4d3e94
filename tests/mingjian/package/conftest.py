"""A tiny package in a temporary folder, and what reading it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from mingjian.package.opened import Package
from mingjian.package.read import open_package
from mingjian.package.validate import validate


class Made:
    """A package folder under construction: write files, list them, read it."""

    def __init__(self, folder: Path, into: Path) -> None:
        self.folder, self.into = folder, into
        self.resources: list[Any] = []
        folder.mkdir()

    def table(self, name: str, content: str | bytes, **listed: Any) -> Made:
        """Write a table's CSV (a Parquet file when the content begins with its magic) and list it."""
        raw = content.encode() if isinstance(content, str) else content
        path = f"{name}.parquet" if raw.startswith(b"PAR1") else f"{name}.csv"
        (self.folder / path).write_bytes(raw)
        return self.listed(name, path, **listed)

    def listed(self, name: str, path: str, **listed: Any) -> Made:
        """List a file without writing it."""
        self.resources.append({"name": name, "path": path, **listed})
        return self

    def _descriptor(self) -> None:
        (self.folder / "datapackage.json").write_text(json.dumps({"resources": self.resources}))

    def open(self) -> Package:
        """The package, read."""
        self._descriptor()
        return open_package(self.folder, self.into)

    def validated(self) -> Package:
        """The package, read, with its files checked."""
        self._descriptor()
        return validate(self.folder, self.into)

    def faults(self) -> list[str]:
        """The English half of every fault's line."""
        return [str(fault).partition(" / ")[2] for fault in self.open().faults]

    def warnings(self) -> list[str]:
        """The English half of every warning's line."""
        return [str(fault).partition(" / ")[2] for fault in self.open().warnings]

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """The rows of a table as normalised."""
        rows: list[Mapping[str, Any]] = pq.read_table(self.open().tables[name].path).to_pylist()
        return rows


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An empty package in the making."""
    return Made(tmp_path / "package", tmp_path / "work")


@pytest.fixture
def make(tmp_path: Path) -> Callable[[], Made]:
    """As many empty packages as wanted."""
    made: list[Made] = []

    def one() -> Made:
        number = len(made)
        made.append(Made(tmp_path / f"package-{number}", tmp_path / f"work-{number}"))
        return made[-1]

    return one
