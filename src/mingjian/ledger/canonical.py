"""One way to write a value as bytes, so that any program anywhere computes the same hash.

The form is RFC 8785 (JSON Canonicalization Scheme) with two restrictions: no number but an integer between
−(2⁵³−1) and 2⁵³−1, and every string in Unicode NFC. In short: UTF-8, no space between tokens, object keys in
the order of their UTF-16 code units, only `"`, `\\` and control characters escaped. Anything else is refused.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import NoReturn

from mingjian.terms import BadInput, Text

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

#: Integers beyond this are not exact in every JSON reader (RFC 8259 §6).
GREATEST_INTEGER = 2**53 - 1

#: Deeper than any official act needs; shallow enough that no reader runs out of stack.
DEEPEST = 16


def canonical(value: object) -> bytes:
    """`value` as canonical bytes; strings are brought to NFC. Raises BadInput for what has none."""
    try:
        return _ENCODER.encode(_ordered(value, DEEPEST)).encode("utf-8")
    except UnicodeEncodeError:
        raise _refusal("含有不成对的代理字符", "a lone surrogate character") from None


def parse(raw: bytes) -> Json:
    """The value of JSON bytes from outside. BadInput: not UTF-8, a fraction, a repeated key, too deep."""
    try:
        value: Json = _DECODER.decode(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise _refusal("不是 UTF-8 编码", "not UTF-8") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise _refusal("不是完整的 JSON", "not complete JSON") from None
    return value


def _ordered(value: object, depth: int) -> Json:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _exact(value)
    if depth == 0:
        raise _too_deep()
    if isinstance(value, Mapping):
        return _ordered_object(value, depth - 1)
    if isinstance(value, list | tuple):
        return [_ordered(item, depth - 1) for item in value]
    raise _refusal(
        f"{type(value).__name__} 没有规范写法；数量写成整数，日期写成文字",
        f"{type(value).__name__} has no canonical form; write numbers as integers and days as text",
    )


def _ordered_object(value: Mapping[object, object], depth: int) -> dict[str, Json]:
    made: dict[str, Json] = {}
    for key, item in value.items():
        name = _ordered(key, depth)
        if not isinstance(key, str) or not isinstance(name, str) or name in made:
            raise _refusal(f"字段名 {key!r} 重复或者不是文字", f"key {key!r} is repeated or is not text")
        made[name] = _ordered(item, depth)
    if all(map(str.isascii, made)):  # the same order, and nearly every key of ours
        return dict(sorted(made.items()))
    return dict(sorted(made.items(), key=_utf16))


def _utf16(item: tuple[str, Json]) -> bytes:
    return item[0].encode("utf-16-be")


def _exact(value: int) -> int:
    if abs(value) > GREATEST_INTEGER:
        raise _refusal(f"整数 {value} 过大；请写成文字", f"the integer {value} is too great; write it as text")
    return value


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _refusal("同一字段出现两次", "a key is repeated")
    return made


def _no_fraction(text: str) -> NoReturn:
    raise _refusal(f"{text} 不是整数；请写成文字", f"{text} is not an integer; write it as text")


def _too_deep() -> BadInput:
    return _refusal(f"嵌套超过 {DEEPEST} 层", f"nested deeper than {DEEPEST}")


def _refusal(zh: str, en: str) -> BadInput:
    return BadInput(Text(zh, en))


# Made once, not anew for each line of a long log.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction, object_pairs_hook=_unique)
