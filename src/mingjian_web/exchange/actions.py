"""Taking rows in from outside, and back out again: staged, looked at, confirmed in one short transaction, undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts import trail
from mingjian_web.accounts.actor import Actor
from mingjian_web.accounts.offices import keep_offices
from mingjian_web.accounts.permissions import Forbidden, Permission
from mingjian_web.accounts.refusals import Stale
from mingjian_web.evidence.actions import plain_name
from mingjian_web.exchange import folders, staging, swapping, tasks
from mingjian_web.exchange.attached import keep_files
from mingjian_web.exchange.comparing import came_into_force
from mingjian_web.exchange.loading import clear_rows
from mingjian_web.exchange.tables import Keeper, keeper, keepers
from mingjian_web.ledger.actions import Act, record
from mingjian_web.records.models import Intake, IntakeState
from mingjian_web.records.news import tell

#: What a desk takes at once. Larger packages come by the command line, which reads them where they lie.
MOST_UPLOAD = 200 * 1024**2
KIND = "intake"


def take_in(
    *,
    by: Actor,
    source: Path,
    file_name: str,
    on_paper: date | None,
    reason: str,
    now: datetime,
    progress: staging.Progress = lambda step, rows: None,
) -> Intake:
    """Read a package (folder or zip) or a spreadsheet and stage it; what stands does not change.

    The intake is STAGED with a preview, or REFUSED with its faults. Raises Forbidden; BadInput where there is no file.
    """
    intake = begin(by=by, source=source, file_name=file_name, on_paper=on_paper, reason=reason, now=now)
    staging.stage(intake.pk, source_of(intake, source), now=now, progress=progress)
    intake.refresh_from_db()
    return intake


def begin(
    *,
    by: Actor,
    source: Path,
    file_name: str,
    on_paper: date | None,
    reason: str,
    now: datetime,
    move: bool = False,
) -> Intake:
    """Note that a file was sent and put it into the intake's folder; `staging.stage` reads it. `move`: not copied."""
    _must(by, Permission.IMPORT)
    digest = folders.digest_of(source)
    with transaction.atomic():
        intake = Intake.objects.create(
            at=now,
            on_paper=on_paper,
            by=by.account,
            office=by.office,
            what="导入",
            reason=reason,
            file_name=file_name[-255:],
            file_sha256=digest,
            step="waits",
        )
        _note(by, intake, "exchange.take_in", now, reason=reason, detail={"file": file_name, "sha256": digest})
    folders.bring(source, folders.fresh(intake.pk), move=move)
    return intake


def source_of(intake: Intake, given: Path | None = None) -> Path:
    """The file that was sent: in the intake's folder, or the package's own folder."""
    found = list(folders.folder_of(intake.pk).glob("source*"))
    if found:
        return found[0]
    if given is None:
        raise BadInput(Text("所导入的文件已经不在，请重新导入", "the file that was sent is gone; import it again"))
    return given


def confirm(*, by: Actor, intake: int, now: datetime) -> Intake:
    """Let the intake's rows stand and those they replace end, in one short transaction.

    Raises Forbidden; NotAllowed where it is not staged or not compared yet; Stale where another intake came into
    force since it was compared: then `check_again` first. What the file does not mention stays as it is.
    """
    _must(by, Permission.IMPORT)
    keep_files(folders.folder_of(intake))
    with transaction.atomic():
        row = _staged(intake)
        if row.checked_against is None:
            raise NotAllowed(Text("还在核对，请稍后再确认", "it is still being checked; confirm later"))
        if row.checked_against != came_into_force():
            raise Stale(
                Text(
                    "预览之后另有导入或者更正已收录，这份预览已过时；请重新核对",
                    "another import or correction came into force since this preview; check again",
                )
            )
        tables = row.counts["tables"]
        for one in _touched(row):
            swapping.swap_in(row.pk, one, replaces=bool(tables[one.name]["changed"]))
        _offices(row)
        _come_into_force(row, by, now)
    folders.clear(intake)
    row.refresh_from_db()
    return row


def refuse(*, by: Actor, intake: int, reason: str, now: datetime) -> None:
    """Do not take it in; the rows laid down are taken away. Raises Forbidden, NotAllowed where it is not staged."""
    _must(by, Permission.IMPORT)
    with transaction.atomic():
        row = _staged(intake)
        row.state, row.state_at, row.step = IntakeState.REFUSED.value, now, ""
        row.save(update_fields=["state", "state_at", "step"])
        _note(by, row, "exchange.refuse", now, reason=reason)
    if row.checked_against is None:
        return  # it is still being read: the process that reads it meets this and clears up
    for one in keepers():
        clear_rows(intake, one)
    folders.clear(intake)


def check_again(*, by: Actor, intake: int, now: datetime) -> None:
    """Have a staged import compared anew with what now stands. Raises Forbidden, NotAllowed where it is not staged."""
    _must(by, Permission.IMPORT)
    with transaction.atomic():
        row = _staged(intake)
        row.checked_against, row.step = None, "waits"
        row.save(update_fields=["checked_against", "step"])
        _note(by, row, "exchange.check_again", now)
        transaction.on_commit(lambda: tasks.again.enqueue(intake))


def send(*, by: Actor, file: UploadedFile[Any], on_paper: date | None, reason: str, now: datetime) -> Intake:
    """Take a file over from a desk and have it read behind the page. Raises Forbidden; BadInput for one too large."""
    _must(by, Permission.IMPORT)
    if (file.size or 0) > MOST_UPLOAD:
        most = MOST_UPLOAD >> 20
        raise BadInput(Text(f"文件超过 {most} MB，请拆分", f"the file is over {most} MB; split it"))
    name = plain_name(file)
    with folders.incoming(name) as source:
        with source.open("wb") as sink:
            for piece in file.chunks():
                sink.write(piece)
        intake = begin(by=by, source=source, file_name=name, on_paper=on_paper, reason=reason, now=now, move=True)
    tasks.stage.enqueue(intake.pk)
    return intake


