"""Nothing typed is lost: a form that arrives after the session ended is kept and laid before its writer again.

The form carries `_who`, the signed name of the account that opened it. What it held waits in the new session and is
given back only to that account. Files cannot be kept and have to be chosen again; the page says so.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, QueryDict

KEPT = "kept_form"
WHO = "_who"
NEVER = ("csrfmiddlewaretoken", "password", WHO)
#: What a person can have typed; more is not a form of ours.
MOST = 200_000


def signed(account: str) -> str:
    """The value of `_who` for this account."""
    return signing.dumps(account, salt=KEPT)


def keep(request: HttpRequest, came_from: str) -> bool:
    """Put the fields of this POST aside, and where its form stood; whether they were."""
    try:
        account = signing.loads(request.POST.get(WHO, ""), salt=KEPT, max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER}
    if sum(len(value) for values in fields.values() for value in values) > MOST:
        return False
    request.session[KEPT] = {"account": account, "path": request.path, "fields": fields, "page": came_from}
    return True


def take(request: HttpRequest, account: str) -> QueryDict | None:
    """The fields kept for this account on this page, once; None when there are none."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if not kept or kept["account"] != account or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        fields.setlist(name, values)
    return fields


def came_from(request: HttpRequest) -> str:
    """Where the form that waits stood."""
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    return str(kept.get("page", "/"))


def waiting(request: HttpRequest) -> str:
    """The path of a form that waits; empty when none does."""
    kept = request.session.get(KEPT)
    return str(kept["path"]) if kept else ""


def local(request: HttpRequest, address: str) -> str:
    """The address if it is one of ours, as a path; else the root."""
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != request.get_host():
        return "/"
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and not path.startswith("//") and "\\" not in path else "/"
