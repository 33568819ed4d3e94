"""Reading findings: the inbox, the finding's page, what an institution was asked, and the work they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from mingjian.findings import Finding as Argument
from mingjian.terms import FindingState, Level, Text
from mingjian_web.accounts.actor import Actor, Scope
from mingjian_web.accounts.models import Account
from mingjian_web.accounts.permissions import Permission
from mingjian_web.clocks.models import Clock
from mingjian_web.evidence.facts import AttachmentFacts
from mingjian_web.evidence.queries import attached
from mingjian_web.findings.life import TOLD, label_of
from mingjian_web.findings.models import (
    Finding,
    FindingAct,
    FindingAnswer,
    FindingSubject,
    Proposal,
    ProposalKind,
    ProposalOutcome,
)
from mingjian_web.findings.stored import finding_from
from mingjian_web.registers.models import Person

OPEN = (FindingState.NEW, FindingState.ASSIGNED, FindingState.PUT, FindingState.ANSWERED)
ASKED = (FindingState.PUT, FindingState.ANSWERED)
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the inbox is narrowed to; empty is everything. `assignee` "-" is nobody; `open` leaves ended ones out."""

    text: str = ""
    state: str = ""
    level: str = ""
    severity: str = ""
    rule: str = ""
    assignee: str = ""
    institution: str = ""
    division: str = ""
    waiting: str = ""
    open: bool = True


