"""Verify a ledger file offline: what it is, whether it holds, whether it agrees with what was kept elsewhere.

A log, an inclusion receipt, a consistency proof or the opening of a salted digest is recognised by its own
words. Everything is recomputed. A file that is none of these, or that this machine cannot check, is BadInput;
a file that was checked and does not hold gives a verdict with faults.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mingjian.ledger.canonical import Json, parse
from mingjian.ledger.commitments import Opening
from mingjian.ledger.entries import Entry, Header, require_format
from mingjian.ledger.log import sound
from mingjian.ledger.merkle import digest
from mingjian.ledger.proofs import (
    ConsistencyProof,
    InclusionReceipt,
    consistency_from,
    inclusion_from,
    opening_from,
)
from mingjian.ledger.reading import hash_name
from mingjian.ledger.walk import LONGEST_LINE, Fault, Head, Step, Walked, opened, walk
from mingjian.terms import BadInput, Term, Text

#: A receipt is one entry and a path.
LONGEST_DOCUMENT = 2 * LONGEST_LINE


class DocumentKind(Term):
    """What a ledger file can be."""

    LOG = "log", "存证日志", "log"
    INCLUSION = "inclusion", "收录证明", "inclusion receipt"
    CONSISTENCY = "consistency", "一致性证明", "consistency proof"
    OPENING = "opening", "加盐摘要的揭示文件", "opening of a salted digest"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was verified. `facts` are machine names and values, `roots` the roots it gives by size."""

    kind: DocumentKind
    facts: dict[str, Json]
    faults: tuple[Fault, ...] = ()
    more_faults: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether everything that was checked is right."""
        return not self.faults

    def as_json(self) -> dict[str, Json]:
        """The verdict for machines."""
        return {
            "holds": self.holds,
            "type": self.kind.value,
            **self.facts,
            "faults": [{"line": fault.line, "index": fault.index, **fault.what.as_json()} for fault in self.faults],
            "more_faults": self.more_faults,
        }


def verify(path: Path, against: Path | None = None) -> Verdict:
    """The verdict on the file at `path`.

    `against` is a file kept elsewhere. For a log: a receipt, a consistency proof or an earlier copy, whose roots
    the log must give at the same sizes. For an opening: the log or receipt that must hold its digest.

    Raises BadInput if either file is not a ledger file or cannot be checked here.
    """
    document = _document(path)
    if document is None:
        return _log(path, against)
    if document["type"] == DocumentKind.OPENING:
        return _opening(document, against)
    if against is not None:
        raise BadInput(
            Text(
                "证明不能作比对的主文件；请写成：mingjian ledger verify 日志 --against 证明",
                "give the log first: mingjian ledger verify LOG --against PROOF",
            )
        )
    return _read(document)


def _document(path: Path) -> dict[str, Json] | None:
    """The proof or opening in the file; None for a log, known by its first two lines: one may be damaged."""
    with opened(path) as file:
        raw = file.read(LONGEST_DOCUMENT + 1)
    for text in raw.split(b"\n", 2)[:2]:
        value = _json_or_none(text)
        if value.get("type") in ("log", "entry", "checkpoint"):
            if "format" in value:
                require_format(value)
            return None
    value = _json_or_none(raw) if len(raw) <= LONGEST_DOCUMENT else {}
    if value.get("type") not in ("inclusion", "consistency", "opening") or "format" not in value:
        raise BadInput(
            Text(
                f"{path} 不是存证日志、收录证明、一致性证明或揭示文件，或已残缺不能读",
                f"{path} is not a log, receipt, consistency proof or opening, or is too damaged to read",
            )
        )
    require_format(value)
    digest(hash_name(value), b"")  # a hash that this machine lacks is no fault of the file
    return value


def _json_or_none(raw: bytes) -> dict[str, Json]:
    """The object in `raw`; an empty one for anything else."""
    try:
        value = parse(raw)
    except BadInput:
        return {}
    return value if isinstance(value, dict) else {}


def _log(path: Path, against: Path | None = None) -> Verdict:
    kept = _kept(against) if against else None
    seen: dict[int, bytes] = {}

    def watch(step: Step) -> None:
        if kept is not None and step.frontier.size in kept.roots:
            seen[step.frontier.size] = step.root()

    found = walk(path, watch)
    if found.head is None:
        return Verdict(DocumentKind.LOG, {}, found.faults, found.more_faults)
    size, root = found.head.frontier.size, found.head.root()
    facts = _log_facts(found, found.head)
    faults = found.faults
    if kept is not None and not faults:
        facts["against"] = str(against)
        faults = _differences(found.head.header, {0: digest(found.head.header.hash, b"")} | seen | {size: root}, kept)
    return Verdict(DocumentKind.LOG, facts, faults, found.more_faults, {size: root})


def _log_facts(found: Walked, head: Head) -> dict[str, Json]:
    return {
        "origin": head.header.origin,
        "hash": head.header.hash.value,
        "size": head.frontier.size,
        "root": head.root().hex(),
        "first_day": found.first_day.isoformat() if found.first_day else None,
        "last_day": found.last_day.isoformat() if found.last_day else None,
        "checkpoints": head.checkpoints,
    }


def _kept(path: Path) -> Verdict:
    """The verdict on a file kept for comparison. BadInput if it does not itself hold or has no root."""
    document = _document(path)
    verdict = _log(path) if document is None else _read(document)
    if not verdict.holds or not verdict.roots:
        raise BadInput(
            Text(
                f"{path} 不能用来比对：它本身核验不通过，或不含根；请先单独核验它",
                f"{path} cannot be compared with: it does not hold, or has no root; verify it alone first",
            )
        )
    return verdict


def _differences(header: Header, roots: dict[int, bytes], kept: Verdict) -> tuple[Fault, ...]:
    """Where the log gives another root than the kept file does, or is another log."""
    if (header.origin, header.hash.value) != (kept.facts["origin"], kept.facts["hash"]):
        return (
            Fault(
                Text(
                    f"比对的文件出自“{kept.facts['origin']}”（{kept.facts['hash']}），与本日志不是同一本",
                    f"the kept file is of {kept.facts['origin']} ({kept.facts['hash']}): another log",
                )
            ),
        )
    return tuple(
        _missing(size) if size not in roots else _rewritten(size)
        for size, root in sorted(kept.roots.items())
        if roots.get(size) != root
    )


def _missing(size: int) -> Fault:
    return Fault(
        Text(
            f"留存的文件见过 {size} 条，本日志没有这么多：末尾被截去，或这是更早的副本",
            f"the kept file saw {size} entries; this log has fewer: its end was cut, or it is an older copy",
        )
    )


def _rewritten(size: int) -> Fault:
    return Fault(
        Text(
            f"前 {size} 条的根与留存文件的不同：日志或留存文件有一方被改过，请与公布的根核对",
            f"the root over the first {size} entries is not the kept one: the log or the kept file was changed; "
            "compare both with the published root",
        )
    )


def _read(document: dict[str, Json]) -> Verdict:
    """The verdict on a receipt, a consistency proof or an opening by itself."""
    try:
        if document["type"] == DocumentKind.INCLUSION:
            return _inclusion(inclusion_from(document))
        if document["type"] == DocumentKind.CONSISTENCY:
            return _consistency(consistency_from(document))
        return _opened(opening_from(document))
    except BadInput as wrong:
        kind = next(kind for kind in DocumentKind if kind.value == document["type"])
        return Verdict(kind, {}, tuple(Fault(text) for text in wrong.lines))


def _inclusion(receipt: InclusionReceipt) -> Verdict:
    facts: dict[str, Json] = {
        "origin": receipt.origin,
        "hash": receipt.hash.value,
        "index": receipt.index,
        "size": receipt.size,
        "root": receipt.root.hex(),
    }
    if receipt.entry is not None:
        shown = receipt.entry.as_json()
        facts |= {name: shown[name] for name in ("kind", "on", "office", "matter")}
    faults = _unless(receipt.holds(), "由该记录和路径推不出该根", "the entry and the path do not lead to this root")
    return Verdict(DocumentKind.INCLUSION, facts, faults, roots={receipt.size: receipt.root})


def _consistency(proof: ConsistencyProof) -> Verdict:
    facts = {name: value for name, value in proof.as_json().items() if name not in ("type", "format", "path")}
    faults = _unless(proof.holds(), "由路径推不出这两个根", "the path does not lead to these two roots")
    roots = {proof.old_size: proof.old_root, proof.new_size: proof.new_root}
    return Verdict(DocumentKind.CONSISTENCY, facts, faults, roots=roots)


def _opened(opening: Opening) -> Verdict:
    facts: dict[str, Json] = {
        "hash": opening.hash.value,
        "digest": opening.digest.hex(),
        "fields": list(opening.fields),
    }
    faults = _unless(opening.holds(), "由所列字段和盐算不出该摘要", "the fields and the salt do not give this digest")
    return Verdict(DocumentKind.OPENING, facts, faults)


def _unless(holds: bool, zh: str, en: str) -> tuple[Fault, ...]:
    return () if holds else (Fault(Text(zh, en)),)


def _opening(document: dict[str, Json], against: Path | None) -> Verdict:
    """The verdict on an opening; with `against`, also where that log or receipt holds its digest."""
    verdict = _read(document)
    if against is None or not verdict.holds:
        return verdict
    for index, role in _places(str(verdict.facts["digest"]), against):
        facts = verdict.facts | {"against": str(against), "index": index, "role": role}
        return Verdict(verdict.kind, facts)
    faults = _unless(False, f"{against} 中没有这个摘要", f"{against} does not hold this digest")
    return Verdict(verdict.kind, verdict.facts, faults)


def _places(wanted: str, path: Path) -> list[tuple[int, str]]:
    """Where a log or a receipt holds a digest: index and role. Raises BadInput if it is not sound."""
    found: list[tuple[int, str]] = []

    def look(index: int, entry: Entry) -> None:
        found.extend((index, role) for role, digest in entry.commitments.items() if digest == wanted)

    document = _document(path)
    if document is None:
        sound(path, walk(path, lambda step: look(step.index, step.entry)))
        return found
    receipt = inclusion_from(document)
    if receipt.entry is None or not receipt.holds():
        raise BadInput(Text(f"{path} 核验不通过，或没有记录原文", f"{path} does not hold, or does not show its entry"))
    look(receipt.index, receipt.entry)
    return found
