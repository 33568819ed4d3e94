"""Reading a log file from end to end, once, line by line, recomputing everything it says.

Memory does not grow with the log: what is kept is the frontier and the last line's facts. A fault is noted
and the reading goes on where sense can be made of the rest; once a line is missing no root is compared any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from mingjian.ledger.canonical import Json, canonical, parse
from mingjian.ledger.entries import (
    Checkpoint,
    Entry,
    Header,
    checkpoint_from,
    entry_from,
    header_from,
)
from mingjian.ledger.merkle import Frontier, HashName, digest, leaf_hash
from mingjian.ledger.reading import fields, malformed, number
from mingjian.terms import BadInput, Text

#: One act is a page at most; a longer line is an attack or another file.
LONGEST_LINE = 1 << 20

#: More faults than these are counted, not listed.
MOST_FAULTS = 20

_BEFORE_ENTRY = len(b'{"entry":')


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where: line from 1, index of the entry from 0."""

    what: Text
    line: int | None = None
    index: int | None = None

    def said(self) -> Text:
        """The fault with its place before it."""
        zh, en = self.what.zh, self.what.en
        if self.index is not None:
            zh, en = f"记录 {self.index}：{zh}", f"entry {self.index}: {en}"
        if self.line is not None:
            zh, en = f"第 {self.line} 行，{zh}", f"line {self.line}, {en}"
        return Text(zh, en)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry taken in: the frontier after it and the subtrees it completed, its own leaf among them."""

    index: int
    entry: Entry
    frontier: Frontier
    made: dict[tuple[int, int], bytes]
    hash: HashName

    def root(self) -> bytes:
        """The root over all entries up to this one."""
        return self.frontier.root(self.hash)


@dataclass(frozen=True, slots=True)
class Head:
    """What a log must know of itself to grow: enough for one row beside the entries."""

    header: Header
    frontier: Frontier = field(default_factory=Frontier)
    checkpoints: int = 0
    recorded_at: datetime | None = None

    def root(self) -> bytes:
        """The root over all entries."""
        return self.frontier.root(self.header.hash)


@dataclass(frozen=True, slots=True)
class Walked:
    """What reading a log found. `head` is None if the first line is no header; days are days on paper."""

    head: Head | None
    first_day: date | None
    last_day: date | None
    faults: tuple[Fault, ...]
    more_faults: int


def walk(path: Path, watch: Callable[[Step], None] | None = None) -> Walked:
    """Read and check the log at `path`; `watch` sees each entry that stands in its place.

    Raises BadInput only if the file cannot be read or its hash cannot be computed here.
    """
    with opened(path) as file:
        reading = _Reading(watch)
        for line, raw in enumerate(_lines(file), 1):
            reading.take(line, raw)
    return reading.result()


def opened(path: Path) -> BinaryIO:
    """The file, open for reading. Raises BadInput where it cannot be."""
    try:
        return path.open("rb")
    except OSError as wrong:
        raise BadInput(
            Text(f"{path} 读不出来（{wrong.strerror}）", f"{path} cannot be read ({wrong.strerror})")
        ) from None


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines with their line feeds; of one too long only the beginning, which is enough to refuse it."""
    while raw := file.readline(LONGEST_LINE + 1):
        rest = raw
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        yield raw


