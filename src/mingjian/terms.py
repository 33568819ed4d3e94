"""The field's words: enumerations with a Chinese and an English label, and the few types every floor shares.

One word for one thing. `GLOSSARY.md` decides the words; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from enum import StrEnum
from typing import Self

#: Every day in this software is a day in Shanghai. China has kept one offset and no summer time since 1992.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; Chinese is the one that counts."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def say(self, language: str) -> str:
        """The sentence in `language`: "zh" or "en"."""
        return self.en if language == "en" else self.zh

    def both(self) -> str:
        """Both languages on one line, for messages that anyone may have to read."""
        return f"{self.zh} / {self.en}"

    def as_json(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, as the data package writes it."""
        return {"zh": self.zh, "en": self.en}


class Term(StrEnum):
    """An enumeration whose members carry their labels: `Level.HARD.label.zh` is 实据."""

    label: Text

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(zh, en)
        return member


class Level(Term):
    """How strong a finding is. Kept apart everywhere."""

    HARD = "hard", "实据", "hard fact"
    CLUE = "clue", "线索", "clue"


class Severity(Term):
    """How grave the matter is if the finding holds."""

    SERIOUS = "serious", "严重", "serious"
    ORDINARY = "ordinary", "一般", "ordinary"
    MINOR = "minor", "轻微", "minor"


class LawStatus(Term):
    """How sure we are of a value of law, strongest first."""

    CONFIRMED = "confirmed", "已核对原文", "confirmed"
    SEEN = "seen", "见过公开文本", "seen"
    REMEMBERED = "remembered", "未核对原文", "remembered"
    UNKNOWN = "unknown", "未知", "unknown"


class InstitutionKind(Term):
    """The two kinds of institution the law speaks of."""

    EVALUATION = "evaluation", "安全评价机构", "safety-evaluation institution"
    TESTING = "testing", "安全生产检测检验机构", "work-safety testing institution"


class Grade(Term):
    """Grades of qualification before 2019-05-01."""

    JIA = "jia", "甲级", "grade A"
    YI = "yi", "乙级", "grade B"


class BadInput(Exception):  # noqa: N818 - named for what it is to the person who typed it
    """Something handed in cannot be used. Each line says what, where, and the way out; commands exit 2."""

    def __init__(self, *lines: Text) -> None:
        super().__init__("; ".join(line.en for line in lines))
        self.lines = lines
