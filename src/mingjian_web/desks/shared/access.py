"""Who may open a page: each view says which permission it wants; the generated matrix reads it off the views.

A page of a desk is never kept by the browser: going back after an act asks anew and shows what now is. Whoever signed
in with a one-time password is led to choose one of their own first, whatever they asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from mingjian_web.accounts.permissions import Permission, refusal
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import forbidden_page
from mingjian_web.desks.shared.request import DeskRequest

View = Callable[..., HttpResponse]


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Open to whoever has one of these permissions. A stranger is sent to sign in; what they typed is kept."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (elsewhere := _first_elsewhere(request)) is not None:
                return elsewhere
            if not any(request.actor.may(permission) for permission in permissions):
                return forbidden_page(request, refusal(permissions[0]))
            return _not_kept(view(request, *args, **kwargs))

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: View) -> View:
    """Open to everybody who is signed in, whatever their role."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        elsewhere = _first_elsewhere(request)
        return _not_kept(view(request, *args, **kwargs)) if elsewhere is None else elsewhere

    guarded.permissions = ()  # type: ignore[attr-defined]
    return guarded


def with_any_password(view: View) -> View:
    """Open to everybody who is signed in, also with a one-time password: where one's own is chosen."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor:
            return _after(request, "shared:sign-in", keep=False)  # a password is no draft
        return _not_kept(view(request, *args, **kwargs))

    guarded.permissions = ()  # type: ignore[attr-defined]
    return guarded


def _first_elsewhere(request: DeskRequest) -> HttpResponse | None:
    """Where one has to go before the page asked for; None when nowhere."""
    if not request.actor:
        return _after(request, "shared:sign-in")
    if request.user.must_change_password:  # type: ignore[union-attr]
        return _after(request, "shared:password")
    return None


def _after(request: DeskRequest, name: str, *, keep: bool = True) -> HttpResponse:
    """To that page first, then back; what was typed is kept meanwhile."""
    if keep and request.method == "POST":
        drafts.keep(request)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else request.META.get("HTTP_REFERER", "")
    return redirect(f"{here(name)}?{urlencode({'next': drafts.local(request, back)})}")


def _not_kept(answer: HttpResponse) -> HttpResponse:
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer
