"""Findings as JSON lines, for programs: the contract of the data package and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingjian.screening.report.about import About
    from mingjian.screening.run import Screening


def jsonl(screening: Screening, language: str, about: About) -> Iterator[str]:
    """One finding a line, both languages in each; what was not run is never a line here."""
    for finding in screening.findings:
        yield json.dumps(finding.as_json(), ensure_ascii=False) + "\n"
