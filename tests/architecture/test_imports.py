"""Imports go down the house: the contracts of pyproject.toml hold, and no module stands outside them."""

from __future__ import annotations

import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mingjian

LINTER = Path(sys.executable).with_name("lint-imports")
CONTRACTS = {"floors", "no-circles", "pure-ring"}


def contracts(root: Path) -> dict[str, dict]:
    """The import contracts by id."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def named(layers: list[str]) -> list[str]:
    """The modules that the floors name, the optional ones in brackets too."""
    return [module for floor in layers for module in re.findall(r"\w+", floor)]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the linter over the `src` in `folder`."""
    env = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [LINTER, "--no-cache", "--no-logo"], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    """The house again, where walls may be broken."""
    shutil.copytree(root / "src" / "mingjian", tmp_path / "src" / "mingjian", ignore=shutil.ignore_patterns("data"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_import_goes_down(root):
    done = lint(root)
    assert done.returncode == 0, (
        "an import breaks a contract of pyproject.toml. Move the code to the floor that may know it, or hand the fact "
        f"in as an argument; a change of the floors is an ADR in docs/adr.\n{done.stdout}{done.stderr}"
    )


@pytest.mark.parametrize(
    "module, line, contract",
    [
        ("terms.py", "from mingjian import cli", "one floor after another"),
        ("clock/budget.py", "from mingjian.clock import reproject", "No circles"),
        ("law/days.py", "import django", "no web framework"),
    ],
)
def test_an_import_that_breaks_a_contract_is_seen(copy, module, line, contract):
    with (copy / "src" / "mingjian" / module).open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    done = lint(copy)
    assert done.returncode == 1
    assert re.search(rf"{contract}.* BROKEN", done.stdout), done.stdout


def test_the_contracts_are_all_there(root):
    have = contracts(root)
    assert set(have) >= CONTRACTS, "a contract of [tool.importlinter] in pyproject.toml is gone"
    assert have["floors"]["exhaustive"] is True, "without exhaustive a new module would stand outside the floors"


def test_every_module_has_its_floor(root):
    floors = named(contracts(root)["floors"]["layers"])
    there = {found.name for found in pkgutil.iter_modules(mingjian.__path__)}
    homeless = sorted(there - set(floors))
    assert not homeless, (
        f"mingjian.{homeless[0]} has no floor: name it in `layers` of pyproject.toml, above all that it imports"
    )
    assert len(floors) == len(set(floors)), "a module stands on two floors"
