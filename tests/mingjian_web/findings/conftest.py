"""What the tests of the findings chapter share."""

import pytest
from tests.mingjian_web.findings.situations import People


@pytest.fixture
def people(ledger) -> People:
    """The department's people, with a ledger that has begun."""
    return People()
