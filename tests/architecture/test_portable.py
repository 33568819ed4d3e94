"""A clone runs anywhere: nothing kept here names a path of one machine or a place packages come from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CACHES = ("_cache", ".egg-info")
LEFT_OUT = {".git", ".venv", "__pycache__", ".hypothesis", "build", "dist"}
TEXT = {
    ".py",
    ".md",
    ".txt",
    ".in",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".jsonl",
    ".csv",
    ".sh",
    ".html",
    ".css",
    ".svg",
    "",
}

# Written so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w./…~>-])/(?:home|Users|root|work|mnt|opt|srv|var/folders)/[\w.-]+|\b[A-Z]:\\\\?Users\b")
HOST = re.compile(
    r"\b(?:files\.python[h]osted|py[p]i|test\.py[p]i|registry\.np[m]js|conda\.anacon[d]a)\.(?:org|com)\b|/py[p]i/simple"
)
ADDRESS = re.compile(
    r"https?:|\b(?:file|git|ssh)\+?:|^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links|--trusted-host)\b| @ ", re.M
)


def kept(root: Path) -> Iterator[Path]:
    """Every text file of the house, caches and the environment left out."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not name.endswith(CACHES))
        yield from (Path(folder, name) for name in sorted(files) if Path(name).suffix in TEXT)


def holding(pattern: re.Pattern[str], text: str) -> list[int]:
    """The numbers of the lines that hold the pattern."""
    return [number for number, line in enumerate(text.splitlines(), start=1) if pattern.search(line)]


def places(pattern: re.Pattern[str], root: Path, paths: Iterator[Path]) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}:{line}"
        for path in paths
        for line in holding(pattern, path.read_text(encoding="utf-8", errors="replace"))
    ]


def test_no_file_names_a_path_of_one_machine(root):
    found = places(MACHINE, root, kept(root))
    assert not found, "write the path from the root of the house, or take it as an argument:\n" + "\n".join(found)


def test_no_file_names_where_packages_come_from(root):
    found = places(HOST, root, kept(root))
    assert not found, "leave the place to the machine's own settings:\n" + "\n".join(found)


def test_the_locks_hold_hashes_and_no_addresses(root):
    locks = sorted((root / "requirements").glob("*.txt"))
    assert locks, "requirements/*.txt are gone; `make lock` writes them"
    found = places(ADDRESS, root, iter(locks))
    assert not found, "lock with hashes and without addresses (`make lock`):\n" + "\n".join(found)
    assert all("--hash=sha256:" in lock.read_text(encoding="utf-8") for lock in locks)


@pytest.mark.parametrize(
    "pattern, line",
    [
        (MACHINE, "open('/ho" + "me/li/data.csv')"),
        (MACHINE, "see /wo" + "rk/main"),
        (HOST, "files.python" + "hosted.org"),
        (HOST, "index = py" + "pi.org"),
        (ADDRESS, "--index-url somewhere"),
        (ADDRESS, "ibis @ https://example.invalid/ibis.whl"),
        (ADDRESS, "-i somewhere"),
    ],
)
def test_a_planted_line_is_seen(pattern, line):
    assert holding(pattern, line) == [1]


@pytest.mark.parametrize("line", ["docs/work/main.md", "duckdb==1.5.6 \\", "    --hash=sha256:0a30"])
def test_a_harmless_line_is_let_be(line):
    assert not any(holding(pattern, line) for pattern in (MACHINE, HOST, ADDRESS))
