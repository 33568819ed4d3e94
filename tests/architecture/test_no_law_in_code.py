"""No number of law stands in code: every number, limit and date in src/ is either plain arithmetic or is
listed in numbers_allowed.yaml with its reason."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
ALLOWED = Path(__file__).with_name("numbers_allowed.yaml")

#: Nothing, one of something, a pair, the last of a sequence: arithmetic, never a threshold.
PLAIN = frozenset({0, 1, 2, -1})

#: Words that carry a number of law: a limit as `mingjian clock` writes it, a date, a number alone.
_LAW_IN_WORDS = re.compile(r"\d+(wd|d|m|y)|\d{4}-\d{2}-\d{2}|\d+(\.\d+)?%?")


#: Widths of columns, fields and pictures, answers of HTTP: said by the word before them.
_WIDTHS = frozenset(
    {"max_length", "min_length", "max_digits", "decimal_places", "rows", "cols", "size", "width", "height", "status"}
)


def _widths(tree: ast.AST) -> set[int]:
    """The constants that stand behind such a word, as a keyword or a key."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in _WIDTHS:
            found.add(id(node.value))
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found |= {id(value) for key, value in pairs if isinstance(key, ast.Constant) and key.value in _WIDTHS}
    return found


def modules() -> list[Path]:
    """Every module of src, but for what Django writes of its schema."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def numbers_in(code: str) -> Iterator[tuple[int, int | float | str]]:
    """Each number, and each string that is nothing but a number, limit or date, with its line."""
    tree = ast.parse(code)
    negated, widths = {id(node.operand) for node in ast.walk(tree) if _is_minus(node)}, _widths(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool) or id(node) in widths:
            continue
        if isinstance(node.value, int | float):
            value = -node.value if id(node) in negated else node.value
            if value not in PLAIN:
                yield node.lineno, value
        elif isinstance(node.value, str) and _LAW_IN_WORDS.fullmatch(node.value) and node.value not in "012":
            yield node.lineno, node.value


def _is_minus(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant)


def allowed() -> dict[str, dict[str, str]]:
    """File (or folder, ending in a slash) → number as written → why it is no number of law."""
    table = YAML(typ="safe").load(ALLOWED.read_text(encoding="utf-8"))
    return {
        file: {str(number): row["why"] for row in rows for number in row["numbers"]} for file, rows in table.items()
    }


def _excused(file: str, number: object, table: dict[str, dict[str, str]]) -> bool:
    return any(
        str(number) in numbers
        for name, numbers in table.items()
        if file == name or (name.endswith("/") and file.startswith(name))
    )


def test_no_number_of_law_stands_in_code():
    table = allowed()
    found = [
        f"{file}:{line}: {number}"
        for path in modules()
        for file in [path.relative_to(SOURCE).as_posix()]
        for line, number in numbers_in(path.read_text(encoding="utf-8"))
        if not _excused(file, number, table)
    ]
    assert not found, "put these in law/data, or list them with a reason:\n" + "\n".join(found)


def test_the_list_holds_nothing_that_is_not_in_the_code():
    used: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        file = path.relative_to(SOURCE).as_posix()
        for _, number in numbers_in(path.read_text(encoding="utf-8")):
            used[file].add(str(number))
    unused = [
        f"{name}: {number}"
        for name, numbers in allowed().items()
        for number in numbers
        if not any(number in held for file, held in used.items() if file == name or file.startswith(name))
    ]
    assert not unused


def test_every_allowed_number_has_its_reason():
    assert all(len(why) > len("why") for numbers in allowed().values() for why in numbers.values())


@pytest.mark.parametrize(
    "planted",
    [
        "if evaluators < 25: pass",
        "SHARE = 0.3",
        "def due(day): return day + timedelta(days=15)",
        "LIMIT = '20wd'",
        "FIRST = '2019-05-01'",
        "from datetime import date\nFIRST = date(2019, 5, 1)",
        "table = {'minimum': 16}",
        "x = -7",
    ],
)
def test_a_planted_number_of_law_is_found(planted):
    assert list(numbers_in(planted))


@pytest.mark.parametrize(
    "plain",
    [
        "x = items[0]",
        "y = n - 1",
        "half = n / 2",
        "last = items[-1]",
        "'at 25 places'",
        "f(max_length=60)",
        "{'rows': 10}",
    ],
)
def test_plain_arithmetic_is_not_taken_for_law(plain):
    assert not list(numbers_in(plain))
