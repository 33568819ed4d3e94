"""The rows of a lifecycle, and what makes a set of rows sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mingjian.terms import Term, Text

Facts = TypeVar("Facts")

# No slots below: in Python 3.11 a frozen generic dataclass with slots cannot be built as `Need[F](…)`.

WORD = re.compile(r"[a-z]+(_[a-z]+)*")


@dataclass(frozen=True)
class Need(Generic[Facts]):
    """Something that must be so before an act: its name, why it is refused when unmet, and how one tells."""

    name: str
    reason: Text
    met: Callable[[Facts], bool]


@dataclass(frozen=True)
class Transition(Generic[Facts]):
    """One act in one state: the whole of it.

    `name` is the act in one word (the button, the audit row, the permission); `by` the roles that may do it;
    `within` the *name* of the limit it has to keep, resolved by whoever knows the law; `cites` provisions as
    `instrument:article`; `event` what it is called once done; `official` says that it is an act of the office
    that enters the ledger (drafts, opinions and instructions are not).
    """

    name: str
    frm: Term
    to: Term
    by: tuple[Term, ...]
    label: Text
    event: str
    needs: tuple[Need[Facts], ...] = ()
    within: str | None = None
    cites: tuple[str, ...] = ()
    official: bool = False


@dataclass(frozen=True)
class Lifecycle(Generic[Facts]):
    """States and the transitions between them. In a `final` state a matter may rest.

    Raises ValueError when built from unsound rows, naming every fault: a state that cannot be reached
    or from which no final state can be, two rows for one act in one state, an act that is not one plain word
    or wears two labels, a row that nobody may do.
    """

    name: Text
    states: tuple[Term, ...]
    transitions: tuple[Transition[Facts], ...]
    initial: Term
    final: tuple[Term, ...]

    def __post_init__(self) -> None:
        faults = [*states_unknown(self), *states_adrift(self), *rows_ambiguous(self), *rows_empty(self)]
        if faults:
            raise ValueError(f"{self.name.en}: " + "; ".join(faults))

    def row(self, action: str, state: Term) -> Transition[Facts] | None:
        """The row for this act in this state, if there is one."""
        rows = (row for row in self.transitions if (row.name, row.frm) == (action, state))
        return next(rows, None)

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of all acts, in the order of the rows."""
        return tuple(dict.fromkeys(row.name for row in self.transitions))


def states_unknown(lifecycle: Lifecycle[Facts]) -> Iterator[str]:
    """States that rows speak of and the lifecycle does not know."""
    ends = {end for row in lifecycle.transitions for end in (row.frm, row.to)}
    for state in sorted({*ends, lifecycle.initial, *lifecycle.final} - set(lifecycle.states)):
        yield f"state {state} is not one of its states"


def states_adrift(lifecycle: Lifecycle[Facts]) -> Iterator[str]:
    """States nothing leads to, and states that lead to no end."""
    forward = {(row.frm, row.to) for row in lifecycle.transitions}
    backward = {(to, frm) for frm, to in forward}
    for state in sorted(set(lifecycle.states) - reached([lifecycle.initial], forward)):
        yield f"state {state} cannot be reached"
    for state in sorted(set(lifecycle.states) - reached(lifecycle.final, backward)):
        yield f"state {state} has no way out"


def reached(start: Iterable[Term], steps: set[tuple[Term, Term]]) -> set[Term]:
    """Every state that can be reached from `start` over `steps`, itself included."""
    seen = set(start)
    while further := {to for frm, to in steps if frm in seen} - seen:
        seen |= further
    return seen


def rows_ambiguous(lifecycle: Lifecycle[Facts]) -> Iterator[str]:
    """Two rows for one act in one state; one act under two labels; one need with two reasons."""
    rows = lifecycle.transitions
    for (name, state), times in Counter((row.name, row.frm) for row in rows).items():
        if times > 1:
            yield f"{name} from {state} is written {times} times"
    for name in twice({(row.name, row.label) for row in rows}):
        yield f"{name} has more than one label"
    for name in twice({(need.name, need.reason) for row in rows for need in row.needs}):
        yield f"need {name} has more than one reason"


def twice(pairs: set[tuple[str, Text]]) -> list[str]:
    """Names that stand with more than one text."""
    return sorted(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)


def rows_empty(lifecycle: Lifecycle[Facts]) -> Iterator[str]:
    """Rows nobody may do, and names that are not one plain word."""
    for row in lifecycle.transitions:
        if not row.by:
            yield f"{row.name} from {row.frm} can be done by nobody"
        for word in (row.name, row.event, *(need.name for need in row.needs)):
            if not WORD.fullmatch(word):
                yield f"{word!r} is not one plain word"
