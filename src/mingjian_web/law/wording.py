"""A value of law in words of both languages, and whom it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from mingjian.law import Law, Unit, Value
from mingjian.terms import Grade, InstitutionKind, Severity, Text

UNKNOWN, YES, NO = Text("未知", "unknown"), Text("是", "yes"), Text("否", "no")
EVERYBODY = Text("全部", "all")
STILL = Text("至今", "still")
_KEY_WORDS = {member.value: member.label for members in (InstitutionKind, Grade, Severity) for member in members}


@cache
def words() -> dict[str, Text]:
    """Code → its words."""
    table = YAML(typ="safe").load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return {code: Text(**said) for code, said in table.items()}


def value_text(value: Any, unit: Unit, law: Law) -> Text:
    """20 个工作日; 30%; 听证、检验; a table as 名称：值; 未知 for None."""
    if value is None:
        return UNKNOWN
    if unit.shape == "fraction":
        return Text(*2 * (f"{value:.0%}",))
    if unit.shape in ("count", "amount"):
        return Text(f"{value:,} {unit.label.zh}", f"{value:,} {unit.label.en}")
    return _said(value, law)


def of(value: Value, law: Law) -> Text:
    """The value in words."""
    return value_text(value.value, law.unit(value.concept), law)


def with_keys(value: Value, law: Law) -> Text:
    """The value and whom it is for, where it differs: 8 年（安全评价机构）."""
    said = of(value, law)
    if not value.keys:
        return said
    whom = keys_text(value.keys, law)
    return Text(f"{said.zh}（{whom.zh}）", f"{said.en} ({whom.en})")


def keys_text(keys: Mapping[str, str], law: Law) -> Text:
    """Whom it is for: 安全评价机构、甲级; 全部 where it differs by nothing."""
    parts = [_key(name, word, law) for name, word in keys.items()]
    return _joined(parts, "、", ", ") if parts else EVERYBODY


def key_word(word: str) -> Text:
    """One word of a key: 甲级 for jia."""
    return _KEY_WORDS.get(word) or words().get(word, Text(word, word))


def days_text(first: date, last: date | None) -> Text:
    """2019-05-01 至今; 2009-10-01 至 2019-04-30."""
    if last is None:
        return Text(f"{first} {STILL.zh}", f"since {first}")
    return Text(f"{first} 至 {last}", f"{first} to {last}")


def _key(name: str, word: str, law: Law) -> Text:
    if word in _KEY_WORDS:
        return _KEY_WORDS[word]
    label = law.keys[name].label if name in law.keys else Text(name, name)
    said = key_word(word)
    return Text(f"{label.zh} {said.zh}", f"{label.en} {said.en}")


def _said(given: Any, law: Law) -> Text:
    if isinstance(given, bool):
        return YES if given else NO
    if isinstance(given, Mapping):
        return _mapping(given, law)
    if isinstance(given, list | tuple):
        return _joined([_said(item, law) for item in given], "、", ", ")
    return _word(given, law)


def _mapping(given: Mapping[str, Any], law: Law) -> Text:
    if {"zh", "en"} <= set(given):
        return Text(str(given["zh"]), str(given["en"]))
    pairs = [(_word(name, law), _said(part, law)) for name, part in given.items()]
    return _joined([Text(f"{name.zh}：{part.zh}", f"{name.en}: {part.en}") for name, part in pairs], "；", "; ")


def _word(word: Any, law: Law) -> Text:
    if word in law.articles:
        cited = law.citation(word)
        return Text(cited.text, cited.text_en)
    if isinstance(word, str):
        return words().get(word, Text(word, word))
    return Text(*2 * (f"{word:,}" if isinstance(word, int | float) else str(word),))


def _joined(parts: Iterable[Text], zh: str, en: str) -> Text:
    said = list(parts)
    return Text(zh.join(part.zh for part in said), en.join(part.en for part in said))
