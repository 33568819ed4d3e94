"""The documents keep to the house: excerpts are real, paths lead somewhere, decisions are numbered and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

WRITTEN = ("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
FOLDERS = ("adr", "how-to", "explanation")
#: An excerpt is a fenced block right under a line that names its file; a line of dots leaves lines out.
EXCERPT = re.compile(r"^From `([^`]+)`:\n\n```(?:python|yaml)\n(.*?)^```$", re.M | re.S)
QUOTED = re.compile(r"^```(?:python|yaml)$", re.M)
LEFT_OUT = re.compile(r"^\s*(?:# )?…$", re.M)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
PATH = re.compile(r"`((?:src|tests|scripts|docs|requirements)/[\w./-]+)`")
PARTS = ("## Context", "## Decision", "## Consequences")


def quoted_right(excerpt: str, text: str) -> bool:
    """Whether the parts of the excerpt stand in the text, in that order."""
    place = 0
    for part in LEFT_OUT.split(excerpt):
        found = text.find(part.strip("\n"), place)
        if found < 0:
            return False
        place = found + len(part.strip("\n"))
    return True


def documents(root: Path) -> Iterator[tuple[Path, str]]:
    folders = [path for name in FOLDERS for path in sorted((root / "docs" / name).glob("*.md"))]
    for path in (*(root / name for name in WRITTEN), *folders):
        yield path, path.read_text(encoding="utf-8")


def test_every_excerpt_is_what_its_file_says(root):
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    excerpts = EXCERPT.findall(text)
    assert len(excerpts) == len(QUOTED.findall(text)), "begin each block of python or yaml with: From `its/file`:"
    assert excerpts, "CONTRIBUTING.md shows nothing real"
    wrong = [file for file, part in excerpts if not quoted_right(part, (root / file).read_text(encoding="utf-8"))]
    assert not wrong, "CONTRIBUTING.md quotes what these files no longer say; copy the lines anew: " + ", ".join(wrong)


@pytest.mark.parametrize(
    "excerpt, right",
    [("a\nb\n", True), ("a\n…\nd\n", True), ("d\n…\na\n", False), ("b c\n", False), ("    # …\nb\n", True)],
)
def test_an_excerpt_is_compared_line_by_line(excerpt, right):
    assert quoted_right(excerpt, "a\nb\nc\nd\n") is right


def test_every_link_and_path_leads_somewhere(root):
    dead = [
        f"{path.relative_to(root).as_posix()}: {target}"
        for path, text in documents(root)
        for target, base in [*((t, path.parent) for t in LINK.findall(text)), *((t, root) for t in PATH.findall(text))]
        if not (base / target).exists()
    ]
    assert not dead, "these lead nowhere:\n" + "\n".join(dead)


def test_a_decision_is_numbered_once_and_has_its_parts(root):
    paths = sorted((root / "docs" / "adr").glob("*.md"))
    numbers = [int(path.name[:4]) for path in paths]
    assert numbers == list(range(1, len(paths) + 1)), "number the decisions one after another"
    for path, number in zip(paths, numbers, strict=True):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. "), f"{path.name} is headed with another number"
        assert [part for part in PARTS if part in text] == list(PARTS), f"{path.name} lacks one of {PARTS}"


def test_the_libraries_of_the_stack_are_all_argued_for(root):
    stack = (root / "docs" / "adr" / "0002-stack.md").read_text(encoding="utf-8").lower()
    lists = [(root / "requirements" / f"{name}.in").read_text(encoding="utf-8") for name in ("run", "dev", "spark")]
    lines = [line.strip() for text in lists for line in text.splitlines()]
    names = {re.split(r"[\[=<>]", line)[0] for line in lines if line and line[0] not in "#-"}
    missing = sorted(name for name in names if f"| {name} |" not in stack)
    assert not missing, f"docs/adr/0002-stack.md says nothing of {', '.join(missing)}: licence, why, upkeep, offline"
