"""The in-process worker: one thread runs the queue kept in the database, one has the outbox read.

django-tasks-db's own worker, without its signal handlers, which a thread may not set. One serving process a home
is held by a lock on a file, so that no job runs twice.
"""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from mingjian.terms import BadInput, Text

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_TO_STOP = 5.0


def only_one(home: Path) -> IO[str]:
    """Hold this home for one serving process; keep the file open as long as it serves.

    Raises BadInput where another process serves it.
    """
    file = (home / "serving.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise BadInput(
            Text(
                f"{home} 已有一个明鉴在运行；停下它，或者用 MINGJIAN_HOME 另指一处",
                f"another mingjian is serving {home}; stop it, or name another folder by MINGJIAN_HOME",
            )
        ) from None
    return file


def readers() -> tuple[Callable[[], object], ...]:
    """Who reads the outbox: each looks for news of its own kinds, at least once, in order."""
    from mingjian_web.clocks import tasks as clocks
    from mingjian_web.projects import tasks as projects
    from mingjian_web.registers import tasks as registers
    from mingjian_web.screening import tasks as screening

    return (clocks.follow.call, registers.follow_intakes.call, projects.follow_intakes.call, screening.follow.call)


class InProcessWorker:
    """Runs what is queued, and has the outbox read, until told to stop."""

    def __init__(self) -> None:
        from django_tasks_db.management.commands.db_worker import Worker

        self._worker = Worker(
            queue_names=["default"],
            interval=SECONDS_BETWEEN_LOOKS,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="in-process",
            excluded_queue_names=[],
        )
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, name="tasks", daemon=True),
            threading.Thread(target=self._read, name="news", daemon=True),
        ]

    def start(self) -> None:
        """Give back what a killed process left half done, then begin."""
        from django_tasks_db.models import DBTaskResult

        DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask it to stop after the job at hand, and wait a little."""
        self._worker.running = False
        self._stopping.set()
        for thread in self._threads:
            thread.join(SECONDS_TO_STOP)

    def _run(self) -> None:
        while self._worker.running:
            try:
                self._worker.run()
            except Exception:
                log.exception("the task worker stumbled and begins again")

    def _read(self) -> None:
        from django.db import close_old_connections

        while not self._stopping.wait(SECONDS_BETWEEN_LOOKS):
            close_old_connections()
            for read in readers():
                try:
                    read()
                except Exception:
                    log.exception("reading the news stumbled and begins again")
