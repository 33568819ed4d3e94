"""News travels upward: a chapter tells, a task of a chapter above reads, each row at least once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from mingjian_web.records.models import News, Reader

#: Rows handed to a reader before its place is marked.
AT_ONCE = 200


def tell(kind: str, about: dict[str, Any], *, now: datetime) -> None:
    """Put one piece of news into the outbox; call it inside the transaction of the act."""
    News.objects.create(kind=kind, about=about, at=now)


def read(name: str, kinds: tuple[str, ...], take: Callable[[str, dict[str, Any]], None]) -> int:
    """Hand every unread row of these kinds to `take`, in order; how many there were.

    The place is marked after each row, so that a reader that fails begins again where it failed.
    """
    reader, _ = Reader.objects.get_or_create(name=name)
    rows = list(News.objects.filter(pk__gt=reader.last, kind__in=kinds)[:AT_ONCE])
    for row in rows:
        take(row.kind, row.about)
        with transaction.atomic():
            Reader.objects.filter(name=name, last__lt=row.pk).update(last=row.pk)
    return len(rows)
