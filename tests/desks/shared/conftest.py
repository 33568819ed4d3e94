"""What the tests of the shared desk share."""

from __future__ import annotations

import pytest
from django.utils.translation import override


@pytest.fixture
def english():
    """Pages in English."""
    with override("en"):
        yield
