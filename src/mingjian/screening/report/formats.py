"""The formats a screening can be handed on in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from mingjian.screening.report.csv import csv
from mingjian.screening.report.html import html
from mingjian.screening.report.jsonl import jsonl

if TYPE_CHECKING:
    from mingjian.screening.report.about import About
    from mingjian.screening.run import Screening

    Writer = Callable[[Screening, str, About], Iterator[str]]

_WRITERS: Mapping[str, Writer] = {"jsonl": jsonl, "csv": csv, "html": html}

#: `table` is for a terminal: whoever owns the terminal lays out the sections of `table.py`.
FORMATS = ("table", *_WRITERS)


def render(screening: Screening, form: str, language: str, about: About) -> Iterator[str]:
    """The screening as pieces of text in `form` (jsonl, csv, html) and `language` (zh, en). KeyError otherwise."""
    return _WRITERS[form](screening, language, about)
