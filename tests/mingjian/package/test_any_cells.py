"""Whatever is in the cells, or in the file, the answer is a package with faults, never an accident."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.package.opened import Package
from mingjian.package.read import open_package
from mingjian.package.schema import tables

_NEAR_MISSES = ["2025-02-29", "2025-03-14T09:00:00+25:00", "1e400", "-", "|", "2025-13", "true", "９", "0x1p3", "+.5"]
_CELLS = st.text(max_size=8) | st.sampled_from(_NEAR_MISSES) | st.from_regex(r"[0-9TZ:+.e -]{1,24}", fullmatch=True)


def _opened(table: str, raw: bytes) -> Package:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / f"{table}.csv").write_bytes(raw)
        listed = {"resources": [{"name": table, "path": f"{table}.csv"}]}
        (folder / "datapackage.json").write_text(json.dumps(listed))
        package = open_package(folder, folder / "work")
        for file in package.tables.values():
            assert pq.read_table(file.path).num_rows == file.rows
        assert all(str(fault).isprintable() for fault in (*package.faults, *package.warnings))
        return package


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_cells_give_faults_or_a_package(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(tables())))
    columns = list(tables()[table].columns)
    rows = data.draw(st.lists(st.lists(_CELLS, min_size=len(columns), max_size=len(columns)), max_size=3))
    lines = [",".join(columns), *(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)]
    _opened(table, "\n".join(lines).encode("utf-8", "surrogatepass"))


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_faults_or_a_package(raw: bytes) -> None:
    package = _opened("team_members", raw)
    assert package.fault_count or package.tables["team_members"].rows >= 0
