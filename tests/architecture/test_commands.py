"""Every command says what it does and what each option is for, Chinese first, and stands in docs/reference/cli.md."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.main import get_command

from mingjian import cli

CHINESE, ENGLISH = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{3}")
#: Written by typer itself.
ITS_OWN = {"help"}


def fresh() -> Any:
    """The command line as a person has it: every module of `cli` that registers itself."""
    app = typer.Typer(add_completion=False)
    app.callback(help="明鉴。 Mingjian.")(lambda: None)
    for found in pkgutil.iter_modules(cli.__path__):
        register = getattr(importlib.import_module(f"mingjian.cli.{found.name}"), "register", None)
        if register is not None:
            register(app)
    return get_command(app)


def below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Every command below this one, itself first, with the words that reach it."""
    yield words, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from below(f"{words} {name}", inner)


COMMANDS = dict(below("mingjian", fresh()))
PARAMETERS = {
    f"{words} {parameter.name}": parameter
    for words, command in COMMANDS.items()
    for parameter in command.params
    if parameter.name not in ITS_OWN
}


def both(text: str | None) -> bool:
    """Whether the text speaks Chinese, and after it English."""
    zh, en = CHINESE.search(text or ""), ENGLISH.search(text or "")
    return bool(zh and en)


def test_there_are_commands():
    assert {"mingjian validate", "mingjian law show", "mingjian clock", "mingjian ledger verify"} <= set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_says_what_it_does_in_both_languages(words):
    text = COMMANDS[words].help
    assert both(text), f"`{words}` wants a help text, Chinese first, then English; it has: {text!r}"


@pytest.mark.parametrize("words", PARAMETERS)
def test_an_option_says_what_it_is_for_in_both_languages(words):
    text = getattr(PARAMETERS[words], "help", None)
    assert both(text), f"`{words}` wants help=…, Chinese first, then English; it has: {text!r}"


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_stands_in_the_reference(root, words):
    page = (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert f"## `{words}`\n" in page, f"`{words}` is not in docs/reference/cli.md: run `make docs`"
