"""Saved views: the filters of a list kept under a name, by one person for themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.models import Account, SavedView
from mingjian_web.accounts.trail import leave

LONGEST_NAME, LONGEST_QUERY, MOST = 60, 2_000, 30
#: Parts of an address that are no filter.
PASSING = ("page", "export", "csrfmiddlewaretoken")


def save_view(*, by: Actor, page: str, name: str, query: str, now: datetime) -> None:
    """Keep the filters of `page` (the name of its address) under a name; the same name is written over."""
    name, kept = name.strip(), filters_of(query)
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(Text(f"视图名称 1 至 {LONGEST_NAME} 字", f"a view's name has 1 to {LONGEST_NAME} characters"))
    if not kept or len(kept) > LONGEST_QUERY:
        raise BadInput(Text("没有可以保存的筛选条件；先筛选，再保存", "there is no filter to keep; filter first"))
    with transaction.atomic():
        account = Account.objects.select_for_update().get(name_of_account=by.account)
        views = SavedView.objects.filter(account=account, page=page)
        if views.exclude(name=name).count() >= MOST:
            raise NotAllowed(
                Text(f"这个列表已有 {MOST} 个视图；先删去不用的", f"this list has {MOST} views; delete one first")
            )
        SavedView.objects.update_or_create(account=account, page=page, name=name, defaults={"query": kept, "at": now})
        leave("accounts.save_view", by=by, now=now, kind="view", object=page, detail={"name": name})


def delete_view(*, by: Actor, number: int, now: datetime) -> None:
    """Delete one of one's own views; nothing happens where it is gone already."""
    with transaction.atomic():
        view = SavedView.objects.filter(pk=number, account__name_of_account=by.account).first()
        if view is not None:
            leave("accounts.delete_view", by=by, now=now, kind="view", object=view.page, detail={"name": view.name})
            view.delete()


def filters_of(query: str) -> str:
    """The filters in a query string, without what only passes: the page, an export, empty fields."""
    asked, kept = QueryDict(query.removeprefix("?")), QueryDict(mutable=True)
    for name, values in asked.lists():
        filled = [value for value in values if value]
        if filled and name not in PASSING:
            kept.setlist(name, filled)
    return kept.urlencode()
