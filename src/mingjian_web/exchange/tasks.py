"""What is done behind the pages: files read and compared beside the serving process."""

from __future__ import annotations

import logging
import subprocess
import sys

from django_tasks import task

from mingjian_web.exchange import staging
from mingjian_web.moment import now

log = logging.getLogger(__name__)

MOST_SECONDS = 6 * 3600


@task()
def stage(intake: int) -> None:
    """Read, lay down and compare what was sent."""
    _apart(intake)


@task()
def again(intake: int) -> None:
    """Compare it anew with what now stands."""
    _apart(intake, "again")


def _apart(intake: int, *how: str) -> None:
    """Do it in another process; where that one is ended, the intake says so instead of waiting for ever."""
    command = [sys.executable, "-m", "mingjian_web.exchange.apart", str(intake), *how]
    try:
        done = subprocess.run(command, timeout=MOST_SECONDS, check=False)  # noqa: S603 - our own module
        broken = done.returncode != 0
    except subprocess.TimeoutExpired:
        broken = True
    if broken:
        log.error("staging of intake %s broke off", intake)
        staging.broken_off(intake, now=now())
