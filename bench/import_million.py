"""A million rows imported while the desks answer: rows a second, memory of all processes, the slowest page, the longest
wait of a writer. `python bench/import_million.py [ROWS]`; needs Linux (/proc)."""

from __future__ import annotations

import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from mingjian.package.write import Extent, write_package

HOME = """
from datetime import datetime
from mingjian.terms import SHANGHAI
from mingjian_web.config import home, setting_up
folder = home.home()
home.prepare(folder)
setting_up.ready(folder)
setting_up.start_django()
from mingjian_web.ledger.actions import begin
begin("bench.example", now=datetime(2026, 1, 4, 9, tzinfo=SHANGHAI))
home.settle(folder, home.Province("bench", "岚川省", "Lanchuan"))
"""
#: A person's share of the rows: themselves, one employment, ten months of insurance.
ROWS_A_PERSON = 12
PAGE = 4096


def package(folder: Path, rows: int) -> int:
    """An invented province of so many rows, most of them insurance months; how many there are."""
    people = rows // ROWS_A_PERSON
    institutions = 700
    extents = {name: Extent(complete=True) for name in ("institutions", "people", "employments")}
    tables: dict[str, Iterator[dict[str, object]]] = {
        "institutions": (
            {
                "id": f"i-{n}",
                "uscc": f"91970000MA{n:07d}X",
                "name": f"岚川第{n}安全评价有限公司",
                "kind": "evaluation",
                "legal_representative": "某",
                "division": "970100",
            }
            for n in range(institutions)
        ),
        "people": ({"id": f"p-{n}", "name": f"人员{n}", "id_hash": f"{n:064x}"} for n in range(people)),
        "employments": (
            {
                "person": f"p-{n}",
                "institution": f"i-{n % institutions}",
                "post": "evaluator",
                "full_time": True,
                "valid_from": "2020-01-01",
            }
            for n in range(people)
        ),
        "social_insurance": (
            {"person": f"p-{n}", "employer_uscc": f"91970000MA{n % institutions:07d}X", "month": f"2026-{month:02d}"}
            for n in range(people)
            for month in range(1, ROWS_A_PERSON - 1)
        ),
    }
    write_package(folder, tables, extents=extents)
    return institutions + people * ROWS_A_PERSON


def resident(root: int) -> int:
    """Bytes that a process and all that it started hold in memory."""
    parents: dict[int, list[int]] = {}
    held: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            held[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry.name))
    total, waiting = 0, [root]
    while waiting:
        one = waiting.pop()
        total += held.get(one, 0)
        waiting += parents.get(one, [])
    return total


class Watch(threading.Thread):
    """Asks for a page and for the right to write, over and over, and looks at the memory."""

    def __init__(self, url: str, database: Path, roots: list[int]) -> None:
        super().__init__(daemon=True)
        self.url, self.database, self.roots = url, database, roots
        self.pages: list[float] = []
        self.waits: list[float] = []
        self.peak = 0
        self.going = True

    def run(self) -> None:
        """Until told to stop."""
        while self.going:
            self.peak = max(self.peak, sum(resident(root) for root in self.roots))
            self.pages.append(asked(self.url))
            self.waits.append(waited(self.database))
            time.sleep(0.2)


def asked(url: str) -> float:
    """Seconds that a page takes, whatever it answers."""
    began = time.perf_counter()
    try:
        urllib.request.urlopen(url, timeout=60).read()  # noqa: S310 - our own server
    except urllib.error.HTTPError as wrong:
        wrong.read()
    return time.perf_counter() - began


def waited(database: Path) -> float:
    """Seconds until one may write."""
    began = time.perf_counter()
    with sqlite3.connect(database, timeout=60, isolation_level=None) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    connection.close()
    return time.perf_counter() - began


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Measure once and say it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="mingjian-bench-") as name:
        work, port = Path(name), free_port()
        environ = {**os.environ, "MINGJIAN_HOME": str(work / "home"), "PORT": str(port)}
        subprocess.run([sys.executable, "-c", HOME], env=environ, check=True)  # noqa: S603
        count = package(work / "package", rows)
        mingjian = [sys.executable, "-m", "mingjian"]
        server = subprocess.Popen([*mingjian, "serve"], env=environ, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            return measure(work, count, environ, server, f"http://127.0.0.1:{port}/")
        finally:
            server.terminate()
            server.wait(30)


def measure(work: Path, count: int, environ: dict[str, str], server: subprocess.Popen[bytes], url: str) -> int:
    """Import and watch; 0 where the import was done."""
    for _ in range(120):
        try:
            asked(url)
            break
        except OSError:
            time.sleep(0.5)
    began = time.perf_counter()
    line = [sys.executable, "-m", "mingjian", "import", str(work / "package"), "--yes"]
    importing = subprocess.Popen(line, env=environ)  # noqa: S603
    watch = Watch(url, work / "home" / "mingjian.sqlite3", [server.pid, importing.pid])
    watch.start()
    code = importing.wait()
    took = time.perf_counter() - began
    watch.going = False
    watch.join(60)
    print(f"rows                          {count:,}")
    print(f"seconds                       {took:.0f}")
    print(f"rows a second                 {count / took:,.0f}")
    print(f"memory of all processes, MiB  {watch.peak / 2**20:,.0f}")
    print(f"page, median and slowest, s   {statistics.median(watch.pages):.2f} {max(watch.pages):.2f}")
    print(f"writer, median and longest, s {statistics.median(watch.waits):.2f} {max(watch.waits):.2f}")
    return code


if __name__ == "__main__":
    sys.exit(main())
