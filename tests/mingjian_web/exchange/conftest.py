"""Files are read in this very process, to be quick; `apart` reads them in a process of their own, as the desks do."""

from __future__ import annotations

import pytest

from mingjian_web.exchange import folders, reading, staging


@pytest.fixture(autouse=True)
def in_process(request, monkeypatch):
    """Unless the test asks for `apart`."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr(staging, "_read_apart", _read)


def _read(on, source):
    from mingjian_web.exchange import outcome

    folder = folders.folder_of(on.intake)
    outcome.leave(reading.read(source, folder), folder)
    return outcome.take(folder)


@pytest.fixture
def apart():
    """The real thing."""
