"""Staging in a process of its own, so that the desks answer while a million rows are read.

`python -m mingjian_web.exchange.apart INTAKE [again]`: the queue's task starts it and waits.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def main() -> int:
    """Stage the intake, or compare it anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian_web.config.settings")
    import django

    django.setup()
    from mingjian_web.exchange import staging
    from mingjian_web.exchange.actions import source_of
    from mingjian_web.exchange.folders import there
    from mingjian_web.moment import now
    from mingjian_web.records.models import Intake, IntakeState

    number = int(sys.argv[1])
    with alone(there(number)):
        intake = Intake.objects.get(pk=number)
        if intake.checked_against is not None:
            return 0  # done by a process that outlived the server which started it
        if intake.state != IntakeState.STAGED.value:
            staging.withdrawn(number)
            return 0
        if "again" in sys.argv[2:]:
            staging.again(number, now=now())
        else:
            staging.stage(number, source_of(intake), now=now())
    return 0


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process an intake: a second waits until the first has ended."""
    with (folder / "staging.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
