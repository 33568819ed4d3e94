"""What the law does to findings: its status caps the level, its silence stops the rule, an office's word counts."""

from datetime import date

import pytest
from tests.factories import screened

from mingjian.findings import MAY_BE_SUPERSEDED
from mingjian.law import load_law
from mingjian.screening.cases import cases_of, drawn
from mingjian.screening.registry import all_rules
from mingjian.terms import LawStatus, Level

HITS = [
    (file.rule.id, next(case for case in cases_of(file) if case.kind == "hit" and case.finds))
    for file in all_rules().values()
]


def rows_of(case) -> dict:
    rows = {}
    for name, drawing in case.tables.items():
        head, *cells = drawn(drawing)
        rows[name] = [dict(zip(head, row, strict=False)) for row in cells]
    return rows


@pytest.mark.parametrize("rule, case", HITS, ids=[rule for rule, _ in HITS])
def test_nothing_that_rests_on_remembered_law_is_hard(rule, case):
    remembered = load_law().flipped(LawStatus.REMEMBERED)
    found = screened(rows_of(case), rule, as_of=case.as_of, law=remembered).findings
    assert found, "a remembered law still gives clues"
    assert {finding.level for finding in found} == {Level.CLUE}
    assert all("依据未核实" in [note.zh for note in finding.doubts] for finding in found)


@pytest.mark.parametrize("rule, case", HITS, ids=[rule for rule, _ in HITS])
def test_a_rule_whose_law_is_unknown_is_not_run_and_says_so(rule, case):
    unknown = load_law().flipped(LawStatus.UNKNOWN)
    screening = screened(rows_of(case), rule, as_of=case.as_of, law=unknown)
    assert screening.findings == ()
    assert screening.ran == ()
    assert "规定未知" in screening.not_run[0].reason.zh


SCOPE = {
    "projects": [{"id": "j", "institution": "A", "scope": "fireworks", "contract_on": "2025-06-01"}],
    "certificates": [{"id": "c", "institution": "A", "valid_from": "2023-01-01", "valid_to": "2027-12-31"}],
    "certificate_scopes": [{"certificate": "c", "scope": "chemical", "valid_from": "2023-01-01"}],
}
OVERLAY = """
office: 岚川省应急管理厅政策法规处
document: 岚应急法〔2026〕3号
confirmed_by: [苏砚舟, 祁望舒]
values:
  - concept: qualification.within_scope
    from: 2019-05-01
    value: true
    cites: ["order-1-2019:22(3)"]
    status: confirmed
    source: 部令文本
"""


def test_what_an_office_has_confirmed_makes_a_clue_hard(tmp_path):
    overlay = tmp_path / "confirmed.yaml"
    overlay.write_text(OVERLAY, encoding="utf-8")
    (shipped,) = screened(SCOPE, "QUAL-02", as_of=date(2025, 12, 31)).findings
    (confirmed,) = screened(SCOPE, "QUAL-02", as_of=date(2025, 12, 31), law=load_law(overlay)).findings
    assert (shipped.level, confirmed.level) == (Level.CLUE, Level.HARD)
    assert confirmed.doubts == ()


def test_from_the_day_order_20_was_published_the_rules_of_2019_give_clues_and_say_why():
    rows = {
        "projects": [{"id": "j", "institution": "A", "contract_on": "2026-05-28"}],
        "certificates": [],
    }
    (finding,) = screened(rows, "QUAL-01", as_of=date(2026, 11, 22)).findings
    assert finding.level is Level.CLUE
    assert MAY_BE_SUPERSEDED in finding.doubts


def test_the_general_law_carries_the_licensing_clock_after_order_20_too():
    rows = {
        "applications": [{"id": "a", "institution": "A", "kind": "new", "received_at": "2026-06-01"}],
        "application_steps": [],
    }
    (finding,) = screened(rows, "GOVT-01", as_of=date(2026, 9, 30)).findings
    assert finding.level is Level.HARD
    assert [citation.text for citation in finding.citations if "行政许可法" in citation.text]
