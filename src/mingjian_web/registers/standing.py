"""How a certificate, a registration, an interval stands on a day: pure judgements, no database.

The same rules as the screening's (`mingjian.screening.views`; a test holds the two together): intervals include both
days, an event counts from its own day, a renewal applied for in time and undecided keeps the certificate alive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.terms import CertificateEventKind, Term

FOREVER = date.max
ONE_DAY = timedelta(days=1)


class Standing(Term):
    """How a certificate stands on a day. 撤销, 撤回, 吊销 and 注销 are four acts: see the glossary."""

    VALID = "valid", "有效", "valid"
    RENEWAL_PENDING = "renewal_pending", "视为有效（延续未决）", "deemed valid (renewal undecided)"
    NOT_YET = "not_yet", "未到有效期", "not yet valid"
    TERM_OVER = "term_over", "有效期已过，延续情况未登记", "term over, renewal not registered"
    SUCCEEDED = "succeeded", "届满，已换新证", "expired, a new certificate followed"
    SUSPENDED = "suspended", "暂扣、暂停", "suspended"
    EXPIRED = "expired", "届满", "expired"
    RESCINDED = "rescinded", "撤销", "rescinded"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"
    REVOKED = "revoked", "吊销", "revoked"
    DEREGISTERED = "deregistered", "注销", "deregistered"
    NONE = "none", "未登记证书", "no certificate registered"

    @property
    def entitles(self) -> bool:
        """Whether the institution may work under it that day."""
        return self in (Standing.VALID, Standing.RENEWAL_PENDING)

    @property
    def shape(self) -> str:
        """The shape it is tagged with on a page. What nobody knows is a question mark, never red."""
        return SHAPES.get(self, "bad")


SHAPES = {
    Standing.VALID: "ok",
    Standing.RENEWAL_PENDING: "run",
    Standing.NOT_YET: "wait",
    Standing.TERM_OVER: "unknown",
    Standing.SUCCEEDED: "wait",
    Standing.SUSPENDED: "stop",
    Standing.NONE: "unknown",
}

E = CertificateEventKind
#: Events after which a certificate does not entitle, from that day on; after `expired`, from the day after.
ENDING = {
    E.SUSPENDED: Standing.SUSPENDED,
    E.RESCINDED: Standing.RESCINDED,
    E.WITHDRAWN: Standing.WITHDRAWN,
    E.REVOKED: Standing.REVOKED,
    E.DEREGISTERED: Standing.DEREGISTERED,
    E.EXPIRED: Standing.EXPIRED,
}
#: Events after which it entitles again, from that day on.
RESTORING = frozenset({E.ISSUED, E.RENEWED, E.RESUMED})


@dataclass(frozen=True, slots=True)
class CertificateEvent:
    """What happened to a certificate on a day, with the act's own words."""

    kind: CertificateEventKind
    on: date
    reason: str = ""

    @property
    def ends_from(self) -> date:
        """The first day on which it no longer entitles because of this event."""
        return self.on + ONE_DAY if self.kind is E.EXPIRED else self.on


@dataclass(frozen=True, slots=True)
class Renewal:
    """An application to renew: of which institution, when received, when decided (None: not yet)."""

    institution: str
    received_on: date
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """How a certificate stands on the day asked, since which day, and the event that made it so (None: its term)."""

    standing: Standing
    since: date | None
    event: CertificateEvent | None = None


def covers(first: date | None, last: date | None, on: date) -> bool:
    """Whether the interval holds the day: both ends included, an end not given is open."""
    return (first is None or first <= on) and (last is None or on <= last)


def pending_until(valid_to: date, renewals: Iterable[Renewal]) -> date:
    """The last day the certificate stands: its own, or that of the decision on a renewal applied for in time."""
    in_time = (one.decided_on or FOREVER for one in renewals if one.received_on <= valid_to)
    return max(valid_to, *in_time, valid_to)


