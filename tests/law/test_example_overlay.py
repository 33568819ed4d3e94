"""The example an office copies is right, and does what its page says."""

from datetime import date
from pathlib import Path

from mingjian.law import load_law
from mingjian.terms import LawStatus

EXAMPLE = Path(__file__).parents[2] / "examples" / "law" / "office.yaml"
DAY = date(2025, 1, 1)


def test_the_example_confirms_what_was_only_remembered():
    shipped, office = (law.value("qualification.within_scope", on=DAY) for law in (load_law(), load_law(EXAMPLE)))
    assert (shipped.status, office.status) == (LawStatus.REMEMBERED, LawStatus.CONFIRMED)
    assert "苏砚舟" in office.origin.text.zh


def test_the_example_fills_in_a_day_for_one_province_only():
    law = load_law(EXAMPLE)
    inside, outside = (law.value("disclosure.deadline", on=DAY, division=code) for code in ("320700", "230100"))
    assert dict(inside.value) == {"days": 10, "unit": "wd"}
    assert outside.value is None
