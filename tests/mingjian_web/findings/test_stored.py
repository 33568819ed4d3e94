"""A finding comes back from its JSON as it went in."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.findings import Citation, Evidence, Finding, Subject
from mingjian.findings.marks import DOUBTS
from mingjian.terms import LawStatus, Level, Severity, Text
from mingjian_web.findings.stored import finding_from

words = st.text(min_size=1, max_size=8)
texts = st.builds(Text, words, words)
notes = st.one_of(texts, st.sampled_from(DOUBTS))
values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), words)
fields = st.dictionaries(words, st.one_of(values, st.lists(values, max_size=3), st.dates(), st.datetimes()), max_size=4)
evidence = st.one_of(
    st.builds(Evidence, words, id=words, fields=fields),
    st.builds(Evidence, words, row=st.integers(1, 9), fields=fields),
)
citations = st.builds(Citation, words, st.sampled_from(LawStatus), st.one_of(st.none(), notes))


def some(of):
    """One to three of them, in an order."""
    return st.lists(of, min_size=1, max_size=3).map(tuple)


findings = st.builds(
    Finding,
    rule=words,
    basis=words,
    level=st.just(Level.CLUE),
    severity=st.sampled_from(Severity),
    regime=words,
    on=st.dates(),
    subjects=some(st.builds(Subject, words, words)),
    evidence=some(evidence),
    message=texts,
    citations=some(citations),
    check=texts,
    excuses=st.lists(texts, max_size=3).map(tuple),
    score=st.floats(0, 1),
    notes=st.lists(notes, max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(findings)
def test_what_is_kept_is_read_back_whole(finding):
    kept = json.loads(json.dumps(finding.as_json(), ensure_ascii=False))
    again = finding_from(kept)
    assert again.as_json() == finding.as_json()
    assert (again.id, again.matter_key, again.doubts) == (finding.id, finding.matter_key, finding.doubts)
    assert finding_from(again.as_json()) == again


def test_a_hard_finding_stays_hard():
    hard = Finding(
        rule="SITE-01",
        basis="leader",
        level=Level.HARD,
        severity=Severity.SERIOUS,
        regime="2019",
        on=date(2025, 9, 11),
        subjects=(Subject("project", "j-1"),),
        evidence=(Evidence("projects", id="j-1", fields={}),),
        message=Text("未到场", "absent"),
        citations=(Citation("某条", LawStatus.SEEN),),
        check=Text("看记录", "see the record"),
        excuses=(),
    )
    assert finding_from(hard.as_json()) == hard
