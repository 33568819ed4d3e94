"""Commands on the running system's registers: `mingjian import` and `mingjian export`. Found by entry point."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli import console
from mingjian.terms import SHANGHAI, BadInput, Text

if TYPE_CHECKING:
    from mingjian_web.accounts.actor import Actor
    from mingjian_web.records.models import Intake

#: Faults printed; the marked spreadsheet, or `mingjian validate`, has them all.
SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(name="import", help=_IMPORT)(import_)
    app.command(name="export", help=_EXPORT)(export)


_IMPORT = (
    "把数据包（文件夹、zip）或者表格文件（xlsx、csv）收进本系统：先预览，确认后才收录，可整批撤回。"
    " Take a data package (folder, zip) or a spreadsheet into this system: previewed, confirmed, undone as a whole."
    "\n\n只增加、按编号更新，不删除文件没有提到的。已收录返回 0，有错误未收录返回 1，读不了返回 2。"
    " It adds and replaces by key and never removes what the file does not mention."
    " Exit 0 when done, 1 with faults, 2 when it cannot be read."
    "\n\n例 Example: mingjian import 数据包 --on-paper 2026-11-20 --yes"
)
_EXPORT = (
    "把在册数据导出成数据包文件夹，或者 xlsx 表格。 Write the registers as a data package, or as an xlsx workbook."
    "\n\n个人信息各列默认不导出；要导出须 --personal 并写明 --reason。"
    " Columns that say who somebody is stay out unless --personal is asked for with a --reason."
    "\n\n例 Example: mingjian export 人员.xlsx --tables people,employments"
)

By = Annotated[str, typer.Option("--by", metavar="ACCOUNT", help="以哪个账号办理；不写则记为系统。 On whose account.")]
Reason = Annotated[str, typer.Option(help="理由，记入审计。 The reason, kept in the trail.")]


def import_(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="PATH", help="数据包或者表格文件。 The package or spreadsheet.", show_default=False),
    ] = None,
    on_paper: Annotated[
        datetime | None,
        typer.Option("--on-paper", formats=["%Y-%m-%d"], help="纸面日期。 The day on the paper.", show_default=False),
    ] = None,
    reason: Reason = "",
    yes: Annotated[bool, typer.Option("--yes", help="预览后不再询问。 Do not ask after the preview.")] = False,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="N", help="撤回第 N 号收录。 Undo intake N.", show_default=False)
    ] = None,
    by: By = "",
) -> None:
    """Import, or undo an import."""
    if (source is None) == (undo is None):
        raise BadInput(
            Text(
                "写明要导入的文件，或者用 --undo 写明要撤回的编号，二者取一",
                "name the file to import, or the intake to undo by --undo: one of the two",
            )
        )
    with _plainly():
        actor = _actor(by)
        if undo is not None:
            _undo(actor, undo, reason)
        elif source is not None:
            _import(actor, source, on_paper.date() if on_paper else None, reason, yes)


def _import(actor: Actor, source: Path, on_paper: date | None, reason: str, yes: bool) -> None:
    from mingjian_web.exchange import actions
    from mingjian_web.moment import now

    try:
        intake = actions.take_in(
            by=actor,
            source=source,
            file_name=source.name,
            on_paper=on_paper,
            reason=reason,
            now=now(),
            progress=_progress,
        )
    finally:
        _clear()
    if intake.state == "refused":
        _say_faults(intake)
        unreadable = any(fault.get("code") == "cannot" for fault in intake.faults)
        raise typer.Exit(console.BAD_INPUT if unreadable else console.FOUND_WRONG)
    _preview(intake)
    answer = "y" if yes else _ask()
    if answer == "y":
        done = actions.confirm(by=actor, intake=intake.pk, now=now())
        number = (done.ledger_index or 0) + 1
        console.out(
            Text(
                f"已收录，第 {done.pk} 号，账本第 {number} 条", f"in force: intake {done.pk}, ledger entry {number}"
            ).both()
        )
    elif answer == "n":
        actions.refuse(by=actor, intake=intake.pk, reason="未确认", now=now())
        console.out(Text("未收录", "not taken in").both())
    else:
        console.err(
            Text(
                f"第 {intake.pk} 号待确认：在监管台确认，或者加 --yes 重新导入",
                f"intake {intake.pk} waits: confirm it on the regulator's desk, or import again with --yes",
            ).both()
        )


def _undo(actor: Actor, number: int, reason: str) -> None:
    from mingjian_web.exchange import actions
    from mingjian_web.moment import now

    actions.undo(by=actor, intake=number, reason=reason, now=now())
    console.out(Text(f"第 {number} 号已撤回", f"intake {number} is undone").both())


def export(
    target: Annotated[
        Path, typer.Argument(metavar="FOLDER|FILE.xlsx", help="写到哪里。 Where to write.", show_default=False)
    ],
    tables: Annotated[str, typer.Option(help="只要这些表，用逗号分开。 Only these tables, with commas.")] = "",
    as_known: Annotated[
        datetime | None,
        typer.Option(
            "--as-known",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
            help="当时所知的数据（只写日期的，为当日零时）。 As it was known then.",
            show_default=False,
        ),
    ] = None,
    personal: Annotated[
        bool, typer.Option("--personal", help="带个人信息各列。 With the columns that say who somebody is.")
    ] = False,
    reason: Reason = "",
    by: By = "",
) -> None:
    """Export."""
    with _plainly():
        from mingjian_web.exchange.handing_out import Wanted, hand_out
        from mingjian_web.moment import now

        known = as_known.replace(tzinfo=SHANGHAI) if as_known else None
        names = tuple(name.strip() for name in tables.split(",") if name.strip())
        wanted = Wanted(names, known, personal, reason)
        written = hand_out(by=_actor(by), target=target, wanted=wanted, language=console.language, now=now())
    rows = sum(written.values())
    console.out(
        Text(f"{len(written)} 张表，{rows} 行，写入 {target}", f"tables {len(written)}, rows {rows}: {target}").both()
    )


@contextmanager
def _plainly() -> Iterator[None]:
    """The applications loaded, and every refusal a line."""
    _start()
    from mingjian.lifecycle import NotAllowed
    from mingjian_web.accounts.permissions import Forbidden
    from mingjian_web.accounts.refusals import Stale

    try:
        yield
    except NotAllowed as wrong:
        raise BadInput(*wrong.reasons) from None
    except (Forbidden, Stale) as wrong:
        raise BadInput(wrong.reason) from None


def _start() -> None:
    """Load the applications. Raises BadInput where no province lives here yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian_web.config.settings")
    import django
    from django.conf import settings

    django.setup()
    if settings.PROVINCE is None:
        raise BadInput(
            Text(
                f"{settings.HOME} 还没有省：先 mingjian init --province heilongjiang",
                f"{settings.HOME} has no province yet: first mingjian init --province heilongjiang",
            )
        )


