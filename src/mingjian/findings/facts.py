"""What must be known of a finding to say what may be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """The facts of one act on one finding. Persons are ids of officers; `None` is not known, or not yet.

    Both ends count in a period: telling deferred until the 13th may be done on the 14th, and the time for a
    reply due on the 13th has run out on the 14th.
    """

    finding: Finding
    today: date
    #: Who acts, and why in their own words.
    actor: str | None = None
    reason: str = ""
    #: Who holds it, whoever held it before (the holder too), and who is to hold it now.
    assignee: str | None = None
    handled_by: frozenset[str] = frozenset()
    nominee: str | None = None
    #: The reviewer who agrees to the act, where one person must not act alone.
    second_person: str | None = None
    #: All who have to stand aside from this institution (回避), those of the licensing side included.
    recused: frozenset[str] = frozenset()
    #: Who confirmed the legal basis for this finding; the citations whose official text the office has read.
    basis_confirmed_by: str | None = None
    citations_confirmed: frozenset[str] = frozenset()
    #: Last day on which telling stays deferred; last day now asked for.
    deferred_until: date | None = None
    defer_until: date | None = None
    #: The institution's reply (its document or words), its last day, and the note on what was made of it.
    reply: str | None = None
    reply_due: date | None = None
    reply_weighed: str | None = None
    #: The office's own check of the matter, by document.
    check_record: str | None = None
    #: What the latest screening found in the same matter.
    found: Finding | None = None