def standing_on(
    valid_from: date,
    valid_to: date,
    events: Iterable[CertificateEvent],
    on: date,
    renewals: Iterable[Renewal] | None = None,
) -> OnTheDay:
    """How the certificate stands on the day.

    行政许可法 art. 50: a renewal applied for before the term ended and not decided counts as granted meanwhile. Who
    cannot tell the renewals (None) cannot say that it expired. Of several events that end it the latest is named.
    """
    if on < valid_from:
        return OnTheDay(Standing.NOT_YET, None)
    known = sorted((event for event in events if event.on <= on), key=lambda event: event.on)
    off = [event for event in known if event.kind in ENDING and _still_off(event, known, on)]
    if off:
        return OnTheDay(ENDING[off[-1].kind], off[-1].ends_from, off[-1])
    if on <= valid_to:
        back = [event for event in known if event.kind in RESTORING]
        return OnTheDay(Standing.VALID, back[-1].on if back else valid_from, back[-1] if back else None)
    if renewals is None:
        return OnTheDay(Standing.TERM_OVER, valid_to + ONE_DAY)
    if on <= pending_until(valid_to, renewals):
        return OnTheDay(Standing.RENEWAL_PENDING, valid_to + ONE_DAY)
    return OnTheDay(Standing.EXPIRED, valid_to + ONE_DAY)


def succeeded(now: OnTheDay, followed_on: date | None) -> OnTheDay:
    """The same, where a new certificate under the same number had begun by the day: its term was over in good order."""
    over = now.event is None and now.standing in (Standing.TERM_OVER, Standing.EXPIRED)
    return OnTheDay(Standing.SUCCEEDED, followed_on) if over and followed_on is not None else now


def _still_off(event: CertificateEvent, known: Sequence[CertificateEvent], on: date) -> bool:
    if event.ends_from > on:
        return False
    return not any(other.kind in RESTORING and event.ends_from <= other.on <= on for other in known)


def speaking(certificates: Iterable[tuple[Standing, date]]) -> Standing:
    """How an institution stands: by a certificate that entitles it, else by the one that began last.

    Each certificate is its standing and its first day. NONE where there is no certificate.
    """
    ordered = sorted(certificates, key=lambda one: one[1])
    entitling = [standing for standing, _ in ordered if standing.entitles]
    return min(entitling, key=tuple(Standing).index) if entitling else (ordered[-1][0] if ordered else Standing.NONE)


@dataclass(frozen=True, slots=True)
class Move:
    """A registration moved: from and to which institution (empty: none named), counting from which day."""

    source: str
    target: str
    on: date


@dataclass(frozen=True, slots=True)
class Stay:
    """A registration stood with an institution (empty: none named) from one day to another, both included."""

    institution: str
    first: date
    last: date | None


def stays(institution: str, valid_from: date, valid_to: date | None, moves: Iterable[Move]) -> tuple[Stay, ...]:
    """Where a registration stood and when, from its moves.

    A move counts from its own day; before the first one the registration stood where that came from.
    """
    ordered = sorted(moves, key=lambda move: move.on)
    if not ordered:
        return (Stay(institution, valid_from, valid_to),)
    end = valid_to or FOREVER
    bounds = [move.on for move in ordered] + [FOREVER]
    found = [(ordered[0].source, valid_from, min(end, ordered[0].on - ONE_DAY))]
    for move, after in zip(ordered, bounds[1:], strict=True):
        last = end if after is FOREVER else min(end, after - ONE_DAY)
        found.append((move.target, max(valid_from, move.on), last))
    return tuple(Stay(at, first, None if last == FOREVER else last) for at, first, last in found if first <= last)


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that no longer is; until which day it was (None: the day is not registered)."""

    name: str
    until: date | None


class Insured(Term):
    """Who paid a person's insurance in a month, seen from one institution. A month without a row is never a no."""

    HERE = "here", "本机构", "here"
    ELSEWHERE = "elsewhere", "其他单位", "elsewhere"
    BOTH = "both", "本机构及其他单位", "here and elsewhere"
    UNKNOWN = "unknown", "未知", "unknown"


def insured(payers: Iterable[str], here: str) -> Insured:
    """What the payers of one month mean for the institution whose credit code is `here`."""
    found = set(payers)
    if not found:
        return Insured.UNKNOWN
    if here in found:
        return Insured.BOTH if len(found) > 1 else Insured.HERE
    return Insured.ELSEWHERE


def months_up_to(on: date, how_many: int) -> tuple[str, ...]:
    """The months up to that of the day, `2026-11` last."""
    first = on.year * 12 + on.month - how_many
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, first + how_many))
