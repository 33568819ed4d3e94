"""`make new-rule`: what it writes is a valid rule that fails its tests until a person has written it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RULES = Path("src/mingjian/screening/rules")
LOADED = (
    "from mingjian.screening.cases import cases_of; from mingjian.screening.registry import all_rules; "
    "print(sorted(case.kind for case in cases_of(all_rules()['SITE-99'])))"
)


@pytest.fixture
def house(tmp_path: Path, root: Path) -> Path:
    """The house again, where rules may be begun."""
    for folder in ("src", "scripts", "tests"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def run(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A Python command in that house."""
    env = os.environ | {"PYTHONPATH": str(house / "src"), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=house, env=env, capture_output=True, encoding="utf-8", check=False
    )


def new_rule(house: Path, rule: str, name: str) -> subprocess.CompletedProcess[str]:
    return run(house, "scripts/new_rule.py", rule, name)


def test_a_rule_just_begun_is_valid_and_keeps_the_style(house):
    done = new_rule(house, "SITE-99", "some_name")
    assert done.returncode == 0, done.stderr
    assert (house / RULES / "site" / "site_99_some_name.py").exists()
    loaded = run(house, "-c", LOADED)
    assert loaded.stdout.strip() == "['before', 'edge', 'hit', 'look-alike', 'miss']", loaded.stderr
    written = [str(path) for path in (house / RULES / "site").glob("site_99*.py")]
    assert run(house, "-m", "ruff", "check", "--no-cache", *written).returncode == 0
    assert run(house, "-m", "ruff", "format", "--no-cache", "--check", *written).returncode == 0


def test_a_rule_just_begun_fails_its_tests_and_says_what_to_write(house):
    new_rule(house, "SITE-99", "some_name")
    tests = ("tests/mingjian/screening/test_cases.py", "tests/architecture/test_rules.py")
    done = run(house, "-m", "pytest", "-p", "no:cacheprovider", "-k", "SITE-99 and (must or end)", *tests)
    assert done.returncode == 1, done.stdout
    assert "SITE-99: To write: a situation in which it must be found" in done.stdout
    assert "write in your own words what the template leaves open" in done.stdout


def test_a_new_family_gets_its_folder(house):
    assert new_rule(house, "ABCD-01", "some_name").returncode == 0
    assert (house / RULES / "abcd" / "__init__.py").exists()


@pytest.mark.parametrize(
    "rule, name, said",
    [
        ("SITE-01", "some_name", "SITE-01 exists"),
        ("SITE-1", "some_name", "RULE=SITE-1"),
        ("site-99", "some_name", "RULE=site-99"),
        ("", "", "RULE="),
        ("SITE-99", "Some Name", "NAME=Some Name"),
        ("SITE-99", "../escape", "NAME=../escape"),
    ],
)
def test_an_id_that_is_taken_and_a_word_that_is_none_are_refused(root, tmp_path, rule, name, said):
    site = tmp_path / "site"
    site.mkdir()
    (site / "site_01_not_on_site.py").touch()
    done = run(root, "scripts/new_rule.py", rule, name, "--rules", str(tmp_path))
    assert done.returncode == 2
    assert said in done.stderr
    assert [path.name for path in tmp_path.rglob("*.*")] == ["site_01_not_on_site.py"]
