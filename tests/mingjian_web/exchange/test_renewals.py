"""An application to renew that is not decided keeps a certificate alive; without applications nothing is known."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web_factories import at

from mingjian_web.exchange.models import HeldRow
from mingjian_web.exchange.renewals import renewals
from mingjian_web.records.models import Intake
from mingjian_web.registers.standing import Renewal

pytestmark = pytest.mark.django_db


def held(**values) -> None:
    intake = Intake.objects.create(at=at(), by="data", what="测试", state="in_force", state_at=at())
    HeldRow.objects.create(table_name="applications", values=values, intake=intake, standing=True)


def test_where_nobody_handed_in_applications_nothing_is_known():
    assert renewals() is None


def test_only_renewals_count_and_their_days_are_days_in_shanghai():
    held(institution="i-1", kind="renew", received_at="2026-10-12T16:30:00+00:00")
    held(institution="i-2", kind="renew", received_at="2026-01-05", decided_at="2026-02-02")
    held(institution="i-3", kind="new", received_at="2026-01-05")
    assert renewals() == [
        Renewal("i-1", date(2026, 10, 13)),
        Renewal("i-2", date(2026, 1, 5), date(2026, 2, 2)),
    ]
