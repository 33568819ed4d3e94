"""Faults of law files: where each stands, and one clear bilingual line for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingjian.terms import BadInput, Text


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, as a person would look it up."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(slots=True)
class Faults:
    """What is wrong with a set of law files, gathered so that a person can mend all of it at once."""

    lines: list[Text] = field(default_factory=list)

    def add(self, place: Place, zh: str, en: str) -> None:
        """Note one fault: what is wrong and the way out, in both languages."""
        self.lines.append(Text(f"{place}：{zh}", f"{place}: {en}"))

    def raise_if_any(self) -> None:
        """Raise BadInput with a line for each fault."""
        if self.lines:
            raise BadInput(*self.lines)
