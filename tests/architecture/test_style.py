"""The house style, measured: short functions, small files, no promises left open, no clock, no vague names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from statistics import median

import pytest

MEDIAN_LINES, FUNCTION_LINES, FILE_LINES = 12, 50, 400

OPEN = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\braise NotImplementedError\b")
CLOCK = re.compile(
    r"\b(datetime\s*\.\s*(now|utcnow|today)|date\s*\.\s*today|time\s*\.\s*(time|time_ns|localtime))\s*\("
    r"|from time import [^\n]*\btime\b"
)
VAGUE = re.compile(r"util|helper|manager|misc|common")
#: The one floor that may ask what day it is, because a person typed the command.
MAY_ASK_THE_TIME = ("src/mingjian/cli/", "src/mingjian_web/moment.py", "src/mingjian_web/config/setting_up.py")


def functions(source) -> Iterator[tuple[str, int]]:
    """Where each function stands, and its lines from `def` to its end."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{source.file}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def lines_with(pattern: re.Pattern[str], source) -> list[str]:
    """Each line of the module that holds the pattern, with its place."""
    lines = enumerate(source.text.splitlines(), start=1)
    return [f"{source.file}:{number}: {line.strip()}" for number, line in lines if pattern.search(line)]


def test_functions_are_short(sources):
    lengths = [lines for source in sources for _, lines in functions(source)]
    assert median(lengths) <= MEDIAN_LINES, "functions have grown: split by meaning, each named for what it answers"


def test_no_function_is_longer_than_a_screen(sources):
    long = [
        f"{where}: {lines} lines" for source in sources for where, lines in functions(source) if lines > FUNCTION_LINES
    ]
    assert not long, f"split these by meaning, to at most {FUNCTION_LINES} lines:\n" + "\n".join(long)


def test_no_file_is_long(sources):
    lengths = [(source.file, len(source.text.splitlines())) for source in sources]
    long = [f"{file}: {lines} lines" for file, lines in lengths if lines > FILE_LINES]
    assert not long, f"split these by question, to at most {FILE_LINES} lines:\n" + "\n".join(long)


def test_nothing_is_left_open(sources):
    found = [line for source in sources for line in lines_with(OPEN, source)]
    assert not found, "finish it or take it out; what is not done is said in the documents:\n" + "\n".join(found)


def test_nobody_asks_what_day_it_is(sources):
    pure = [source for source in sources if not source.file.startswith(MAY_ASK_THE_TIME)]
    found = [line for source in pure for line in lines_with(CLOCK, source)]
    assert not found, "today is an argument (`as_of`, `on`, `today`), handed down from the command:\n" + "\n".join(
        found
    )


def test_a_module_is_named_for_what_it_knows(sources):
    vague = [source.file for source in sources if any(VAGUE.search(part) for part in source.file.split("/")[1:])]
    assert not vague, "name the module for the question it answers:\n" + "\n".join(vague)


@pytest.mark.parametrize(
    "pattern, line",
    [
        (OPEN, "# TODO: later"),
        (OPEN, "raise NotImplementedError"),
        (CLOCK, "day = date.today()"),
        (CLOCK, "now = datetime.datetime.now(SHANGHAI)"),
        (CLOCK, "stamp = time.time()"),
        (CLOCK, "from time import sleep, time"),
    ],
)
def test_a_planted_line_is_seen(planted, pattern, line):
    assert lines_with(pattern, planted(line))


@pytest.mark.parametrize("line", ["day = datetime.combine(as_of, time.max)", "todo = visits", "def today(t): ..."])
def test_a_harmless_line_is_let_be(planted, line):
    assert not lines_with(OPEN, planted(line))
    assert not lines_with(CLOCK, planted(line))


def test_a_long_function_is_measured(planted):
    body = "\n".join("    x = 1" for _ in range(FUNCTION_LINES))
    assert [lines for _, lines in functions(planted(f"def f():\n{body}\n"))] == [FUNCTION_LINES + 1]
