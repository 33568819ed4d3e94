"""Certificates with their events and scopes as they stood on a day, many institutions at once: three queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from mingjian.terms import CertificateEventKind, Text
from mingjian_web.registers.facts import CertificateFacts, ScopeFacts
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Certificate, CertificateEvent, CertificateScope
from mingjian_web.registers.queries.sources import source
from mingjian_web.registers.standing import CertificateEvent as Event
from mingjian_web.registers.standing import Renewal, covers, standing_on
from mingjian_web.registers.words import word


def certificates_of(
    institutions: Collection[str], *, on: date, known: datetime | None, renewals: Sequence[Renewal] | None = None
) -> dict[str, list[CertificateFacts]]:
    """Every certificate that had begun by the day, latest first, by institution."""
    held = rows(Certificate, known).filter(institution__in=set(institutions), valid_from__lte=on)
    certificates = list(held.select_related("intake").order_by("-valid_from", "number"))
    keys = [one.key for one in certificates]
    events, scopes = _events(keys, on, known), _scopes(keys, on, known)
    asked: dict[str, list[Renewal]] = defaultdict(list)
    for one in renewals or ():
        asked[one.institution].append(one)
    found: dict[str, list[CertificateFacts]] = defaultdict(list)
    for row in certificates:
        now = standing_on(
            row.valid_from, row.valid_to, events[row.key], on, None if renewals is None else asked[row.institution]
        )
        found[row.institution].append(
            CertificateFacts(
                key=row.key,
                number=row.number,
                grade=word("certificates", "grade", row.grade) if row.grade else None,
                issued_by=row.issued_by,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                now=now,
                events=tuple(events[row.key]),
                scopes=tuple(scopes[row.key]),
                source=source(row),
            )
        )
    return found


def _events(keys: Collection[str], on: date, known: datetime | None) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    events = rows(CertificateEvent, known).filter(certificate__in=keys, on__lte=on).order_by("on", "pk")
    for row in events:
        found[row.certificate].append(Event(CertificateEventKind(row.kind), row.on, row.reason))
    return found


def _scopes(keys: Collection[str], on: date, known: datetime | None) -> dict[str, list[ScopeFacts]]:
    found: dict[str, list[ScopeFacts]] = defaultdict(list)
    scopes = rows(CertificateScope, known).filter(certificate__in=keys, valid_from__lte=on)
    for row in scopes.order_by("valid_from", "pk"):
        stands = covers(row.valid_from, row.valid_to, on)
        found[row.certificate].append(
            ScopeFacts(scope_name(row.scope), row.scope, row.valid_from, row.valid_to, stands)
        )
    return found


def scope_name(code: str) -> Text:
    """What a scope is called; older regimes' codes that nobody named stay as they are."""
    return word("certificate_scopes", "scope", code)
