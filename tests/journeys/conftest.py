"""What the journeys share: one loaded province for the whole session, and the desks served from a copy of it.

The province is loaded once, by the command, however many workers run; each file of journeys gets a copy of its own and
a server on a free port, so that what one journey does another never sees. MINGJIAN_PROVINCE names a home that is
loaded already, for whoever writes a journey and runs it again and again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from tests.browser import browser, chromium
from tests.journeys.desks import Desks, load, serving

__all__ = ["browser"]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here opens the browser over the loaded province."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home with the province in it, as it was loaded; nobody works in it."""
    if chromium() is None:
        pytest.skip("no Chromium here: journeys are made in a browser")
    ready = os.environ.get("MINGJIAN_PROVINCE")
    if ready:
        return Path(ready)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = shared / "province"
    with (shared / "province.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (home / "province.json").exists():
            load(home)
    return home


@pytest.fixture(scope="module")
def desks(province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """The three desks over a fresh copy of the province."""
    with serving(province, tmp_path_factory.mktemp("home") / "home") as served:
        yield served


@pytest.fixture(autouse=True)
def _nothing_stumbled(desks: Desks) -> Iterator[None]:
    """No journey leaves a traceback or an error in the server's log."""
    before = desks.log()
    yield
    since = desks.log()[len(before) :]
    assert "Traceback" not in since, since
    assert " ERROR " not in since, since
