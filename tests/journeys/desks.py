"""The desks as a journey meets them: loaded by the command, served by the command, signed in to by the page."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page
from tests.browser import opened

#: A loading takes a minute on a quiet machine; a busy one may need many.
SECONDS_TO_LOAD = 900
SECONDS_TO_START = 120
SECONDS_TO_STOP = 30
#: How long a page may take on a machine that runs all tests at once, in milliseconds.
PATIENCE = 60_000
ROOT = Path(__file__).parents[2]
#: The loading screens what it took in; each copy of it need not screen the same again when it is first served.
SCREENED_ALREADY = """
from mingjian_web.records import news
from mingjian_web.screening.tasks import CAUSES
news.read("screening", tuple(CAUSES), lambda kind, about: None)
"""
SIGN_IN = re.compile(r"^(\S+)\s+(\S+)\s{3}")


@dataclass(frozen=True)
class Desks:
    """A server at work over a home of its own."""

    url: str
    home: Path
    log_file: Path

    def log(self) -> str:
        """What the server has written to stderr so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def password(self, account: str) -> str:
        """The first password of an account, from the file the loading wrote."""
        lines = (self.home / "sign-ins.txt").read_text(encoding="utf-8").splitlines()
        return next(found[2] for line in lines if (found := SIGN_IN.match(line)) and found[1] == account)

    def sign_in(self, page: Page, account: str) -> None:
        """Through the sign-in page, to one's own desk."""
        page.goto(f"{self.url}/sign-in/")
        fill_sign_in(page, account, self.password(account))
        page.wait_for_url(lambda url: "/sign-in/" not in url)

    @contextmanager
    def visited(
        self, browser: Browser, account: str | None = None, width: int = 1440, **context: object
    ) -> Iterator[Page]:
        """A fresh browser window, signed in where an account is named."""
        with opened(browser, width, base_url=self.url, **context) as page:
            page.set_default_timeout(PATIENCE)
            if account is not None:
                self.sign_in(page, account)
            yield page


def fill_sign_in(page: Page, account: str, password: str) -> None:
    """Fill the form of the sign-in page and send it."""
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(password)
    page.get_by_role("main").get_by_role("button", name="登录").click()


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command as a person has it: nothing of the tests' own settings."""
    ours = ("MINGJIAN_", "DJANGO_", "PYTEST_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**plain, "MINGJIAN_HOME": str(home), **more}


def mingjian(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command as a person types it."""
    command = [sys.executable, "-m", "mingjian", *arguments]
    return subprocess.run(
        command, env=surroundings(home, **more), capture_output=True, text=True, timeout=SECONDS_TO_LOAD, check=False
    )


def django(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as those type it who build."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=surroundings(home), capture_output=True, text=True, check=False)


def load(home: Path) -> None:
    """Load the demonstration province into this folder; what the command said where it failed."""
    done = mingjian(home, "init", "--province", "lanchuan")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    done = django(home, "shell", "--command", SCREENED_ALREADY)
    assert done.returncode == 0, done.stderr


@contextmanager
def serving(province: Path, home: Path) -> Iterator[Desks]:
    """`mingjian serve` over a copy of the province, until the file of journeys is done."""
    shutil.copytree(province, home)
    desks = Desks(f"http://localhost:{(port := _free_port())}", home, home.with_name("stderr.txt"))
    with desks.log_file.open("wb") as errors:
        server = subprocess.Popen(
            [sys.executable, "-m", "mingjian", "serve"],
            env=surroundings(home, PORT=str(port), HOST="127.0.0.1"),
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        try:
            _wait_for(desks, server)
            yield desks
        finally:
            server.terminate()
            server.wait(SECONDS_TO_STOP)
            shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(desks: Desks, server: subprocess.Popen[bytes]) -> None:
    """Until the sign-in page answers. Raises AssertionError with the log where it never does."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{desks.url}/sign-in/", timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the desks did not open: {desks.log()}")
