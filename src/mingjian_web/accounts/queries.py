"""What pages show of accounts: who there is, with which roles since when, who is absent, what one did."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from mingjian.law.facts import significant
from mingjian.terms import Text
from mingjian_web.accounts.absences import may_set_for
from mingjian_web.accounts.actor import Actor, Scope
from mingjian_web.accounts.models import Account, Grant, Office, ResetAsked, SavedView, StandIn, TrailRow
from mingjian_web.accounts.permissions import Permission, Role
from mingjian_web.accounts.roles import cannot_be_given


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in a list. `last_sign_in` is from the trail."""

    key: str
    name: str
    post: Text
    office: str
    office_name: str
    institution: str
    roles: tuple[Role, ...]
    opened_at: datetime
    closed_at: datetime | None
    last_sign_in: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether one can sign in with it."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A role that was given, and taken back or not."""

    role: Role
    by: str
    at: datetime
    reason: str
    ended_by: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """Who is absent from when to when, and who stands in. `may_end`: whether the asking person may end it now."""

    number: int
    absent: str
    absent_name: str
    stand_in: str
    stand_in_name: str
    first: date
    last: date
    roles: tuple[Role, ...]
    reason: str
    ended_at: datetime | None
    may_end: bool = False

    def runs_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.ended_at is None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Asked:
    """A new password that was asked for, waiting for another administrator."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """One account with its history. `may_be_given` are the roles that can be added now, `barred` the others and why."""

    line: AccountLine
    post_zh: str
    post_en: str
    closed_reason: str
    must_change_password: bool
    grants: tuple[GrantLine, ...]
    absences: tuple[AbsenceLine, ...]
    asked: Asked | None
    may_be_given: tuple[Role, ...]
    barred: tuple[tuple[Role, Text], ...]


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A saved view: its name and the filters it stands for."""

    number: int
    page: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of an office on one day: absent, standing in, and whether the asking person may set a stand-in."""

    line: AccountLine
    absences: tuple[AbsenceLine, ...]
    stands_in: tuple[AbsenceLine, ...]
    may_set: bool


def accounts(scope: Scope, *, text: str = "", state: str = "", role: str = "") -> list[AccountLine]:
    """The accounts in reach by name of account; `state` open or closed, `text` in name, account, office, initials."""
    rows = _rows()
    if not scope.everything:
        reach = {"institution": scope.institution} if scope.institution else {"office__key__in": offices_in(scope)}
        rows = rows.filter(**reach)
    if state:
        rows = rows.filter(closed_at__isnull=state == "open")
    if role:
        rows = rows.filter(pk__in=Grant.objects.filter(role=role, ended_at=None).values("account"))
    lines = [_line(row) for row in rows]
    return [line for line in lines if not text or _matches(line, text)]


def account(key: str, *, scope: Scope, today: date) -> AccountFacts | None:
    """One account; None where there is none in reach."""
    row = _rows().filter(name_of_account=key).first()
    if row is None or not _reaches(scope, row):
        return None
    barred = [(role, cannot_be_given(row, role, today=today)) for role in Role]
    asked = ResetAsked.objects.filter(account=row, ended_at=None).first()
    return AccountFacts(
        line=_line(row),
        post_zh=row.post_zh,
        post_en=row.post_en,
        closed_reason=row.closed_reason,
        must_change_password=row.must_change_password,
        grants=tuple(_grant(one) for one in row.grants.all()),
        absences=tuple(_absence(one) for one in _stand_ins().filter(absent=row)),
        asked=Asked(asked.asked_by, asked.asked_at, asked.reason) if asked else None,
        may_be_given=tuple(role for role, why in barred if why is None),
        barred=tuple((role, why) for role, why in barred if why is not None),
    )


def resets_to_agree(by: Actor) -> list[tuple[str, str]]:
    """Account and name of the administrators whose new password waits for this person's word."""
    if not by.may(Permission.RESETS_AGREE):
        return []
    waiting = ResetAsked.objects.filter(ended_at=None).exclude(asked_by__in=by.persons)
    rows = waiting.exclude(account__name_of_account__in=by.persons).select_related("account")
    return [(row.account.name_of_account, row.account.name) for row in rows]


def people_of(office: str, *, by: Actor, today: date) -> list[Colleague]:
    """The open accounts of an office, with who is absent and who stands in, today and to come."""
    rows = list(_rows().filter(office__key=office, closed_at=None))
    return [
        Colleague(
            line=_line(row),
            absences=_coming(_stand_ins().filter(absent=row), by, today),
            stands_in=_coming(_stand_ins().filter(stand_in=row), by, today),
            may_set=may_set_for(by, row),
        )
        for row in rows
    ]


