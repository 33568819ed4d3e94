"""One official act as an entry, and the three kinds of line a log file is made of.

    {"format":"mingjian-ledger/1","hash":"sha256","origin":"…","type":"log"}
    {"entry":{…},"index":0,"type":"entry"}
    {"number":0,"origin":"…","root":"…","size":1,"type":"checkpoint"}

An entry:

| field | meaning |
|---|---|
| `kind` | what was done, in the words of the code: `licensing.granted` |
| `on` | the day on the paper, `2026-03-27` |
| `recorded_at` | when it was entered, to the second, Shanghai time, `2026-03-27T16:40:05+08:00` |
| `office`, `matter` | who did it; the number of the matter |
| `facts` | what is public about it: any canonical JSON |
| `commitments` | salted digests of personal data by role, hex (see `commitments`) |
| `corrects` | only in a correction (更正): the index of the entry it mends, which stays |

The leaf is the entry's canonical JSON: the very bytes between `{"entry":` and `,"index":` of its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from stdnum.cn import ric

from mingjian.ledger.canonical import Json, canonical
from mingjian.ledger.merkle import HashName
from mingjian.ledger.reading import HEX, fields, hash_name, hashed, malformed, mapping, number, text
from mingjian.terms import SHANGHAI, BadInput, Text

FORMAT = "mingjian-ledger/1"

_KIND = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)*")
_IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One official act. Raises BadInput for what no log may hold; `recorded_at` must know its time zone."""

    kind: str
    on: date
    recorded_at: datetime
    office: str
    matter: str
    facts: Mapping[str, Json] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)
    corrects: int | None = None

    def __post_init__(self) -> None:
        if not _KIND.fullmatch(self.kind):
            raise malformed("kind", self.kind)
        if not self.office.strip() or not self.matter.strip():
            raise malformed("office / matter", self.office or self.matter)
        if self.recorded_at.tzinfo is None:
            raise malformed("recorded_at", self.recorded_at.isoformat())
        for role, digest in self.commitments.items():
            if not role or not HEX.fullmatch(digest):
                raise malformed("commitments", f"{role}: {digest}")

    def as_json(self) -> dict[str, Json]:
        """The entry as JSON, every field present but `corrects`, which only a correction has."""
        made: dict[str, Json] = {
            "kind": self.kind,
            "on": self.on.isoformat(),
            "recorded_at": self.recorded_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
            "office": self.office,
            "matter": self.matter,
            "facts": dict(self.facts),
            "commitments": dict(self.commitments),
        }
        return made if self.corrects is None else made | {"corrects": self.corrects}

    def leaf_data(self) -> bytes:
        """The bytes that go into the tree."""
        return canonical(self.as_json())


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: which hash, and whose log."""

    hash: HashName
    origin: str

    def as_json(self) -> dict[str, Json]:
        """The header as its line has it."""
        return {"type": "log", "format": FORMAT, "hash": self.hash.value, "origin": self.origin}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's state after `size` entries. Numbered from 0, so that none can be taken out unseen."""

    number: int
    origin: str
    size: int
    root: bytes

    def as_json(self) -> dict[str, Json]:
        """The checkpoint as its line has it."""
        return {
            "type": "checkpoint",
            "number": self.number,
            "origin": self.origin,
            "size": self.size,
            "root": self.root.hex(),
        }


def entry_line(index: int, entry: Entry) -> bytes:
    """The line of entry number `index`, with its line feed."""
    return canonical({"type": "entry", "index": index, "entry": entry.as_json()}) + b"\n"


def line(of: Header | Checkpoint) -> bytes:
    """The line of a header or checkpoint, with its line feed."""
    return canonical(of.as_json()) + b"\n"


def entry_from(value: Json) -> Entry:
    """The entry that JSON from outside says. Raises BadInput naming the field at fault."""
    given = fields(value, "kind", "on", "recorded_at", "office", "matter", "facts", "commitments", "corrects?")
    digests = mapping(given, "commitments")
    return Entry(
        kind=text(given, "kind"),
        on=_day(text(given, "on")),
        recorded_at=_moment(text(given, "recorded_at")),
        office=text(given, "office"),
        matter=text(given, "matter"),
        facts=mapping(given, "facts"),
        commitments={role: text(digests, role) for role in digests},
        corrects=number(given, "corrects") if "corrects" in given else None,
    )


def header_from(value: Json) -> Header:
    """The header that JSON from outside says; BadInput for a format or hash this program does not know."""
    given = fields(value, "type", "format", "hash", "origin")
    require_format(given)
    return Header(hash_name(given), text(given, "origin"))


def checkpoint_from(value: Json) -> Checkpoint:
    """The checkpoint that JSON from outside says."""
    given = fields(value, "type", "number", "origin", "size", "root")
    return Checkpoint(
        number(given, "number"), text(given, "origin"), number(given, "size"), hashed(given["root"], "root")
    )


def refuse_identity_numbers(entry: Entry) -> None:
    """Raise BadInput where an entry about to be written carries a resident identity number (居民身份证号).

    What enters the log cannot be taken out. Entries already there are not judged by this.
    """
    for found in _IDENTITY_NUMBER.findall(entry.leaf_data().decode("utf-8")):
        if ric.is_valid(found):
            raise BadInput(
                Text(
                    f"事项 {entry.matter} 的记录含居民身份证号，入账后不能删除；个人信息只能以加盐摘要记入",
                    f"the entry on {entry.matter} carries a resident identity number, "
                    "which could never be erased; personal data enter only as salted commitments",
                )
            )


def require_format(given: Mapping[str, Json]) -> None:
    """Raise BadInput for a file of another format than this program writes."""
    value = text(given, "format")
    if value != FORMAT:
        raise BadInput(
            Text(
                f"格式是 {value[:40]}，本程序只认 {FORMAT}；请用写出它的版本核验",
                f"the format is {value[:40]}, this program reads {FORMAT}; use the release that wrote it",
            )
        )


def _day(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise malformed("on", value) from None
    if day.isoformat() != value:
        raise malformed("on", value)
    return day


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise malformed("recorded_at", value) from None
    if moment.utcoffset() != SHANGHAI.utcoffset(None) or moment.isoformat(timespec="seconds") != value:
        raise malformed("recorded_at", value)
    return moment
