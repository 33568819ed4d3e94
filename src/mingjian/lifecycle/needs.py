"""Needs that every chapter has. What is not known is not met: a check that cannot be made does not pass."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mingjian.lifecycle.rows import Facts, Need
from mingjian.terms import Text

SOMEBODY_ELSE = Text("须由承办人以外的人办理", "somebody other than those who handled it must do this")
STANDS_ASIDE = Text("办理人员不明，或者有应当回避的人", "who acts here is not known, or has to stand aside")


def four_eyes(
    before: Callable[[Facts], Collection[str]],
    now: Callable[[Facts], str | None],
    *,
    name: str = "four_eyes",
    reason: Text = SOMEBODY_ELSE,
) -> Need[Facts]:
    """The person `now` is none of the persons `before`. Unmet while either side is unknown."""

    def met(facts: Facts) -> bool:
        person, others = now(facts), before(facts)
        return bool(person and others) and person not in others

    return Need(name, reason, met)


def present(name: str, reason: Text, what: Callable[[Facts], object]) -> Need[Facts]:
    """Something has been given: a reason, a name, a document. Blank text is not."""

    def met(facts: Facts) -> bool:
        given = what(facts)
        return bool(given.strip() if isinstance(given, str) else given)

    return Need(name, reason, met)


def nobody_recused(
    acting: Callable[[Facts], Collection[str | None]], recused: Callable[[Facts], Collection[str]]
) -> Need[Facts]:
    """None of those acting has to stand aside from this matter (回避). `recused`: the ids of all who must."""

    def met(facts: Facts) -> bool:
        persons = {person for person in acting(facts) if person}
        return bool(persons) and persons.isdisjoint(recused(facts))

    return Need("nobody_recused", STANDS_ASIDE, met)
