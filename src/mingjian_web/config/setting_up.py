"""Making a home ready: the schema brought up to date, a province settled in it, the demonstration loaded once."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from mingjian.cli import console
from mingjian.terms import SHANGHAI, BadInput, Text
from mingjian_web.config.home import Province, home, prepare, province, settle
from mingjian_web.private import write_private

SCHEMA = "schema.stamp"
DEMONSTRATION = "lanchuan"


def start_django() -> None:
    """Load the applications."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian_web.config.settings")
    import django

    django.setup()


def ready(folder: Path) -> None:
    """Bring the schema up to date; nothing to do where no migration changed since."""
    stamp = _migrations_stamp()
    kept = folder / SCHEMA
    if province(folder) is None:
        _clear(folder)
    if kept.exists() and kept.read_text(encoding="ascii") == stamp and (folder / "mingjian.sqlite3").exists():
        return
    start_django()
    from django.core.management import call_command

    console.err(Text("正在准备数据库……", "preparing the database ...").both())
    call_command("migrate", verbosity=0, interactive=False)
    (folder / "mingjian.sqlite3").chmod(0o600)
    write_private(kept, stamp)


def _clear(folder: Path) -> None:
    """Take away what a broken-off loading left: nobody can have worked in a home without a province."""
    for name in (SCHEMA, *(f"mingjian.sqlite3{end}" for end in ("", "-wal", "-shm"))):
        (folder / name).unlink(missing_ok=True)


def init(pack: str) -> None:
    """An empty system for a province. Raises BadInput for an unknown pack or a home that has a province."""
    folder = home()
    prepare(folder)
    here = province(folder)
    if here is not None:
        raise BadInput(
            Text(
                f"{folder} 里已有{here.name_zh}；用 MINGJIAN_HOME 另指一处",
                f"{folder} already holds {here.name_en}; name another folder by MINGJIAN_HOME",
            )
        )
    ready(folder)
    start_django()
    made = _laid(pack, folder)
    settle(folder, made)
    words = folder / "sign-ins.txt"
    console.out(
        Text(
            f"{made.name_zh}已建好，在 {folder}；首次登录的密码在 {words}；现在 mingjian serve",
            f"{made.name_en} is ready in {folder}; first passwords in {words}; now: mingjian serve",
        ).both()
    )


def _laid(pack: str, folder: Path) -> Province:
    from mingjian_web.config.packs import load_pack
    from mingjian_web.moment import now

    return _demonstration(folder) if pack == DEMONSTRATION else load_pack(pack, folder, now=now())


def load_demonstration(folder: Path) -> None:
    """Load the demonstration province into an empty home."""
    start_django()
    settle(folder, _demonstration(folder))
    live_in(folder)


def live_in(folder: Path) -> None:
    """Tell this process of the province that was settled after its settings were read: its name, its calendar."""
    from django.conf import settings

    here = province(folder)
    settings.PROVINCE = here
    settings.CLOCK_SHIFT = timedelta(days=here.shift_days if here else 0)


def _demonstration(folder: Path) -> Province:
    """The invented province, whose calendar begins on its own first day."""
    from mingjian_web.demo.loading import FIRST_DAY, NAME, load

    load(folder)
    loaded_on = datetime.now(SHANGHAI).date()
    return Province(DEMONSTRATION, NAME.zh, NAME.en, FIRST_DAY.isoformat(), loaded_on.isoformat())


def _migrations_stamp() -> str:
    """One name for what all migrations of ours say and the release of what we stand on."""
    from importlib.metadata import version

    base = Path(__file__).resolve().parents[1]
    texts = [path.read_text(encoding="utf-8") for path in sorted(base.glob("*/migrations/0*.py"))]
    parts = [*texts, *(version(name) for name in ("django", "django-axes", "django-tasks-db"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
