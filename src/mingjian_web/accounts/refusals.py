"""What an action answers when the page it came from is out of date."""

from __future__ import annotations

from mingjian.terms import Text


class Stale(Exception):  # noqa: N818 - named for what it is to the person who asked
    """Somebody acted in the meantime. `reason` says what now is; nothing was changed by the second act."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
