"""A list of a register: found in the database, worked out a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from mingjian_web.records.models import Kept, KeptRows

T = TypeVar("T")


def rows(model: type[Kept], known: datetime | None = None) -> KeptRows:
    """The rows of a register that stand, or that were known to stand at that moment."""
    kept: KeptRows = model.objects.all()
    return kept.standing() if known is None else kept.as_known(known)


@dataclass(frozen=True)
class Listed(Generic[T]):
    """Rows of a query, made into facts when they are asked for. `orders` says what each sort goes by."""

    query: QuerySet[Any]
    make: Callable[[Sequence[Any]], Sequence[T]]
    orders: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ("key",)

    def count(self) -> int:
        """How many there are."""
        return self.query.count()

    def part(self, start: int, stop: int, sort: str = "") -> Sequence[T]:
        """Those from `start` up to before `stop`; a minus before the sort turns it round."""
        column = self.orders.get(sort.removeprefix("-"))
        by = (f"-{column}" if sort.startswith("-") else column,) if column else self.order
        return self.make(list(self.query.order_by(*by, "pk")[start:stop]))
