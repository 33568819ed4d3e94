"""What the README shows is what the commands print."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```console\n\$ \.venv/bin/mingjian (?P<command>[^\n]+)\n(?P<output>.*?)```", re.S)
SHOWN = [
    (name, found["command"], found["output"])
    for name in ("README.md", "README.zh-CN.md")
    for found in BLOCK.finditer((ROOT / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("name, command, output", SHOWN, ids=[f"{name}: {command}" for name, command, _ in SHOWN])
def test_a_command_of_the_readme_prints_what_the_readme_shows(name, command, output):
    run = subprocess.run(
        [sys.executable, "-m", "mingjian", *shlex.split(command)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name not in ("COLUMNS", "MINGJIAN_LANG")},
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == output.strip(), f"{name} is out of date: run the command and paste its output"


def test_both_readmes_show_the_same_things():
    kinds = [[command.split()[0 if name.endswith("zh-CN.md") else 2] for n, command, _ in SHOWN if n == name]
             for name in ("README.md", "README.zh-CN.md")]  # fmt: skip
    assert kinds[0] == kinds[1] == ["screen", "clock", "law"]


def tour(name: str, heading: str) -> str:
    """The tour of ten minutes in one language."""
    return (ROOT / name).read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_both_tours_have_the_same_steps_with_people_of_the_invented_province():
    path = ROOT / "src/mingjian_web/demo/province/accounts.yaml"
    people = {person["account"] for person in YAML(typ="safe", pure=True).load(path)}
    zh, en = tour("README.zh-CN.md", "十分钟"), tour("README.md", "Ten minutes")
    named = [[re.findall(r"`([a-z]+\.[a-z]+)`", step) for step in re.split(r"^\d\. ", text, flags=re.M)[1:]]
             for text in (zh, en)]  # fmt: skip
    assert named[0] == named[1]
    assert {one for step in named[0] for one in step} <= people
    assert len(named[0]) == 9
