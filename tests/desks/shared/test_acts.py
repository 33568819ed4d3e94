"""Every act on a finding has words wherever it is listed: in the ledger, on the trail, on one's own page."""

from __future__ import annotations

import pytest

from mingjian_web.desks.shared.acts import words_of
from mingjian_web.findings.life import SEATS


@pytest.mark.parametrize("act", sorted(SEATS))
def test_no_act_on_a_finding_is_shown_by_its_name_in_the_code(act):
    words = words_of(f"findings.{act}")
    assert words.zh.startswith("疑点：")
    assert words.en.startswith("finding: ")


def test_a_step_of_the_office_is_called_by_its_own_word():
    assert words_of("findings.weigh").zh == "疑点：记录对说明的意见"
