"""What planted.yaml tells: matters for the rules to find, and honest look-alikes, set into a province in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mingjian_web.demo.province import planted_papers, planted_people, planted_site
from mingjian_web.demo.province.ground import Ground
from mingjian_web.demo.province.stock import Rows, shelf

ACTS: dict[str, Callable[..., None]] = {
    act.__name__: act for act in (*planted_site.ACTS, *planted_papers.ACTS, *planted_people.ACTS)
}


def plant(rows: Rows) -> None:
    """Every matter of planted.yaml, in its order."""
    ground = Ground(rows)
    for told in shelf("planted.yaml"):
        said: dict[str, Any] = {name: value for name, value in told.items() if name not in ("do", "why")}
        ACTS[told["do"]](ground, **said)
