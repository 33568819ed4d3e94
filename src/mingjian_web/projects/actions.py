"""Writes of the projects chapter: its part of the index. Rows come in through intakes alone."""

from __future__ import annotations

from mingjian_web.projects.indexing import SOURCES, entries
from mingjian_web.registers.actions import write_entries
from mingjian_web.registers.indexing import touched_by


def rebuild_search() -> int:
    """Write this chapter's part of the index anew; how many entries."""
    return sum(write_entries(kind, None, entries(kind)) for kind in SOURCES)


def refresh_search(intake: int) -> int:
    """Write anew what an intake, or its undoing, touched. Doing it again does no harm."""
    written = 0
    for kind, sources in SOURCES.items():
        if keys := touched_by(sources, intake):
            written += write_entries(kind, keys, entries(kind, keys))
    return written
