"""Holiday notices as files: one JSON object a year, shipped in `data/holidays`, or an operator's own.

    {"year": 2026, "papers": ["https://…"], "days": [
      {"name": "国庆节", "rest": ["2026-10-01/2026-10-07"], "worked": ["2026-09-20", "2026-10-10"]}]}

`rest` holds days or `first/last` stretches, `worked` the weekend days worked for them; `paper` says which of
several notices a row comes from (the first, if not said).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from mingjian.clock.calendar import DayFact, Notice, WorkCalendar, calendar_of, each_day
from mingjian.terms import BadInput, Text


@cache
def shipped_calendar() -> WorkCalendar:
    """The calendar that comes with this release: the State Council's notices from 2007 on."""
    folder = files("mingjian.clock") / "data" / "holidays"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json"))
    return calendar_of(parse_notice((folder / name).read_text(encoding="utf-8"), name) for name in names)


def parse_notice(text: str, where: str) -> Notice:
    """One year's notice from the JSON in `text`; `where` names the file in complaints.

    Raises BadInput with a line for what is wrong: not JSON, a missing year or paper, a bad or doubled day.
    """
    raw = _object(text, where)
    year, papers = _year(raw, where), _papers(raw, where)
    rows = raw.get("days")
    if not isinstance(rows, list):
        raise _fault(where, "缺少 days，应为节日的列表", "days is missing; it is a list of festivals")
    facts = [fact for row in rows for fact in _facts(row, year, papers[0], where)]
    _check_no_day_twice(facts, where)
    return Notice(year, papers, tuple(facts))


def _fault(where: str, zh: str, en: str) -> BadInput:
    return BadInput(Text(f"{where}：{zh}", f"{where}: {en}"))


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise _fault(where, f"不是 JSON（{wrong}）", f"not JSON ({wrong})") from wrong
    if not isinstance(raw, dict):
        raise _fault(where, "应为一个年度的对象", "should be one object, a year")
    return raw


def _year(raw: dict[str, Any], where: str) -> int:
    year = raw.get("year")
    if type(year) is not int or not date.min.year < year < date.max.year:
        raise _fault(where, "year 应为年份，如 2027", "year should be a year, such as 2027")
    return year


def _papers(raw: dict[str, Any], where: str) -> tuple[str, ...]:
    papers = raw.get("papers")
    if not isinstance(papers, list) or not papers or not all(isinstance(p, str) and p.strip() for p in papers):
        raise _fault(where, "papers 应列出放假通知的文号或者网址", "papers should list the notice by number or address")
    return tuple(papers)


def _facts(row: Any, year: int, paper: str, where: str) -> Iterator[DayFact]:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"]:
        raise _fault(where, "days 的每一行应有节日名称 name", "each row of days should have a name")
    paper = str(row.get("paper", paper))
    for key, working in (("rest", False), ("worked", True)):
        listed = row.get(key, [])
        if not isinstance(listed, list):
            raise _fault(where, f"{row['name']} 的 {key} 应为列表", f"{key} of {row['name']} should be a list")
        for written in listed:
            for day in _stretch(written, year, where):
                yield DayFact(day, working, row["name"], paper)


def _stretch(written: Any, year: int, where: str) -> Iterator[date]:
    """The days of `2026-10-01` or `2026-10-01/2026-10-07`, none outside the year and the one before."""
    try:
        first, _, last = str(written).partition("/")
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as wrong:
        raise _fault(
            where,
            f"日期“{written}”看不懂，写 2027-01-01 或者 2027-01-01/2027-01-03",
            f"cannot read the day {written!r}; write 2027-01-01 or 2027-01-01/2027-01-03",
        ) from wrong
    if begin > end or begin.year < year - 1 or end.year > year:
        raise _fault(
            where,
            f"“{written}”前后颠倒，或者不在 {year} 年及上年末",
            f"{written!r} is reversed, or not in {year} or the end of the year before",
        )
    yield from each_day(begin, end)


def _check_no_day_twice(facts: list[DayFact], where: str) -> None:
    for before, after in pairwise(sorted(facts, key=lambda fact: fact.day)):
        if before.day == after.day:
            raise _fault(where, f"{after.day} 写了两次", f"{after.day} stands twice")
