"""A lifecycle drawn and tabled for the documents, from the same rows that are checked."""

from __future__ import annotations

from collections.abc import Iterable

from mingjian.lifecycle.rows import Facts, Lifecycle, Transition
from mingjian.terms import Text

HEAD = (
    Text("动作", "act"),
    Text("自", "from"),
    Text("至", "to"),
    Text("由谁", "by"),
    Text("不予办理的情形", "refused when"),
    Text("时限", "within"),
    Text("依据", "cites"),
    Text("事件", "event"),
    Text("入账", "in the ledger"),
)
YES, NO = Text("是", "yes"), Text("否", "no")


def mermaid(lifecycle: Lifecycle[Facts], language: str) -> str:
    """The lifecycle as a Mermaid state diagram, one arrow a row; `language` is "zh" or "en"."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label.say(language)}" as {state.value}' for state in lifecycle.states]
    lines += [f"    [*] --> {lifecycle.initial.value}"]
    lines += [f"    {row.frm.value} --> {row.to.value}: {row.label.say(language)}" for row in lifecycle.transitions]
    lines += [f"    {state.value} --> [*]" for state in lifecycle.final]
    return "\n".join(lines) + "\n"


def transition_table(lifecycle: Lifecycle[Facts], language: str) -> str:
    """The rows as a Markdown table, one line a row; `language` is "zh" or "en"."""
    head = [title.say(language) for title in HEAD]
    lines = [line(head), line(["---"] * len(head))]
    lines += [line(cells(row, language)) for row in lifecycle.transitions]
    return "\n".join(lines) + "\n"


def cells(row: Transition[Facts], language: str) -> list[str]:
    """One row's cells, in the order of the head."""
    join = "；" if language == "zh" else "; "
    return [
        row.label.say(language),
        row.frm.label.say(language),
        row.to.label.say(language),
        join.join(role.label.say(language) for role in row.by),
        join.join(need.reason.say(language) for need in row.needs),
        f"`{row.within}`" if row.within else "",
        join.join(row.cites),
        f"`{row.event}`",
        (YES if row.official else NO).say(language),
    ]


def line(parts: Iterable[str]) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(parts) + " |"
