"""A value of law in words, and the table of a question's periods: shared by the pages of rules and of law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mingjian.law import Law, Value
from mingjian.terms import Grade, InstitutionKind, Severity, Text
from reference.markdown import beside, code, first_day, last_day, plain, table
from reference.words import WORDS

HEAD = (
    Text("自", "from"),
    Text("至", "to"),
    Text("适用于", "for"),
    Text("值", "value"),
    Text("状态", "status"),
    Text("依据", "citation"),
    Text("出处", "source"),
)
UNKNOWN, YES, NO = Text("未知", "unknown"), Text("是", "yes"), Text("否", "no")
EVERYTHING = Text("全部", "all")
DECLARED = Text("自定，非法律", "a setting, not law")
SUPERSEDED = Text("可能已被修订", "may be superseded")

_KEY_WORDS = {member.value: member.label for members in (InstitutionKind, Grade, Severity) for member in members}


def periods(law: Law, concept: str) -> str:
    """Every value of a question with its days, its source and how sure we are of it."""
    return table(HEAD, [_row(law, value) for value in law.periods(concept)])


def _row(law: Law, value: Value) -> list[str]:
    return [
        first_day(value.valid_from),
        last_day(value.valid_to),
        keys(law, value),
        shown(law, value),
        status(value),
        citations(value),
        _source(value),
    ]


def keys(law: Law, value: Value) -> str:
    """Whom the value governs: the words it differs by, or everybody."""
    return "\n".join(_key(law, key, word) for key, word in value.keys.items()) or beside(EVERYTHING)


def _key(law: Law, key: str, word: str) -> str:
    return beside(_KEY_WORDS[word]) if word in _KEY_WORDS else f"{beside(law.keys[key].label)} {code(word)}"


def shown(law: Law, value: Value) -> str:
    """The value in words of both languages; what nobody has read says why."""
    if value.value is None:
        return f"{beside(UNKNOWN)}\n{beside(value.reason)}" if value.reason else beside(UNKNOWN)
    unit, given = law.unit(value.concept), value.as_json()["value"]
    if unit.shape == "fraction":
        return f"{given:.0%}"
    if unit.shape in ("count", "amount"):
        return f"{given:,} {beside(unit.label)}" + (f" ({code(value.limit)})" if value.limit else "")
    return _said(law, given)


def _said(law: Law, given: Any) -> str:
    if isinstance(given, bool):
        return beside(YES if given else NO)
    if isinstance(given, Mapping):
        return _mapping(law, given)
    if isinstance(given, list):
        return "\n".join(f"• {_said(law, item)}" for item in given)
    return _word(law, given)


def _mapping(law: Law, given: Mapping[str, Any]) -> str:
    if {"zh", "en"} <= set(given):
        name = f"{code(given['code'])} " if "code" in given else ""
        return name + beside(Text(given["zh"], given["en"]))
    return "\n".join(f"{_word(law, name)}: {_part(law, part)}" for name, part in given.items())


def _part(law: Law, part: Any) -> str:
    if isinstance(part, list):
        return "；".join(_said(law, item) for item in part)
    return _said(law, part).replace("\n", "；")


def _word(law: Law, word: Any) -> str:
    if word in law.articles:
        gist, cited = law.articles[word].gist, law.citation(word)
        return beside(Text(cited.text, cited.text_en)) + (f"：{beside(gist)}" if gist else "")
    if word in WORDS:
        return beside(WORDS[word], " ")
    if not isinstance(word, str):
        return f"{word:,}"
    return plain(word) if not word.isascii() else code(word)


def status(value: Value) -> str:
    """How sure we are of it; a setting says that it is one."""
    if value.declared:
        return beside(DECLARED)
    return beside(value.status.label) + (f"\n**{beside(SUPERSEDED)}**" if value.may_be_superseded else "")


def citations(value: Value) -> str:
    """The articles a value rests on, with how sure we are of one where that differs from the value."""
    return "\n".join(
        beside(Text(one.text, one.text_en)) + ("" if one.status is value.status else f" ({beside(one.status.label)})")
        for one in value.cites
    )


def _source(value: Value) -> str:
    notes: Iterable[Text] = (value.note,) if value.note and value.note != value.reason else ()
    readings = [Text(f"读法 {one.id}：{one.text.zh}", f"reading {one.id}: {one.text.en}") for one in value.readings]
    return "\n".join([plain(value.source), *(beside(text) for text in (*notes, *readings))])
