"""The shipped law as a whole: every day has one answer a matter, every citation resolves, nothing is confirmed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingjian.law import load_law
from mingjian.terms import LawStatus

FIRST, LAST = date(2007, 4, 1), date(2027, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


@pytest.fixture(scope="module")
def law():
    return load_law()


def test_every_day_since_april_2007_gives_one_answer_a_matter(law):
    for name, matter in law.matters.items():
        for day in DAYS:
            governing = [period for period in matter.periods if period.span.covers(day)]
            assert len(governing) == 1, (name, day)
            regime = law.regime(name, day)
            assert regime.unknown != bool(regime.instruments), (name, day)


def test_from_28_may_2026_whatever_rests_on_order_1_may_be_superseded_and_never_before(law):
    first = date(2026, 5, 28)
    for name in law.matters:
        for day in DAYS:
            regime = law.regime(name, day)
            assert regime.may_be_superseded == (day >= first and "order-1-2019" in regime.instruments), (name, day)


@pytest.mark.parametrize(
    ("matter", "day", "answer"),
    [
        ("evaluation", "2007-04-01", "unknown"),
        ("evaluation", "2009-09-30", "unknown"),
        ("evaluation", "2009-10-01", "2009"),
        ("evaluation", "2019-04-30", "2009"),
        ("evaluation", "2019-05-01", "2019"),
        ("evaluation", "2026-05-27", "2019"),
        ("evaluation", "2026-05-28", "2019"),
        ("testing", "2007-04-01", "2007"),
        ("testing", "2019-04-30", "2007"),
        ("testing", "2019-05-01", "2019"),
        ("disclosure", "2011-09-29", "unknown"),
        ("disclosure", "2011-09-30", "2009"),
        ("disclosure", "2019-05-01", "2019"),
        ("personal_information", "2021-10-31", "unknown"),
        ("credit", "2026-04-01", "2026"),
    ],
)
def test_the_regime_of_a_boundary_day(law, matter, day, answer):
    regime = law.regime(matter, date.fromisoformat(day))
    assert ("unknown" if regime.unknown else regime.id) == answer


def test_an_amendment_joins_the_regime_on_its_own_day(law):
    before, after = law.regime("evaluation", date(2013, 8, 28)), law.regime("evaluation", date(2013, 8, 29))
    assert set(after.instruments) - set(before.instruments) == {"order-63-2013"}


def test_before_the_first_day_everything_is_unknown(law):
    assert all(law.regime(matter, date(2007, 3, 31)).unknown for matter in law.matters)


def test_every_citation_resolves_and_prints_in_both_languages(law):
    for name in law.concepts:
        for value in law.periods(name):
            for cited in value.cites:
                assert law.citation(cited.ref) == cited
                assert cited.text
                assert cited.text_en
            if not value.declared:
                assert value.cites, name


def test_every_article_listed_in_a_value_resolves(law):
    for name in ("conduct.prohibited", "conduct.inaccurate_report_situations", "conduct.false_report_situations"):
        for value in law.periods(name):
            for ref in value.value or ():
                assert law.citation(ref).text


def test_nothing_shipped_is_confirmed(law):
    statuses = {article.status for article in law.articles.values()}
    statuses |= {one.status for one in law.instruments.values()} | {one.dates for one in law.instruments.values()}
    statuses |= {value.status for name in law.concepts for value in law.periods(name)}
    assert LawStatus.CONFIRMED not in statuses


def test_what_is_unread_has_no_value_and_says_why(law):
    for name in law.concepts:
        for value in law.periods(name):
            assert (value.value is None) == (value.status is LawStatus.UNKNOWN), name
            assert (value.reason is not None) == (value.status is LawStatus.UNKNOWN), name


def test_the_2026_order_and_the_2004_order_are_unread(law):
    for name in ("order-20-2026", "order-13-2004"):
        assert law.instrument(name).read == "none"
        assert law.citation(name).status is LawStatus.UNKNOWN
        assert not [article for article in law.articles.values() if article.instrument == name]


def test_labels_are_unique_so_that_a_label_finds_one_parameter(law):
    for language in ("zh", "en"):
        labels = [concept.label.say(language) for concept in law.concepts.values()]
        assert sorted(set(labels)) == sorted(labels)


def test_no_value_of_an_evaluation_duty_reaches_back_before_october_2009(law):
    for name, concept in law.concepts.items():
        if concept.matters == ("evaluation",):
            for value in law.periods(name):
                assert value.valid_from >= date(2009, 10, 1), name
