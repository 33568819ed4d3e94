"""`mingjian import` and `mingjian export` as a user types them, in a home of their own."""

from __future__ import annotations

import pytest
from tests.mingjian_web.exchange.situations import INSTITUTION, PERSON, a_home, command, package


@pytest.fixture(scope="module")
def environ(tmp_path_factory):
    return a_home(tmp_path_factory.mktemp("home"))


def test_an_import_is_previewed_taken_in_exported_and_undone(environ, tmp_path):
    source = package(tmp_path / "in", institutions=[INSTITUTION], people=[PERSON])
    done = command(environ, "import", source, "--yes", "--on-paper", "2026-11-20", "--reason", "年报")
    assert (done.returncode, "已收录" in done.stdout, "机构" in done.stdout) == (0, True, True), done.stderr
    out = command(environ, "export", tmp_path / "out")
    assert out.returncode == 0, out.stderr
    assert (tmp_path / "out" / "institutions.csv").read_text(encoding="utf-8").count("i-1") == 1
    assert "h1" not in (tmp_path / "out" / "people.csv").read_text(encoding="utf-8")
    sheet = command(environ, "export", tmp_path / "p.xlsx", "--tables", "people", "--personal", "--reason", "核对")
    assert (sheet.returncode, (tmp_path / "p.xlsx").exists()) == (0, True)
    undone = command(environ, "--lang", "en", "import", "--undo", "1", "--reason", "拿错")
    assert (undone.returncode, "undone" in undone.stdout) == (0, True)
    again = command(environ, "import", "--undo", "1", "--reason", "再撤")
    assert (again.returncode, "Traceback" in again.stderr) == (2, False)


def test_faults_give_1_and_what_cannot_be_read_2(environ, tmp_path):
    source = package(tmp_path / "in", institutions=[{**INSTITUTION, "kind": "shop"}])
    wrong = command(environ, "import", source, "--yes")
    assert (wrong.returncode, "shop" in wrong.stdout) == (1, True), wrong.stderr
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 no table")
    bad = command(environ, "import", tmp_path / "a.pdf", "--yes")
    assert (bad.returncode, "Traceback" in bad.stderr) == (2, False)


def test_without_an_answer_the_import_waits(environ, tmp_path):
    waits = command(environ, "import", package(tmp_path / "in", people=[{**PERSON, "id": "p-7"}]))
    assert (waits.returncode, "待确认" in waits.stderr) == (0, True)


def test_who_acts_is_an_account_that_exists(environ, tmp_path):
    bad = command(environ, "export", tmp_path / "out", "--by", "nobody")
    assert (bad.returncode, "nobody" in bad.stderr) == (2, True)