class _Reading:
    """The state of one pass over a log."""

    def __init__(self, watch: Callable[[Step], None] | None) -> None:
        self.watch = watch
        self.header: Header | None = None
        self.frontier = Frontier()
        self.line = self.position = self.last_checkpoint_ends = 0
        self.next_index = self.next_number = self.covered = 0
        self.recorded_at: datetime | None = None
        self.first_day: date | None = None
        self.last_day: date | None = None
        self.lost = False  # a line is missing or unreadable: no root can be computed any more
        self.unmatched = False  # the last root compared did not match; the following cannot either
        self.faults: list[Fault] = []
        self.more_faults = 0

    def result(self) -> Walked:
        left = self.next_index - self.covered
        if left and not self.lost:
            self._fault(
                Text(
                    f"末尾 {left} 条记录没有检查点，写入没有完成或文件被截短；{self._way_back_zh()}",
                    f"the last {left} entries have no checkpoint: a write was unfinished or the file was cut; "
                    + self._way_back_en(),
                )
            )
        elif not self.next_number and not self.faults:
            self._fault(Text("没有检查点，无从核对", "there is no checkpoint to check against"))
        head = None
        if self.header is not None:
            head = Head(self.header, self.frontier, self.next_number, self.recorded_at)
        return Walked(head, self.first_day, self.last_day, tuple(self.faults), self.more_faults)

    def take(self, line: int, raw: bytes) -> None:
        """Read one line; what is wrong with it becomes a fault."""
        self.line = line
        self.position += len(raw)
        try:
            self._line(raw)
        except BadInput as wrong:
            for text in wrong.lines:
                self._fault(text)
            self.lost = True
        if line == 1 and self.header is not None:
            digest(self.header.hash, b"")  # not a fault of the file if this machine lacks the hash: BadInput

    def _line(self, raw: bytes) -> None:
        value = self._value(raw)
        kind = value.get("type") if isinstance(value, dict) else None
        if self.line == 1 or kind == "log":
            self._header(value, kind)
        if kind == "entry":
            self._entry(value, raw[:-1])
        elif kind == "checkpoint":
            self._checkpoint(checkpoint_from(value))
        elif kind != "log":
            raise malformed("type", kind)

    def _value(self, raw: bytes) -> Json:
        if len(raw) > LONGEST_LINE:
            raise BadInput(Text(f"一行超过 {LONGEST_LINE} 字节", f"the line is longer than {LONGEST_LINE} bytes"))
        if not raw.endswith(b"\n"):
            raise BadInput(
                Text(
                    f"末行没有写完（缺换行符）；{self._way_back_zh()}",
                    f"the last line is unfinished (no line feed); {self._way_back_en()}",
                )
            )
        value = parse(raw)
        if canonical(value) != raw[:-1]:
            raise BadInput(
                Text(
                    "不是规范写法（空格、次序、转义或行尾被改动过）",
                    "not in canonical form: spaces, order, escapes or the line end were changed",
                )
            )
        return value

    def _header(self, value: Json, kind: Json) -> None:
        if self.line > 1:
            raise BadInput(Text("首行在文件中间又出现一次", "a header in the middle of the file"))
        if kind != "log":
            self.lost = True
            self._fault(Text("缺少首行（格式、杂凑算法、出处）", "the header is missing: format, hash, origin"))
            return
        self.header = header_from(value)

    def _entry(self, value: Json, raw: bytes) -> None:
        given = fields(value, "type", "index", "entry")
        index = number(given, "index")
        entry = entry_from(given["entry"])
        if index != self.next_index and not self._out_of_place(index):
            return
        self._check_order(index, entry)
        self.next_index = index + 1
        if self.lost or self.header is None:
            return
        # The line is canonical, so the entry's canonical bytes are a slice of it (see `entries`).
        leaf = leaf_hash(raw[_BEFORE_ENTRY : -len(f',"index":{index},"type":"entry"}}')], self.header.hash)
        self.frontier, made = self.frontier.append(leaf, self.header.hash)
        if self.watch:
            self.watch(Step(index, entry, self.frontier, made, self.header.hash))

    def _out_of_place(self, index: int) -> bool:
        """Note an entry that is not the next one; whether the reading goes on from it."""
        if not self.lost:
            self._fault(
                Text(
                    f"此处应为记录 {self.next_index}：有记录缺失、重复或错位",
                    f"entry {self.next_index} should stand here: one is missing, repeated or out of place",
                ),
                index,
            )
        self.lost = self.lost or index > self.next_index
        return index > self.next_index

    def _check_order(self, index: int, entry: Entry) -> None:
        if entry.corrects is not None and entry.corrects >= index:
            self._fault(
                Text(
                    f"更正的对象（记录 {entry.corrects}）不在它之前",
                    f"it corrects entry {entry.corrects}, which does not come before it",
                ),
                index,
            )
        if self.recorded_at is not None and entry.recorded_at < self.recorded_at:
            self._fault(Text("录入时间早于前一条", "recorded earlier than the entry before it"), index)
        self.recorded_at = entry.recorded_at
        self.first_day = min(self.first_day or entry.on, entry.on)
        self.last_day = max(self.last_day or entry.on, entry.on)

    def _checkpoint(self, found: Checkpoint) -> None:
        expected, self.next_number = self.next_number, found.number + 1
        if self.header is not None and found.origin != self.header.origin:
            self._fault(
                Text(
                    f"出处“{found.origin}”与首行“{self.header.origin}”不一致",
                    f"the origin {found.origin} is not the header's, {self.header.origin}",
                )
            )
        if found.number != expected and not self.lost:
            self._fault(
                Text(
                    f"此处应为检查点 {expected}，却是 {found.number}：有检查点缺失或重复",
                    f"checkpoint {expected} should stand here, not {found.number}: one is missing or doubled",
                )
            )
        elif not self.lost:
            self._compare(found)
        self.covered, self.last_checkpoint_ends = found.size, self.position

    def _compare(self, found: Checkpoint) -> None:
        if found.size != self.next_index or (found.size == self.covered and found.number > 0):
            self._fault(
                Text(
                    f"检查点写明 {found.size} 条，上一个写明 {self.covered} 条，此前实有 {self.next_index} 条",
                    f"the checkpoint says {found.size} entries; the last one said {self.covered} and "
                    f"{self.next_index} stand before it",
                )
            )
            return
        assert self.header is not None  # noqa: S101 - without a header the reading is lost
        matches = found.root == self.frontier.root(self.header.hash)
        if not matches and not self.unmatched:
            self._fault(_root_differs(self.covered, found.size))
        self.unmatched = not matches

    def _fault(self, what: Text, index: int | None = None) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(what, self.line, index))
        else:
            self.more_faults += 1

    def _way_back_zh(self) -> str:
        return f"留存副本后截到第 {self.last_checkpoint_ends} 字节（最后一个检查点）可继续写入"

    def _way_back_en(self) -> str:
        return (
            f"keep a copy, then cut the file to its first {self.last_checkpoint_ends} bytes, "
            "where the last checkpoint ends, to go on"
        )


def _root_differs(covered: int, size: int) -> Text:
    """What may have been changed when the root over `size` entries differs and the one over `covered` did not."""
    zh, en = (
        ("首行", "the header") if size == 0 else (f"记录 {covered} 至 {size - 1}", f"entries {covered} to {size - 1}")
    )
    return Text(
        f"根不符：{zh}，或本检查点，与当初写入的不同",
        f"the root does not match: {en}, or this checkpoint, are not what was written",
    )