def inbox(scope: Scope, filters: Filters = Filters()) -> QuerySet[Finding]:
    """The findings in reach, with `due` (the reply clock's projected day) and `waits` (a proposal's kind)."""
    rows = in_reach(scope)
    if filters.open and not filters.state:
        rows = rows.filter(state__in=OPEN)
    for name in ("state", "level", "severity", "rule", "institution"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.division:
        rows = rows.filter(division__startswith=filters.division.rstrip("0") or filters.division)
    if filters.assignee:
        rows = rows.filter(assignee="" if filters.assignee == NOBODY else filters.assignee)
    if filters.text:
        rows = rows.filter(_about(filters.text))
    rows = rows.annotate(due=_due(), waits=_waits())
    return rows.filter(waits=filters.waiting) if filters.waiting else rows


def in_reach(scope: Scope) -> QuerySet[Finding]:
    """Every finding the scope covers."""
    if scope.everything:
        return Finding.objects.all()
    if scope.territory:
        return Finding.objects.filter(division__startswith=scope.territory)
    return Finding.objects.none()


def _about(text: str) -> Q:
    """By number, institution, rule, or the name of a person it is about."""
    words = text.strip()
    people = Person.objects.filter(standing=True, name__icontains=words).values("key")
    about = FindingSubject.objects.filter(finding=OuterRef("pk"), kind="person", subject__in=people)
    return (
        Q(number__icontains=words)
        | Q(institution_name__icontains=words)
        | Q(rule__iexact=words)
        | Q(key=words)
        | Q(Exists(about))
    )


def _due() -> Subquery:
    return Subquery(Clock.objects.filter(id=OuterRef("clock")).values("due")[:1])


def _waits() -> Subquery:
    waiting = Proposal.objects.filter(finding=OuterRef("pk"), outcome=ProposalOutcome.WAITING.value)
    return Subquery(waiting.order_by("pk").values("kind")[:1])


def counts(scope: Scope) -> dict[str, int]:
    """How many open findings there are by state and by level."""
    rows = in_reach(scope).filter(state__in=OPEN)
    by_state = rows.values_list("state").annotate(count=Count("pk"))
    by_level = rows.values_list("level").annotate(count=Count("pk"))
    return {**dict(by_state), **dict(by_level)}


def rules_found(scope: Scope) -> list[str]:
    """The rules that have findings in reach, for the filter."""
    return sorted(in_reach(scope).order_by().values_list("rule", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class ActFacts:
    """One line of 经过."""

    act: str
    words: Text
    name: str
    acting_for: str
    at: datetime
    on_paper: date | None
    reason: str
    ledger_index: int | None
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """One answer of the institution."""

    key: str
    text: str
    name: str
    at: datetime
    on_paper: date | None
    late: bool
    question: int
    files: tuple[AttachmentFacts, ...]


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """A proposal that waits for a second person."""

    pk: int
    kind: ProposalKind
    by: str
    name: str
    at: datetime
    reason_kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """All a page says of a finding. `row` is the kept row (read only), `argument` ring one's finding."""

    row: Finding
    argument: Argument
    names: dict[tuple[str, str], str]
    acts: tuple[ActFacts, ...]
    answers: tuple[AnswerFacts, ...]
    waiting: tuple[ProposalFacts, ...]
    assignee_name: str
    runs_in: int | None

    @property
    def state(self) -> FindingState:
        """Where it stands."""
        return FindingState(self.row.state)

    @property
    def level(self) -> Level:
        """实据 or 线索."""
        return Level(self.row.level)


def page(pk: int, scope: Scope) -> FindingPage | None:
    """A finding in reach; None where there is none."""
    row = in_reach(scope).filter(pk=pk).first()
    return _page(row) if row else None


def _page(row: Finding, said: dict[str, Any] | None = None) -> FindingPage:
    holder = Account.objects.filter(name_of_account=row.assignee).values_list("name", flat=True).first()
    return FindingPage(
        row=row,
        argument=finding_from(said or row.finding),
        names={(kind, id_): name for kind, id_, name in row.names},
        acts=tuple(_act(act) for act in row.acts.all()),
        answers=tuple(_answer(answer) for answer in row.answers.all()),
        waiting=tuple(_proposal(one) for one in row.proposals.filter(outcome=ProposalOutcome.WAITING.value)),
        assignee_name=holder or "",
        runs_in=row.last_run,
    )


def _act(act: FindingAct) -> ActFacts:
    return ActFacts(
        act=act.act,
        words=label_of(act.act),
        name=act.name,
        acting_for=act.acting_for,
        at=act.at,
        on_paper=act.on_paper,
        reason=act.reason,
        ledger_index=act.ledger_index,
        detail=act.detail,
    )


def _answer(answer: FindingAnswer) -> AnswerFacts:
    return AnswerFacts(
        key=answer.key,
        text=answer.text,
        name=answer.name,
        at=answer.at,
        on_paper=answer.on_paper,
        late=answer.late,
        question=answer.question,
        files=tuple(attached("answer", answer.key)),
    )


def _proposal(one: Proposal) -> ProposalFacts:
    return ProposalFacts(one.pk, ProposalKind(one.kind), one.by, one.name, one.at, one.reason_kind, one.text)


def answer_in_reach(key: str, actor: Actor) -> bool:
    """Whether this person may see what an answer brought: their office's reach, or their own institution."""
    answer = FindingAnswer.objects.filter(key=key).select_related("finding").first()
    if answer is None:
        return False
    if actor.institution:
        return actor.may(Permission.OWN_FINDINGS_VIEW) and answer.finding.institution == actor.institution
    return actor.may(Permission.FINDINGS_VIEW) and in_reach(actor.scope).filter(pk=answer.finding_id).exists()


def asked_of(institution: str, *, open_only: bool = False) -> QuerySet[Finding]:
    """The findings that were put to an institution as it was told they stand, with `due`; those taken back are gone.

    What was never put is not there, and what is opened again inside stays as it was: neither must tell anything.
    """
    rows = Finding.objects.filter(institution=institution).exclude(told_state="").annotate(due=_due())
    return rows.filter(told_state__in=ASKED).order_by("due", "pk") if open_only else rows.order_by("-put_on", "-pk")


def asked_page(pk: int, institution: str) -> FindingPage | None:
    """A finding as the institution was told it, not as it may read by now; None for any other institution.

    Its version is that of the last act the institution was told of: what is done inside is not counted out to it.
    """
    row = asked_of(institution).filter(pk=pk).first()
    if row is None:
        return None
    row.state, row.decision = row.told_state, row.told_decision
    row.level, row.severity = row.told["level"], row.told["severity"]
    row.version = row.acts.filter(act__in=TOLD).order_by("-pk").values_list("version", flat=True).first() or 0
    return _page(row, row.told)


def of_subject(kind: str, key: str, scope: Scope) -> list[Finding]:
    """The findings about a person, a project, a report, in reach."""
    about = FindingSubject.objects.filter(finding=OuterRef("pk"), kind=kind, subject=key)
    return list(in_reach(scope).filter(Exists(about)))


def of_institution(key: str, scope: Scope) -> list[Finding]:
    """The findings about an institution, in reach."""
    return list(in_reach(scope).filter(institution=key))


def held_by(account: str) -> list[Finding]:
    """The open findings somebody holds: what has to be handed over before they leave."""
    return list(Finding.objects.filter(assignee=account, state__in=OPEN).order_by("number"))


def called(row: Finding, office: str) -> str:
    """Its number; with the office's name before it for whoever works at another, for each office counts its own."""
    return row.number if row.office == office else row.matter


def names_of(accounts: Iterable[str]) -> dict[str, str]:
    """Account → the person's name."""
    return dict(Account.objects.filter(name_of_account__in=set(accounts)).values_list("name_of_account", "name"))
