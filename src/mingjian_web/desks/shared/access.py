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

NO_PAGE = 405


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Open to whoever has one of these permissions. A stranger is sent to sign in; what they typed is kept."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (elsewhere := _first_elsewhere(request)) is not None:
                return elsewhere
            if not any(request.actor.may(permission) for permission in permissions):
                return forbidden_page(request, refusal(permissions[0]))
            return _back_to_a_page(request, _not_kept(view(request, *args, **kwargs)))

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
    back = request.get_full_path()
    if request.method == "POST":
        came_from = drafts.local(request, request.META.get("HTTP_REFERER", ""))
        kept = keep and drafts.keep(request, came_from)
        back = back if kept else came_from
    return redirect(f"{here(name)}?{urlencode({'next': drafts.local(request, back)})}")


def _back_to_a_page(request: DeskRequest, answer: HttpResponse) -> HttpResponse:
    """An act that has no page of its own (405) leads back to where its form stood."""
    if answer.status_code == NO_PAGE and request.method == "GET" and drafts.waiting(request) == request.path:
        return redirect(drafts.came_from(request))
    return answer


def _not_kept(answer: HttpResponse) -> HttpResponse:
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer
