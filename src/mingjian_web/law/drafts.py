"""What a person enters, before anybody confirmed it: plain facts, and the same as a piece of an overlay file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ruamel.yaml import YAML

from mingjian.law.days import Span
from mingjian.terms import LawStatus, Text
from mingjian_web.law.models import EnteredValue


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article the law data does not know yet; `instrument` is the id of what it stands in."""

    instrument: str
    article: str
    gist: Text | None = None


@dataclass(frozen=True, slots=True)
class NewInstrument:
    """An instrument the law data does not know yet."""

    id: str
    kind: str
    title: Text
    short: Text
    number: str
    issuer: str
    first: date | None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ValueDraft:
    """A dated value as entered. `status` None for a setting of the office's own, which cites nothing."""

    concept: str
    value: Any
    first: date
    last: date | None
    document: str
    source: str
    status: LawStatus | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    cites: Sequence[str] = ()
    quoted: str = ""
    note: Text | None = None
    may_be_superseded: bool = False
    instrument: NewInstrument | None = None
    article: NewArticle | None = None

    def as_row(self) -> EnteredValue:
        """The row it becomes, not saved, without anybody's name."""
        return EnteredValue(
            concept=self.concept,
            keys=dict(self.keys),
            value=self.value,
            first=self.first,
            last=self.last,
            document=self.document,
            status=self.status.value if self.status else "",
            cites=list(self.cites),
            instruments=[_instrument(self.instrument, self)] if self.instrument else [],
            articles=_articles(self.article, self) if self.article else {},
            source=self.source,
            note=self.note.as_json() if self.note else None,
            quoted=self.quoted,
            may_be_superseded=self.may_be_superseded,
        )


def overlay(row: EnteredValue, spans: Sequence[Span], second: str) -> str:
    """The overlay file of one entry for these days of it, as YAML; `second` is who confirmed, or will."""
    made = {
        "office": row.office_name or row.office,
        "document": row.document,
        "confirmed_by": row.confirmers(second),
        "instruments": row.instruments,
        "articles": row.articles,
        "values": [_value(row, span) for span in spans],
    }
    buffer = io.StringIO()
    yaml = YAML(typ="safe")
    yaml.default_flow_style, yaml.allow_unicode = False, True
    yaml.dump(made, buffer)
    return buffer.getvalue()


def _value(row: EnteredValue, span: Span) -> dict[str, Any]:
    made: dict[str, Any] = {
        "concept": row.concept,
        "from": span.first.isoformat(),
        "for": row.keys,
        "value": row.value,
        "cites": row.cites,
        "source": row.source,
        "readings": row.readings,
    }
    if span.last is not None:
        made["to"] = span.last.isoformat()
    if row.status:
        made["status"] = row.status
    if row.note:
        made["note"] = row.note
    if row.may_be_superseded:
        made["may_be_superseded"] = True
    return made


def _instrument(new: NewInstrument, draft: ValueDraft) -> dict[str, Any]:
    status = (draft.status or LawStatus.SEEN).value
    made: dict[str, Any] = {
        "id": new.id,
        "kind": new.kind,
        "title": new.title.as_json(),
        "short": new.short.as_json(),
        "number": new.number,
        "issuer": new.issuer,
        "in_force_from": new.first.isoformat() if new.first else "unknown",
        "dates": status,
        "read": "part",
        "status": status,
        "source": draft.source,
    }
    return made | ({"in_force_to": new.last.isoformat()} if new.last else {})


def _articles(new: NewArticle, draft: ValueDraft) -> dict[str, list[dict[str, Any]]]:
    status = (draft.status or LawStatus.SEEN).value
    gist = new.gist.as_json() if new.gist else "unread"
    return {new.instrument: [{"article": new.article, "gist": gist, "status": status, "source": draft.source}]}
