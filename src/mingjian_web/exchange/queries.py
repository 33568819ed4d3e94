"""What pages and commands ask of imports: the list, one with its preview and faults, a row with its versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import Q

from mingjian.package.schema import Column, Kind, Table, tables
from mingjian.package.sheets.words import words_of
from mingjian.terms import Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.models import Account
from mingjian_web.accounts.permissions import Forbidden, Permission
from mingjian_web.accounts.work import WorkItem
from mingjian_web.exchange import marking
from mingjian_web.exchange.comparing import changing
from mingjian_web.exchange.corrections import OUT_OF_REACH
from mingjian_web.exchange.reach import within
from mingjian_web.exchange.tables import Keeper, keeper
from mingjian_web.records.models import Intake, IntakeState

#: Changed rows shown of a table.
SHOWN = 20
#: Who somebody is: compared by machines, shown to nobody.
NOT_SHOWN = frozenset({"id_hash"})


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """An intake as lists show it. `counts` are of all its tables; None while they are not known."""

    number: int
    what: Text
    at: datetime
    by: str
    on_paper: date | None
    reason: str
    state: IntakeState
    state_at: datetime | None
    step: str
    rows_done: int
    rows_all: int | None
    checked: bool
    new: int
    changed: int
    same: int
    faults: int
    warnings: int
    ledger_index: int | None
    undone_by: int | None
    undoes: int | None

    @property
    def busy(self) -> bool:
        """Whether the file is still being read, laid down or compared."""
        return self.state is IntakeState.STAGED and not self.checked


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What an intake does to one table."""

    name: str
    label: Text
    rows: int
    new: int
    changed: int
    same: int
    keyed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A column of a row whose key stands already: what stands and what would."""

    column: Text
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that would replace another."""

    table: Text
    key: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class FaultFacts:
    """Something wrong with what was sent, and where."""

    place: str
    column: Text
    message: Text
    way_out: Text
    is_fault: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A row as it once stood or stands: who brought it, when and why, and what ended it."""

    row: int
    values: tuple[tuple[Text, str], ...]
    standing: bool
    intake: IntakeFacts
    ended: IntakeFacts | None


class Intakes:
    """Imports and undoings, newest first, a page at a time. Corrections by hand are found at the row they corrected."""

    def __init__(self, state: str = "") -> None:
        rows = Intake.objects.filter(Q(file_sha256__gt="") | Q(undoes__isnull=False))
        self._rows = rows.filter(state=state) if state else rows

    def count(self) -> int:
        """How many there are."""
        return self._rows.count()

    def part(self, start: int, stop: int, sort: str = "") -> list[IntakeFacts]:
        """Those from `start` up to before `stop`; they have one order only."""
        return _facts(self._rows[start:stop])


def intake(number: int) -> IntakeFacts | None:
    """One of them."""
    found = _facts(Intake.objects.filter(pk=number))
    return found[0] if found else None


def table_facts(number: int) -> list[TableFacts]:
    """What an intake does, table by table in the contract's order."""
    counts = _counts(number)
    return [
        TableFacts(
            name,
            table.label,
            int(counts[name].get("rows", 0)),
            int(counts[name].get("new", 0)),
            int(counts[name].get("changed", 0)),
            int(counts[name].get("same", 0)),
            bool(table.key),
        )
        for name, table in tables().items()
        if name in counts
    ]


def changed_rows(number: int) -> list[ChangedRow]:
    """The first rows of each table that would replace another, with what differs; nothing once it is decided."""
    found = []
    for name, about in _counts(number).items():
        one = keeper(name)
        if not about.get("changed"):
            continue
        for new in changing(number, one)[:SHOWN]:
            old = one.rows.filter(key=new.key, standing=True).first()
            if old is not None:
                found.append(ChangedRow(one.table.label, new.key, tuple(_differences(one, old, new))))
    return found


