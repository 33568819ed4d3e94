"""The words for where an entry stands and what it is one of."""

from __future__ import annotations

from mingjian.terms import Term


class EntryState(Term):
    """Where an entry stands. One whose withdrawal is asked for counts until a second person agrees."""

    PROPOSED = "proposed", "待核对", "waiting for the second person"
    IN_FORCE = "in_force", "已采用", "in use"
    WITHDRAWING = "withdrawing", "待撤下", "withdrawal waiting for the second person"
    REFUSED = "refused", "已退回", "sent back"
    WITHDRAWN = "withdrawn", "已撤下", "withdrawn"


class EditionOf(Term):
    """What an edition is one of."""

    LAW = "law", "规定", "law"
    CALENDAR = "calendar", "日历", "calendar"


class CalendarKind(Term):
    """What a calendar entry speaks of."""

    YEAR = "year", "全年放假安排", "a year's holidays"
    DAY = "day", "单日更正", "one day corrected"
