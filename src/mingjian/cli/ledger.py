"""`mingjian ledger`: verify the log of official acts and its proofs, make proofs from it. Offline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli import console
from mingjian.terms import BadInput, Text

if TYPE_CHECKING:
    from mingjian.ledger.verify import Verdict

ledger = typer.Typer(
    no_args_is_help=True,
    help="存证日志：核验与取证，不需联网。 The log of official acts: verify it, make proofs, offline.",
)

#: What each fact of a verdict is called, in the order it is printed.
LABELS = {
    "origin": Text("出处", "origin"),
    "hash": Text("杂凑算法", "hash"),
    "kind": Text("事项类别", "kind"),
    "on": Text("文书日期", "day on paper"),
    "office": Text("机关", "office"),
    "matter": Text("事项编号", "matter"),
    "digest": Text("摘要", "digest"),
    "fields": Text("字段", "fields"),
    "index": Text("记录编号（从 0 起）", "entry, counted from 0"),
    "role": Text("摘要对象", "role"),
    "old_size": Text("原有条数", "entries before"),
    "old_root": Text("原来的根", "root before"),
    "new_size": Text("现有条数", "entries after"),
    "new_root": Text("现在的根", "root after"),
    "size": Text("条数", "entries"),
    "root": Text("根", "root"),
    "first_day": Text("最早文书日期", "first day on paper"),
    "last_day": Text("最晚文书日期", "last day on paper"),
    "checkpoints": Text("检查点数，全部相符", "checkpoints, all matching"),
    "against": Text("已与留存文件比对，相符", "compared with the kept file, and agrees"),
}

#: What a file that holds does not yet show, and how to see it.
NOT_YET_SHOWN = {
    "log": Text(
        "以上说明日志自身前后一致。是否就是当初公布的，须与公布的根或另处留存的证明、副本比对（--against）。",
        "The log agrees with itself. Whether it is the one published is shown by comparing its root with the one "
        "published, or the log with a proof or copy kept elsewhere (--against).",
    ),
    "inclusion": Text(
        "以上说明该记录在此根之下。此根须是公布的根；与日志比对：mingjian ledger verify 日志 --against 本文件。",
        "The entry stands under this root. See that the root is the published one, or compare the log with it: "
        "mingjian ledger verify LOG --against THIS.",
    ),
    "consistency": Text(
        "以上说明后来的日志以原来的日志开头，未经改动。两个根须是公布的或留存的根。",
        "The later log begins with the earlier, unaltered. See that both roots are those published or kept.",
    ),
    "opening": Text(
        "以上说明字段和盐可以算出该摘要。摘要是否在日志中，请加 --against 日志（或收录证明）。",
        "The fields and the salt give this digest. Whether the log holds it is shown with --against LOG.",
    ),
}


def register(app: typer.Typer) -> None:
    """Add `ledger` to the command line."""
    app.add_typer(ledger, name="ledger")


@ledger.command("verify")
def verify_command(
    file: Annotated[Path, typer.Argument(help="日志、收录证明、一致性证明或揭示文件。 A ledger file.")],
    against: Annotated[
        Path | None,
        typer.Option(help="另处留存的证明或副本；核验揭示文件时为日志或收录证明。 A file kept elsewhere."),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text 文字 / json 供程序读。 text or json.")] = "text",
) -> None:
    """核验存证文件：0 相符，1 不符，2 不是存证文件。 Verify a ledger file: 0 holds, 1 does not, 2 not one."""
    from mingjian.ledger.verify import verify

    if form not in ("text", "json"):
        raise BadInput(Text(f"--format 只能是 text 或 json，不能是 {form}", f"--format is text or json, not {form}"))
    verdict = verify(file, against)
    if form == "json":
        console.out(json.dumps(verdict.as_json(), ensure_ascii=False))
    else:
        _say(verdict)
    raise typer.Exit(console.DONE if verdict.holds else console.FOUND_WRONG)


@ledger.command("prove")
def prove_command(
    log: Annotated[Path, typer.Argument(help="日志。 The log.")],
    index: Annotated[int | None, typer.Option(help="要证明的记录编号，从 0 起。 The entry, from 0.")] = None,
    size: Annotated[int | None, typer.Option(help="日志为多少条时（默认全部）。 The log at this size.")] = None,
    from_size: Annotated[int | None, typer.Option(help="一致性证明：原有条数。 Entries before.")] = None,
    to_size: Annotated[int | None, typer.Option(help="一致性证明：现有条数。 Entries after.")] = None,
) -> None:
    """出具收录证明（--index）或一致性证明（--from-size、--to-size）。 Write a receipt or consistency proof."""
    from mingjian.ledger.canonical import canonical
    from mingjian.ledger.proofs import prove_consistency, prove_inclusion

    if index is not None and from_size is None and to_size is None:
        console.out(canonical(prove_inclusion(log, index, size).as_json()).decode())
    elif index is None and size is None and from_size is not None and to_size is not None:
        console.out(canonical(prove_consistency(log, from_size, to_size).as_json()).decode())
    else:
        raise BadInput(
            Text(
                "请给 --index（可加 --size），或者同时给 --from-size 和 --to-size",
                "give --index (and --size if wanted), or both --from-size and --to-size",
            )
        )


def _say(verdict: Verdict) -> None:
    kind = verdict.kind.label
    if not verdict.holds:
        console.out(console.say(Text(f"核验不通过：{kind.zh}", f"Does not verify: {kind.en}")))
        for fault in verdict.faults:
            console.out("  " + fault.said().both())
        if verdict.more_faults:
            more = verdict.more_faults
            console.out(console.say(Text(f"  另有 {more} 处未列出", f"  and {more} more, not listed")))
        return
    console.out(console.say(Text(f"核验通过：{kind.zh}", f"Verified: {kind.en}")))
    for name, label in LABELS.items():
        if verdict.facts.get(name) is not None:
            colon = console.say(Text("：", ": "))
            console.out(f"  {console.say(label)}{colon}{_shown(verdict.facts[name])}")
    if "against" not in verdict.facts:
        console.out(console.say(NOT_YET_SHOWN[verdict.kind.value]))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return str(value)
