"""Who can confirm: another legal-affairs person of the same office; where there is none, of the next office above.

Where the line of offices ends without one, a legal-affairs person of another provincial office can (paired office).
"""

from __future__ import annotations

from collections.abc import Collection

from mingjian_web.accounts.actor import Actor, colleagues, territorial
from mingjian_web.accounts.models import Account, Office, OfficeLevel
from mingjian_web.accounts.permissions import Permission
from mingjian_web.law.lifecycle import EntryFacts
from mingjian_web.law.models import Entry


def confirmers(office: str, but: Collection[str]) -> list[Account]:
    """The accounts that may decide on an entry of this office, `but` those who asked for it.

    Divisions of one office count as one. An office without a second person hands the step to the office above.
    """
    able = colleagues(Permission.LAW_CONFIRM, but=but)
    here = territorial(Office.objects.filter(key=office).first())
    seen: set[str] = set()
    while here is not None and here.key not in seen:
        seen.add(here.key)
        if found := [account for account in able if _of(account, here)]:
            return found
        here = territorial(here.parent)
    return [account for account in able if _of_the_province(account)]


def judged(row: Entry, by: Actor, permission: Permission, reason: str = "") -> EntryFacts:
    """Who acts, by whose right (their own before one that is lent), and who could."""
    eligible = {account.name_of_account for account in confirmers(row.office, row.pending_by)}
    return EntryFacts(
        acting=by.persons,
        by_right_of=by.acting_for(permission) or by.account,
        asked_by=frozenset(row.pending_by),
        entered_by=row.entered_by,
        eligible=frozenset(eligible),
        reason=reason.strip(),
    )


def _of(account: Account, house: Office) -> bool:
    own = territorial(account.office)
    return own is not None and own.pk == house.pk


def _of_the_province(account: Account) -> bool:
    own = territorial(account.office)
    return own is not None and own.level in (OfficeLevel.PROVINCE, OfficeLevel.NATIONAL)
