"""A body that is too large is answered before it is read, with a sentence instead of a broken connection."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from mingjian.terms import Text
from mingjian_web.desks.shared.request import DeskRequest

TOO_LARGE = 413
PIECE = 1024 * 1024
#: What is read away so that the browser hears the answer; beyond that the connection ends.
MOST_READ_AWAY = 1024 * PIECE

View = Callable[..., HttpResponse]


def at_most(most: int, otherwise: Text) -> Callable[[View], View]:
    """Refuse a body of more bytes with this sentence. Put it outside of whatever reads the form."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            length = request.META.get("CONTENT_LENGTH") or "0"
            if not length.isdigit() or int(length) <= most:
                return view(request, *args, **kwargs)
            _read_away(request, min(int(length), MOST_READ_AWAY))
            return render(request, "regulator/exchange/too_large.html", {"otherwise": otherwise}, status=TOO_LARGE)

        return guarded

    return guard


def _read_away(request: DeskRequest, left: int) -> None:
    while left > 0 and (piece := request.read(min(left, PIECE))):
        left -= len(piece)
