"""Writing into the open ledger: inside the transaction of the official act, or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mingjian.ledger.commitments import SALT_BYTES, commit
from mingjian.ledger.entries import Entry, Header
from mingjian.ledger.log import extend
from mingjian.ledger.merkle import Frontier, HashName, leaf_hash
from mingjian.ledger.walk import Head
from mingjian.terms import SHANGHAI
from mingjian_web.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerNode, Opening


@dataclass(frozen=True, slots=True)
class Act:
    """An official act to be entered. `persons` (role → fields) enter only as salted digests."""

    kind: str
    on: date
    office: str
    matter: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    persons: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    corrects: int | None = None


def begin(origin: str, *, now: datetime) -> None:
    """Begin the ledger of an office; nothing happens where there is one."""
    with transaction.atomic():
        if LedgerHead.objects.exists():
            return
        head = Head(Header(HashName.SHA256, origin))
        LedgerHead.objects.create(origin=origin, checkpoints=1)
        LedgerCheckpoint.objects.create(number=0, size=0, root=head.root().hex(), at=now)


def record(act: Act, *, now: datetime) -> int:
    """Enter one act; its index. Call it inside the act's transaction."""
    return record_all([act], now=now)[0]


def record_all(acts: Sequence[Act], *, now: datetime) -> list[int]:
    """Enter several acts under one checkpoint; their indices, in order.

    Raises BadInput where an entry carries an identity number in clear or runs backward in time.
    """
    if not acts:
        return []
    row = LedgerHead.objects.select_for_update().get()
    head, first = _head(row), row.size
    moment = max(now, row.recorded_at) if row.recorded_at else now
    openings: list[Opening] = []
    entries = [_entry(act, moment, first + at, openings) for at, act in enumerate(acts)]
    after, _ = extend(head, entries)
    LedgerEntry.objects.bulk_create(_row(first + at, entry) for at, entry in enumerate(entries))
    LedgerNode.objects.bulk_create(_nodes(head.frontier, entries))
    Opening.objects.bulk_create(openings)
    LedgerCheckpoint.objects.create(
        number=row.checkpoints, size=after.frontier.size, root=after.root().hex(), at=moment
    )
    row.size, row.frontier = after.frontier.size, [part.hex() for part in after.frontier.hashes]
    row.recorded_at, row.checkpoints = moment, after.checkpoints
    row.save()
    return list(range(first, first + len(entries)))


def erase(digest: str) -> bool:
    """Forget salt and fields behind a commitment; whether there was one. The ledger verifies as before."""
    with transaction.atomic():
        return bool(Opening.objects.filter(digest=digest).delete()[0])


def _head(row: LedgerHead) -> Head:
    frontier = Frontier(row.size, tuple(bytes.fromhex(part) for part in row.frontier))
    recorded_at = row.recorded_at.astimezone(SHANGHAI) if row.recorded_at else None
    header = Header(HashName(row.hash), row.origin)
    return Head(header, frontier=frontier, recorded_at=recorded_at, checkpoints=row.checkpoints)


def _entry(act: Act, moment: datetime, index: int, openings: list[Opening]) -> Entry:
    commitments = {}
    for role, fields in act.persons.items():
        salt = secrets.token_bytes(SALT_BYTES)
        digest = commit(fields, salt, HashName.SHA256).hex()
        commitments[role] = digest
        openings.append(Opening(digest=digest, index=index, role=role, fields=dict(fields), salt=salt))
    return Entry(
        kind=act.kind,
        on=act.on,
        recorded_at=moment.astimezone(SHANGHAI),
        office=act.office,
        matter=act.matter,
        facts=dict(act.facts),
        commitments=commitments,
        corrects=act.corrects,
    )


def _row(index: int, entry: Entry) -> LedgerEntry:
    return LedgerEntry(
        index=index,
        kind=entry.kind,
        on=entry.on,
        recorded_at=entry.recorded_at,
        office=entry.office,
        matter=entry.matter,
        facts=dict(entry.facts),
        commitments=dict(entry.commitments),
        corrects=entry.corrects,
    )


def _nodes(frontier: Frontier, entries: Sequence[Entry]) -> list[LedgerNode]:
    made: list[LedgerNode] = []
    for entry in entries:
        frontier, nodes = frontier.append(leaf_hash(entry.leaf_data(), HashName.SHA256), HashName.SHA256)
        made += [LedgerNode(level=level, place=place, hash=hash_) for (level, place), hash_ in nodes.items()]
    return made
