"""Reading JSON from outside, a field at a time; BadInput names the field at fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mingjian.ledger.canonical import Json
from mingjian.ledger.merkle import HASH_BYTES, HashName
from mingjian.terms import BadInput, Text

#: 32 bytes as every file here writes them: lower-case hex.
HEX = re.compile(rf"[0-9a-f]{{{2 * HASH_BYTES}}}")

#: A proof in a tree of 2⁵³ leaves is no longer than this.
LONGEST_PATH = 64


def fields(value: Json, *names: str) -> dict[str, Json]:
    """`value` as an object with exactly these fields; one whose name ends in "?" may be missing."""
    if not isinstance(value, dict):
        raise BadInput(Text("应为 JSON 对象", "a JSON object is wanted"))
    wanted, allowed = _names(names)
    if wanted <= value.keys() <= allowed:
        return value
    shown = ", ".join(sorted((wanted - value.keys()) | (value.keys() - allowed))[:5])[:100]
    raise BadInput(Text(f"字段缺少或多余：{shown}", f"fields missing or unknown: {shown}"))


@cache
def _names(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The fields that must be there, and those that may."""
    wanted = frozenset(name for name in names if not name.endswith("?"))
    return wanted, wanted | {name.rstrip("?") for name in names}


def text(given: Mapping[str, Json], name: str) -> str:
    """A field that is text and not empty."""
    value = given[name]
    if not isinstance(value, str) or not value:
        raise malformed(name, value)
    return value


def number(given: Mapping[str, Json], name: str) -> int:
    """A field that is a count or an index: an integer from 0."""
    value = given[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise malformed(name, value)
    return value


def mapping(given: Mapping[str, Json], name: str) -> dict[str, Json]:
    """A field that is an object."""
    value = given[name]
    if not isinstance(value, dict):
        raise malformed(name, value)
    return value


def hashed(value: Json, name: str) -> bytes:
    """32 bytes in lower-case hex."""
    if not isinstance(value, str) or not HEX.fullmatch(value):
        raise malformed(name, value)
    return bytes.fromhex(value)


def path(given: Mapping[str, Json]) -> tuple[bytes, ...]:
    """The field `path` of a proof: a list of hashes, leaf end first."""
    value = given["path"]
    if not isinstance(value, list) or len(value) > LONGEST_PATH:
        raise malformed("path", value)
    return tuple(hashed(item, "path") for item in value)


def hash_name(given: Mapping[str, Json]) -> HashName:
    """The hash function a file names."""
    value = text(given, "hash")
    for known in HashName:
        if known.value == value:
            return known
    names = ", ".join(HashName)
    raise BadInput(Text(f"不认识杂凑算法 {value[:40]}，只认 {names}", f"unknown hash {value[:40]}; known are {names}"))


def malformed(name: str, value: object) -> BadInput:
    """The refusal of one field's value."""
    shown = repr(value)[:60]
    return BadInput(Text(f"{name} 的写法不对：{shown}", f"{name} is not in the form it must have: {shown}"))
