"""Salted digests (加盐摘要): how personal data stand in a log that forgets nothing, and can yet be erased.

    digest = H( "mingjian:commitment:1" || 0x00 || salt || fields )

H is the log's hash function, `salt` is 32 random bytes used once, `fields` is the canonical JSON (see
`canonical`) of an object of field values, such as `{"name":"…","certificate":"…"}`. The prefix keeps a digest
from ever being a leaf (0x00…) or a node (0x01…) of the tree.

The log holds the digest alone. Whoever holds salt and fields can open it: anyone can recompute.
Erasing is forgetting both: without the salt no guess at the name can be tried; the log verifies as before.
Salts are drawn at the edge (`secrets.token_bytes(SALT_BYTES)`); nothing here draws one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

from mingjian.ledger.canonical import Json, canonical
from mingjian.ledger.merkle import HashName, digest
from mingjian.terms import BadInput, Text

PREFIX = b"mingjian:commitment:1\x00"
SALT_BYTES = 32


def commit(fields: Mapping[str, Json], salt: bytes, name: HashName) -> bytes:
    """The 32-byte digest of `fields` under `salt`. BadInput for a salt of another length or no fields."""
    if len(salt) != SALT_BYTES:
        raise BadInput(
            Text(
                f"盐应为 {SALT_BYTES} 字节，实为 {len(salt)} 字节",
                f"a salt is {SALT_BYTES} bytes, not {len(salt)}",
            )
        )
    if not fields:
        raise BadInput(Text("没有要摘要的字段", "there are no fields to commit to"))
    return digest(name, PREFIX + salt + canonical(fields))


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a commitment: the digest in the log, and the fields and salt it was made of."""

    hash: HashName
    digest: bytes
    fields: Mapping[str, Json]
    salt: bytes

    def holds(self) -> bool:
        """Whether fields and salt give the digest."""
        return compare_digest(commit(self.fields, self.salt, self.hash), self.digest)