def faults(number: int) -> list[FaultFacts]:
    """What is wrong with what was sent; warnings after faults."""
    kept = Intake.objects.filter(pk=number).values_list("faults", flat=True).first() or []
    said = [_fault(one) for one in kept]
    return sorted(said, key=lambda fault: not fault.is_fault)


def marked_copy(number: int) -> Path | None:
    """The spreadsheet with its faults marked; None where none was made, or it is gone."""
    return marking.marked(number)


def history(table: str, row: int, *, by: Actor) -> list[Version]:
    """Every version of a row, newest first. Raises Forbidden for a row out of reach; nothing for none."""
    one = keeper(table)
    found = one.rows.filter(pk=row).first()
    if found is None:
        return []
    if not within(one.rows.filter(pk=row), one, by.scope).exists():
        raise Forbidden(OUT_OF_REACH)
    rows = list(one.rows.filter(key=found.key)) if found.key else list(_line_of(one, found))
    rows = [each for each in rows if each.standing or each.ended_by_id is not None]
    facts = {fact.number: fact for fact in _facts(Intake.objects.filter(pk__in=_about(rows)))}
    return [
        Version(each.pk, shown(one, each), each.standing, facts[each.intake_id], facts.get(each.ended_by_id))
        for each in sorted(rows, key=lambda each: -each.pk)
    ]


def shown(one: Keeper, row: Any) -> tuple[tuple[Text, str], ...]:
    """A row's columns that hold something, each with its label, in words."""
    values = one.values(row)
    columns = [column for column in one.table.columns.values() if column.name not in NOT_SHOWN]
    known = [(column.label, words(one.table, column, values[column.name])) for column in columns]
    extra = [(Text(name, name), str(values[name])) for name in sorted(set(values) - set(one.table.columns))]
    return tuple((label, said) for label, said in (*known, *extra) if said)


