"""What the projects chapter answers with: lines of lists, one project, one report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjian.terms import Term, Text
from mingjian_web.registers.facts import Source


@dataclass(frozen=True, slots=True)
class Someone:
    """A person by key and name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list. `disclosed` is told by the chapter above."""

    key: str
    number: str
    issued_on: date
    conclusion: Text
    project: str
    institution: str
    institution_name: str
    client: str
    client_name: str
    kind: Text
    scope: Text
    division: str
    leaders: tuple[Someone, ...]


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a list, as of the day asked."""

    key: str
    institution: str
    institution_name: str
    client: str
    client_name: str
    kind: Text
    scope: Text
    division: str
    contract_on: date | None
    leaders: tuple[Someone, ...]
    reports: tuple[tuple[str, str, date], ...]
    first_visit: date | None
    last_visit: date | None


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member of the project's team in one role."""

    person: Someone
    role: Text
    role_code: str
    speciality: Text | None


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit to the site. Position in WGS-84 degrees, accuracy in metres; None is not known."""

    key: str
    person: Someone
    arrived_at: datetime
    left_at: datetime
    task: str
    client_signed: bool | None
    institution_signed: bool | None
    source: Text
    lat: float | None
    lon: float | None
    accuracy_m: float | None
    record_sha256: str
    photos: int


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """A photo by its digest; `taken_at` None is not known, never forged."""

    key: str
    visit: str
    sha256: str
    taken_at: datetime | None
    received_at: datetime
    has_position: bool
    withheld: bool


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A review of the report."""

    step: Text
    person: Someone
    done_at: datetime
    outcome: Text


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """A sample and its hand-over."""

    key: str
    taken_at: datetime
    taken_by: str
    handed_over_at: datetime | None
    received_by: str


@dataclass(frozen=True, slots=True)
class TestFacts:
    """A test that was done, on which equipment and sample, by whom."""

    key: str
    item: str
    started_at: datetime
    ended_at: datetime
    equipment: str
    sample: str
    operator: str


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment for the project, in yuan."""

    payer: str
    payee: str
    amount: Decimal
    on: date
    purpose: Text


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project as of a day: what is dated later is not in it."""

    key: str
    on: date
    known: datetime | None
    institution: Someone
    branch: str
    client: Someone
    kind: Text
    scope: Text
    division: str
    risk_analysis_on: date | None
    contract_on: date | None
    fee: Decimal | None
    previous: str
    state_level: bool | None
    reserved: Text | None
    design_approved_on: date | None
    site_record: Text | None
    office: str
    team: tuple[MemberFacts, ...]
    visits: tuple[VisitFacts, ...]
    photos: tuple[PhotoFacts, ...]
    reviews: tuple[ReviewFacts, ...]
    samples: tuple[SampleFacts, ...]
    tests: tuple[TestFacts, ...]
    payments: tuple[PaymentFacts, ...]
    reports: tuple[tuple[str, str, date], ...]
    later: tuple[str, ...]
    source: Source


class InForce(Term):
    """How a cited standard stood on the day the report was issued."""

    VALID = "valid", "现行", "in force"
    NOT_YET = "not_yet", "尚未实施", "not yet in force"
    REPEALED = "repealed", "已废止", "repealed"
    UNKNOWN = "unknown", "标准库未收录", "not in the library"


@dataclass(frozen=True, slots=True)
class CitationFacts:
    """A standard that a report cites and how it stood on the report's day."""

    standard: str
    title: str
    clause: str
    stood: InForce
    valid_from: date | None
    valid_to: date | None
    replaced_by: str


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """A number in a report as printed, with its limit."""

    name: str
    value: str
    unit: str
    limit_kind: Text | None
    limit: float | None
    limit_source: str
    verdict: str


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """A signature on a report."""

    person: Someone
    role: Text
    signed_at: datetime
    method: Text


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report with what stands in it."""

    line: ReportLine
    sha256: str
    text_sha256: str
    values: tuple[ValueFacts, ...]
    problems: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, bool, str], ...]
    citations: tuple[CitationFacts, ...]
    signatures: tuple[SignatureFacts, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A person's part in a project: the roles, and the days they were on site. Days only, never times."""

    project: str
    institution: Someone
    client: Someone
    kind: Text
    division: str
    roles: tuple[Text, ...]
    days: tuple[date, ...]
