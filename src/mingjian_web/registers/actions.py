"""Writes of the registers: the index that things are found by. Rows of the registers come in through intakes alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from mingjian_web.registers.indexing import SOURCES, entries, touched
from mingjian_web.registers.models import SearchEntry, SearchTail
from mingjian_web.registers.search import Entry, plain, tails

#: Entries written in one short transaction.
AT_ONCE = 500
#: Keys named in one statement.
KEYS_AT_ONCE = 5_000
LONGEST = 300


def rebuild_search() -> int:
    """Write the whole index of this chapter anew; how many entries. Pages answer meanwhile."""
    return sum(write_entries(kind, None, entries(kind)) for kind in SOURCES)


def refresh_search(intake: int) -> int:
    """Write anew what an intake, or its undoing, touched. Doing it again does no harm."""
    written = 0
    for kind in SOURCES:
        if keys := touched(kind, intake):
            written += write_entries(kind, keys, entries(kind, keys))
    return written


def write_entries(kind: str, keys: Collection[str] | None, found: Iterable[Entry]) -> int:
    """Put these entries in the place of those that were there for the keys, or for the whole kind; how many.

    In many short transactions, so that nobody waits: for a moment a thing cannot be found.
    """
    _forget(kind, keys)
    written, rest = 0, iter(found)
    while part := list(islice(rest, AT_ONCE)):
        _write(part)
        written += len(part)
    return written


def _forget(kind: str, keys: Collection[str] | None) -> None:
    gone = SearchEntry.objects.filter(kind=kind)
    for some in [None] if keys is None else _parts(sorted(keys)):
        there = gone if some is None else gone.filter(key__in=some)
        with transaction.atomic():
            SearchTail.objects.filter(entry__in=there)._raw_delete(SearchTail.objects.db)
            there._raw_delete(SearchEntry.objects.db)


def _parts(keys: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(keys), KEYS_AT_ONCE):
        yield keys[at : at + KEYS_AT_ONCE]


def _write(part: list[Entry]) -> None:
    """Entries with their tails. The tails are many and plain: they go in as rows, not as objects."""
    with transaction.atomic(), connection.cursor() as cursor:
        rows = SearchEntry.objects.bulk_create(_row(one) for one in part)
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(SearchTail._meta.db_table)} (entry_id, tail, kind)"  # noqa: S608
            " VALUES (%s, %s, %s)",
            [
                (row.pk, tail, row.kind)
                for row, one in zip(rows, part, strict=True)
                for tail in sorted(tails(one.said, person=one.kind == "person"))
            ],
        )


def _row(one: Entry) -> SearchEntry:
    return SearchEntry(
        kind=one.kind,
        key=one.key,
        field=one.field.value,
        said=one.said[:LONGEST],
        plain=plain(one.said)[:LONGEST],
        hint=one.name[:LONGEST],
        division=one.division,
        institution=one.institution,
    )
