"""Finding institutions, people and clients by what one remembers of them.

Names, former names, codes and numbers; parts of them from one character on; initials or full pinyin. Full-width forms,
spaces, punctuation and case make no difference. The same tables and the same questions on SQLite and PostgreSQL.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from mingjian.terms import Term
from mingjian_web.accounts.actor import Scope
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Person, SearchEntry, SearchTail
from mingjian_web.registers.reach import people_within

#: How much of a text a tail keeps; what is longer is compared with the whole text.
TAIL = 15
#: Before initials, before full pinyin.
INITIALS, PINYIN = "~", "^"
LAST = "\U0010ffff"
#: At most so many answers, and candidates looked at for each way of matching.
MOST, LOOKED_AT = 50, 400
#: What is read of an entry, the order first.
SHOWN = ("plain", "kind", "key", "hint", "said", "field")


class Field(Term):
    """Under which text something was found."""

    NAME = "name", "名称", "name"
    FORMER_NAME = "former_name", "曾登记为", "formerly registered as"
    USCC = "uscc", "统一社会信用代码", "unified social credit code"
    NUMBER = "number", "编号", "number"
    BRANCH = "branch", "分支机构", "branch"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind and key, its name now, the text that matched and what that is."""

    kind: str
    key: str
    name: str
    matched: str
    field: Field


@dataclass(frozen=True, slots=True)
class Entry:
    """A text under which a thing is to be found. `name` is what the thing is called now."""

    kind: str
    key: str
    field: Field
    said: str
    name: str
    division: str = ""
    institution: str = ""


class Way(NamedTuple):
    """A way to match: how a tail begins (empty: by the whole text alone), and what the whole text must be."""

    tail: str
    whole: Q = Q()


def plain(text: str) -> str:
    """The text as it is compared: narrowed, in small letters, letters, digits and characters only."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def find(
    text: str,
    kinds: Collection[str],
    scope: Scope | None = None,
    *,
    also: Collection[str] = (),
    most: int = MOST,
) -> list[Hit]:
    """What the text leads to, each thing once: exact, then what begins with it, contains it, sounds like it.

    `scope` None is everything; `also` are institutions at work in the scope's territory.
    """
    asked = plain(text)
    if not asked:
        return []
    reach = _reach(scope, also)
    found: dict[tuple[str, str], Hit] = {}
    for way in _ways(asked):
        for hit in _hits(way, kinds, reach):
            found.setdefault((hit.kind, hit.key), hit)
        if len(found) >= most:
            break
    return list(found.values())[:most]


def _hits(way: Way, kinds: Collection[str], reach: Q) -> list[Hit]:
    """What one way leads to, in the order of the texts: of as many candidates as the index gives first."""
    chosen = Q(kind__in=list(kinds))
    if way.tail:
        chosen = Q(begins("tails__tail", way.tail), tails__kind__in=list(kinds))
    fields = SearchEntry.objects.filter(chosen, way.whole, reach).values_list(*SHOWN)[:LOOKED_AT]
    return [Hit(kind, key, name, said, Field(field)) for _, kind, key, name, said, field in sorted(fields)]


def matching(kind: str, text: str) -> QuerySet[SearchEntry, Any]:
    """The keys of everything of a kind that the text leads to, for narrowing a list."""
    asked = plain(text)
    found = Q(pk__in=())
    for way in _ways(asked) if asked else ():
        if way.tail:
            tails = SearchTail.objects.filter(begins("tail", way.tail), kind=kind).values("entry_id")
            found |= way.whole & Q(pk__in=tails)
    return SearchEntry.objects.filter(found, kind=kind).values("key")


def _ways(asked: str) -> Iterator[Way]:
    """The ways in which a text can match, best first. What contains it also equals it and begins with it."""
    yield Way("", Q(plain=asked))
    yield Way("", begins("plain", asked))
    yield Way(asked[:TAIL], Q(plain__contains=asked) if len(asked) > TAIL else Q())
    if asked.isascii():
        yield Way(INITIALS + asked[:TAIL])
        if asked.isalpha():
            yield Way(PINYIN + asked[:TAIL])


def begins(field: str, words: str) -> Q:
    """Rows whose field begins with the words, by its index: SQLite's LIKE would not use it, PostgreSQL's order might
    not be that of the code points."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": words, f"{field}__lt": words + LAST})
    return Q(**{f"{field}__startswith": words})


def _reach(scope: Scope | None, also: Collection[str]) -> Q:
    if scope is None or scope.everything:
        return Q()
    if scope.institution:
        return Q(institution=scope.institution)
    if not scope.territory:
        return Q(pk__in=())
    there = rows(Person).filter(people_within(scope, also)).values("key")
    return (
        Q(division__startswith=scope.territory)
        | Q(kind="institution", key__in=list(also))
        | Q(kind="person", key__in=there)
    )


def tails(text: str, *, person: bool = False) -> set[str]:
    """Every tail of a text, of its initials and of its pinyin, as the index keeps them."""
    compared = plain(text)
    found = {compared[at : at + TAIL] for at in range(len(compared))}
    for syllables in readings(compared, person=person):
        initials = "".join(one[0] for one in syllables)
        for at in range(len(syllables)):
            found.add(INITIALS + initials[at : at + TAIL])
            found.add(PINYIN + "".join(syllables[at:])[:TAIL])
    return found


def readings(compared: str, *, person: bool = False) -> Iterable[Sequence[str]]:
    """The text in pinyin, a syllable a character, in every way a surname can be read; none where nothing is Chinese.

    A character that nobody knows a reading of (㐂) stands for itself.
    """
    from pypinyin import Style, lazy_pinyin, pinyin

    if compared.isascii():
        return ()
    each: Any = list
    said = lazy_pinyin(compared, style=Style.NORMAL, errors=each)
    if not person:
        return (said,)
    first = pinyin(compared[0], style=Style.NORMAL, heteronym=True, errors=each)[0]
    return tuple([one, *said[1:]] for one in dict.fromkeys([said[0], *first]))
