"""Work to be done, as every chapter hands it to the desks: what, for whom, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.terms import Text


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do. `clock` is the id of its clock, `due` that clock's projected day; both None without a limit.

    `tag` is the shape the state is shown with (`run`, `wait`, `warn`, `stop` …); the address is named, not built.
    """

    key: str
    what: Text
    hint: Text
    subject: str
    kind: Text
    holder: str
    state: Text
    tag: str
    due: date | None
    clock: str | None
    url_name: str
    url_args: tuple[str, ...] = ()
