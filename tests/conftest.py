"""What tests of the Django ring share."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.web_factories import MORNING


@pytest.fixture
def clock(monkeypatch):
    """Set the time requests and tasks are told: `clock("2026-11-23T09:00:00")`; that morning if nothing is said."""
    from tests.web_factories import at

    def set_to(moment: str = MORNING) -> datetime:
        monkeypatch.setattr("mingjian_web.config.middleware.now", lambda: at(moment))
        monkeypatch.setattr("mingjian_web.moment.now", lambda: at(moment))
        return at(moment)

    set_to()
    return set_to


@pytest.fixture
def ledger(db):
    """A ledger that has begun."""
    from tests.web_factories import at

    from mingjian_web.ledger.actions import begin

    begin("test.mingjian.example", now=at("2026-01-04T09:00:00"))


@pytest.fixture(autouse=True)
def _chinese_again():
    """A page asked for in English leaves its thread in English; the next test begins in Chinese."""
    yield
    from django.utils import translation

    translation.deactivate()
