"""What the registers answer with: facts of one institution or person on a day, and the lines of lists.

`row` is the number of the register's row a fact stands in: its versions and its correction are asked by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjian.terms import Text
from mingjian_web.registers.standing import CertificateEvent, FormerName, Insured, OnTheDay, Standing, Stay


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row is from: its intake, who typed it and when, the day on its paper."""

    pk: int
    intake: int
    what: str
    by: str
    typed_at: datetime
    on_paper: date | None


@dataclass(frozen=True, slots=True)
class ScopeFacts:
    """A scope of a certificate, whether it stood on the day asked."""

    scope: Text
    code: str
    first: date
    last: date | None
    stands: bool


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate as it stood on the day asked."""

    key: str
    number: str
    grade: Text | None
    issued_by: str
    valid_from: date
    valid_to: date
    now: OnTheDay
    events: tuple[CertificateEvent, ...]
    scopes: tuple[ScopeFacts, ...]
    source: Source

    @property
    def standing_scopes(self) -> tuple[ScopeFacts, ...]:
        """The scopes it gave that day: none where it did not entitle."""
        return tuple(one for one in self.scopes if one.stands) if self.now.standing.entitles else ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """An institution's particulars. Money in yuan, areas in square metres; None is not registered."""

    uscc: str
    name: str
    kind: Text
    kind_code: str
    legal_representative: str
    division: str
    registered_capital: Decimal | None
    fixed_assets: Decimal | None
    premises_m2: float | None
    archive_m2: float | None
    equipment_original_value: Decimal | None
    website: str
    owner_office: str
    further: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """A branch, whether it was open on the day asked."""

    key: str
    name: str
    division: str
    opened_on: date | None
    closed_on: date | None
    stands: bool


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A figure of an institution over an interval."""

    name: str
    value: float
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change of particulars."""

    key: str
    what: Text
    on: date


@dataclass(frozen=True, slots=True)
class QualificationFacts:
    """A qualification of a person; `stays` is where its registration stood and when."""

    key: str
    kind: Text
    kind_code: str
    level: Text | None
    level_code: str
    number: str
    speciality: str
    first: date
    last: date | None
    issuer: str
    basis: Text | None
    stays: tuple[Stay, ...]
    row: int


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """One post of one person at an institution on the day asked, with the qualifications they had there that day.

    `months` is who paid their insurance, month by month, from the institution's side; a month not in it is unknown.
    """

    person: str
    name: str
    post: Text
    post_code: str
    full_time: bool
    branch: str
    first: date
    last: date | None
    qualifications: tuple[QualificationFacts, ...]
    months: Mapping[str, Insured]
    row: int


@dataclass(frozen=True, slots=True)
class CalibrationFacts:
    """A calibration and the days it held."""

    first: date
    last: date
    certificate: str


@dataclass(frozen=True, slots=True)
class EquipmentFacts:
    """A piece of equipment; `valid` is the calibration that held on the day asked, None where none did."""

    key: str
    name: str
    serial: str
    original_value: Decimal | None
    valid: CalibrationFacts | None
    latest: CalibrationFacts | None
    row: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of an institution's history and the act behind it."""

    on: date
    what: Text
    act: str
    kind: str


@dataclass(frozen=True, slots=True)
class InstitutionFacts:
    """An institution as of a day (`on`, in the facts) as it was known at a moment (`known`; None: as known now)."""

    key: str
    on: date
    known: datetime | None
    particulars: Particulars
    source: Source
    certificates: tuple[CertificateFacts, ...]
    branches: tuple[BranchFacts, ...]
    figures: tuple[FigureFacts, ...]
    changes: tuple[ChangeFacts, ...]
    former_names: tuple[FormerName, ...]
    staff: tuple[StaffFacts, ...]
    months: tuple[str, ...]
    equipment: tuple[EquipmentFacts, ...]
    history: tuple[HistoryLine, ...]
    standing: Standing

    @property
    def name(self) -> str:
        """Its name."""
        return self.particulars.name


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate in a list: its number, how it stood on the day, its last day."""

    number: str
    standing: Standing
    valid_to: date


@dataclass(frozen=True, slots=True)
class InstitutionLine:
    """An institution in a list, on the day asked. `professionals` counts the full-time people in professional posts."""

    key: str
    name: str
    kind: Text
    uscc: str
    division: str
    resident: bool | None
    certificates: tuple[CertificateLine, ...]
    scopes: tuple[Text, ...]
    standing: Standing
    valid_to: date | None
    professionals: int


@dataclass(frozen=True, slots=True)
class EmploymentFacts:
    """A person's time at an institution."""

    institution: str
    institution_name: str
    branch: str
    post: Text
    full_time: bool
    first: date
    last: date | None
    stands: bool
    row: int


@dataclass(frozen=True, slots=True)
class InsuranceFacts:
    """Consecutive months of insurance paid by one employer; `institution` where that is one of the register."""

    employer: str
    institution: str
    institution_name: str
    first: str
    last: str
    months: int


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as of a day. The identity number is never here: only its salted hash is kept, and no page shows that."""

    key: str
    name: str
    on: date
    known: datetime | None
    died_on: date | None
    in_field_since: date | None
    employments: tuple[EmploymentFacts, ...]
    qualifications: tuple[QualificationFacts, ...]
    registered_names: Mapping[str, str]
    insurance: tuple[InsuranceFacts, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list, on the day asked."""

    key: str
    name: str
    posts: tuple[tuple[str, str, Text], ...]
    qualifications: tuple[tuple[Text, Text | None], ...]
