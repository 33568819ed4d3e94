"""What every page knows: its desk, the day, the province, who is signed in, where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from mingjian.terms import Text
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.navigation import items
from mingjian_web.desks.shared.refuse import language
from mingjian_web.law import queries as law
from mingjian_web.ledger import queries as ledger
from mingjian_web.registers.queries import names

UNNAMED = Text("（未设省份）", "(no province yet)")


@dataclass(frozen=True, slots=True)
class Who:
    """The signed-in person as the bar shows them."""

    account: str
    name: str
    office_name: str
    post: str
    standing_in_for: str
    signed: str


def desk(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    name = desk_of(request)
    home = settings.PROVINCE
    return {
        "desk": name,
        "today": request.today,  # type: ignore[attr-defined]
        "sample": bool(home and home.demonstration),
        "release": settings.RELEASE,
        "province": Text(home.name_zh, home.name_en) if home else UNNAMED,
        "ledger_size": ledger.size(),
        "language": language(),
        "other_language_url": other_language(request),
        "who": _who(request) if name != "public" else None,
        "nav": items(request, name),
        "calendar_note": calendar_note(request.today),  # type: ignore[attr-defined]
    }


def desk_of(request: HttpRequest) -> str:
    """Which desk the address belongs to: by its namespace, else by its path."""
    match = request.resolver_match
    if match is not None and match.namespace in ("public", "regulator", "institution"):
        return match.namespace
    for host_desk, host in settings.DESK_HOSTS.items():
        if request.get_host() == host:
            return str(host_desk)
    actor = getattr(request, "actor", None)
    if actor:
        return "institution" if actor.institution else "regulator"
    return "public"


def other_language(request: HttpRequest) -> str:
    """This very page in the other language."""
    return translate_url(request.get_full_path(), "zh-hans" if language() == "en" else "en")


def _who(request: HttpRequest) -> Who | None:
    actor = getattr(request, "actor", None)
    if not actor:
        return None
    account = request.user
    post = account.post_en if language() == "en" else account.post_zh  # type: ignore[union-attr]
    absent = "、".join(one.name for one in actor.stands_in)
    at = actor.office_name or _institution(actor.institution)
    return Who(actor.account, actor.name, at, post, absent, drafts.signed(actor.account))


def _institution(key: str) -> str:
    return names("institution", [key]).get(key, key)


def calendar_note(today: date) -> Text | None:
    """What is to be known of the calendar: that the year to come is not announced. None when it is."""
    following = today.year + 1
    if law.current_calendar().is_announced(following):
        return None
    return Text(
        f"{following} 年放假安排未公布，跨年期限均为暂定。",
        f"The holidays of {following} are not announced; limits that reach into it are provisional. ",
    )
