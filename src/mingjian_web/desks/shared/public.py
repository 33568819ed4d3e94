"""Public pages: each a function of its address, the ledger's size, the day and the release, cached whole.

No user, no token, no cookie is read. The same page asked for again is answered from its strong ETag.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseNotModified

from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.ledger import queries as ledger

View = Callable[..., HttpResponse]

SECONDS = 600


def public_page(view: View) -> View:
    """A public page: GET and HEAD only, a strong ETag, cached whole."""

    @wraps(view)
    def page(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405)
        state = "\n".join(
            (request.get_host(), request.get_full_path(), str(ledger.size()), str(request.today), settings.RELEASE)
        )
        name = hashlib.sha256(state.encode()).hexdigest()
        tag = f'"{name[:32]}"'
        if request.headers.get("If-None-Match") == tag:
            return _dressed(HttpResponseNotModified(), tag)
        kept = cache.get(name)
        if kept is None:
            answer = view(request, *args, **kwargs)
            if answer.status_code != 200 or answer.streaming:
                return answer
            kept = (answer.content, answer["Content-Type"])
            cache.set(name, kept, SECONDS)
        return _dressed(HttpResponse(kept[0], content_type=kept[1]), tag)

    page.public = True  # type: ignore[attr-defined]
    return page


def _dressed(answer: HttpResponse, tag: str) -> HttpResponse:
    answer["ETag"] = tag
    answer["Cache-Control"] = "public, max-age=60, must-revalidate"
    return answer
