"""What reading a file came to, as the reading process leaves it in the intake's folder and the staging takes it up."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingjian.package.faults import Weight
from mingjian.package.schema import tables
from mingjian.terms import Text

if TYPE_CHECKING:
    from mingjian.package.sheets.origin import Origin
    from mingjian.package.sheets.told import SheetFault

OUTCOME = "outcome.json"


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read: how many rows, whether absence from it is a fact, and within which days."""

    rows: int
    complete: bool
    covers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file holds and what is wrong with it. `form`: package or sheet. `cannot`: why it could not be read at all.

    Faults and warnings are as `Fault.as_json` or `SheetFault.as_json` says them; the counts are exact.
    """

    form: str
    tables: Mapping[str, ReadTable] = field(default_factory=dict)
    faults: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[Mapping[str, Any], ...] = ()
    fault_count: int = 0
    warning_count: int = 0
    cannot: tuple[Mapping[str, str], ...] = ()


def leave(outcome: Outcome, folder: Path) -> None:
    """Write it down."""
    text = json.dumps(asdict(outcome), ensure_ascii=False)
    (folder / OUTCOME).write_text(text, encoding="utf-8")


def take(folder: Path) -> Outcome:
    """Read it. OSError where the reading process left none: it was ended."""
    raw = json.loads((folder / OUTCOME).read_text(encoding="utf-8"))
    read = {name: _table(about) for name, about in raw.pop("tables").items()}
    lists: dict[str, Any] = {name: tuple(raw.pop(name)) for name in ("faults", "warnings", "cannot")}
    return Outcome(tables=read, **lists, **raw)


def _table(about: Mapping[str, Any]) -> ReadTable:
    covers = about["covers"]
    return ReadTable(about["rows"], about["complete"], tuple(covers) if covers else None)


def leave_origin(origin: Origin, folder: Path) -> None:
    """Write down from which row of which sheet each row came."""
    heads = {
        name: {"sheet": on.sheet.name, "number": on.sheet.number, "row": on.head.row, "columns": dict(on.head.columns)}
        for name, on in origin.sheets.items()
        if name in origin.rows
    }
    (folder / "origin.json").write_text(json.dumps(heads, ensure_ascii=False), encoding="utf-8")
    for name, numbers in origin.rows.items():
        with (folder / f"{name}.rows").open("wb") as file:
            numbers.tofile(file)


def take_origin(folder: Path) -> Origin:
    """Read it; an origin of no sheets where the file was a package."""
    from mingjian.package.sheets.heads import Head
    from mingjian.package.sheets.origin import Origin
    from mingjian.package.sheets.read import SheetTable
    from mingjian.package.sheets.source import Sheet

    path = folder / "origin.json"
    heads = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    sheets, rows = {}, {}
    for name, head in heads.items():
        sheets[name] = SheetTable(
            tables()[name], Sheet(head["number"], head["sheet"]), Head(head["row"], head["columns"])
        )
        rows[name] = array("Q", (folder / f"{name}.rows").read_bytes())
    return Origin(sheets, rows)


def as_kept(fault: SheetFault) -> dict[str, Any]:
    """A fault of a spreadsheet as it is kept: as it is said, and its place."""
    place = fault.place
    return dict(fault.as_json()) | {"at": [place.sheet, place.row, place.column] if place else None}


def as_said(kept: Mapping[str, Any]) -> SheetFault:
    """The fault that was kept."""
    from mingjian.package.sheets.places import Place
    from mingjian.package.sheets.told import SheetFault

    return SheetFault(
        place=Place(*kept["at"]) if kept.get("at") else None,
        code=kept["code"],
        message=Text(**kept["message"]),
        way_out=Text(**kept["way_out"]),
        severity=Weight(kept["severity"]),
        table=kept["table"],
        column=kept["column"],
    )
