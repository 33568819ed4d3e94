"""One institution as of a day, and lists of institutions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery

from mingjian_web.accounts.actor import Scope
from mingjian_web.records.models import KeptRows
from mingjian_web.registers import divisions, search
from mingjian_web.registers.facts import (
    BranchFacts,
    CertificateFacts,
    CertificateLine,
    ChangeFacts,
    FigureFacts,
    InstitutionFacts,
    InstitutionLine,
    Particulars,
)
from mingjian_web.registers.listed import Listed, rows
from mingjian_web.registers.models import (
    Branch,
    Certificate,
    CertificateScope,
    Change,
    Institution,
    InstitutionFigure,
)
from mingjian_web.registers.queries.certificates import certificates_of, standings_of
from mingjian_web.registers.queries.equipment import equipment_of
from mingjian_web.registers.queries.history import former_names, history
from mingjian_web.registers.queries.sources import source
from mingjian_web.registers.queries.staff import MONTHS, on_the_day, professionals, staff_of
from mingjian_web.registers.reach import institutions_within
from mingjian_web.registers.standing import Renewal, Standing, covers, months_up_to, speaking
from mingjian_web.registers.words import word

SORTS = {"name": "name", "uscc": "uscc", "division": "division", "kind": "kind", "valid_to": "last_valid_to"}


@dataclass(frozen=True, slots=True)
class InstitutionFilters:
    """What a list of institutions is narrowed to. `division` is a code; `residence` is "resident" or "visiting"."""

    text: str = ""
    kind: str = ""
    scope: str = ""
    standing: str = ""
    division: str = ""
    residence: str = ""


def institution(
    key: str, *, on: date, known: datetime | None = None, renewals: Sequence[Renewal] | None = None
) -> InstitutionFacts | None:
    """Everything registered about an institution as of the day; None where nobody has the key.

    `renewals` are its applications to renew, which a chapter above keeps: undecided ones keep a certificate alive.
    Without them (None) a certificate whose term is over is said to be just that.
    """
    row = rows(Institution, known).filter(key=key).select_related("intake").first()
    if row is None:
        return None
    certificates = certificates_of([key], on=on, known=known, renewals=renewals)[key]
    changes, branches = _changes(key, on, known), _branches(key, on, known)
    return InstitutionFacts(
        key=key,
        on=on,
        known=known,
        particulars=_particulars(row),
        source=source(row),
        certificates=tuple(certificates),
        branches=branches,
        figures=_figures(key, on, known),
        changes=changes,
        former_names=former_names(row, changes),
        staff=staff_of(key, row.uscc, on=on, known=known),
        months=months_up_to(on, MONTHS),
        equipment=equipment_of(key, on=on, known=known),
        history=history(certificates, changes, branches, on),
        standing=_standing(certificates),
    )


def _standing(certificates: Sequence[CertificateFacts]) -> Standing:
    return speaking((one.now.standing, one.valid_from) for one in certificates)


def _particulars(row: Institution) -> Particulars:
    return Particulars(
        uscc=row.uscc,
        name=row.name,
        kind=word("institutions", "kind", row.kind),
        kind_code=row.kind,
        legal_representative=row.legal_representative,
        division=row.division,
        registered_capital=row.registered_capital,
        fixed_assets=row.fixed_assets,
        premises_m2=row.premises_m2,
        archive_m2=row.archive_m2,
        equipment_original_value=row.equipment_original_value,
        website=row.website,
        owner_office=row.owner_office,
        further=tuple((str(name), str(value)) for name, value in row.extra.items() if value not in (None, "")),
    )


def _branches(key: str, on: date, known: datetime | None) -> tuple[BranchFacts, ...]:
    found = rows(Branch, known).filter(Q(opened_on=None) | Q(opened_on__lte=on), institution=key).order_by("name")
    return tuple(
        BranchFacts(
            row.key, row.name, row.division, row.opened_on, row.closed_on, covers(row.opened_on, row.closed_on, on)
        )
        for row in found
    )


def _figures(key: str, on: date, known: datetime | None) -> tuple[FigureFacts, ...]:
    found = rows(InstitutionFigure, known).filter(institution=key, valid_from__lte=on).order_by("name", "-valid_from")
    return tuple(FigureFacts(row.name, row.value, row.valid_from, row.valid_to) for row in found)


def _changes(key: str, on: date, known: datetime | None) -> tuple[ChangeFacts, ...]:
    found = rows(Change, known).filter(institution=key, on__lte=on).order_by("-on", "-pk")
    return tuple(ChangeFacts(row.key, word("changes", "what", row.what), row.on) for row in found)


def institutions(
    scope: Scope,
    filters: InstitutionFilters,
    on: date,
    *,
    known: datetime | None = None,
    also: Collection[str] = (),
    renewals: Sequence[Renewal] | None = None,
) -> Listed[InstitutionLine]:
    """The institutions in reach that the filters leave, on the day. `also`: keys of those at work in the territory.

    One that had no certificate, no change and no figure by the day is there all the same: its row has no first day.
    """
    found = _narrowed(rows(Institution, known).filter(institutions_within(scope, also)), filters, on, known)
    if filters.standing:
        found = found.filter(key__in=_that_stand(found, filters.standing, on, known, renewals))
    latest = rows(Certificate, known).filter(institution=OuterRef("key"), valid_from__lte=on).order_by("-valid_to")
    return Listed(
        found.annotate(last_valid_to=Subquery(latest.values("valid_to")[:1])),
        lambda part: _lines(part, on, known, renewals),
        SORTS,
        ("name",),
    )


def _narrowed(found: KeptRows, filters: InstitutionFilters, on: date, known: datetime | None) -> QuerySet[Institution]:
    if filters.text:
        found = found.filter(key__in=search.matching("institution", filters.text))
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.division:
        found = found.filter(division__startswith=divisions.within(filters.division))
    if filters.residence and (here := divisions.province()):
        resident = Q(division__startswith=here)
        found = found.filter(resident if filters.residence == "resident" else ~resident)
    if filters.scope:
        given = rows(CertificateScope, known).filter(on_the_day(on), scope=filters.scope).values("certificate")
        held = rows(Certificate, known).filter(on_the_day(on), key__in=given).values("institution")
        found = found.filter(key__in=held)
    return found


def _that_stand(
    found: QuerySet[Institution], standing: str, on: date, known: datetime | None, renewals: Sequence[Renewal] | None
) -> list[str]:
    """The keys of those that stand so: worked out for all of them, so no more is read than it takes."""
    keys = found.order_by().values("key")
    held = standings_of(keys, on=on, known=known, renewals=renewals)
    return [row["key"] for row in keys if speaking(held.get(row["key"], ())) == standing]


def _lines(
    part: Sequence[Institution], on: date, known: datetime | None, renewals: Sequence[Renewal] | None
) -> list[InstitutionLine]:
    keys = [row.key for row in part]
    held = certificates_of(keys, on=on, known=known, renewals=renewals)
    staff = professionals(keys, on=on, known=known)
    return [_line(row, held[row.key], staff.get(row.key, 0)) for row in part]


def _line(row: Institution, held: Sequence[CertificateFacts], staff: int) -> InstitutionLine:
    shown = [one for one in held if one.now.standing.entitles] or list(held[:1])
    scopes = {one.code: one.scope for certificate in shown for one in certificate.standing_scopes}
    return InstitutionLine(
        key=row.key,
        name=row.name,
        kind=word("institutions", "kind", row.kind),
        uscc=row.uscc,
        division=row.division,
        resident=divisions.is_resident(row.division),
        certificates=tuple(CertificateLine(one.number, one.now.standing, one.valid_to) for one in shown),
        scopes=tuple(scopes.values()),
        standing=_standing(held),
        valid_to=max((one.valid_to for one in shown), default=None),
        professionals=staff,
    )


def years_known() -> tuple[date | None, datetime | None]:
    """The first day of any certificate, and the last moment anything was taken in: between them facts can be asked."""
    first = rows(Certificate).aggregate(first=Min("valid_from"))["first"]
    last = rows(Institution).aggregate(last=Max("intake__state_at"))["last"]
    return first, last
