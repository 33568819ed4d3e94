"""First passwords: drawn at random for each account, written to one private file, never to a log."""

from __future__ import annotations

import secrets
from pathlib import Path

from mingjian_web.private import write_private

#: Syllables that are read aloud without mistake; no 0/O, 1/l.
SYLLABLES = tuple(a + b for a in "bdfghjkmnprstwxz" for b in "aeiou")
GROUPS, SYLLABLES_EACH = 4, 2

HEAD = (
    "# 首次登录用的账号和密码。只有本文件的主人能读；登录后请改密码，改完删去本文件。\n"
    "# First sign-ins. Only the owner of this file can read it; change the passwords, then delete it.\n"
)


class FirstPasswords:
    """Draws passwords and remembers them until they are written."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def of(self, account: str, who: str) -> str:
        """A password for this account: some 50 bits, easy to read and type."""
        groups = ("".join(secrets.choice(SYLLABLES) for _ in range(SYLLABLES_EACH)) for _ in range(GROUPS))
        password = "-".join(groups)
        self._lines.append(f"{account:<22} {password}   {who}")
        return password

    def write(self, path: Path) -> None:
        """Write them to a file that only its owner may read."""
        write_private(path, HEAD + "\n".join(self._lines) + "\n")
