"""What stands beside the argument: the clock of the reply, the timeline."""

from __future__ import annotations

from datetime import date

from mingjian.terms import SHANGHAI, FindingState, Text
from mingjian_web.clocks import queries as clocks
from mingjian_web.desks.shared.clocks import Face, face
from mingjian_web.desks.shared.links import desk_url, here
from mingjian_web.desks.shared.parts import Event
from mingjian_web.findings.queries import ActFacts, FindingPage


def reply_clock(page: FindingPage, today: date) -> Face | None:
    """The clock of the right of reply; None before anything was asked."""
    if not page.row.clock:
        return None
    answered = page.answers[0].at.astimezone(SHANGHAI).date() if page.answers else None
    done = answered if page.state is not FindingState.PUT else None
    return face(
        clocks.deadline(page.row.clock),
        today=today,
        done_on=done,
        certificate=here("regulator:clock", page.row.clock),
    )


def events(page: FindingPage) -> list[Event]:
    """六、经过, and the end of the reply period where it is still to come."""
    made = [_event(act) for act in page.acts]
    if page.state is FindingState.PUT and (due := clocks.deadline(page.row.clock)):
        made.append(Event(due.due, Text("说明期限届满", "the reply period ends"), state="open"))
    return made


def _event(act: ActFacts) -> Event:
    who = f"{act.name}（代 {act.acting_for}）" if act.acting_for else act.name
    said = f"：{act.reason}" if act.reason else ""
    index = act.ledger_index
    return Event(
        on=act.on_paper or act.at.astimezone(SHANGHAI).date(),
        words=Text(f"{act.words.zh}，{who}{said}", f"{act.words.en}, {who}{said}"),
        entry=index + 1 if index is not None else None,
        entry_url=desk_url("public:ledger-entry", index + 1) if index is not None else "",
    )
