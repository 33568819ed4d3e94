"""Who may open a page: each view says which permission it wants; the generated matrix reads it off the views."""

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
            if not request.actor:
                return _to_sign_in(request)
            if not any(request.actor.may(permission) for permission in permissions):
                return forbidden_page(request, refusal(permissions[0]))
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: View) -> View:
    """Open to everybody who is signed in, whatever their role."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.actor else _to_sign_in(request)

    guarded.permissions = ()  # type: ignore[attr-defined]
    return guarded


def _to_sign_in(request: DeskRequest) -> HttpResponse:
    if request.method == "POST":
        drafts.keep(request)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else request.META.get("HTTP_REFERER", "")
    return redirect(f"{here('shared:sign-in')}?{urlencode({'next': drafts.local(request, back)})}")
