"""The Merkle tree of RFC 9162 §2.1: roots, proofs, and what checks them. Pure arithmetic on hashes.

A leaf is `H(0x00 || data)`, an inner node `H(0x01 || left || right)`, the root of nothing `H("")`; a tree
of n leaves splits at the greatest power of two below n. H is SHA-256 (as in the RFC) or SM3 (GB/T 32905).

Nothing here holds a tree in memory. A log that grows keeps a `Frontier`; one that also gives proofs keeps
every complete subtree's hash under (level, index), level 0 being the leaves, in any mapping: a dict, a table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest

from mingjian.terms import BadInput, Term, Text

#: Hashes of complete subtrees by (level, index): node (2, 1) stands over leaves 4 to 7.
Nodes = Mapping[tuple[int, int], bytes]

#: Both hash functions give 32 bytes.
HASH_BYTES = 32


class HashName(Term):
    """The hash functions a log may be built with; its header says which."""

    SHA256 = "sha256", "SHA-256", "SHA-256"
    SM3 = "sm3", "SM3", "SM3"


def digest(name: HashName, data: bytes) -> bytes:
    """32 bytes of hash. Raises BadInput where this Python's OpenSSL lacks the function."""
    try:
        return hashlib.new(name.value, data).digest()
    except ValueError:
        raise BadInput(
            Text(
                f"本机 Python 所带 OpenSSL 不支持 {name.label.zh}；请改用带 OpenSSL 1.1.1 以上且启用 SM3 的 Python",
                f"the OpenSSL of this Python lacks {name.label.en}; use a Python with OpenSSL 1.1.1 or later "
                "built with SM3",
            )
        ) from None


def leaf_hash(data: bytes, name: HashName) -> bytes:
    """The hash of a leaf that holds `data`."""
    return digest(name, b"\x00" + data)


def node_hash(left: bytes, right: bytes, name: HashName) -> bytes:
    """The hash of the node over two subtrees."""
    return digest(name, b"\x01" + left + right)


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that must be kept for a log to grow: its size and the hashes of its full subtrees, greatest first.

    Appending and taking the root cost O(log size). Raises BadInput if the two do not belong together.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise BadInput(
                Text(
                    f"日志首部记录有误：{self.size} 条应有 {max(self.size, 0).bit_count()} 个子树，"
                    f"实有 {len(self.hashes)} 个；请由日志重新计算",
                    f"the head row is damaged: {self.size} leaves and {len(self.hashes)} subtrees do not "
                    "belong together; compute it anew from the log",
                )
            )

    def append(self, leaf: bytes, name: HashName) -> tuple[Frontier, dict[tuple[int, int], bytes]]:
        """The frontier with one leaf hash more, and the subtrees now complete, to store for proofs."""
        left = list(self.hashes)
        node, level, index = leaf, 0, self.size
        made = {(0, index): leaf}
        while index & 1:
            node = node_hash(left.pop(), node, name)
            level, index = level + 1, index >> 1
            made[level, index] = node
        return Frontier(self.size + 1, (*left, node)), made

    def root(self, name: HashName) -> bytes:
        """The Merkle tree hash of all leaves so far."""
        if not self.hashes:
            return digest(name, b"")
        *rest, node = self.hashes
        for left in reversed(rest):
            node = node_hash(left, node, name)
        return node


def root(leaves: Iterable[bytes], name: HashName) -> bytes:
    """The Merkle tree hash over leaf hashes, in one pass."""
    frontier = Frontier()
    for leaf in leaves:
        frontier, _ = frontier.append(leaf, name)
    return frontier.root(name)


def root_at(nodes: Nodes, size: int, name: HashName) -> bytes:
    """The root when the log had `size` leaves, from stored nodes."""
    return _subtree(nodes, 0, size, name) if size else digest(name, b"")


def inclusion_proof(nodes: Nodes, index: int, size: int, name: HashName) -> list[bytes]:
    """The audit path of leaf `index` in a tree of `size` leaves (§2.1.3.1). BadInput when out of range."""
    _need(0 <= index < size, f"index {index}, size {size}")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = _middle(start, end)
        if index < middle:
            path.append(_subtree(nodes, middle, end, name))
            end = middle
        else:
            path.append(_subtree(nodes, start, middle, name))
            start = middle
    return path[::-1]


def consistency_proof(nodes: Nodes, old: int, new: int, name: HashName) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with that of `old` (§2.1.4.1), 1 ≤ old ≤ new."""
    _need(0 < old <= new, f"from-size {old}, to-size {new}")
    path = []
    start, end = 0, new
    while old != end:
        middle = _middle(start, end)
        if old <= middle:
            path.append(_subtree(nodes, middle, end, name))
            end = middle
        else:
            path.append(_subtree(nodes, start, middle, name))
            start = middle
    if start:  # the old tree is not one of the new tree's own left subtrees: give its last piece too
        path.append(_subtree(nodes, start, end, name))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes, name: HashName) -> bool:
    """Whether leaf hash `leaf` stands at `index` under `root`, by the steps of RFC 9162 §2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn = index, size - 1
    node = leaf
    for sibling in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            node = node_hash(sibling, node, name)
            fn, sn = _up_to_a_right_child(fn, sn)
        else:
            node = node_hash(node, sibling, name)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and compare_digest(node, root)


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes], name: HashName
) -> bool:
    """Whether the tree under `new_root` begins with the one under `old_root`, by RFC 9162 §2.1.4.2.

    Equal sizes want equal roots and an empty path. Size 0 proves nothing and is refused.
    """
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and compare_digest(old_root, new_root)
    if not path:
        return False
    steps = [old_root, *path] if old.bit_count() == 1 else list(path)
    found = _climb(old, new, steps, name)
    return found is not None and compare_digest(found[0], old_root) and compare_digest(found[1], new_root)


def _climb(old: int, new: int, steps: Sequence[bytes], name: HashName) -> tuple[bytes, bytes] | None:
    """Both roots as the path gives them, steps 3 to 6 of §2.1.4.2; None if its length is wrong."""
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = steps[0]
    for sibling in steps[1:]:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            fr, sr = node_hash(sibling, fr, name), node_hash(sibling, sr, name)
            fn, sn = _up_to_a_right_child(fn, sn)
        else:
            sr = node_hash(sr, sibling, name)
        fn, sn = fn >> 1, sn >> 1
    return (fr, sr) if sn == 0 else None


def _up_to_a_right_child(fn: int, sn: int) -> tuple[int, int]:
    """Skip the levels at which the last node of a ragged tree has no sibling."""
    while fn and not fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn


def _middle(start: int, end: int) -> int:
    """Where the RFC splits leaves [start, end): after the greatest power of two below their number."""
    return start + (1 << ((end - start - 1).bit_length() - 1))


def _subtree(nodes: Nodes, start: int, end: int, name: HashName) -> bytes:
    """The root over leaves [start, end): stored when complete, else put together along its right edge."""
    count = end - start
    if count.bit_count() == 1:
        level = count.bit_length() - 1
        return nodes[level, start >> level]
    middle = _middle(start, end)
    return node_hash(_subtree(nodes, start, middle, name), _subtree(nodes, middle, end, name), name)


def _need(in_range: bool, given: str) -> None:
    if not in_range:
        raise BadInput(
            Text(
                f"序号或条数超出范围（{given}）；请按日志的实际条数填写",
                f"out of range: {given}; see the log's size",
            )
        )
