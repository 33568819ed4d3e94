"""The law and the calendar of an edition: what is shipped, with the office's entries of that edition laid over it.

`load_law` reads files, so each edition's overlays are written once to MINGJIAN_HOME/law/<token>/, where a screening in
another process reads the same. A later entry takes the place of an earlier one for the days both speak of.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet

from mingjian.clock import DayFact, Notice, WorkCalendar, parse_notice, shipped_calendar
from mingjian.law import Law, load_law
from mingjian.terms import BadInput, Text
from mingjian_web.law.drafts import overlay
from mingjian_web.law.models import Edition, EnteredCalendar, EnteredValue
from mingjian_web.law.states import CalendarKind, EditionOf, EntryState

AnEntry = TypeVar("AnEntry", EnteredValue, EnteredCalendar)

SHIPPED = ""
#: Law of so many editions is kept in memory: the current one, and what a re-projection looks back at.
KEPT = 4
#: Stands for the second person while an entry is only tried.
NOBODY_YET = "（待第二人核对）"


def latest(of: EditionOf) -> int:
    """The number of the edition in use; 0 while there is only what is shipped."""
    return Edition.objects.filter(of=of).order_by("-number").values_list("number", flat=True).first() or 0


def token(of: EditionOf, number: int) -> str:
    """The edition's own name; empty for the shipped."""
    if number == 0:
        return SHIPPED
    return Edition.objects.values_list("token", flat=True).get(of=of, number=number)


def began(of: EditionOf, number: int) -> datetime:
    """The moment an edition came into use."""
    return Edition.objects.values_list("at", flat=True).get(of=of, number=number)


def counting(rows: QuerySet[Any], number: int) -> QuerySet[Any]:
    """The entries that count in an edition, in the order they came into use."""
    still = Q(out_from=None) | Q(out_from__gt=number)
    return rows.filter(still, in_from__lte=number).order_by("in_from")


def law_of(number: int) -> Law:
    """The law of an edition."""
    return _law(token(EditionOf.LAW, number), number)[0]


def left_out_of(number: int) -> tuple[str, ...]:
    """The overlay files of an edition that no longer fit what this release ships, and are therefore not used."""
    return _law(token(EditionOf.LAW, number), number)[1]


def calendar_of_edition(number: int) -> WorkCalendar:
    """The calendar of an edition."""
    return _calendar(token(EditionOf.CALENDAR, number), number)


def overlays_of(number: int) -> tuple[Path, ...]:
    """The overlay files of an edition, written where they are not."""
    name = token(EditionOf.LAW, number)
    if name == SHIPPED:
        return ()
    folder = Path(settings.HOME) / "law" / name
    if not folder.exists():
        _write(folder, overlay_texts(counting(EnteredValue.objects.all(), number)))
    return tuple(sorted(folder.glob("*.yaml")))


def overlay_texts(rows: Iterable[EnteredValue]) -> dict[str, str]:
    """File name → text of each entry, in the order they came into use; a later one takes its days from earlier ones."""
    ordered, made = list(rows), {}
    for place, row in enumerate(ordered):
        later = [one.span for one in ordered[place + 1 :] if (one.concept, one.keys) == (row.concept, row.keys)]
        text = overlay(row, row.span.minus(later), row.confirmed_name or NOBODY_YET)
        made[f"{place:04}-value-{row.pk or 0}.yaml"] = text
    return made


def law_with(rows: Sequence[EnteredValue]) -> Law:
    """The law these entries would make. BadInput with a line for each fault, without the names of our files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _put(Path(folder), overlay_texts(rows))
        try:
            return load_law(*paths)
        except BadInput as wrong:
            raise BadInput(*(_plain(line, paths) for line in wrong.lines)) from None


def calendar_with(rows: Sequence[EnteredCalendar]) -> WorkCalendar:
    """The calendar these entries make over the shipped one, in their order."""
    calendar = shipped_calendar()
    for row in rows:
        if row.kind == CalendarKind.YEAR:
            calendar = calendar.merged(notice_of(row))
        elif row.day is not None:
            calendar = calendar.with_days(DayFact(row.day, row.working, row.why, row.papers[0]))
    return calendar


def notice_of(row: EnteredCalendar) -> Notice:
    """A year's notice from its entry. BadInput for what is no notice."""
    return parse_notice(json.dumps({"year": row.year, "papers": row.papers, "days": row.days}), f"{row.year}")


def after_deciding(row: AnEntry, number: int) -> list[AnEntry]:
    """The entries that would count after an edition, once a second person agrees to what waits in `row`."""
    made: list[AnEntry] = [one for one in counting(type(row).objects.all(), number) if one.pk != row.pk]
    if row.state != EntryState.WITHDRAWING:
        made.append(row)
    return made


@lru_cache(maxsize=KEPT)
def _law(name: str, number: int) -> tuple[Law, tuple[str, ...]]:
    """The law of an edition, and the names of the overlays that had to be left out of it."""
    paths = overlays_of(number) if name else ()
    used = readable(paths)
    return load_law(*used), tuple(path.name for path in paths if path not in used)


@lru_cache(maxsize=KEPT)
def _calendar(name: str, number: int) -> WorkCalendar:
    return calendar_with(list(counting(EnteredCalendar.objects.all(), number))) if name else shipped_calendar()


def readable(paths: Sequence[Path]) -> list[Path]:
    """The overlays that can be laid over what this release ships; all of them unless a release changed under them."""
    try:
        load_law(*paths)
    except BadInput:
        good: list[Path] = []
        for path in paths:
            if not _faults([*good, path]):
                good.append(path)
        return good
    return list(paths)


def _faults(paths: Sequence[Path]) -> tuple[Text, ...]:
    try:
        load_law(*paths)
    except BadInput as wrong:
        return wrong.lines
    return ()


def _write(folder: Path, texts: dict[str, str]) -> None:
    """All of an edition's files or none: written beside, then renamed."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    _put(beside, texts)
    try:
        beside.rename(folder)
    except OSError:  # another process wrote the same edition first
        shutil.rmtree(beside)


def _put(folder: Path, texts: dict[str, str]) -> list[Path]:
    paths = []
    for name, text in texts.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def _plain(line: Text, paths: Sequence[Path]) -> Text:
    """The fault without the file and line it stands at: whoever typed a form knows no file."""
    zh, en = line.zh, line.en
    for path in paths:
        if zh.startswith(f"{path}:"):
            return Text(zh.partition("：")[2], en.removeprefix(f"{path}:").partition(": ")[2])
    return line
