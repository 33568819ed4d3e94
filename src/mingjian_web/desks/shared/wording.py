"""How facts are written on a page, in the page's language: terms, days, numbers, money, articles."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.html import format_html
from django.utils.translation import get_language

from mingjian.clock import weekday
from mingjian.law.numerals import article_in_chinese
from mingjian.terms import SHANGHAI, Term, Text

TEN_THOUSAND = 10_000
KIB = 1024
#: From so many units on, decimals are noise.
WHOLE = 100


def tongue() -> str:
    """`zh` or `en`, as `Text.say` takes it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def say(value: object) -> str:
    """A Text or a Term in the page's language; anything else as it is, None as nothing."""
    if isinstance(value, Text):
        return value.say(tongue())
    if isinstance(value, Term):
        return value.label.say(tongue())
    return "" if value is None else str(value)


def day(value: date | None, near: object = None) -> str:
    """2026-11-24 周二. With a day as argument: 11-24 in the same year, else 2027-01-25; "iso": no weekday."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    if isinstance(near, date):
        said = f"{value:%m-%d}" if near.year == value.year else value.isoformat()
    elif near == "iso":
        said = value.isoformat()
    else:
        said = f"{value.isoformat()} {weekday(value).say(tongue())}"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


def moment(value: datetime | None) -> str:
    """2026-11-24 14:06, in Shanghai."""
    if not value:
        return ""
    there = value.astimezone(SHANGHAI)
    return format_html('<time datetime="{}">{}</time>', there.isoformat(), f"{there:%Y-%m-%d %H:%M}")


def number(value: float | Decimal | None) -> str:
    """12,408; nothing for None, and what is no number stays as it is."""
    if not isinstance(value, int | float | Decimal):
        return say(value)
    return f"{value:,}"


def money(value: int | Decimal | None) -> str:
    """Yuan: 3 万元 where it is whole ten thousands, else 30,500 元."""
    if value is None:
        return ""
    if tongue() == "en":
        return f"{value:,} yuan"
    whole = value >= TEN_THOUSAND and value % TEN_THOUSAND == 0
    return f"{int(value // TEN_THOUSAND):,} 万元" if whole else f"{value:,} 元"


def filesize(value: int | None) -> str:
    """4.1 MB; 812 B below one KB."""
    if value is None:
        return ""
    size, unit = float(value), "B"
    for larger in ("KB", "MB", "GB"):
        if size < KIB:
            break
        size, unit = size / KIB, larger
    return f"{size:.0f} {unit}" if unit == "B" or size >= WHOLE else f"{size:.1f} {unit}"


def article(value: object) -> str:
    """22(8) → 第二十二条第（八）项, in English art. 22(8); an instrument before a colon is left out."""
    plain = str(value).rpartition(":")[2]
    return f"art. {plain}" if tongue() == "en" else article_in_chinese(plain) or plain
