"""May it be done now? One check; the button asks `can`, the action asks `check`, and they cannot disagree."""

from __future__ import annotations

from mingjian.lifecycle.rows import Facts, Lifecycle, Transition
from mingjian.terms import Term, Text


class NotAllowed(Exception):  # noqa: N818 - named for what it is to the person who asked
    """An act that cannot be done now. `reasons` says why, in both languages, and what can be done instead."""

    def __init__(self, *reasons: Text) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = reasons


def check(lifecycle: Lifecycle[Facts], action: str, state: Term, by: Term, facts: Facts) -> Transition[Facts]:
    """The row by which role `by` may do `action` in `state`.

    Raises NotAllowed with one reason for a wrong state or a wrong role, else one for each unmet need. Whoever
    has the wrong role is not told the unmet needs: they can betray what is kept from that role.
    Raises ValueError for an act the lifecycle does not know, which is a fault of the caller.
    """
    if action not in lifecycle.actions:
        raise ValueError(f"{lifecycle.name.en} knows no act {action!r}")
    row = lifecycle.row(action, state)
    if row is None:
        raise NotAllowed(wrong_state(lifecycle, action, state, by))
    if by not in row.by:
        raise NotAllowed(wrong_role(row, by))
    unmet = [need.reason for need in row.needs if not need.met(facts)]
    if unmet:
        raise NotAllowed(*unmet)
    return row


def can(lifecycle: Lifecycle[Facts], action: str, state: Term, by: Term, facts: Facts) -> bool:
    """Whether `check` would let it pass."""
    try:
        check(lifecycle, action, state, by, facts)
    except NotAllowed:
        return False
    return True


def allowed(lifecycle: Lifecycle[Facts], state: Term, role: Term) -> tuple[Transition[Facts], ...]:
    """The rows this role has in this state, needs aside: what its page offers, open or closed."""
    return tuple(row for row in lifecycle.transitions if row.frm == state and role in row.by)


def wrong_state(lifecycle: Lifecycle[Facts], action: str, state: Term, by: Term) -> Text:
    """Why not from here, and what this role can do from here."""
    label = next(row.label for row in lifecycle.transitions if row.name == action)
    open_to_it = allowed(lifecycle, state, by)
    zh = "、".join(row.label.zh for row in open_to_it) or "无"
    en = ", ".join(row.label.en for row in open_to_it) or "nothing"
    return Text(
        f"{state.label.zh}状态下不能{label.zh}，{by.label.zh}现在可以：{zh}",
        f"cannot {label.en} when {state.label.en}; {by.label.en} can now: {en}",
    )


def wrong_role(row: Transition[Facts], by: Term) -> Text:
    """Who may do it instead."""
    zh = "、".join(role.label.zh for role in row.by)
    en = " or ".join(role.label.en for role in row.by)
    return Text(
        f"{row.label.zh}由{zh}办理，{by.label.zh}不能办理",
        f"to {row.label.en} is for {en}, not for {by.label.en}",
    )
