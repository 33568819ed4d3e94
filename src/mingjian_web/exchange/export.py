"""The registers as a data package: what stands, or what was known at a moment, streamed and limited to one's reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mingjian.package.schema import Kind, tables
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.exchange.attached import stored
from mingjian_web.exchange.reach import within
from mingjian_web.exchange.tables import Keeper, keeper
from mingjian_web.records.models import Intake, IntakeState, KeptRows

if TYPE_CHECKING:
    from mingjian.package.write import Extent

#: Rows read at a time.
AT_ONCE = 2_000

#: Columns that say who somebody is, or where they were: left empty unless a reason is given.
PERSONAL: Mapping[str, tuple[str, ...]] = {
    "people": ("id_hash", "died_on"),
    "site_visits": ("lat", "lon", "accuracy_m"),
    "photos": ("lat", "lon"),
}

EVERYTHING = Scope(everything=True)


def write(
    folder: Path,
    *,
    tables: Sequence[str] | None = None,
    scope: Scope | None = None,
    as_known: datetime | None = None,
    personal: bool = True,
    files: bool = False,
    file_format: Literal["csv", "parquet"] = "csv",
) -> dict[str, int]:
    """Write a data package into `folder`; how many rows of each table.

    `tables`: these only; `scope`: what lies in that reach; `as_known`: what was known at that moment, not what stands;
    `personal` False leaves the columns of PERSONAL empty; `files`: the files that the rows name go with them. A table
    of which nothing was ever taken in is left out: it is unknown, not empty. It is whole where an import in force
    brought it whole and the reach is everything. Raises BadInput for what is no table.
    """
    from mingjian.package.write import write_package

    asked = _Asked(scope or EVERYTHING, as_known, personal, files)
    wanted = [one for one in _wanted(tables) if one.rows.exists()]
    extents = {one.name: _extent(one, asked) for one in wanted}
    write_package(folder, {one.name: asked.rows(one) for one in wanted}, file_format=file_format, extents=extents)
    if files:
        (folder / "files").mkdir(exist_ok=True)
        for digest, end in sorted(asked.digests):
            _write_file(folder / "files", digest, end)
    return asked.written


def write_sheets(
    path: Path,
    *,
    tables: Sequence[str],
    scope: Scope | None = None,
    as_known: datetime | None = None,
    personal: bool = True,
    language: str = "zh",
) -> dict[str, int]:
    """The same as the official spreadsheet, which comes in again by the same way."""
    from mingjian.package.sheets import write_rows

    asked = _Asked(scope or EVERYTHING, as_known, personal)
    wanted = [one for one in _wanted(tables) if one.rows.exists()]
    if not wanted:
        raise BadInput(Text("所选的表都没有数据", "none of these tables holds anything"))
    write_rows(path, {one.name: asked.rows(one) for one in wanted}, language=language)
    return asked.written


class _Asked:
    """What is asked for, and what was written of it."""

    def __init__(self, scope: Scope, as_known: datetime | None, personal: bool, files: bool = False) -> None:
        self.scope, self.as_known, self.personal, self.files = scope, as_known, personal, files
        self.written: dict[str, int] = {}
        self.digests: set[tuple[str, str]] = set()

    def rows(self, one: Keeper) -> Iterator[dict[str, Any]]:
        """The rows of one table in the order they came in, a part of them in memory at a time."""
        found = within(self._kept(one), one, self.scope)
        unknown = _unknown_columns(found)
        hidden = () if self.personal else PERSONAL.get(one.name, ())
        columns = one.table.columns.values() if self.files else ()
        digests = [column.name for column in columns if column.kind is Kind.SHA256]
        self.written[one.name] = 0
        last = 0
        while part := list(found.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            for kept in part:
                row: dict[str, Any] = {**dict.fromkeys(unknown), **one.values(kept), **dict.fromkeys(hidden)}
                self.digests |= {(row[name], name) for name in digests if row[name]}
                yield row
            last = part[-1].pk
            self.written[one.name] += len(part)

    def _kept(self, one: Keeper) -> KeptRows:
        return one.rows.standing() if self.as_known is None else one.rows.as_known(self.as_known)


def _wanted(names: Sequence[str] | None) -> list[Keeper]:
    known = tables()
    if unknown := sorted(set(names or ()) - set(known)):
        listed = "、".join(unknown)
        raise BadInput(Text(f"没有这样的表：{listed}", f"no such table: {', '.join(unknown)}"))
    return [keeper(name) for name in known if names is None or name in set(names)]


def _unknown_columns(rows: KeptRows) -> list[str]:
    """Columns that the contract does not know and some row has."""
    found: set[str] = set()
    for extra in rows.exclude(extra={}).values_list("extra", flat=True).iterator(chunk_size=AT_ONCE):
        found |= set(extra)
    return sorted(found)


def _extent(one: Keeper, asked: _Asked) -> Extent:
    """Whole where the last import that brought the table whole still stands."""
    from mingjian.package.write import Extent

    if not asked.scope.everything:
        return Extent(complete=False)
    imports = Intake.objects.filter(state=IntakeState.IN_FORCE.value).order_by("-state_at", "-pk")
    if asked.as_known is not None:
        imports = imports.filter(state_at__lte=asked.as_known)
    for counts in imports.exclude(file_sha256="").values_list("counts", flat=True):
        about = counts.get("tables", {}).get(one.name)
        if about and about.get("complete"):
            return Extent(complete=True, covers=_covers(about.get("covers")))
    return Extent(complete=False)


def _covers(said: Sequence[str] | None) -> tuple[date, date] | None:
    return (date.fromisoformat(said[0]), date.fromisoformat(said[1])) if said else None


def _write_file(folder: Path, digest: str, column: str) -> None:
    """Write the file whose digest stands in a column, where it is kept, under a name that says what it is."""
    pieces = stored(digest)
    first = next(pieces, None)
    if first is None:
        return
    end = "txt" if column.startswith("text") else _kind(first)
    with (folder / f"{digest}.{end}").open("wb") as sink:
        sink.write(first)
        for piece in pieces:
            sink.write(piece)


def _kind(start: bytes) -> str:
    known = {b"%PDF": "pdf", b"PK\3\4": "docx", b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
    return next((end for magic, end in known.items() if start.startswith(magic)), "bin")
