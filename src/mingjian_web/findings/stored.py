"""Ring one's finding from the JSON an office keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mingjian.findings import Citation, Evidence, Finding, Subject
from mingjian.terms import LawStatus, Level, Severity, Text


def finding_from(said: Mapping[str, Any]) -> Finding:
    """The finding that this JSON says: the same id, matter, doubts, and the same JSON again.

    Its notes are all that stand beside it, the doubts among them, which the JSON no longer keeps apart.
    Raises KeyError or ValueError for what `Finding.as_json` did not write.
    """
    return Finding(
        rule=said["rule"],
        basis=said["basis"],
        level=Level(said["level"]),
        severity=Severity(said["severity"]),
        regime=said["regime"],
        on=date.fromisoformat(said["on"]),
        subjects=tuple(Subject(one["kind"], one["id"]) for one in said["subjects"]),
        evidence=tuple(_evidence(row) for row in said["evidence"]),
        message=text_from(said["message"]),
        citations=tuple(_citation(one) for one in said["citation"]),
        check=text_from(said["check"]),
        excuses=tuple(Text(zh, en) for zh, en in zip(said["excuses"], said["excuses_en"], strict=True)),
        score=said["score"],
        notes=tuple(text_from(note) for note in said["notes"]),
    )


def text_from(said: Mapping[str, str]) -> Text:
    """A sentence in both languages."""
    return Text(said["zh"], said["en"])


def _evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(row["table"], id=row.get("id"), row=row.get("row"), fields=row["fields"])


def _citation(one: Mapping[str, Any]) -> Citation:
    note = text_from(one["note"]) if "note" in one else None
    return Citation(one["text"], LawStatus(one["status"]), note)
