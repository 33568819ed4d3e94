"""Certificates with their events and scopes as they stood on a day, many institutions at once: three queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from mingjian.terms import CertificateEventKind, Text
from mingjian_web.registers.facts import CertificateFacts, ScopeFacts
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Certificate, CertificateEvent, CertificateScope
from mingjian_web.registers.queries.sources import source
from mingjian_web.registers.standing import CertificateEvent as Event
from mingjian_web.registers.standing import Renewal, Standing, covers, standing_on, succeeded
from mingjian_web.registers.words import word


def certificates_of(
    institutions: Collection[str], *, on: date, known: datetime | None, renewals: Sequence[Renewal] | None = None
) -> dict[str, list[CertificateFacts]]:
    """Every certificate that had begun by the day, latest first, by institution."""
    held = rows(Certificate, known).filter(institution__in=set(institutions), valid_from__lte=on)
    certificates = list(held.select_related("intake").order_by("-valid_from", "number"))
    keys = [one.key for one in certificates]
    events, scopes = _events(keys, on, known), _scopes(keys, on, known)
    asked = _by_institution(renewals)
    found: dict[str, list[CertificateFacts]] = defaultdict(list)
    followed: dict[tuple[str, str], date] = {}
    for row in certificates:
        now = standing_on(row.valid_from, row.valid_to, events[row.key], on, asked(row.institution))
        now = succeeded(now, followed.get((row.institution, row.number)))
        followed[row.institution, row.number] = row.valid_from
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


def standings_of(
    institutions: QuerySet[Any, Any], *, on: date, known: datetime | None, renewals: Sequence[Renewal] | None
) -> dict[str, list[tuple[Standing, date]]]:
    """How each certificate stood and when it began, by institution, for any number of institutions: two queries."""
    held = rows(Certificate, known).filter(institution__in=institutions, valid_from__lte=on)
    events = _events(held.values("key"), on, known)
    asked = _by_institution(renewals)
    found: dict[str, list[tuple[Standing, date]]] = defaultdict(list)
    for key, institution, first, last in held.values_list("key", "institution", "valid_from", "valid_to"):
        found[institution].append((standing_on(first, last, events[key], on, asked(institution)).standing, first))
    return found


def _by_institution(renewals: Sequence[Renewal] | None) -> Callable[[str], list[Renewal] | None]:
    """The applications of an institution; None for every one where nobody can tell them."""
    if renewals is None:
        return lambda institution: None
    found: dict[str, list[Renewal]] = defaultdict(list)
    for one in renewals:
        found[one.institution].append(one)
    return lambda institution: found[institution]


def _events(keys: Any, on: date, known: datetime | None) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    told = rows(CertificateEvent, known).filter(certificate__in=keys, on__lte=on).order_by("on", "pk")
    for certificate, kind, day, reason in told.values_list("certificate", "kind", "on", "reason"):
        found[certificate].append(Event(CertificateEventKind(kind), day, reason))
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
