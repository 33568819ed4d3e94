"""Article numbers in Chinese writing: 二十二 is 22, 第二十二条第（八）项 is 22(8)."""

from __future__ import annotations

import re

DIGITS = "〇一二三四五六七八九"
NUMERAL = f"[{DIGITS}零十百]+"
_ARTICLE = re.compile(r"(\d+)((?:\(\d+\))*)")


def to_chinese(number: int) -> str:
    """A number below one thousand as articles are numbered: 10 is 十, 22 is 二十二, 229 is 二百二十九."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        words += "零"
    if tens:
        words += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    return words + (DIGITS[ones] if ones else "") or DIGITS[0]


def from_chinese(words: str) -> int:
    """The number that `words` write, by place (二〇一一) or by tens and hundreds (二百二十九)."""
    words = words.replace("零", DIGITS[0])
    if "十" not in words and "百" not in words:
        return int("".join(str(DIGITS.index(word)) for word in words))
    total, digit = 0, 0
    for word in words:
        if word in "十百":
            total += (digit or 1) * (100 if word == "百" else 10)
            digit = 0
        else:
            digit = DIGITS.index(word)
    return total + digit


def article_in_chinese(article: str) -> str | None:
    """第二十二条第（八）项 for "22(8)"; None where the name is not made of numbers alone."""
    found = _ARTICLE.fullmatch(article)
    if found is None:
        return None
    items = (to_chinese(int(item)) for item in re.findall(r"\d+", found[2]))
    return f"第{to_chinese(int(found[1]))}条" + "".join(f"第（{item}）项" for item in items)
