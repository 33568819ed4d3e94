"""Plain answers to what cannot be done: not this person, not now, not like this."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.permissions import Forbidden
from mingjian_web.accounts.refusals import Stale

FORBIDDEN, CONFLICT, UNPROCESSABLE = 403, 409, 422

REFUSALS = (Forbidden, Stale, NotAllowed, BadInput)


def language() -> str:
    """`zh` or `en`, as `Text.say` takes it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def forbidden_page(request: HttpRequest, reason: Text) -> HttpResponse:
    """The page that says who can."""
    return render(request, "shared/forbidden.html", {"reason": reason}, status=FORBIDDEN)


def reasons(wrong: Exception) -> tuple[Text, ...]:
    """Why, a sentence each."""
    match wrong:
        case NotAllowed():
            return tuple(wrong.reasons)
        case BadInput():
            return tuple(wrong.lines)
        case Forbidden() | Stale():
            return (wrong.reason,)
    raise wrong


def status(wrong: Exception) -> int:
    """403 not this person, 409 not now or out of date, 422 not like this."""
    if isinstance(wrong, Forbidden):
        return FORBIDDEN
    return CONFLICT if isinstance(wrong, Stale | NotAllowed) else UNPROCESSABLE


def try_act(act: Callable[[], object], form: BaseForm | None = None) -> tuple[Sequence[Text], int]:
    """Do it. No reasons and 200, or why it was refused and the status; a form takes the reasons as its errors."""
    try:
        act()
    except REFUSALS as wrong:
        why = reasons(wrong)
        if form is not None:
            for reason in why:
                form.add_error(None, reason.say(language()))
        return why, status(wrong)
    return (), 200
