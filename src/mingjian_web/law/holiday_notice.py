"""Read a year's holidays from the words of the notice itself, as the State Council's office writes them.

    二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。

The weekdays and the sum of days that the notice gives are checked against the days: what was mistyped is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mingjian.clock import weekday
from mingjian.terms import BadInput, Text

_LINE = re.compile(r"^\s*(?:[一二三四五六七八九十]+[、.]|\(?\d+[、.)])?\s*([^:,;。]{1,30}?)\s*:(.+)$")
_DAY = r"(?:(\d{4})(?:年|-))?(?:(\d{1,2})(?:月|-))?(\d{1,2})日?(?:\(([^)]*)\))?"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:至|到|—|~)\s*{_DAY})?")
_SUM = re.compile(r"共\s*(\d+)\s*天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_ORDER = "一二三四五六日"


@dataclass
class _Reader:
    """Where the reading of a line has come: the year and month last named, and what was wrong."""

    year: int
    month: int
    name: str
    faults: list[Text]

    def day(self, year: str, month: str, number: str, aside: str) -> date | None:
        """The day named, in the month last named where none is said; its weekday checked."""
        self.month = int(month or self.month)
        try:
            found = date(int(year or self.year), self.month, int(number))
        except ValueError:
            self._fault(f"没有 {self.month} 月 {number} 日", f"there is no day {self.month}-{number}")
            return None
        said = _WEEKDAY.search(unicodedata.normalize("NFKC", aside or ""))
        if said and _ORDER.index(said[1].replace("天", "日")) != found.weekday():
            real = weekday(found)
            self._fault(f"{found} 是{real.zh}，写的是周{said[1]}", f"{found} is a {real.en}, not 周{said[1]}")
        return found

    def _fault(self, zh: str, en: str) -> None:
        self.faults.append(Text(f"{self.name}：{zh}", f"{self.name}: {en}"))

    def counted(self, text: str, days: int) -> None:
        """Check the sum the notice gives."""
        if (said := _SUM.search(text)) and int(said[1]) != days:
            self._fault(f"写明共 {said[1]} 天，日期合计 {days} 天", f"it says {said[1]} days, the days are {days}")


def read_notice(text: str, year: int) -> tuple[dict[str, Any], ...]:
    """The rows of the notice file: name, rest, worked. BadInput with a line for each thing that cannot be right."""
    faults: list[Text] = []
    rows = [row for line in _lines(text) for row in _row(line, year, faults)]
    if not rows and not faults:
        faults.append(
            Text(
                "没有读到节日；每行一个节日，写法如：元旦：1月1日（周五）至3日（周日）放假，共3天。",
                "no holiday was read; a line each, such as 元旦：1月1日（周五）至3日（周日）放假，共3天。",
            )
        )
    if faults:
        raise BadInput(*faults)
    return tuple(rows)


def _lines(text: str) -> Iterator[str]:
    for line in unicodedata.normalize("NFKC", text).splitlines():
        if line.strip():
            yield line.strip()


def _row(line: str, year: int, faults: list[Text]) -> Iterator[dict[str, Any]]:
    found = _LINE.match(line)
    if found is None or not re.search(r"放假|休|上班|班", found[2]):
        faults.append(Text(f"看不懂这一行：{line}", f"cannot read this line: {line}"))
        return
    reader = _Reader(year, 1, found[1], faults)
    rest: list[str] = []
    worked: list[str] = []
    for sentence in re.split(r"[。;]", found[2]):
        working = "班" in sentence and not re.search(r"放假|休", sentence)
        _read_sentence(sentence, reader, worked if working else rest, check_sum=not working)
    yield {"name": found[1], "rest": rest, "worked": worked}


def _read_sentence(sentence: str, reader: _Reader, into: list[str], *, check_sum: bool) -> None:
    total, plain = 0, _SUM.sub("", sentence)
    for span in _SPAN.finditer(plain):
        if not re.match(r".*?(日|-)", span[0]):
            continue
        first = reader.day(span[1], span[2], span[3], span[4])
        last = reader.day(span[5], span[6], span[7], span[8]) if span[7] else first
        if first and last:
            total += (last - first) // timedelta(days=1) + 1
            into.append(first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")
    if check_sum and total:
        reader.counted(sentence, total)
