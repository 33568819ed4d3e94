"""An append-only log of official acts: how it begins, how it grows, and its file.

The file is JSON Lines in UTF-8, each line canonical JSON (see `canonical`) ended by one line feed (for the
fields see `entries`):

1. the header: format, hash function, origin (whose log it is);
2. checkpoint 0, over no entries: its root is `H("")`;
3. then, for each writing, one entry line or more, and a checkpoint over all entries so far.

So the last line is always a checkpoint that covers everything before it. Entries are numbered from 0, and so are
checkpoints; `recorded_at` never runs backward. A mistake is mended by a further entry that `corrects` the first.

What the file alone can show is that it agrees with itself. That nobody wrote it anew from the start is shown
by comparing it with a root, receipt or copy kept elsewhere (`mingjian ledger verify LOG --against KEPT`).

One program writes at a time. A running office keeps the entries and the `Head` in its database and exports
this file; `extend` gives the lines for both.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mingjian.ledger.entries import Checkpoint, Entry, Header, entry_line, line, refuse_identity_numbers
from mingjian.ledger.merkle import leaf_hash
from mingjian.ledger.walk import LONGEST_LINE, Head, Walked, walk
from mingjian.terms import BadInput, Text


def begin(header: Header) -> tuple[Head, bytes]:
    """The head of an empty log and the first two lines of its file."""
    head = Head(header)
    return replace(head, checkpoints=1), line(header) + _checkpoint(head)


def extend(head: Head, entries: Sequence[Entry]) -> tuple[Head, bytes]:
    """The head after `entries`, and the lines to add: the entries and a checkpoint over all so far.

    Raises BadInput, and nothing is changed, for an entry recorded before the last, one that corrects what does
    not come before it, one too long, or one that carries an identity number in clear.
    """
    if not entries:
        raise BadInput(Text("没有要记入的事项", "there is nothing to enter"))
    lines = []
    for entry in entries:
        lines.append(_checked_line(head, entry))
        leaf = leaf_hash(entry.leaf_data(), head.header.hash)
        frontier, _ = head.frontier.append(leaf, head.header.hash)
        head = replace(head, frontier=frontier, recorded_at=entry.recorded_at)
    lines.append(_checkpoint(head))
    return replace(head, checkpoints=head.checkpoints + 1), b"".join(lines)


def create(path: Path, header: Header) -> Head:
    """Begin a log file. Raises BadInput if there is a file already."""
    head, lines = begin(header)
    try:
        with path.open("xb") as file:
            file.write(lines)
    except FileExistsError:
        raise BadInput(Text(f"{path} 已存在", f"{path} exists already")) from None
    return head


def append(path: Path, entries: Sequence[Entry]) -> Head:
    """Add entries and a checkpoint to a log file, and see them on disk.

    Raises BadInput, a line for each fault, if what is there does not verify; then nothing is written.
    """
    head, lines = extend(sound(path, walk(path)), entries)
    with path.open("ab") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    return head


def sound(path: Path, found: Walked) -> Head:
    """The head of a log that was read without a fault; for any other BadInput, a line for each fault."""
    if found.head is None or found.faults:
        raise BadInput(
            Text(f"{path} 核验不通过，不能据以办理", f"{path} does not verify; nothing is done with it"),
            *(fault.said() for fault in found.faults),
        )
    return found.head


def _checked_line(head: Head, entry: Entry) -> bytes:
    refuse_identity_numbers(entry)
    size = head.frontier.size
    if entry.corrects is not None and not 0 <= entry.corrects < size:
        raise _refused(entry, f"更正的记录 {entry.corrects} 不存在", f"there is no entry {entry.corrects} to correct")
    if head.recorded_at is not None and entry.recorded_at < head.recorded_at:
        raise _refused(entry, "录入时间早于上一条", "it is recorded earlier than the entry before it")
    made = entry_line(size, entry)
    if len(made) > LONGEST_LINE:
        raise _refused(entry, f"超过 {LONGEST_LINE} 字节", f"it is longer than {LONGEST_LINE} bytes")
    return made


def _refused(entry: Entry, zh: str, en: str) -> BadInput:
    return BadInput(Text(f"事项 {entry.matter} 不能记入：{zh}", f"{entry.matter} cannot be entered: {en}"))


def _checkpoint(head: Head) -> bytes:
    return line(Checkpoint(head.checkpoints, head.header.origin, head.frontier.size, head.root()))
