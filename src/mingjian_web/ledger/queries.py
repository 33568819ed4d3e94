"""Reading the open ledger: entries, proofs, and the whole log as the file anyone can verify offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.ledger.canonical import canonical
from mingjian.ledger.entries import Checkpoint, Entry, Header, entry_line, line
from mingjian.ledger.merkle import HashName, inclusion_proof, leaf_hash
from mingjian.ledger.proofs import InclusionReceipt
from mingjian.terms import SHANGHAI
from mingjian_web.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerNode


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What a page says of an entry: its index as people count (from 1), when, and what."""

    index: int
    entry: Entry

    @property
    def number(self) -> int:
        """第 n 条, from 1."""
        return self.index + 1


class _Nodes(Mapping[tuple[int, int], bytes]):
    """Complete subtrees by (level, place), each read when it is asked for."""

    def __getitem__(self, at: tuple[int, int]) -> bytes:
        found = LedgerNode.objects.filter(level=at[0], place=at[1]).values_list("hash", flat=True).first()
        if found is None:
            raise KeyError(at)
        return bytes(found)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(LedgerNode.objects.values_list("level", "place"))

    def __len__(self) -> int:
        return LedgerNode.objects.count()


def size() -> int:
    """How many entries there are; 0 where no ledger was begun."""
    return LedgerHead.objects.values_list("size", flat=True).first() or 0


def entry(index: int) -> LedgerLine | None:
    """One entry by its index from 0."""
    row = LedgerEntry.objects.filter(index=index).first()
    return LedgerLine(index, _entry(row)) if row else None


def of_matter(matter: str) -> list[LedgerLine]:
    """Every entry on a matter, in the order written."""
    return [LedgerLine(row.index, _entry(row)) for row in LedgerEntry.objects.filter(matter=matter)]


def latest(count: int, before: int | None = None, kind: str = "") -> list[LedgerLine]:
    """The last entries, newest first; those before an index, those of a kind."""
    rows = LedgerEntry.objects.order_by("-index")
    if before is not None:
        rows = rows.filter(index__lt=before)
    if kind:
        rows = rows.filter(kind=kind)
    return [LedgerLine(row.index, _entry(row)) for row in rows[:count]]


def corrections_of(index: int) -> list[LedgerLine]:
    """The entries that mend this one."""
    return [LedgerLine(row.index, _entry(row)) for row in LedgerEntry.objects.filter(corrects=index)]


@dataclass(frozen=True, slots=True)
class Root:
    """The state of the ledger that others keep to hold us to it: size, root in hex, whose log."""

    origin: str
    size: int
    root: str
    hash: str


def checkpoint() -> Root | None:
    """The latest checkpoint; None where no ledger was begun."""
    head = LedgerHead.objects.first()
    last = LedgerCheckpoint.objects.order_by("-number").first()
    return Root(head.origin, last.size, last.root, head.hash) if head and last else None


def receipt(index: int) -> dict[str, Any] | None:
    """The inclusion receipt of an entry in the ledger as it is now: JSON to keep and check offline."""
    row, head = LedgerEntry.objects.filter(index=index).first(), LedgerHead.objects.first()
    if row is None or head is None:
        return None
    name = HashName(head.hash)
    checkpoint = LedgerCheckpoint.objects.filter(size=head.size).order_by("-number").first()
    assert checkpoint is not None  # noqa: S101 - every writing ends with one
    shown = _entry(row)
    made = InclusionReceipt(
        hash=name,
        origin=head.origin,
        entry=shown,
        leaf_hash=leaf_hash(shown.leaf_data(), name),
        index=index,
        size=head.size,
        root=bytes.fromhex(checkpoint.root),
        path=tuple(inclusion_proof(_Nodes(), index, head.size, name)),
    )
    return dict(made.as_json())


def log_lines() -> Iterator[bytes]:
    """The whole log as its file: `mingjian ledger verify` reads it."""
    head = LedgerHead.objects.get()
    yield line(Header(HashName(head.hash), head.origin))
    done = 0
    for checkpoint in LedgerCheckpoint.objects.order_by("number").iterator():
        for row in LedgerEntry.objects.filter(index__gte=done, index__lt=checkpoint.size).iterator():
            yield entry_line(row.index, _entry(row))
        done = checkpoint.size
        yield line(Checkpoint(checkpoint.number, head.origin, checkpoint.size, bytes.fromhex(checkpoint.root)))


def canonical_entry(index: int) -> bytes | None:
    """The very bytes of an entry that went into the tree."""
    found = entry(index)
    return canonical(found.entry.as_json()) if found else None


def _entry(row: LedgerEntry) -> Entry:
    return Entry(
        kind=row.kind,
        on=row.on,
        recorded_at=row.recorded_at.astimezone(SHANGHAI),
        office=row.office,
        matter=row.matter,
        facts=row.facts,
        commitments=row.commitments,
        corrects=row.corrects,
    )
