"""The house as the architecture tests read it: every module of src, parsed once."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Source:
    """One module: its path from the root, its text, its syntax tree."""

    file: str
    text: str
    tree: ast.Module


def parsed(text: str, file: str = "src/mingjian/planted.py") -> Source:
    return Source(file, text, ast.parse(text))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def sources() -> list[Source]:
    """Every module under src, but for what Django writes of its schema (migrations)."""
    paths = [path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.parts]
    return [parsed(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()) for path in paths]


@pytest.fixture(scope="session")
def planted() -> Callable[..., Source]:
    """Make a module of a few lines, to see that a check sees what it is for."""
    return parsed
