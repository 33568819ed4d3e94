"""Find law by the words a person types: 令1, 210号, 应急管理部令第1号 第22条第(8)项, a parameter's label."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from mingjian.law.facts import Instrument
from mingjian.law.library import Library
from mingjian.law.numerals import NUMERAL, from_chinese

Tokens = tuple[str, ...]

#: How many names are offered to somebody who mistyped, and how far off they may be.
SUGGESTIONS, LIKENESS = 5, 0.3

_NUMBERED = re.compile(rf"(?<=\()({NUMERAL})(?=\))|(?<=〔)({NUMERAL})(?=〕)|({NUMERAL})(?=[条项款号])")
_COUNTER = re.compile(r"第(?=[\d(])|(?<=[\d)])[条项款号年]")
_CJK_GAP = re.compile(r"(?<=[㐀-鿿〔〕])\s+|\s+(?=[㐀-鿿〔〕])")
_TOKEN = re.compile(r"[a-z]+|\d+|[㐀-鿿]+")
_ORDER = re.compile(r".*令第(\d+)号")
_FILLER = frozenset({"art", "article", "item", "no"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the words mean: a concept's name, an instrument's id or an article's citation.

    `items` holds all of them where the words name a whole article of which only items are known.
    """

    kind: Literal["concept", "instrument", "article"]
    name: str
    items: tuple[str, ...] = ()


def tokens(words: str) -> Tokens:
    """The telling pieces of words: full width, brackets, spaces and Chinese numbering made alike."""
    text = unicodedata.normalize("NFKC", words).lower()
    text = _CJK_GAP.sub("", text)
    text = _NUMBERED.sub(lambda found: str(from_chinese(found[0])), text)
    return tuple(_TOKEN.findall(_COUNTER.sub(" ", text)))


class Names:
    """An index of everything that has a name."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._concepts = {
            tokens(name): concept.id
            for concept in library.concepts.values()
            for name in (concept.id, concept.label.zh, concept.label.en)
        }
        self._aliases = sorted(self._all_aliases(), key=lambda pair: len(pair[0]), reverse=True)

    def find(self, words: str) -> Found | None:
        """The one thing these words name, or None."""
        asked = tokens(words)
        if not asked:
            return None
        if asked in self._concepts:
            return Found("concept", self._concepts[asked])
        for alias, name in self._aliases:
            if _opens(alias, asked) and (found := self._within(name, asked[len(alias) :])):
                return found
        return None

    def nearest(self, words: str) -> tuple[str, ...]:
        """Up to five names like these words, those that contain them first."""
        names = list(dict.fromkeys(self._shown()))
        asked = "".join(tokens(words))
        holding = [name for name in names if asked and asked in "".join(tokens(name))]
        close = get_close_matches(words, names, n=SUGGESTIONS, cutoff=LIKENESS)
        return tuple(dict.fromkeys([*holding, *close]))[:SUGGESTIONS]

    def _shown(self) -> Iterator[str]:
        for concept in self._library.concepts.values():
            yield concept.id
            yield concept.label.zh
        for one in self._library.instruments.values():
            yield one.id
            yield one.short.zh
        for ref in self._library.articles:
            yield ref
            yield self._library.cited(ref).text

    def _within(self, name: str, rest: Tokens) -> Found | None:
        """The instrument itself when nothing is left of the words, else the article the rest numbers."""
        if not rest:
            return Found("instrument", name)
        wanted = tuple(word for word in rest if word not in _FILLER)
        own = {ref: article for ref, article in self._library.articles.items() if article.instrument == name}
        for ref, article in own.items():
            known = (tokens(article.article), tokens(article.name.zh), tokens(article.name.en))
            if wanted in known or rest in known:
                return Found("article", ref)
        items = tuple(ref for ref, article in own.items() if tokens(article.article)[: len(wanted)] == wanted)
        return Found("article", items[0], items) if items and wanted else None

    def _all_aliases(self) -> list[tuple[Tokens, str]]:
        pairs = {
            (alias, one.id)
            for one in self._library.instruments.values()
            for alias in map(tokens, _written(one))
            if alias
        }
        held = Counter(alias for alias, _ in pairs)
        return [(alias, name) for alias, name in pairs if held[alias] == 1]


def _written(one: Instrument) -> Iterator[str]:
    """The ways an instrument is written: id, number, titles, 令1, 1号令, 210号."""
    yield from (one.id, one.number, one.title.zh, one.title.en, one.short.zh, one.short.en, *one.aliases)
    if order := _ORDER.fullmatch(one.number):
        yield from (f"令{order[1]}", f"第{order[1]}号令", f"Order {order[1]}")
    elif one.number:
        *_, last = tokens(one.number) or ("",)
        yield f"{last}号"


def _opens(alias: Tokens, asked: Tokens) -> bool:
    """Whether the words begin with the alias; of a 机关代字 before a year and number a part will do."""
    head = asked[: len(alias)]
    if head == alias:
        return True
    numbered = len(alias) == len(head) and len(alias) > 1 and alias[1].isdigit() and head[1:] == alias[1:]
    return numbered and not head[0].isdigit() and _part_of(head[0], alias[0])


def _part_of(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in the same order."""
    rest = iter(whole)
    return all(character in rest for character in part)
