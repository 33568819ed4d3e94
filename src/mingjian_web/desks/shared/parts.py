"""What views hand to the components: small facts, each drawn by the template of its name in `shared/components/`.

`words` and the like may be plain words, a `Text` or a `Term`: the page says them in its language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.terms import LawStatus
from mingjian_web.desks.shared.tables import Tag

#: How sure we are of a citation, as a tag. Only what somebody has compared with the text is a disc.
SURENESS = {
    LawStatus.CONFIRMED: "ok",
    LawStatus.SEEN: "wait",
    LawStatus.REMEMBERED: "unknown",
    LawStatus.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value, for a list of facts; the value as in a table's cell."""

    name: object
    value: object


@dataclass(frozen=True, slots=True)
class Event:
    """One fact on a timeline and the act it rests on. `state`: "" done, "open" still to come, "void" corrected.

    `entry` is its number in the public ledger, None when it is none.
    """

    on: date
    words: object
    act: object = ""
    act_url: str = ""
    entry: int | None = None
    entry_url: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A step: a verb phrase, a hint, the time it used, how it stands."""

    words: object
    tag: Tag
    hint: object = ""
    spent: object = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision relied on: its words of citation, how sure we are, since when in force, the sentence itself."""

    words: object
    status: LawStatus
    quote: object = ""
    since: date | None = None
    read_on: date | None = None
    note: object = ""
    url: str = ""

    @property
    def tag(self) -> Tag:
        """已核对原文 with its day, or how little is known."""
        return Tag(SURENESS[self.status], self.status)


@dataclass(frozen=True, slots=True)
class Value:
    """What one record says in one field, and where it says so; None is unknown."""

    words: object
    source: object = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field over all records; `clash` where they cannot all be true. A mere difference is no clash."""

    name: object
    values: tuple[Value, ...]
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """An attached file: its name, size in bytes, SHA-256, a thumbnail's address, what else is to be said of it."""

    name: str
    url: str
    size: int
    digest: str
    thumbnail: str = ""
    note: object = ""

    @property
    def kind(self) -> str:
        """PDF, XLSX …: the ending of the name, where there is no picture."""
        return self.name.rpartition(".")[2][:4].upper()

    @property
    def short_digest(self) -> str:
        """9be1…40c7."""
        return f"{self.digest[:4]}…{self.digest[-4:]}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name and unit; at most five on a page."""

    name: object
    value: int
    unit: object = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a campaign. `state`: "done", "now" or ""."""

    name: object
    span: object
    tag: Tag
    state: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the rail: an address, its words, how many are there; `bad` where the number is an overrun."""

    url: str
    words: object
    count: int | None = None
    current: bool = False
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Lines of the rail under one heading."""

    title: object
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the bulk bar: the name and value it sends, its verb. A decision is never one."""

    name: str
    value: str
    words: object


@dataclass(frozen=True, slots=True)
class Shown:
    """A column that may be shown or not: its key, its words, whether it is."""

    key: str
    words: object
    on: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work: what is being done, how much of it, the address that tells how it goes on (none when it is over)."""

    words: object
    done: int
    total: int
    poll: str = ""
