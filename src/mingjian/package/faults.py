"""What is wrong with a package: one fault, and the book that counts them all but shows only the first of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mingjian.terms import Term, Text

#: How many faults of one kind in one column are shown; the rest are counted.
SHOWN_OF_A_KIND = 10

#: How much of a cell is quoted in a message, in characters.
QUOTED = 40


class Weight(Term):
    """A fault makes the package wrong; a warning is said, and the package is still right."""

    FAULT = "fault", "错误", "fault"
    WARNING = "warning", "提示", "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, and where.

    `file` is relative to the package; `row` counts data rows from 1; `line` is where in the file the row begins.
    """

    file: str
    code: str
    message: Text
    table: str | None = None
    column: str | None = None
    row: int | None = None
    line: int | None = None
    severity: Weight = Weight.FAULT

    @property
    def where(self) -> Text:
        """File, row, line and column, as far as they are known."""
        zh, en = quote(self.file, limit=200), quote(self.file, limit=200)
        if self.row is not None:
            zh, en = f"{zh} 第 {self.row} 行", f"{en} row {self.row}"
        if self.line is not None and self.row is not None:
            zh, en = f"{zh}（文件第 {self.line} 行）", f"{en} (line {self.line})"
        elif self.line is not None:
            zh, en = f"{zh} 文件第 {self.line} 行", f"{en} line {self.line}"
        if self.column is not None:
            zh, en = f"{zh} {quote(self.column)}", f"{en} {quote(self.column)}"
        return Text(zh, en)

    def __str__(self) -> str:
        label, where = self.severity.label, self.where
        return f"{label.zh} {where.zh}：{self.message.zh} / {label.en} {where.en}: {self.message.en}"

    def as_json(self) -> dict[str, object]:
        """The fault as one JSON object; places that are not known are null."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "file": self.file,
            "table": self.table,
            "row": self.row,
            "line": self.line,
            "column": self.column,
            "message": self.message.as_json(),
        }


def quote(value: object, *, limit: int = QUOTED) -> str:
    """`value` fit for one line of a terminal: cut to `limit` characters, and nothing in it that moves the cursor."""
    text = str(value)
    cut = text[:limit] + "…" if len(text) > limit else text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)


@dataclass
class FaultBook:
    """Counts every fault, and keeps the first few of each (file, table, column, code)."""

    _kept: dict[tuple[str, ...], list[Fault]] = field(default_factory=dict)
    _count: dict[tuple[str, ...], int] = field(default_factory=dict)

    def room(self, like: Fault) -> int:
        """How many more faults of the kind of `like` would still be shown."""
        return SHOWN_OF_A_KIND - len(self._kept.get(_kind(like), ()))

    def add(self, fault: Fault) -> None:
        """One fault more."""
        kind = _kind(fault)
        kept = self._kept.setdefault(kind, [])
        if len(kept) < SHOWN_OF_A_KIND:
            kept.append(fault)
        self._count[kind] = self._count.get(kind, 0) + 1

    def count_more(self, like: Fault, number: int) -> None:
        """`number` more faults of the kind of `like`, one of which was added before: counted, not shown."""
        self._count[_kind(like)] += number

    def count(self, severity: Weight) -> int:
        """How many there are, shown or not."""
        return sum(n for kind, n in self._count.items() if self._kept[kind][0].severity is severity)

    def shown(self, severity: Weight) -> Iterator[Fault]:
        """The faults of that weight, kind by kind; after each kind, how many more there are."""
        for kind, kept in self._kept.items():
            if kept[0].severity is severity:
                yield from kept
                if (more := self._count[kind] - len(kept)) > 0:
                    yield _and_more(kept[0], more)


def _kind(fault: Fault) -> tuple[str, ...]:
    return (fault.file, fault.table or "", fault.column or "", fault.code)


def _and_more(like: Fault, number: int) -> Fault:
    message = Text(f"……另有 {number} 处同类{like.severity.label.zh}", f"… and {number} more of this kind")
    return replace(like, message=message, row=None, line=None)
