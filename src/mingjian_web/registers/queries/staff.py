"""Who works at an institution on a day, with qualifications and months of insurance: five queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Count, Q

from mingjian.terms import Post
from mingjian_web.registers.facts import QualificationFacts, StaffFacts
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Employment, Institution, SocialInsurance
from mingjian_web.registers.queries.names import names
from mingjian_web.registers.queries.qualifications import held_at, qualifications_of
from mingjian_web.registers.standing import insured, months_up_to
from mingjian_web.registers.words import word

#: How many months of insurance a page shows.
MONTHS = 12
#: Posts that count as professional staff (专业技术人员).
PROFESSIONAL = (Post.EVALUATOR, Post.TESTER, Post.TECHNICAL_LEADER, Post.PROCESS_CONTROL_LEADER)
#: Heads first, then those who evaluate and test.
POSTS = (Post.LEGAL_REPRESENTATIVE, Post.TECHNICAL_LEADER, Post.PROCESS_CONTROL_LEADER, Post.EVALUATOR, Post.TESTER)


def on_the_day(on: date) -> Q:
    """Rows whose interval holds the day, both ends included."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def people_of(institution: str, on: date, known: datetime | None = None) -> tuple[StaffFacts, ...]:
    """Everybody with a post there that day, by post and name."""
    uscc = rows(Institution, known).filter(key=institution).values_list("uscc", flat=True).first() or ""
    return staff_of(institution, uscc, on=on, known=known)


def staff_of(institution: str, uscc: str, *, on: date, known: datetime | None) -> tuple[StaffFacts, ...]:
    """The same, where the institution's credit code is known."""
    employed = list(rows(Employment, known).filter(on_the_day(on), institution=institution))
    keys = {row.person for row in employed}
    called = names("person", keys, known)
    held = qualifications_of(keys, on=on, known=known)
    paid = insurance_of(keys, months_up_to(on, MONTHS), known)
    found = [_facts(row, called, held.get(row.person, []), uscc, paid.get(row.person, {}), on) for row in employed]
    return tuple(sorted(found, key=lambda one: (_place(one.post_code), one.name, one.person)))


def _facts(
    row: Employment,
    called: Mapping[str, str],
    held: Sequence[QualificationFacts],
    uscc: str,
    paid: Mapping[str, Iterable[str]],
    on: date,
) -> StaffFacts:
    return StaffFacts(
        person=row.person,
        name=called.get(row.person, row.person),
        post=word("employments", "post", row.post),
        post_code=row.post,
        full_time=row.full_time,
        branch=row.branch,
        first=row.valid_from,
        last=row.valid_to,
        qualifications=tuple(one for one in held if held_at(one, row.institution, on)),
        months={month: insured(payers, uscc) for month, payers in paid.items()},
        row=row.pk,
    )


def _place(post: str) -> int:
    return POSTS.index(Post(post)) if post in POSTS else len(POSTS)


def insurance_of(
    people: Collection[str], months: Collection[str], known: datetime | None
) -> dict[str, dict[str, set[str]]]:
    """Who paid for whom in these months: person → month → credit codes."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    paid = rows(SocialInsurance, known).filter(person__in=set(people), month__in=set(months))
    for person, month, payer in paid.values_list("person", "month", "employer_uscc"):
        found[person][month].add(payer)
    return found


def professionals(institutions: Collection[str], *, on: date, known: datetime | None) -> dict[str, int]:
    """How many people held a full-time professional post that day, by institution."""
    employed = rows(Employment, known).filter(
        on_the_day(on), institution__in=set(institutions), post__in=PROFESSIONAL, full_time=True
    )
    counted = employed.order_by().values_list("institution").annotate(n=Count("person", distinct=True))
    return {institution: int(n) for institution, n in counted}
