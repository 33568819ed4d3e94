"""The work that findings make for one person: whose turn it is, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mingjian.terms import FindingState, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.permissions import Permission
from mingjian_web.accounts.work import WorkItem
from mingjian_web.findings import queries
from mingjian_web.findings.models import Finding, ProposalKind
from mingjian_web.findings.queries import called

KIND = Text("疑点", "finding")
NEW, ASSIGNED, PUT, ANSWERED = queries.OPEN

#: State → what its holder has to do, how the state is shown.
TO_DO = {
    NEW: (Text("分办疑点", "assign the finding"), "wait", Text("未分办", "not assigned")),
    ASSIGNED: (Text("要求说明或者认为不成立", "put it or dismiss it"), "run", Text("办理中", "being handled")),
    PUT: (Text("等待机构说明", "wait for the reply"), "run", Text("等待说明", "waiting for the reply")),
    ANSWERED: (Text("审核机构说明并处理", "weigh the reply and act"), "warn", Text("已说明", "answered")),
}
REPLY_OVER = (Text("说明期满，处理疑点", "the reply period is over: act"), "warn", Text("期满未说明", "no reply"))
DEFERRED = Text("暂缓告知", "telling deferred")
GONE = Text("再次筛查未发现，请核实原因", "no longer found: see why")
WAITS = Text("等待复核", "wait for the second person")
TO_AGREE = {
    ProposalKind.DISMISS: Text("复核：拟认定不成立", "agree or not: dismissal"),
    ProposalKind.UPHOLD: Text("决定：拟认定成立", "decide: upholding"),
    ProposalKind.RESCIND: Text("复核：拟撤销认定", "agree or not: rescission"),
    ProposalKind.BASIS: Text("确认依据", "confirm the basis"),
}
WHO_AGREES = {
    ProposalKind.DISMISS: Permission.FINDINGS_AGREE,
    ProposalKind.UPHOLD: Permission.FINDINGS_DIRECT,
    ProposalKind.RESCIND: Permission.FINDINGS_AGREE,
    ProposalKind.BASIS: Permission.FINDINGS_CONFIRM_BASIS,
}


def work(actor: Actor, today: date) -> list[WorkItem]:
    """What waits for this person: theirs to handle, to assign, to agree to. Their stand-in sees it too."""
    rows = queries.inbox(actor.scope)
    names = queries.names_of(rows.values_list("assignee", flat=True))
    items: list[WorkItem] = []
    for row in rows:
        holder = names.get(row.assignee, "")
        to_agree = list(_to_agree(row, actor, holder))
        items += to_agree
        if not to_agree and _is_theirs(row, actor):
            items.append(_item(row, today, holder, actor.office))
    return items


def _is_theirs(row: Finding, actor: Actor) -> bool:
    if row.state == NEW:
        return actor.may(Permission.FINDINGS_DIRECT)
    return row.assignee in actor.persons or actor.may(Permission.FINDINGS_DIRECT)


def _to_agree(row: Finding, actor: Actor, holder: str) -> Iterator[WorkItem]:
    waits = getattr(row, "waits", None)
    if not waits:
        return
    kind = ProposalKind(waits)
    if actor.may(WHO_AGREES[kind]) and not actor.persons & set(row.handled_by):
        yield _made(row, f"{row.pk}-{kind}", TO_AGREE[kind], holder, kind.label, "warn", actor.office)


def _item(row: Finding, today: date, holder: str, office: str) -> WorkItem:
    what, tag, state = TO_DO[FindingState(row.state)]
    due = getattr(row, "due", None)
    if row.state == PUT and due is not None and due < today:
        what, tag, state = REPLY_OVER
    if row.deferred_until is not None and row.deferred_until >= today:
        tag, state = "stop", DEFERRED
    if row.gone_on is not None:
        what = GONE
    if waits := getattr(row, "waits", None):
        what, tag, state = WAITS, "wait", ProposalKind(waits).label
    return _made(row, str(row.pk), what, holder, state, tag, office)


def _made(row: Finding, key: str, what: Text, holder: str, state: Text, tag: str, office: str) -> WorkItem:
    running = row.state == PUT and row.clock
    return WorkItem(
        key=f"finding-{key}",
        what=what,
        hint=Text(f"{called(row, office)}，规则 {row.rule}", f"{called(row, office)}, rule {row.rule}"),
        subject=row.institution_name,
        kind=KIND,
        holder=holder,
        state=state,
        tag=tag,
        due=getattr(row, "due", None) if running else None,
        clock=row.clock if running else None,
        url_name="regulator:finding",
        url_args=(str(row.pk),),
    )
