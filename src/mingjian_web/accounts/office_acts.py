"""Offices kept by hand: who is under whom, who came after whom, from when to when; with a territory or without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor, scope_of
from mingjian_web.accounts.checks import given, the_office, within_reach
from mingjian_web.accounts.kinds import OfficeKind, OfficeLevel
from mingjian_web.accounts.models import Account, Office
from mingjian_web.accounts.permissions import Forbidden, Permission
from mingjian_web.accounts.trail import leave

CODE_OF_DIVISION = 6
ORDER = {level: at for at, level in enumerate(OfficeLevel)}
#: Kinds that have a territory of their own, and therefore need its code.
WITH_TERRITORY = frozenset({OfficeKind.TERRITORIAL, OfficeKind.DIRECTLY_ADMINISTERED})


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What is kept of an office. Keys of other offices are empty where there is none."""

    key: str
    name: str
    short_name: str
    level: str
    kind: str
    division: str = ""
    parent: str = ""
    successor: str = ""
    document_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def facts_of(office: Office) -> OfficeFacts:
    """The office as facts."""
    return OfficeFacts(
        key=office.key,
        name=office.name,
        short_name=office.short_name,
        level=office.level,
        kind=office.kind,
        division=office.division,
        parent=office.parent.key if office.parent else "",
        successor=office.successor.key if office.successor else "",
        document_code=office.document_code,
        valid_from=office.valid_from,
        valid_to=office.valid_to,
    )


def keep_office(*, by: Actor, office: OfficeFacts, new: bool, reason: str, now: datetime) -> None:
    """Enter a new office, or correct one. Raises BadInput with every fault, NotAllowed for a key that is taken."""
    by.must(Permission.OFFICES_KEEP)
    reason = given(reason)
    faults = list(_faults(office))
    if faults:
        raise BadInput(*faults)
    with transaction.atomic():
        row = _row(office.key, new=new)
        within_reach(by, office=row if row.pk else Office(key=office.key, division=office.division))
        before = facts_of(row) if row.pk else None
        _put_down(row, office)
        _no_wider(by, row)
        detail = {"before": _plain(before), "after": _plain(office)}
        leave("accounts.keep_office", by=by, now=now, kind="office", object=office.key, reason=reason, detail=detail)


def _no_wider(by: Actor, row: Office) -> None:
    """Raise Forbidden where the people of the office would see further than whoever keeps it."""
    reach = scope_of(Account(office=row))
    if by.scope.everything or not (reach.everything or reach.territory):
        return
    if reach.everything or not by.scope.covers(division=reach.territory):
        raise Forbidden(
            Text(
                "这样改，该机关的管辖范围会超出本机关，由上一级机关办理",
                "the office would reach further than your own: the next office above has to do it",
            )
        )


def _put_down(row: Office, office: OfficeFacts) -> None:
    """Write these facts into the row. Raises BadInput for a parent or a successor that cannot be."""
    row.key = office.key
    row.name, row.short_name, row.level, row.kind = office.name.strip(), office.short_name, office.level, office.kind
    row.division, row.document_code = office.division, office.document_code
    row.valid_from, row.valid_to = office.valid_from, office.valid_to
    row.parent = the_office(office.parent) if office.parent else None
    row.successor = the_office(office.successor) if office.successor else None
    wrong = [*_circles(row), *_lines(row)]
    if wrong:
        raise BadInput(*wrong)
    row.save()


def _row(key: str, *, new: bool) -> Office:
    there = Office.objects.select_for_update().filter(key=key).first()
    if new and there is not None:
        raise NotAllowed(
            Text(f"代码 {key} 已用于{there.name}；请换一个", f"the key {key} is that of {there.name}; take another")
        )
    if not new and there is None:
        the_office(key)
    return there or Office()


def _faults(office: OfficeFacts) -> Iterator[Text]:
    """What is wrong with the facts by themselves."""
    if not office.key or not office.key.replace("-", "").replace("_", "").isalnum() or not office.key.isascii():
        yield Text("代码用字母、数字和 -，例如 o-keji", "the key is letters, digits and -, such as o-keji")
    if not office.name.strip():
        yield Text("没有填写名称", "no name is given")
    if office.level not in set(OfficeLevel):
        yield Text("没有选层级", "no level is chosen")
    if office.kind not in set(OfficeKind):
        yield Text("没有选类别", "no kind is chosen")
    if office.division and not (office.division.isdigit() and len(office.division) == CODE_OF_DIVISION):
        yield Text("行政区划代码是六位数字", "the code of a division is six digits")
    if not office.division and office.kind in WITH_TERRITORY:
        yield Text("有属地的机关要填行政区划代码", "an office with a territory needs the code of its division")
    if office.kind == OfficeKind.DIVISION and not office.parent:
        yield Text("内设处（科）室要填所属机关", "a division of an office needs the office it belongs to")
    if office.valid_from and office.valid_to and office.valid_to < office.valid_from:
        yield Text("撤销日早于设立日", "the last day is before the first")


def _circles(row: Office) -> Iterator[Text]:
    if _comes_round(row, lambda office: office.parent):
        yield Text("上级机关绕成了圈，请改选", "the offices above come round in a circle; choose another parent")
    if _comes_round(row, lambda office: office.successor):
        yield Text("承继机关绕成了圈，请改选", "the successors come round in a circle; choose another successor")


def _comes_round(row: Office, step: Callable[[Office], Office | None]) -> bool:
    seen, at = {row.key}, step(row)
    while at is not None:
        if at.key in seen:
            return True
        seen.add(at.key)
        at = step(at)
    return False


def _lines(row: Office) -> Iterator[Text]:
    """What is wrong between the office and those above and after it."""
    parent, successor = row.parent, row.successor
    if parent is not None and ORDER[OfficeLevel(parent.level)] > ORDER[OfficeLevel(row.level)]:
        yield Text("上级机关的层级低于本机关", "the office above is of a lower level than this one")
    if successor is not None and row.valid_to is None:
        yield Text("有承继机关的，要填撤销日", "an office with a successor needs its last day")


def _plain(office: OfficeFacts | None) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(office).items() if value} if office else {}
