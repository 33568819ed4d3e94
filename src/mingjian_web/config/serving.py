"""Serving: one gunicorn process with threads, and the task worker beside them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from mingjian_web.config.worker import InProcessWorker

THREADS = 8


class Desks(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our few settings; the application is loaded after the fork."""

    def __init__(self, host: str, port: int, ready: Callable[[], None]) -> None:
        self._host, self._port, self._ready = host, port, ready
        self._tasks: InProcessWorker | None = None
        super().__init__()

    def load_config(self) -> None:
        """One process, threads, no access log (addresses of visitors are nobody's business)."""
        settings: dict[str, Any] = {
            "bind": f"[{self._host}]:{self._port}" if ":" in self._host else f"{self._host}:{self._port}",
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "timeout": 120,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "post_worker_init": self._begin,
            "worker_exit": self._end,
            "proc_name": "mingjian",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian_web.config.settings")
        from mingjian_web.config.wsgi import application

        return application

    def _begin(self, worker: Any) -> None:
        self._tasks = InProcessWorker()
        self._tasks.start()
        self._ready()

    def _end(self, server: Any, worker: Any) -> None:
        if self._tasks is not None:
            self._tasks.stop()
