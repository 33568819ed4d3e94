"""The parts of the desks: a folder with an apps.py below a desk is an app with pages. Presence is registration."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.urls.resolvers import URLPattern

DESKS = ("public", "regulator", "institution")


def desk_parts(base: Path) -> list[str]:
    """The apps of all desks, as INSTALLED_APPS names them; `base` is the folder of mingjian_web."""
    found = sorted(path.parent for desk in DESKS for path in (base / "desks" / desk).glob("*/apps.py"))
    return [f"mingjian_web.desks.{part.parent.name}.{part.name}" for part in found]


def patterns(desk: str) -> list[URLPattern]:
    """The addresses of a desk: `patterns` of the urls.py of each of its parts."""
    base = Path(__file__).resolve().parents[1]
    names = [name for name in desk_parts(base) if name.split(".")[2] == desk]
    return [pattern for name in names for pattern in import_module(f"{name}.urls").patterns]
