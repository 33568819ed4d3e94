"""What an act leaves behind: the changed row, a line of its timeline, the trail, and the ledger where it is official.

**What is public about a finding: nothing that names anybody.** An entry's facts hold the step alone; its matter is
the finding's number, its office the office's key. The institution, the finding and the officer enter as salted
commitments: whoever was asked can prove it later, and nobody can read from the ledger who was. That stays so after
the decision: making a decision public is another act, of another chapter, under the law of its day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mingjian.findings.facts import FindingFacts
from mingjian.lifecycle import Transition
from mingjian.terms import FindingState
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.trail import leave
from mingjian_web.findings.judging import Case
from mingjian_web.findings.models import Finding, FindingAct
from mingjian_web.ledger.actions import Act, record


def enter(case: Case, *, detail: dict[str, Any] | None = None, corrects: int | None = None, **changes: Any) -> Finding:
    """Change the row as the lifecycle's row says, with these columns, and leave its marks."""
    doing, row = case.doing, case.row
    frm = row.state
    for name, value in changes.items():
        setattr(row, name, value)
    row.state, row.version, row.changed_at = case.transition.to.value, row.version + 1, doing.now
    _remember_who(row, case)
    _tell_institution(row, case.transition)
    index = _into_ledger(row, case.transition, doing.by, case.acting_for, doing.on_paper, doing.now, corrects)
    row.save()
    FindingAct.objects.create(
        finding=row,
        act=doing.act,
        by=doing.by.account,
        name=doing.by.name,
        acting_for=case.acting_for,
        at=doing.now,
        on_paper=doing.on_paper,
        reason=doing.reason,
        frm=frm,
        to=row.state,
        version=row.version,
        ledger_index=index,
        detail=detail or {},
    )
    trail(doing.act, row, by=doing.by, now=doing.now, reason=doing.reason, on_paper=doing.on_paper, case=case)
    return row


def by_system(
    row: Finding, transition: Transition[FindingFacts], *, by: Actor, now: datetime, detail: dict[str, Any]
) -> Finding:
    """The same for what screening does of itself."""
    frm, row.state = row.state, transition.to.value
    row.version, row.changed_at = row.version + 1, now
    _tell_institution(row, transition)
    index = _into_ledger(row, transition, by, "", None, now, None)
    row.save()
    tell(row, transition.name, by=by, now=now, frm=frm, detail=detail, ledger_index=index)
    trail(transition.name, row, by=by, now=now)
    return row


def tell(
    row: Finding,
    act: str,
    *,
    by: Actor,
    now: datetime,
    frm: str = "",
    reason: str = "",
    acting_for: str = "",
    detail: dict[str, Any] | None = None,
    ledger_index: int | None = None,
) -> FindingAct:
    """A line of the timeline that is no act of the lifecycle, or was judged elsewhere."""
    return FindingAct.objects.create(
        finding=row,
        act=act,
        by=by.account,
        name=by.name,
        acting_for=acting_for,
        at=now,
        reason=reason,
        frm=frm,
        to=row.state,
        version=row.version,
        ledger_index=ledger_index,
        detail=detail or {},
    )


def trail(
    act: str,
    row: Finding,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    on_paper: date | None = None,
    case: Case | None = None,
) -> None:
    """The row of the trail."""
    leave(
        f"findings.{act}",
        by=by,
        now=now,
        kind="finding",
        object=row.key,
        reason=reason,
        on_paper=on_paper,
        acting_for=case.acting_for if case else "",
        detail={"matter": row.matter, "state": row.state},
    )


def _remember_who(row: Finding, case: Case) -> None:
    """A stand-in who acts as the holder has handled it too, and stays one of those who did."""
    acted = case.doing.by.account
    if case.facts.actor == row.assignee and case.acting_for == row.assignee and acted not in row.handled_by:
        row.handled_by = [*row.handled_by, acted]


#: States in which the institution has something before it.
SHOWN = (FindingState.PUT, FindingState.ANSWERED, FindingState.UPHELD, FindingState.DISMISSED)


def _tell_institution(row: Finding, transition: Transition[FindingFacts]) -> None:
    """What is official is what the institution learns; everything else leaves its page as it was."""
    if transition.official:
        row.told_state = row.state if row.state in SHOWN else ""
        row.told_decision = row.decision


def _into_ledger(
    row: Finding,
    transition: Transition[FindingFacts],
    by: Actor,
    acting_for: str,
    on_paper: date | None,
    now: datetime,
    corrects: int | None,
) -> int | None:
    if not transition.official:
        return None
    act = Act(
        kind="findings." + transition.event.removeprefix("finding_"),
        on=on_paper or now.date(),
        office=row.office,
        matter=row.matter,
        facts={"step": transition.label.zh},
        persons={
            "institution": {"institution": row.institution, "finding": row.key},
            "officer": {"account": by.account, "acting_for": acting_for},
        },
        corrects=corrects,
    )
    return record(act, now=now)
