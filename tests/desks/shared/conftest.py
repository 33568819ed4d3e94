"""What the tests of the shared desk share: its own addresses and no others, so that it stands alone."""

from __future__ import annotations

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def own_addresses(settings):
    """The shared desk's addresses are all there is."""
    settings.ROOT_URLCONF = "mingjian_web.desks.shared.urls"


@pytest.fixture
def english():
    """Pages in English."""
    with override("en"):
        yield
