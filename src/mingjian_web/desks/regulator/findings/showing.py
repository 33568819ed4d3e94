"""A finding as its page shows it: the argument in order, the clock, the timeline, the papers that came."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.screening.registry import all_rules
from mingjian.screening.report.evidence import Exhibit, exhibits
from mingjian.terms import SHANGHAI, FindingState, Text
from mingjian_web.clocks import queries as clocks
from mingjian_web.desks.regulator.findings.chart import stays
from mingjian_web.desks.regulator.findings.columns import level_tag, rule_title, state_tag
from mingjian_web.desks.shared.clocks import Face, face
from mingjian_web.desks.shared.links import desk_url, here
from mingjian_web.desks.shared.parts import Citation, Event, Evidence, Paper, Value
from mingjian_web.desks.shared.refuse import language
from mingjian_web.findings.queries import ActFacts, AnswerFacts, FindingPage

THUMBNAIL = (640, 480)


def argument(page: FindingPage, today: date) -> dict[str, Any]:
    """The sections 一 to 五."""
    found = page.argument
    file = all_rules().get(found.rule)
    return {
        "title": rule_title(found.rule),
        "rule": file.rule if file else None,
        "level_tag": level_tag(page.row.level, boxed=True),
        "state_tag": state_tag(page.row, today),
        "subjects": [
            (subject.kind, subject.id, page.names.get((subject.kind, subject.id), subject.id))
            for subject in found.subjects
        ],
        "chart": stays(found, page.names),
        "exhibits": [shown(one) for one in exhibits(found, page.names, language())],
        "cites": [Citation(one.text, one.status, note=one.note or "", url="") for one in found.citations],
        "doubts": found.doubts,
        "notes": [note for note in found.notes if note not in found.doubts],
    }


def shown(exhibit: Exhibit) -> dict[str, Any]:
    """One table's records beside each other."""
    rows = [
        Evidence(field.label, tuple(Value(value) for value in field.values), clash=field.mark is not None)
        for field in exhibit.fields
    ]
    return {
        "caption": exhibit.table,
        "records": exhibit.records,
        "rows": rows,
        "beside": exhibit.beside,
        "fields": exhibit.fields,
        "lines": list(zip(exhibit.records, zip(*(field.values for field in exhibit.fields), strict=True), strict=True)),
    }


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
        act=Text("", ""),
        entry=index + 1 if index is not None else None,
        entry_url=desk_url("public:ledger-entry", index + 1) if index is not None else "",
    )


def papers(answer: AnswerFacts) -> list[Paper]:
    """What came with an answer."""
    return [
        Paper(
            one.name,
            here("regulator:finding-attachment", answer.key, one.id),
            one.size,
            one.sha256,
            thumbnail=here("regulator:finding-picture", answer.key, one.id) if one.is_picture else "",
        )
        for one in answer.files
    ]
