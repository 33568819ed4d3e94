"""Work in the order of the clock, under its headings, and the queues at the side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from mingjian.clock import Deadline
from mingjian.terms import Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.work import WorkItem
from mingjian_web.desks.shared.parts import Place, Places

OVERDUE = Text("已超期", "overdue")
SOON = Text("今日与明日到期", "due today or tomorrow")
LATER = Text("以后到期", "due later")
NO_CLOCK = Text("没有期限", "without a limit")
HEADINGS = (OVERDUE, SOON, LATER, NO_CLOCK)


def heading(item: WorkItem, today: date) -> Text:
    """Under which heading it stands."""
    if item.due is None:
        return NO_CLOCK
    if item.due < today:
        return OVERDUE
    return SOON if item.due <= today + timedelta(days=1) else LATER


def by_clock(items: Sequence[WorkItem]) -> list[WorkItem]:
    """Earliest first; what has no limit last, in the order found."""
    return sorted(items, key=lambda item: (item.due is None, item.due or date.max, item.hint.zh))


Chooses = Callable[[WorkItem], bool]


def queues(actor: Actor, today: date) -> dict[str, tuple[Text, Chooses]]:
    """The queues by the word in the address."""
    return {
        "": (Text("全部待办", "all work"), lambda item: True),
        "overdue": (OVERDUE, lambda item: heading(item, today) is OVERDUE),
        "mine": (Text("我承办的", "mine"), lambda item: item.holder == actor.name),
        "agree": (Text("待我复核", "for me to agree to"), lambda item: item.key.count("-") > 1),
        "nobody": (Text("未分派", "nobody's"), lambda item: not item.holder),
    }


def rail(items: Sequence[WorkItem], actor: Actor, today: date, chosen: str, kind: str) -> list[Places]:
    """The queues and the kinds, with how many are in each."""
    places = tuple(
        Place(
            f"?queue={word}" if word else "?",
            words,
            sum(map(takes, items)),
            not kind and word == chosen,
            word == "overdue",
        )
        for word, (words, takes) in queues(actor, today).items()
    )
    kinds = Counter(item.kind for item in items)
    by_kind = tuple(
        Place(f"?kind={words.zh}", words, count, kind == words.zh)
        for words, count in sorted(kinds.items(), key=lambda pair: pair[0].zh)
    )
    return [Places(Text("队列", "queues"), places), Places(Text("按事项", "by kind"), by_kind)]


def doubtful(deadlines: Sequence[Deadline | None]) -> bool:
    """Whether any of these days may still move."""
    return any(found is not None and found.provisional for found in deadlines)
