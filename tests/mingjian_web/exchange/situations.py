"""Packages to be taken in: a few institutions, people and notices, written where the test wants them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.web_factories import actor, at

from mingjian.package.write import Extent, write_package
from mingjian_web.accounts.permissions import Role
from mingjian_web.exchange import actions
from mingjian_web.records.models import Intake

INSTITUTION = {
    "id": "i-1",
    "uscc": "91970000MA0000001N",
    "name": "岚川澄砚安全评价有限公司",
    "kind": "evaluation",
    "legal_representative": "裴松筠",
    "division": "970100",
    "registered_capital": 3000000,
}
PERSON = {"id": "p-1", "name": "㐂䶮𠮷", "id_hash": "h1"}
EMPLOYMENT = {"person": "p-1", "institution": "i-1", "post": "evaluator", "full_time": True, "valid_from": "2020-01-01"}
NOTICE = {"project": "j-1", "kind": "service_notice", "sent_on": "2026-03-02", "authority": "o-1", "people": ["p-1"]}

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def keeper_of_data() -> Any:
    """Who imports."""
    return actor("data", Role.DATA_KEEPER)


def package(folder: Path, complete: bool = False, **tables: Sequence[Mapping[str, Any]]) -> Path:
    """A package with these rows; not whole unless it is said."""
    write_package(folder, tables, extents={name: Extent(complete=complete) for name in tables})
    return folder


def staged(by: Any, source: Path, **more: Any) -> Intake:
    """An import of that file, staged or refused."""
    given = {"file_name": source.name, "on_paper": None, "reason": "年度报送", "now": at()}
    return actions.take_in(by=by, source=source, **{**given, **more})


def imported(by: Any, folder: Path, **tables: Sequence[Mapping[str, Any]]) -> Intake:
    """An import that was confirmed."""
    intake = staged(by, package(folder, **tables))
    assert intake.state == "staged", intake.faults
    return actions.confirm(by=by, intake=intake.pk, now=at())


HOME = """
from datetime import datetime
from pathlib import Path
from mingjian.terms import SHANGHAI
from mingjian_web.config import home, setting_up
folder = home.home()
home.prepare(folder)
setting_up.ready(folder)
setting_up.start_django()
from mingjian_web.ledger.actions import begin
begin("lanchuan.example", now=datetime(2026, 1, 4, 9, tzinfo=SHANGHAI))
home.settle(folder, home.Province("lanchuan", "岚川省", "Lanchuan"))
"""


def a_home(folder: Path) -> dict[str, str]:
    """A home with an empty province in it; the environment that commands run in there."""
    environ = {**os.environ, "MINGJIAN_HOME": str(folder), "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([sys.executable, "-c", HOME], env=environ, check=True, capture_output=True)
    return environ


def command(environ: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    """`mingjian …` as a user types it."""
    line = [sys.executable, "-m", "mingjian", *(str(word) for word in words)]
    return subprocess.run(line, env=environ, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
