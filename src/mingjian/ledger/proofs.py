"""Proofs as files: one JSON object each, to keep, send on and check offline.

An inclusion receipt (收录证明) shows that one entry stands at its index in the log of `size` entries:

    {"type":"inclusion","format":…,"hash":…,"origin":…,"entry":{…},"index":3,"size":7,"root":"…","path":["…"]}

It may carry `"leaf_hash"` in place of `"entry"`. A consistency proof (一致性证明) shows that the log of
`new_size` entries begins with the log of `old_size`, nothing altered or taken out:

    {"type":"consistency",…,"old_size":3,"old_root":"…","new_size":7,"new_root":"…","path":["…"]}

An opening (揭示文件) shows what a salted digest was made of:

    {"type":"opening","format":…,"hash":…,"digest":"…","fields":{…},"salt":"…"}

They prove only against a root that is known to be the log's: the one published, or one kept. The `size` of a
receipt is vouched for by the checkpoint with that root, not by the path.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mingjian.ledger import merkle
from mingjian.ledger.canonical import Json
from mingjian.ledger.commitments import Opening
from mingjian.ledger.entries import FORMAT, Entry, entry_from
from mingjian.ledger.log import sound
from mingjian.ledger.merkle import HashName
from mingjian.ledger.reading import fields, hash_name, hashed, mapping, number, path, text
from mingjian.ledger.walk import Head, Step, walk
from mingjian.terms import BadInput, Text


@dataclass(frozen=True, slots=True)
class InclusionReceipt:
    """That a leaf stands at `index` in the log of `size` entries. `entry` is None if only its hash is shown."""

    hash: HashName
    origin: str
    entry: Entry | None
    leaf_hash: bytes
    index: int
    size: int
    root: bytes
    path: tuple[bytes, ...]

    def holds(self) -> bool:
        """Whether the path leads from the leaf to the root."""
        return merkle.verify_inclusion(self.leaf_hash, self.index, self.size, self.path, self.root, self.hash)

    def as_json(self) -> dict[str, Json]:
        """The receipt as its file has it."""
        leaf: dict[str, Json] = {"leaf_hash": self.leaf_hash.hex()}
        return {
            "type": "inclusion",
            "format": FORMAT,
            "hash": self.hash.value,
            "origin": self.origin,
            **({"entry": self.entry.as_json()} if self.entry else leaf),
            "index": self.index,
            "size": self.size,
            "root": self.root.hex(),
            "path": [node.hex() for node in self.path],
        }


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That the log of `new_size` entries begins with the log of `old_size`."""

    hash: HashName
    origin: str
    old_size: int
    old_root: bytes
    new_size: int
    new_root: bytes
    path: tuple[bytes, ...]

    def holds(self) -> bool:
        """Whether the path leads to both roots."""
        return merkle.verify_consistency(
            self.old_size, self.new_size, self.old_root, self.new_root, self.path, self.hash
        )

    def as_json(self) -> dict[str, Json]:
        """The proof as its file has it."""
        return {
            "type": "consistency",
            "format": FORMAT,
            "hash": self.hash.value,
            "origin": self.origin,
            "old_size": self.old_size,
            "old_root": self.old_root.hex(),
            "new_size": self.new_size,
            "new_root": self.new_root.hex(),
            "path": [node.hex() for node in self.path],
        }


def prove_inclusion(log: Path, index: int, size: int | None = None) -> InclusionReceipt:
    """The receipt of entry `index` when the log file had `size` entries (None: all it has).

    Raises BadInput if the log does not verify, or has no such entry or size.
    """
    head, nodes, entry = _stored(log, index)
    size = head.frontier.size if size is None else _within(size, head)
    name = head.header.hash
    path = merkle.inclusion_proof(nodes, index, size, name)
    return InclusionReceipt(
        hash=name,
        origin=head.header.origin,
        entry=entry,
        leaf_hash=nodes[0, index],
        index=index,
        size=size,
        root=merkle.root_at(nodes, size, name),
        path=tuple(path),
    )


def prove_consistency(log: Path, old: int, new: int) -> ConsistencyProof:
    """The proof that the log file at `new` entries begins with itself at `old`. Raises as above."""
    head, nodes, _ = _stored(log)
    name = head.header.hash
    path = merkle.consistency_proof(nodes, old, _within(new, head), name)
    return ConsistencyProof(
        hash=name,
        origin=head.header.origin,
        old_size=old,
        old_root=merkle.root_at(nodes, old, name),
        new_size=new,
        new_root=merkle.root_at(nodes, new, name),
        path=tuple(path),
    )


def inclusion_from(value: Json) -> InclusionReceipt:
    """The receipt that JSON from outside says. Raises BadInput naming the field at fault."""
    names = ["type", "format", "hash", "origin", "index", "size", "root", "path"]
    shown = "entry" if isinstance(value, dict) and "entry" in value else "leaf_hash"
    given = fields(value, *names, shown)
    name = hash_name(given)
    entry = entry_from(given["entry"]) if shown == "entry" else None
    leaf = merkle.leaf_hash(entry.leaf_data(), name) if entry else hashed(given[shown], shown)
    return InclusionReceipt(
        hash=name,
        origin=text(given, "origin"),
        entry=entry,
        leaf_hash=leaf,
        index=number(given, "index"),
        size=number(given, "size"),
        root=hashed(given["root"], "root"),
        path=path(given),
    )


def consistency_from(value: Json) -> ConsistencyProof:
    """The consistency proof that JSON from outside says."""
    roots = ("old_size", "old_root", "new_size", "new_root")
    given = fields(value, "type", "format", "hash", "origin", *roots, "path")
    return ConsistencyProof(
        hash=hash_name(given),
        origin=text(given, "origin"),
        old_size=number(given, "old_size"),
        old_root=hashed(given["old_root"], "old_root"),
        new_size=number(given, "new_size"),
        new_root=hashed(given["new_root"], "new_root"),
        path=path(given),
    )


def opening_from(value: Json) -> Opening:
    """The opening of a salted digest that JSON from outside says."""
    given = fields(value, "type", "format", "hash", "digest", "fields", "salt")
    return Opening(
        hash=hash_name(given),
        digest=hashed(given["digest"], "digest"),
        fields=mapping(given, "fields"),
        salt=hashed(given["salt"], "salt"),
    )


def opening_json(of: Opening) -> dict[str, Json]:
    """An opening as its file has it."""
    return {
        "type": "opening",
        "format": FORMAT,
        "hash": of.hash.value,
        "digest": of.digest.hex(),
        "fields": dict(of.fields),
        "salt": of.salt.hex(),
    }


def _stored(log: Path, wanted: int | None = None) -> tuple[Head, dict[tuple[int, int], bytes], Entry | None]:
    """The head of a sound log, its complete subtrees, and the entry at index `wanted`."""
    nodes: dict[tuple[int, int], bytes] = {}
    found: list[Entry] = []

    def keep(step: Step) -> None:
        nodes.update(step.made)
        if step.index == wanted:
            found.append(step.entry)

    head = sound(log, walk(log, keep))
    return head, nodes, found[0] if found else None


def _within(size: int, head: Head) -> int:
    if size > head.frontier.size:
        raise BadInput(
            Text(
                f"日志只有 {head.frontier.size} 条，没有 {size} 条的时候",
                f"the log has {head.frontier.size} entries and never had {size}",
            )
        )
    return size
