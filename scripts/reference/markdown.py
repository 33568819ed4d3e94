"""Markdown in two languages: Chinese first, English beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.terms import Text

NOTICE = "<!-- 本页由 make docs 生成，请改源文件，勿改本页。 Written by `make docs`: change what it is made from. -->"
NOTHING = "—"
OPEN = Text("至今", "open")


@dataclass(frozen=True, slots=True)
class Page:
    """One file below docs/reference: its path with forward slashes, and its text."""

    path: str
    text: str


def page(path: str, title: str, *blocks: str) -> Page:
    """A page with its title and its blocks, empty ones left out."""
    parts = [NOTICE, f"# {title}", *(block for block in blocks if block)]
    return Page(path, "\n\n".join(parts) + "\n")


def beside(text: Text, between: str = " · ") -> str:
    """Both languages on one line; once where they are the same."""
    return plain(text.zh) if text.zh == text.en else f"{plain(text.zh)}{between}{plain(text.en)}"


def paragraphs(text: Text) -> str:
    """Both languages, a paragraph each."""
    return f"{plain(text.zh)}\n\n{plain(text.en)}"


def plain(words: str) -> str:
    """Words that Markdown shall not take for a tag or for emphasis."""
    return words.replace("<", "&lt;").replace("*", "\\*")


def heading(level: int, title: Text, anchor: str = "") -> str:
    """A heading in both languages, with an anchor of its own where pages link to it."""
    mark = f'<a id="{anchor}"></a>\n\n' if anchor else ""
    return f"{mark}{'#' * level} {beside(title)}"


def bullets(items: Iterable[str]) -> str:
    """A list, one item a line."""
    return "\n".join(f"- {item}" for item in items)


def table(head: Sequence[Text], rows: Iterable[Sequence[str]]) -> str:
    """A table with heads in both languages; empty text where there are no rows."""
    body = [_line(row) for row in rows]
    if not body:
        return ""
    return "\n".join([_line([beside(title, "<br>") for title in head]), _line(["---"] * len(head)), *body])


def facts(rows: Iterable[tuple[Text, str]]) -> str:
    """Names and what they are, as a table of two columns; empty ones left out."""
    kept = [(beside(name), value) for name, value in rows if value]
    return table((Text("项目", "item"), Text("内容", "content")), kept)


def fence(words: str, language: str = "text") -> str:
    """Words shown as they are."""
    return f"```{language}\n{words.rstrip()}\n```"


def code(word: str) -> str:
    """A word of the code or of the data."""
    return f"`{word}`"


def first_day(day: date | None) -> str:
    """The first of the days something stands; a dash where none is given."""
    return NOTHING if day is None or day == date.min else day.isoformat()


def last_day(day: date | None) -> str:
    """The last of the days something stands, or that it still does."""
    return day.isoformat() if day else beside(OPEN, " ")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_cell(text) for text in cells) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>") or " "
