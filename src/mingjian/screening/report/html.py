"""One self-contained page: no script, no outside request; every finding an argument that can be checked and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from mingjian.findings import NOT_REVIEWED
from mingjian.screening.report.evidence import OVERLAP, exhibits
from mingjian.screening.report.page_words import PAGE_WORDS
from mingjian.screening.report.summary import groups, rule_lines
from mingjian.screening.report.words import (
    doubts_and_notes,
    extent_in_words,
    result_in_words,
    searched_in_words,
    subjects_in_words,
)
from mingjian.terms import Level, Text

if TYPE_CHECKING:
    from mingjian.screening.report.about import About
    from mingjian.screening.run import Screening

#: So many findings stand open on the page; more, and each is folded to its first lines.
OPEN_UP_TO = 20

#: A rule with more findings than this folds as a whole too.
GROUP_OPEN_UP_TO = 100


def html(screening: Screening, language: str, about: About) -> Iterator[str]:
    """The page in pieces; names of people stand in it only where the screening holds them."""
    return _template().generate(
        **_speech(screening, language, about),
        **_counts(screening, about),
        screening=screening,
        about=about,
        open=len(screening.findings) <= OPEN_UP_TO,
        group_limit=GROUP_OPEN_UP_TO,
    )


def _speech(screening: Screening, language: str, about: About) -> Mapping[str, Any]:
    """How the template says things in the reader's language."""
    return {
        "w": {name: text.say(language) for name, text in PAGE_WORDS.items()},
        "say": lambda text: text.say(language),
        "english": about.english if language == "en" else {},
        "not_reviewed": NOT_REVIEWED,
        "overlap": OVERLAP,
        "subjects": lambda finding: subjects_in_words(finding.subjects, screening.names, language),
        "exhibits": lambda finding: exhibits(finding, screening.names, language),
        "notes": doubts_and_notes,
        "extent": extent_in_words,
    }


def _counts(screening: Screening, about: About) -> Mapping[str, Any]:
    """What the head, the summary and the headings count."""
    by_level = {level: groups(screening, about, level) for level in Level}
    counts = {level: sum(finding.level is level for finding in screening.findings) for level in Level}
    return {
        "searched": searched_in_words(screening, about),
        "result": result_in_words(screening),
        "titles": {rule.id: rule.title for rule in about.rules},
        "lines": rule_lines(screening, about),
        "levels": list(Level),
        "counts": counts,
        "found": [(level, of_level) for level, of_level in by_level.items() if of_level],
        "level_titles": {level: Text(f"{counts[level]} 条", f"{counts[level]}") for level in Level},
    }


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?")


def unbroken_days(text: str) -> Markup:
    """The text, escaped, with every day and time kept on one line."""
    return Markup(_DAY.sub(r"<time>\g<0></time>", str(escape(text))))  # noqa: S704


@cache
def _template() -> Template:
    folder = files("mingjian.screening.report")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["unbroken_days"] = unbroken_days
    # Our own stylesheet, not the reader's data: the one thing that goes in as it is.
    environment.globals["css"] = Markup(folder.joinpath("page.css").read_text(encoding="utf-8"))  # noqa: S704
    return environment.from_string(folder.joinpath("page.html").read_text(encoding="utf-8"))
