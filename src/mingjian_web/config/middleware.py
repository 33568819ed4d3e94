"""What every request gets on its way in: patience with the database, the time, its desk, who asks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from mingjian_web.accounts.actor import actor_of
from mingjian_web.moment import now

Answer = Callable[[HttpRequest], HttpResponse]

BUSY, TOO_LARGE = 503, 413
#: Bytes of one request: the files of one answer with what is typed; and the most that any page reads.
MOST_OF_STRANGERS, MOST = 420 * 1024**2, 1024**3
RETRY_SECONDS = "3"


def patience(get_response: Answer) -> Answer:
    """A database that stays busy is answered with 503 and a time to come back, not with an error page."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, wrong: Exception) -> HttpResponse | None:
        if isinstance(wrong, OperationalError) and "locked" in str(wrong):
            response = render(request, "shared/busy.html", status=BUSY)
            response["Retry-After"] = RETRY_SECONDS
            return response
        return None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def moment(get_response: Answer) -> Answer:
    """`request.now` and `request.today`: the time as chapters are told it."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.now = now()  # type: ignore[attr-defined]
        request.today = request.now.date()  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def desk_of_host(get_response: Answer) -> Answer:
    """With three hosts, each desk has its own addresses: `request.urlconf` by the host that was asked.

    However the host is spelled; any other that is let in (localhost, a gate's own name) has the public desk alone.
    """
    by_host = {host.lower(): desk for desk, host in settings.DESK_HOSTS.items()}

    def answer(request: HttpRequest) -> HttpResponse:
        host, name = request.get_host().lower(), split_domain_port(request.get_host())[0]
        if by_host:
            desk = by_host.get(host) or by_host.get(name) or "public"
            request.urlconf = f"mingjian_web.config.urls_{desk}"
        return get_response(request)

    return answer


def not_too_large(get_response: Answer) -> Answer:
    """A body that nothing here takes is refused by its announced length, before a byte of it is written.

    Any page may be sent a form with its files when a session has just ended: a stranger's body is that large at most.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        said = int(length) if length.isdigit() else 0
        if said > MOST_OF_STRANGERS and (said > MOST or not request.user.is_authenticated):
            return render(request, "shared/bad_request.html", status=TOO_LARGE)
        return get_response(request)

    return answer


def actor(get_response: Answer) -> Answer:
    """`request.actor`: the signed-in person as they may act now, or None."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def _actor(request: HttpRequest) -> object:
    if not request.user.is_authenticated:
        return None
    return actor_of(request.user, now=request.now, address=address_of(request))  # type: ignore[attr-defined]


def address_of(request: HttpRequest) -> str:
    """Where the request came from, as the server next to us saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))
