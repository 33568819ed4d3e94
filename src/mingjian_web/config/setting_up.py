"""Making a home ready: the schema brought up to date, a province settled in it, the demonstration loaded once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from mingjian.cli import console
from mingjian.terms import BadInput, Text
from mingjian_web.config.home import home, prepare, province, settle, write_private

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
    if kept.exists() and kept.read_text(encoding="ascii") == stamp and (folder / "mingjian.sqlite3").exists():
        return
    start_django()
    from django.core.management import call_command

    console.err(Text("正在准备数据库……", "preparing the database ...").both())
    call_command("migrate", verbosity=0, interactive=False)
    (folder / "mingjian.sqlite3").chmod(0o600)
    write_private(kept, stamp)


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
    from mingjian_web.demo.loading import load_demonstration
    from mingjian_web.demo.packs import load_pack

    settle(folder, load_demonstration(folder) if pack == "lanchuan" else load_pack(pack, folder))
    made = province(folder)
    assert made is not None  # noqa: S101 - just written
    console.out(
        Text(
            f"{made.name_zh}已建好，在 {folder}；现在 mingjian serve",
            f"{made.name_en} is ready in {folder}; now: mingjian serve",
        ).both()
    )


def load_demonstration(folder: Path) -> None:
    """Load the demonstration province into an empty home."""
    start_django()
    from mingjian_web.demo.loading import load_demonstration as load

    settle(folder, load(folder))


def _migrations_stamp() -> str:
    """One name for all migrations of ours and the release of what we stand on."""
    from importlib.metadata import version

    base = Path(__file__).resolve().parents[1]
    names = sorted(str(path.relative_to(base)) for path in base.glob("*/migrations/0*.py"))
    parts = [*names, *(version(name) for name in ("django", "django-axes", "django-tasks-db"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
