"""The institution's answer: taken however late, marked late, and further answers until a decision is made."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingjian_web.accounts.actor import Actor
from mingjian_web.evidence import actions as evidence
from mingjian_web.findings.actions.proposals import withdraw_all
from mingjian_web.findings.clock import stop_reply_clock
from mingjian_web.findings.judging import Case, Doing, judged
from mingjian_web.findings.models import Finding, FindingAnswer
from mingjian_web.findings.recording import enter


def answer(
    *,
    by: Actor,
    finding: str,
    version: int,
    text: str,
    now: datetime,
    files: Sequence[UploadedFile[Any]] = (),
    on_paper: date | None = None,
) -> Finding:
    """说明: the institution answers, with attachments. Late is marked, never refused; a person decides what it means.

    Files are kept before the transaction, under the answer's own key, for reading them takes its time; they show
    only with the answer. An answer after the holder proposed an end takes the proposal back: it has to be read first.
    """
    doing = Doing("answer", by, finding, version, now, on_paper=on_paper)
    with transaction.atomic():
        judged(doing, reply=text)
    key = uuid.uuid4().hex
    if files:
        evidence.keep(by=by, files=files, belongs_to=("answer", key), now=now)
    with transaction.atomic():
        case = judged(doing, reply=text)
        given = _keep(case, key, text)
        withdraw_all(case.row, by=by, now=now)
        stop_reply_clock(case.row, now=now)
        return enter(case, weighed="", detail={"answer": key, "late": given.late, "files": len(files)})


def _keep(case: Case, key: str, text: str) -> FindingAnswer:
    doing, due = case.doing, case.facts.reply_due
    return FindingAnswer.objects.create(
        key=key,
        finding=case.row,
        question=case.row.puts,
        text=text.strip(),
        by=doing.by.account,
        name=doing.by.name,
        at=doing.now,
        on_paper=doing.on_paper,
        late=due is not None and doing.now.date() > due,
    )
