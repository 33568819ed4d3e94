"""One command makes a home and serves it; a second process is refused; it stops when told, and keeps what was there."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

#: Generous: other tests run beside this one. What a person waits on an idle machine is measured in bench/.
SECONDS = 120


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("serving") / "home"
    done = mingjian(folder, "init", "--province", "heilongjiang")
    assert done.returncode == 0, done.stderr
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN", "DJANGO"))}
    return {**kept, "MINGJIAN_HOME": str(folder), **more}


def mingjian(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mingjian", *words]
    return subprocess.run(
        command, env=environment(folder, **more), capture_output=True, text=True, timeout=SECONDS, check=False
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serving(home):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "mingjian", "serve"],
        env=environment(home, PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert page(f"http://127.0.0.1:{port}/", process)
        yield process, port
    finally:
        process.kill()
        process.communicate()


def page(address: str, process: subprocess.Popen[str]) -> str:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}: {process.stdout.read() if process.stdout else ''}")


def test_the_home_is_its_owners_alone(home):
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for name in ("mingjian.sqlite3", "secret-key", "sign-ins.txt", "province.json"):
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600, name


def test_a_second_init_in_the_same_home_is_refused(home):
    done = mingjian(home, "init", "--province", "heilongjiang")
    assert done.returncode == 2
    assert "已有黑龙江省" in done.stderr


def test_an_empty_home_is_not_served_but_told_what_to_do(tmp_path):
    done = mingjian(tmp_path / "new", "serve", PORT=str(free_port()))
    assert done.returncode == 2
    assert "mingjian init" in done.stderr


def test_it_serves_says_where_and_keeps_its_words_off_a_pipe(serving):
    process, port = serving
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=SECONDS)
    assert f":{port}/regulator/" in said
    assert "sign-ins.txt" in said
    assert "system  " not in said


def test_it_stops_when_told(serving):
    process, _ = serving
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=SECONDS) == 0


def test_a_second_process_on_the_same_home_is_refused(serving, home):
    done = mingjian(home, "serve", PORT=str(free_port()))
    assert done.returncode == 2
    assert "已有一个明鉴在运行" in done.stderr


def test_a_port_that_is_taken_is_said_with_the_way_out(tmp_path, home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = mingjian(home, "serve", PORT=str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "PORT=8080" in done.stderr


def test_the_answer_allows_nothing_from_elsewhere(serving):
    _, port = serving
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Set-Cookie"] is None
