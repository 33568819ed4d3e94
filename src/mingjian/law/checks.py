"""What must hold among law files that are each well formed: every citation leads somewhere, no two values
of one question share a day, no value is surer than what it cites, every day has one regime a matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import combinations, pairwise
from math import isfinite
from typing import Any

from mingjian.law.days import ONE_DAY
from mingjian.law.facts import STRENGTH, Entry, Instrument, Matter, RegimePeriod, agrees, strongest
from mingjian.law.faults import Faults
from mingjian.law.library import Library, rank
from mingjian.terms import LawStatus

#: The first day the software answers for: 令第12号 and AQ 8001 came into force.
FIRST_DAY = date.fromisoformat("2007-04-01")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


_SHAPES: dict[str, Callable[[Any], bool]] = {
    "count": lambda value: _number(value) and isinstance(value, int),
    "fraction": lambda value: _number(value) and 0 <= value <= 1,
    "amount": _number,
    "yes_no": lambda value: isinstance(value, bool),
    "text": lambda value: isinstance(value, str) and bool(value),
    "list": lambda value: isinstance(value, tuple) and bool(value),
    "table": lambda value: isinstance(value, Mapping) and bool(value),
}


def check(shelf: Library, faults: Faults) -> None:
    """Note every fault among the facts of the library."""
    for one in shelf.instruments.values():
        check_instrument(shelf, one, faults)
    for concept in shelf.concepts.values():
        _check_known(shelf.units, [concept.unit], concept.place, "单位", "unit", faults)
        _check_known(shelf.matters, concept.matters, concept.place, "事项", "matter", faults)
    faults.raise_if_any()
    check_entries(shelf, shelf.entries, faults)
    for matter in shelf.matters.values():
        _check_matter(shelf, matter, faults)


def check_entries(shelf: Library, entries: Iterable[Entry], faults: Faults) -> None:
    """Note the faults of dated values, each alone and against each other."""
    by_concept: dict[tuple[str, bool], list[Entry]] = defaultdict(list)
    for entry in entries:
        _check_entry(shelf, entry, faults)
        by_concept[entry.concept, entry.origin.shipped].append(entry)
    for rivals in by_concept.values():
        for one, other in combinations(rivals, 2):
            _check_rivals(one, other, faults)


def _check_known(
    known: Mapping[str, object], names: Iterable[str], place: Any, zh: str, en: str, faults: Faults
) -> None:
    for name in names:
        if name not in known:
            listed = "、".join(known)
            faults.add(place, f"没有{zh} {name}，已有：{listed}", f"there is no {en} {name}; there are {listed}")


def check_instrument(shelf: Library, one: Instrument, faults: Faults) -> None:
    """Note where an instrument names another that is not there, or ends before it begins."""
    named = (one.amends, one.repealed_by, one.superseding.by if one.superseding else None)
    _check_known(shelf.instruments, filter(None, named), one.place, "文件", "instrument", faults)
    if one.first and one.last and one.last < one.first:
        faults.add(one.place, "失效日早于施行日", "it ends before it comes into force")


def _check_entry(shelf: Library, entry: Entry, faults: Faults) -> None:
    if entry.span.last and entry.span.last < entry.span.first:
        faults.add(entry.place, "to 早于 from", "`to` is before `from`")
    _check_keys(shelf, entry, faults)
    if shelf.concepts[entry.concept].declared:
        _check_declared(entry, faults)
    else:
        _check_cites(shelf, entry, faults)
    _check_value(shelf, entry, faults)


def _check_keys(shelf: Library, entry: Entry, faults: Faults) -> None:
    _check_known(shelf.keys, entry.keys, entry.place, "键", "key", faults)
    for name, word in entry.keys.items():
        key = shelf.keys.get(name)
        if key and key.words and word not in key.words:
            listed = "、".join(key.words)
            faults.add(entry.place, f"{name} 只能是 {listed}，不能是 {word}", f"{name} is one of {listed}, not {word}")
        if key and key.pattern and not re.fullmatch(key.pattern, word):
            faults.add(entry.place, f"{name} 的写法不对：{word}", f"{name} is not written so: {word}")


def _check_declared(entry: Entry, faults: Faults) -> None:
    if entry.cites or entry.status is not LawStatus.SEEN:
        faults.add(
            entry.place,
            "自定的设置不写 status，也不引条文",
            "a declared setting has no status and cites nothing",
        )


def _check_value(shelf: Library, entry: Entry, faults: Faults) -> None:
    unit = shelf.units[shelf.concepts[entry.concept].unit]
    unknown = entry.status is LawStatus.UNKNOWN
    if unknown != (entry.value is None):
        faults.add(
            entry.place,
            "未知的值写作 value: null 与 status: unknown，两者须同时出现",
            "an unknown value is written value: null with status: unknown, both together",
        )
    elif not unknown and not _SHAPES[unit.shape](entry.value):
        faults.add(
            entry.place,
            f"值不合单位“{unit.label.zh}”（{unit.shape}）",
            f"the value does not suit the unit {unit.id} ({unit.shape})",
        )


def _check_cites(shelf: Library, entry: Entry, faults: Faults) -> None:
    lost = [ref for ref in entry.cites if not shelf.resolves(ref)]
    for ref in lost:
        faults.add(
            entry.place,
            f"引用 {ref} 没有着落，请先写入该文件或条文",
            f"the citation {ref} leads to nothing: enter the instrument or article first",
        )
    if not entry.cites:
        faults.add(entry.place, "没有引用任何文件", "it cites nothing")
    if lost or not entry.cites:
        return
    _check_strength(shelf, entry, faults)
    _check_force(shelf, entry, faults)


def _check_strength(shelf: Library, entry: Entry, faults: Faults) -> None:
    """A value is no surer than its surest citation; only two persons of an office may say more."""
    best = strongest([shelf.cited(ref).status for ref in entry.cites])
    confirmed_by_office = not entry.origin.shipped and entry.status is LawStatus.CONFIRMED
    if not confirmed_by_office and STRENGTH[entry.status] > STRENGTH[best]:
        faults.add(
            entry.place,
            f"status 为 {entry.status}，强于所引条文（{best}）",
            f"the status {entry.status} is stronger than what it cites ({best})",
        )


def _check_force(shelf: Library, entry: Entry, faults: Faults) -> None:
    """A value lives inside the life of each instrument it cites."""
    for ref in entry.cites:
        one = shelf.instrument_of(ref)
        if one.span.first > entry.span.first or one.span.end < entry.span.end:
            faults.add(
                entry.place,
                f"有效期超出所引 {one.id} 的施行期",
                f"it is in force on days on which the cited {one.id} is not",
            )


def _check_rivals(one: Entry, other: Entry, faults: Faults) -> None:
    """Two values of one question may share a day only where one is plainly the more special."""
    if not one.span.overlaps(other.span):
        return
    same = dict(one.keys) == dict(other.keys)
    apart = any(
        not agrees(key, word, other.keys[key]) and not agrees(key, other.keys[key], word)
        for key, word in one.keys.items()
        if key in other.keys
    )
    if same or (not apart and rank(one) == rank(other)):
        faults.add(
            other.place,
            f"{other.concept} 与 {one.place} 的日期重叠，同一天有两个值，请改 from、to 或键",
            f"{other.concept} overlaps {one.place} in days, so that a day has two values: "
            "mend `from`, `to` or the keys",
        )


def _check_matter(shelf: Library, matter: Matter, faults: Faults) -> None:
    first, last = matter.periods[0], matter.periods[-1]
    if first.span.first != FIRST_DAY or last.span.last is not None:
        faults.add(
            matter.place,
            f"{matter.id} 须从 {FIRST_DAY} 起，最后一段不写 to",
            f"{matter.id} begins on {FIRST_DAY} and its last period is open",
        )
    for earlier, later in pairwise(matter.periods):
        if earlier.span.last is None or later.span.first != earlier.span.last + ONE_DAY:
            faults.add(
                later.place,
                f"{matter.id} 的两段日期重叠或中断",
                f"two periods of {matter.id} overlap or leave a gap",
            )
    for period in matter.periods:
        _check_known(shelf.instruments, period.instruments, period.place, "文件", "instrument", faults)
        _check_lasting(shelf, period, faults)


def _check_lasting(shelf: Library, period: RegimePeriod, faults: Faults) -> None:
    """At least one instrument of known days carries the whole period."""
    named = [one for one in map(shelf.instruments.get, period.instruments) if one]
    for one in named:
        if one.first is None:
            faults.add(
                period.place,
                f"{one.id} 的首日未知，不能列入，请写在 note 中",
                f"the first day of {one.id} is unknown: it cannot be listed, say so in the note",
            )
    spans = [one.span for one in named]
    if named and not any(s.first <= period.span.first and s.end >= period.span.end for s in spans):
        faults.add(
            period.place,
            f"{period.matter} {period.id} 没有一个文件在整段时间内有效",
            f"no instrument of {period.matter} {period.id} is in force all through the period",
        )
