"""Asking for a screening. It runs in the queue; the desks answer meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.permissions import Permission
from mingjian_web.accounts.trail import SYSTEM, leave
from mingjian_web.screening.models import Run, RunState
from mingjian_web.screening.queue import run_screening

WAITING = (RunState.QUEUED.value, RunState.RUNNING.value)


def run(*, by: Actor, as_of: date, now: datetime) -> Run:
    """Queue a screening of everything the office holds, judged at the end of `as_of`.

    Raises Forbidden; BadInput for a day that has not come; NotAllowed while one waits or runs, and for a day before
    that of the last one: findings go forward, and an older day would take back what was found since.
    """
    by.must(Permission.SCREENING_RUN)
    if as_of > now.date():
        raise BadInput(
            Text(f"筛查日期 {as_of} 晚于今天 {now.date()}", f"the day to screen, {as_of}, is after today, {now.date()}")
        )
    with transaction.atomic():
        if Run.objects.select_for_update().filter(state__in=WAITING).exists():
            raise NotAllowed(Text("已有筛查在排队或者运行，请等它完成", "a screening is under way; let it end"))
        last = Run.objects.filter(state=RunState.DONE.value).order_by("-as_of").first()
        if last is not None and as_of < last.as_of:
            raise NotAllowed(
                Text(
                    f"上次筛查截至 {last.as_of}，不能按更早的日期重筛",
                    f"the last screening was as of {last.as_of}; an earlier day cannot be screened again",
                )
            )
        return _queued(by, as_of, None, now)


def run_after(cause: Text | str, *, now: datetime) -> Run | None:
    """Queue a screening because of something that happened (an import); None while one waits that will see it.

    Words in one language stand for both.
    """
    with transaction.atomic():
        if Run.objects.select_for_update().filter(state=RunState.QUEUED.value).exists():
            return None
        said = cause if isinstance(cause, Text) else Text(cause, cause)
        return _queued(SYSTEM, now.date(), said, now)


def _queued(by: Actor, as_of: date, cause: Text | None, now: datetime) -> Run:
    said = cause.as_json() if cause else {}
    row = Run.objects.create(as_of=as_of, by=by.account, name=by.name, cause_said=said, queued_at=now)
    leave("screening.run", by=by, now=now, kind="screening", object=str(row.pk), reason=cause.zh if cause else "")
    run_screening.enqueue(row.pk)  # the queue is in the same database: both are there, or neither
    return row