def undo(*, by: Actor, intake: int, reason: str, now: datetime) -> Intake:
    """Take a whole intake back: its rows end, what they had replaced stands again. The intake that did so.

    Raises Forbidden; NotAllowed where it does not stand, or a later intake built on its rows: that one is named.
    """
    _must(by, Permission.IMPORT_UNDO)
    if not reason.strip():
        raise BadInput(Text("撤回须写明理由", "say why it is undone"))
    with transaction.atomic():
        row = Intake.objects.select_for_update().get(pk=intake)
        _refuse_undo(row)
        back = Intake.objects.create(
            at=now,
            by=by.account,
            office=by.office,
            what="撤回",
            reason=reason,
            state=IntakeState.IN_FORCE.value,
            state_at=now,
            undoes=row,
        )
        counts = {}
        for one in _touched(row):
            ended, returned = swapping.swap_out(row.pk, back.pk, one)
            counts[one.name] = {"rows": returned, "ended": ended, "restored": returned}
        row.state = IntakeState.UNDONE.value
        row.save(update_fields=["state"])
        back.counts = {"tables": counts}
        facts = {"tables": {name: dict(about) for name, about in counts.items()}}
        act = Act("records.undone", now.date(), office_of(by), matter(row.pk), facts, corrects=row.ledger_index)
        back.ledger_index = record(act, now=now)
        back.save(update_fields=["counts", "ledger_index"])
        _note(by, row, "exchange.undo", now, reason=reason, detail={"by": back.pk, "tables": counts})
        tell("exchange.undone", {"intake": row.pk, "by": back.pk}, now=now)
    return back


def _must(by: Actor, permission: Permission) -> None:
    """Raise Forbidden for who may not, and for who sees less than everything: a file may touch any row."""
    by.must(permission)
    if not by.scope.everything:
        raise Forbidden(
            Text(
                "导入可能涉及全省各机构的登记，由省级机关的数据管理岗办理；本机关范围内的记录可以逐条更正",
                "an import may touch any row of the province and is for the province's data keeper; "
                "rows within your reach can be corrected one by one",
            )
        )


def matter(intake: int) -> str:
    """How the ledger calls an intake."""
    return f"intake/{intake}"


def office_of(by: Actor) -> str:
    """Which office the ledger names: the actor's, or the system itself where a command was typed."""
    return by.office or by.account


def _refuse_undo(row: Intake) -> None:
    if row.state != IntakeState.IN_FORCE.value or row.undoes_id is not None:
        raise NotAllowed(Text("没有在收录状态，不能撤回", "it is not in force and cannot be undone"))
    later = swapping.built_on(row.pk, _touched(row))
    if later is None:
        return
    named = Text(f"第 {later.intake} 号收录", f"intake {later.intake}")
    why = Text("更新了其中的记录", "replaced some of its rows")
    if later.refers == "same":
        why = Text("有与之相同而未重复收录的记录", "has rows that were the same and so were not kept twice")
    elif later.refers:
        label = keeper(later.refers).table.label
        why = Text(f"的“{label.zh}”引用了其中的记录", f"refers to its rows in {label.en}")
    raise NotAllowed(
        Text(
            f"{named.zh}{why.zh}；要撤回，先撤回第 {later.intake} 号",
            f"{named.en} {why.en}; undo {named.en} first",
        )
    )


def _staged(intake: int) -> Intake:
    row = Intake.objects.select_for_update().filter(pk=intake).first()
    if row is None:
        raise NotAllowed(Text(f"没有第 {intake} 号收录", f"there is no intake {intake}"))
    if row.state != IntakeState.STAGED.value:
        state = IntakeState(row.state).label
        raise NotAllowed(Text(f"第 {intake} 号{state.zh}，不再待确认", f"intake {intake} is {state.en}"))
    return row


def _touched(row: Intake) -> list[Keeper]:
    return [keeper(name) for name in row.counts.get("tables", {})]


def _come_into_force(row: Intake, by: Actor, now: datetime) -> None:
    """The intake's own state, the ledger, the trail and the news: in the swap's transaction."""
    tables: Mapping[str, Mapping[str, Any]] = row.counts["tables"]
    said = {name: {word: about[word] for word in ("new", "changed", "same")} for name, about in tables.items()}
    facts = {"tables": said, "sha256": row.file_sha256}
    row.ledger_index = record(Act("records.taken_in", now.date(), office_of(by), matter(row.pk), facts), now=now)
    row.state, row.state_at = IntakeState.IN_FORCE.value, now
    row.save(update_fields=["state", "state_at", "ledger_index"])
    _note(by, row, "exchange.confirm", now, reason=row.reason, detail={"tables": said})
    tell("exchange.taken_in", {"intake": row.pk, "tables": sorted(tables)}, now=now)


def _offices(row: Intake) -> None:
    if "offices" in row.counts["tables"]:
        one = keeper("offices")
        keep_offices([one.values(kept) for kept in one.rows.filter(intake=row.pk, standing=True)])


def _note(
    by: Actor, row: Intake, act: str, now: datetime, *, reason: str = "", detail: Mapping[str, Any] | None = None
) -> None:
    permission = Permission.IMPORT_UNDO if act == "exchange.undo" else Permission.IMPORT
    trail.leave(
        act,
        by=by,
        now=now,
        kind=KIND,
        object=str(row.pk),
        reason=reason,
        on_paper=row.on_paper,
        acting_for=by.acting_for(permission),
        detail=dict(detail or {}),
    )
