"""A hundred thousand rows come in, and go out, without being held: in a process that can get only so much memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.mingjian.package.sheets.made import MAIN, text, write_parts

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the kernel what the process has")

ROWS, MORE = 100_000, 24 * 1024 * 1024

#: After everything is imported the process may take MORE bytes, and no more; then the work begins.
BOUND = f"""
import resource
from pathlib import Path
from mingjian.package.sheets import read_workbook, to_package, write_rows
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + {MORE}
resource.setrlimit(resource.RLIMIT_AS, (most, most))
"""


def _bound(work: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", BOUND + work], capture_output=True, check=False)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of ROWS people."""
    person = f"<row>{{}}<c t='inlineStr'>{text('张三')}</c><c t='inlineStr'>{text('0' * 64)}</c></row>"
    people = "".join(person.replace("{}", f"<c t='str'><v>p{number}</v></c>") for number in range(ROWS))
    heads = "".join(f"<c t='inlineStr'>{text(name)}</c>" for name in ("id", "name", "id_hash"))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row>{heads}</row>{people}</sheetData></worksheet>'
    return write_parts(tmp_path_factory.mktemp("long") / "b.xlsx", {"人员": sheet})


def test_a_hundred_thousand_rows_are_streamed_in(long: Path, tmp_path: Path) -> None:
    done = _bound(f"to_package(Path({str(long)!r}), Path({str(tmp_path)!r}))")
    assert (done.returncode, done.stderr) == (0, b"")
    with (tmp_path / "people.csv").open(encoding="utf-8") as stream:
        assert sum(1 for _ in stream) == ROWS + 1


def test_the_bound_is_one_that_rows_held_would_break(long: Path) -> None:
    done = _bound(f"held = list(read_workbook(Path({str(long)!r})).rows('people'))")
    assert b"MemoryError" in done.stderr


def test_rows_are_streamed_out(tmp_path: Path) -> None:
    rows = f'({{"id": f"p{{n}}", "name": "张三" * 500, "id_hash": "h"}} for n in range({ROWS // 10}))'
    done = _bound(f"write_rows(Path({str(tmp_path / 'b.xlsx')!r}), {{'people': {rows}}})")
    assert (done.returncode, done.stderr) == (0, b"")
