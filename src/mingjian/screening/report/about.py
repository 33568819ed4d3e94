"""What a report must say about the run itself, so that another person can repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mingjian.terms import Text

if TYPE_CHECKING:
    from mingjian.law import Law
    from mingjian.screening.rule import Rule


@dataclass(frozen=True, slots=True)
class About:
    """The run: the package's folder name (no path), version of the software, engine, law used, rules asked for.

    `english` gives the English of a Chinese citation, for readers of English; see `english_citations`.
    """

    package: str
    version: str
    engine: str
    law: Text
    rules: tuple[Rule, ...]
    english: Mapping[str, str] = field(default_factory=dict)


def law_in_words(version: str, overlays: Iterable[tuple[str, str]]) -> Text:
    """依据版本: the law shipped with that version, and each office's file by its name and SHA-256 (hex)."""
    files = [(name, sha256[:12]) for name, sha256 in overlays]
    zh = "".join(f"，另加 {name}（SHA-256 {start}…）" for name, start in files)
    en = "".join(f", with {name} (SHA-256 {start}…)" for name, start in files)
    return Text(f"随明鉴 {version} 提供的规定{zh}", f"law shipped with mingjian {version}{en}")


def english_citations(law: Law) -> Mapping[str, str]:
    """Every citation the law can make, from its Chinese to its English words."""
    cited = (law.citation(ref) for ref in (*law.instruments, *law.articles))
    return {cite.text: cite.text_en for cite in cited}