def may_stand_in_for(key: str) -> list[AccountLine]:
    """Whom to choose a stand-in from: the open accounts of the same office and of the offices above it, but oneself."""
    row = Account.objects.select_related("office__parent").filter(name_of_account=key).first()
    office, keys = row.office if row else None, []
    while office is not None:
        keys.append(office.key)
        office = office.parent
    rows = _rows().filter(office__key__in=keys, closed_at=None).exclude(name_of_account=key)
    return sorted((_line(one) for one in rows), key=lambda line: keys.index(line.office))


def absences(*, of: str, by: Actor, today: date) -> tuple[AbsenceLine, ...]:
    """One person's stand-ins that run or are to come, as the absent one and as who stands in."""
    own = _stand_ins().filter(absent__name_of_account=of) | _stand_ins().filter(stand_in__name_of_account=of)
    return _coming(own, by, today)


def views(account: str, page: str = "") -> list[ViewLine]:
    """One's saved views, of one page (by the name of its address) or of all."""
    rows = SavedView.objects.filter(account__name_of_account=account).order_by("page", "name")
    if page:
        rows = rows.filter(page=page)
    return [ViewLine(row.pk, row.page, row.name, row.query) for row in rows]


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Account → name, for pages that keep accounts and show persons; closed ones too."""
    wanted = {key for key in keys if key}
    return dict(Account.objects.filter(name_of_account__in=wanted).values_list("name_of_account", "name"))


def offices_in(scope: Scope) -> list[str]:
    """The keys of the offices in a territory."""
    rows = Office.objects.exclude(division="").values_list("key", "division")
    return [key for key, division in rows if scope.covers(division=significant(division))]


def _rows() -> QuerySet[Account]:
    signed_in = TrailRow.objects.filter(act="accounts.sign_in", account=OuterRef("name_of_account"))
    last = Subquery(signed_in.order_by("-pk").values("at")[:1])
    grants = Prefetch("grants", Grant.objects.order_by("-granted_at", "role"))
    return Account.objects.select_related("office").prefetch_related(grants).annotate(last_sign_in_at=last)


def _line(row: Account) -> AccountLine:
    standing = {grant.role for grant in row.grants.all() if grant.ended_at is None}
    return AccountLine(
        key=row.name_of_account,
        name=row.name,
        post=Text(row.post_zh, row.post_en or row.post_zh),
        office=row.office.key if row.office else "",
        office_name=row.office.name if row.office else "",
        institution=row.institution,
        roles=tuple(role for role in Role if role.value in standing),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        last_sign_in=getattr(row, "last_sign_in_at", None),
    )


def _reaches(scope: Scope, row: Account) -> bool:
    division = significant(row.office.division) if row.office and row.office.division else ""
    return scope.covers(division=division, institution=row.institution)


def _matches(line: AccountLine, text: str) -> bool:
    """Whether what was typed is in the name, the account, the office or the initials; spaces and widths aside."""
    from pypinyin import Style, lazy_pinyin

    wanted = _plain(text)
    initials = "".join(lazy_pinyin(line.name, style=Style.FIRST_LETTER))
    said = (line.key, line.name, line.office_name, line.institution, line.post.zh, initials)
    return any(wanted in _plain(one) for one in said)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _grant(row: Grant) -> GrantLine:
    return GrantLine(Role(row.role), row.granted_by, row.granted_at, row.reason, row.ended_by, row.ended_at)


def _stand_ins() -> QuerySet[StandIn]:
    return StandIn.objects.select_related("absent__office__parent", "stand_in")


def _coming(rows: QuerySet[StandIn], by: Actor, today: date) -> tuple[AbsenceLine, ...]:
    coming = rows.filter(ended_at=None, last__gte=today).order_by("first", "pk")
    return tuple(_absence(row, by) for row in coming)


def _absence(row: StandIn, by: Actor | None = None) -> AbsenceLine:
    may_end = by is not None and (row.stand_in.name_of_account == by.account or may_set_for(by, row.absent))
    return AbsenceLine(
        number=row.pk,
        absent=row.absent.name_of_account,
        absent_name=row.absent.name,
        stand_in=row.stand_in.name_of_account,
        stand_in_name=row.stand_in.name,
        first=row.first,
        last=row.last,
        roles=tuple(Role(role) for role in row.roles),
        reason=row.reason,
        ended_at=row.ended_at,
        may_end=may_end,
    )