def words(table: Table, column: Column, value: Any) -> str:
    """A value as a person reads it, in Chinese where the contract has a word for it; empty for nothing."""
    if value in (None, "", []):
        return ""
    labels = words_of(table.name, column.name)
    if isinstance(value, list):
        return "、".join(labels[one].zh if one in labels else str(one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if column.kind is Kind.MONEY:
        return f"{value:,.2f}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return labels[str(value)].zh if str(value) in labels else str(value)


def cells(table: str, row: int) -> Mapping[str, str]:
    """A row as a form shows it for correcting: each column as a cell of the package has it."""
    one = keeper(table)
    values = one.values(one.rows.get(pk=row))
    return {name: _cell(values.get(name)) for name in one.table.columns}


def _cell(value: Any) -> str:
    if value in (None, []):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "|".join(value) if isinstance(value, list) else str(value)


def row_of(table: str, intake: int) -> int:
    """The number of the one row that a correction brought."""
    return int(keeper(table).rows.filter(intake=intake).values_list("pk", flat=True).get())


def _line_of(one: Keeper, row: Any) -> Iterator[Any]:
    """The versions of a row without a key: what a correction by hand replaced, and by what."""
    yield row
    by_hand = Intake.objects.filter(file_sha256="", undoes=None)
    before = row
    while before is not None:
        corrections = by_hand.filter(pk=before.intake_id)
        before = one.rows.filter(ended_by__in=corrections).first() if corrections else None
        if before is not None:
            yield before
    after = row
    while after is not None and after.ended_by_id is not None:
        after = one.rows.filter(intake=after.ended_by_id, intake__in=by_hand).first()
        if after is not None:
            yield after


def _about(rows: Sequence[Any]) -> set[int]:
    return {row.intake_id for row in rows} | {row.ended_by_id for row in rows if row.ended_by_id is not None}


def _differences(one: Keeper, old: Any, new: Any) -> Iterator[Difference]:
    before, after = one.values(old), one.values(new)
    for name in {**before, **after}:
        if name not in NOT_SHOWN and before.get(name) != after.get(name):
            column = one.table.columns.get(name)
            if column is None:
                yield Difference(Text(name, name), str(before.get(name) or ""), str(after.get(name) or ""))
            else:
                was, becomes = before.get(name), after.get(name)
                yield Difference(column.label, words(one.table, column, was), words(one.table, column, becomes))


def _counts(number: int) -> Mapping[str, Mapping[str, Any]]:
    counts = Intake.objects.filter(pk=number).values_list("counts", flat=True).first() or {}
    found: Mapping[str, Mapping[str, Any]] = counts.get("tables", {})
    return found


def _fault(kept: Mapping[str, Any]) -> FaultFacts:
    if kept.get("cell") or kept.get("sheet"):
        place = "!".join(str(part) for part in (kept.get("sheet"), kept.get("cell")) if part)
    else:
        row = f" 第 {kept['row']} 行" if kept.get("row") else ""
        place = f"{kept.get('file') or kept.get('table') or ''}{row}"
    table, column = tables().get(kept.get("table") or ""), kept.get("column") or ""
    label = table.columns[column].label if table and column in table.columns else Text(column, column)
    way_out = Text(**kept["way_out"]) if kept.get("way_out") else Text("", "")
    return FaultFacts(place, label, Text(**kept["message"]), way_out, kept.get("severity") == "fault")


def _facts(rows: Any) -> list[IntakeFacts]:
    found = list(rows)
    names = dict(
        Account.objects.filter(name_of_account__in={row.by for row in found}).values_list("name_of_account", "name")
    )
    undone = dict(Intake.objects.filter(undoes__in=found).values_list("undoes", "pk"))
    return [_fact(row, names.get(row.by, row.by), undone.get(row.pk)) for row in found]


def _fact(row: Intake, by: str, undone_by: int | None) -> IntakeFacts:
    about = row.counts.get("tables", {}).values()
    return IntakeFacts(
        number=row.pk,
        what=_what(row),
        at=row.at,
        by=by,
        on_paper=row.on_paper,
        reason=row.reason,
        state=IntakeState(row.state),
        state_at=row.state_at,
        step=row.step,
        rows_done=row.rows_done,
        rows_all=row.rows_all,
        checked=row.checked_against is not None,
        new=sum(int(table.get("new", 0)) for table in about),
        changed=sum(int(table.get("changed", 0)) for table in about),
        same=sum(int(table.get("same", 0)) for table in about),
        faults=int(row.counts.get("faults", 0)),
        warnings=int(row.counts.get("warnings", 0)),
        ledger_index=row.ledger_index,
        undone_by=undone_by,
        undoes=row.undoes_id,
    )


def _what(row: Intake) -> Text:
    if row.undoes_id is not None:
        return Text(f"撤回第 {row.undoes_id} 号", f"undoing of no. {row.undoes_id}")
    if row.file_sha256:
        return Text(f"导入 {row.file_name}", f"import of {row.file_name}")
    labels = [keeper(name).table.label for name in row.counts.get("tables", {})]
    if labels:
        return Text(f"更正 {labels[0].zh}", f"correction of {labels[0].en}")
    return Text(row.what, row.what)


def work(actor: Actor, today: date) -> list[WorkItem]:
    """Imports that were read and wait to be confirmed, for whoever may confirm them."""
    if not actor.may(Permission.IMPORT) or not actor.scope.everything:
        return []
    waiting = Intake.objects.filter(state=IntakeState.STAGED.value, file_sha256__gt="").exclude(checked_against=None)
    return [
        WorkItem(
            key=f"intake-{one.number}",
            what=Text("看预览，确认收录或者不收录", "look at the preview; take it in or not"),
            hint=one.what,
            subject=one.reason,
            kind=Text("导入", "import"),
            holder=one.by,
            state=Text("待确认", "to be confirmed"),
            tag="wait",
            due=None,
            clock=None,
            url_name="regulator:import",
            url_args=(str(one.number),),
        )
        for one in _facts(waiting.filter(at__date__lte=today))
    ]