def _actor(name: str) -> Actor:
    """Who acts: the account that was named, or the system itself, which may import and export."""
    from mingjian_web.accounts.actor import Actor, Scope, actor_of
    from mingjian_web.accounts.models import Account
    from mingjian_web.accounts.permissions import Role
    from mingjian_web.accounts.trail import SYSTEM
    from mingjian_web.moment import now

    if not name:
        return Actor(SYSTEM.account, SYSTEM.name, roles=frozenset({Role.DATA_KEEPER}), scope=Scope(everything=True))
    account = Account.objects.filter(name_of_account=name, closed_at=None).first()
    if account is None:
        raise BadInput(Text(f"没有在用的账号 {name}", f"there is no open account {name}"))
    return actor_of(account, now=now())


def _preview(intake: Intake) -> None:
    from mingjian_web.exchange import queries

    facts = queries.table_facts(intake.pk)
    head = [console.say(word) for word in _HEAD]
    rows = [
        [console.say(table.label), *(f"{n:,}" for n in (table.rows, table.new, table.changed, table.same))]
        for table in facts
    ]
    title = Text(f"第 {intake.pk} 号，待确认", f"intake {intake.pk}, to be confirmed")
    console.out(console.table(head, rows, title=console.say(title)))
    for fault in queries.faults(intake.pk)[:SHOWN]:
        zh = f"提示 {fault.place} {fault.column.zh}：{fault.message.zh}"
        console.out(console.say(Text(zh, f"warning {fault.place} {fault.column.en}: {fault.message.en}")))
    if any(table.new and not table.keyed for table in facts):
        console.out(
            console.say(
                Text(
                    "没有编号的表只增加：要改其中一行，请用更正",
                    "tables without a key only grow: to change a row there, correct it by hand",
                )
            )
        )


_HEAD = (
    Text("表", "table"),
    Text("行数", "rows"),
    Text("新增", "new"),
    Text("更新", "changed"),
    Text("相同（略过）", "same (skipped)"),
)


def _say_faults(intake: Intake) -> None:
    from mingjian_web.exchange import queries

    for fault in queries.faults(intake.pk)[:SHOWN]:
        where = " ".join(part for part in (fault.place, console.say(fault.column)) if part)
        console.out(f"{where}：{fault.message.both()}" if where else fault.message.both())
    total = intake.counts.get("faults", 0)
    console.err(Text(f"{total} 处错误，未收录", f"{total} faults: not taken in").both())
    marked = queries.marked_copy(intake.pk)
    if marked is not None:
        console.err(Text(f"标出错误的表格：{marked}", f"the spreadsheet with its faults marked: {marked}").both())


def _ask() -> str:
    """y, n, or nothing where nobody can answer."""
    if not sys.stdin or not sys.stdin.isatty():
        return ""
    return "y" if typer.confirm(Text("确认收录", "take it in").both()) else "n"


def _progress(step: str, rows: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{step} {rows:,}")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
