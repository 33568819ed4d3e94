"""MINGJIAN_HOME: the one folder with the database, the files kept, and the secrets. Nothing else is written."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from mingjian_web.private import write_private

ONLY_OURS = 0o700
#: Whatever this process writes from now on, nobody else may read.
NOBODY_ELSE = 0o077


@dataclass(frozen=True, slots=True)
class Province:
    """Which province lives here, and the first day of its own calendar where it is the demonstration."""

    pack: str
    name_zh: str
    name_en: str
    first_day: str = ""
    loaded_on: str = ""

    @property
    def demonstration(self) -> bool:
        """Whether everything here is invented."""
        return bool(self.first_day)

    @property
    def shift_days(self) -> int:
        """By how many days its calendar runs ahead of ours."""
        if not self.demonstration:
            return 0
        return (date.fromisoformat(self.first_day) - date.fromisoformat(self.loaded_on)).days


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder: MINGJIAN_HOME, or `.mingjian` in the user's own folder."""
    return Path(environ.get("MINGJIAN_HOME") or Path.home() / ".mingjian").expanduser().resolve()


def prepare(folder: Path) -> None:
    """Make the folder, readable by its owner alone, a place for what is being sent, and its key."""
    os.umask(NOBODY_ELSE)
    for each in (folder, folder / "uploads"):
        each.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
        each.chmod(ONLY_OURS)
    if not (folder / "secret-key").exists():
        write_private(folder / "secret-key", secrets.token_urlsafe(48))


def secret_key(folder: Path) -> str:
    """The key of this home; where none was made yet, one for this process alone."""
    try:
        return (folder / "secret-key").read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_urlsafe(48)


def province(folder: Path) -> Province | None:
    """The province that lives here; None in an empty home."""
    try:
        return Province(**json.loads((folder / "province.json").read_text(encoding="utf-8")))
    except OSError:
        return None


def settle(folder: Path, who: Province) -> None:
    """Write down which province lives here: the last thing a loading does, so that half a one is none."""
    write_private(folder / "province.json", json.dumps(asdict(who), ensure_ascii=False))
