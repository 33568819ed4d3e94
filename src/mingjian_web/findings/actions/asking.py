"""Putting the question: the basis confirmed, the institution asked, its reply weighed, the office's own check."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.clocks import actions as clocks
from mingjian_web.findings.actions.proposals import close_waiting, withdraw_all
from mingjian_web.findings.clock import REPLY, stop_reply_clock
from mingjian_web.findings.judging import NOBODY_TO_ASK, Doing, judged
from mingjian_web.findings.models import Finding, ProposalKind, ProposalOutcome
from mingjian_web.findings.recording import enter


def put(
    *, by: Actor, finding: str, version: int, question: str, now: datetime, served_on: date | None = None
) -> Finding:
    """要求说明: put it to the institution, whose desk shows it from now on, and start the time for its reply.

    `question`: what it is asked, in the officer's words, in addition to the finding's own. `served_on`: the day a
    paper notice was served, where there was one before; the clock starts on that day, else today.
    """
    doing = Doing("put", by, finding, version, now, question.strip(), served_on)
    with transaction.atomic():
        case = judged(doing)
        row = case.row
        if not row.institution:
            raise NotAllowed(NOBODY_TO_ASK)
        start, puts = served_on or now.date(), row.puts + 1
        clock = f"finding:{row.pk}:{puts}"
        clocks.open_clock(
            id=clock,
            name=Text(f"{row.number}说明期限", f"time to answer {row.number}"),
            limit=REPLY,
            start=start,
            whose="institution",
            about=("finding", row.key),
            office=row.office,
            institution=row.institution,
            now=now,
        )
        told = {"told": row.finding, "question": question.strip(), "put_on": start, "weighed": ""}
        return enter(case, puts=puts, clock=clock, detail={"clock": clock}, **told)


def recall(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """撤回说明要求: take the question back; it can be put again, with a new time for the reply."""
    with transaction.atomic():
        case = judged(Doing("recall", by, finding, version, now, reason))
        withdraw_all(case.row, by=by, now=now)
        stop_reply_clock(case.row, now=now)
        return enter(case)


def weigh(*, by: Actor, finding: str, version: int, text: str, now: datetime) -> Finding:
    """Record what was made of the institution's reply; a decision needs it."""
    with transaction.atomic():
        return enter(judged(Doing("weigh", by, finding, version, now, text)), weighed=text.strip())


def record_check(
    *, by: Actor, finding: str, version: int, document: str, text: str, now: datetime, on_paper: date | None = None
) -> Finding:
    """登记核查记录: the office's own check of the matter, by its document's number; a clue needs one to be upheld."""
    if not document.strip():
        raise BadInput(Text("请写明核查记录的文书名称或编号", "name the document of the check, or its number"))
    with transaction.atomic():
        case = judged(Doing("record_check", by, finding, version, now, text, on_paper))
        return enter(case, check_record=document.strip(), detail={"document": document.strip()})


def confirm_basis(*, by: Actor, finding: str, version: int, reason: str, now: datetime) -> Finding:
    """确认依据: legal affairs takes the legal basis of this finding upon themselves, saying what they read."""
    with transaction.atomic():
        case = judged(Doing("confirm_basis", by, finding, version, now, reason))
        close_waiting(case.row, ProposalKind.BASIS, ProposalOutcome.AGREED, by=by, now=now, answer=reason)
        return enter(case, basis_confirmed_by=by.account)


def confirm_citation(
    *, by: Actor, finding: str, version: int, citation: str, reason: str, now: datetime, on_paper: date | None = None
) -> Finding:
    """核对引文: legal affairs has read the official text of one citation; `reason` says where."""
    with transaction.atomic():
        case = judged(Doing("confirm_citation", by, finding, version, now, reason, on_paper))
        if citation not in {one.text for one in case.facts.finding.citations}:
            raise BadInput(Text(f"本疑点没有引用：{citation}", f"this finding does not cite: {citation}"))
        confirmed = sorted({*case.row.citations_confirmed, citation})
        return enter(case, citations_confirmed=confirmed, detail={"citation": citation})
