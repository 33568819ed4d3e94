"""How a person is known: the account's name and its password; a closed account is nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.http import HttpRequest

from mingjian_web.accounts.actor import actor_of
from mingjian_web.accounts.models import Account
from mingjian_web.accounts.trail import leave


class AccountBackend(BaseBackend):
    """Django's question "who is this?" answered from accounts."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """The account, if the password is right and it is open. A wrong name takes as long as a wrong password."""
        account = Account.objects.filter(name_of_account=username or "").first()
        if account is None:
            Account().set_password(password)
            return None
        if not account.check_password(password or "") or not account.is_active:
            return None
        return account

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session; None once it is closed."""
        return Account.objects.select_related("office").filter(pk=user_id, closed_at=None).first()


def note_sign_in(account: Account, *, now: datetime, address: str) -> None:
    """Leave the sign-in in the trail."""
    with transaction.atomic():
        leave("accounts.sign_in", by=actor_of(account, now=now, address=address), now=now)


def note_sign_out(account: Account, *, now: datetime, address: str) -> None:
    """Leave the sign-out in the trail."""
    with transaction.atomic():
        leave("accounts.sign_out", by=actor_of(account, now=now, address=address), now=now)
