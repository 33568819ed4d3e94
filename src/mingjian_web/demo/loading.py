"""Loading the demonstration province, once, through the same doors as everything else.

Its rows come in as a data package and are confirmed; a screening finds what it finds; then weeks of office life are
played with the ordinary actions, each at its own time, up to the morning of the first day.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from ruamel.yaml import YAML

from mingjian.cli import console
from mingjian.package.write import write_package
from mingjian.terms import SHANGHAI, Text
from mingjian_web.accounts.actor import Actor, actor_of
from mingjian_web.accounts.first_passwords import FirstPasswords
from mingjian_web.accounts.models import Account, Grant, Office
from mingjian_web.accounts.offices import keep_offices
from mingjian_web.clocks import tasks as clocks
from mingjian_web.demo.acting import play
from mingjian_web.demo.province import FIRST_DAY, tables
from mingjian_web.exchange import actions as exchange
from mingjian_web.ledger.actions import begin
from mingjian_web.private import write_private
from mingjian_web.projects import tasks as projects
from mingjian_web.records.models import IntakeState
from mingjian_web.registers import tasks as registers
from mingjian_web.screening import actions as screening
from mingjian_web.screening.running import carry_out

__all__ = ["FIRST_DAY", "NAME", "load"]

NAME = Text("岚川省", "Lanchuan (invented)")
LEDGER = "岚川省应急管理厅公开账本（演示）"
HERE = Path(__file__).with_name("province")
OPENED = datetime(2026, 1, 5, 9, tzinfo=SHANGHAI)
TAKEN_IN = datetime(2026, 10, 30, 15, 20, tzinfo=SHANGHAI)

Step = Callable[[Text], None]


def load(folder: Path, say: Step = lambda text: console.err(text.both())) -> None:
    """Load the province into an empty home and write its sign-ins beside it, for their owner alone."""
    say(Text("正在装入演示省岚川省，约需一两分钟……", "loading the invented province, a minute or two ..."))
    rows = tables(FIRST_DAY)
    write_private(folder / "divisions.json", json.dumps(divisions(), ensure_ascii=False))
    passwords = FirstPasswords()
    with transaction.atomic():
        begin(LEDGER, now=OPENED)
        keep_offices(rows["offices"])
        for person in read("accounts.yaml"):
            open_account(person, passwords)
    say(Text("收录登记、项目和报告", "taking in registers, projects and reports"))
    take_in(rows, one("luo.qingyuan", TAKEN_IN))
    situations = read("situations.yaml")
    say(Text("筛查", "screening"))
    screen(_moment(situations["screened_at"]))
    play(situations["findings"])
    clocks.follow.call()
    passwords.write(folder / "sign-ins.txt")


def read(name: str) -> Any:
    """A file of the province."""
    return YAML(typ="safe").load(HERE / name)


def divisions() -> dict[str, dict[str, Any]]:
    """Code → name, the code above, place on the tile map where it has one; the neighbours by name alone."""
    said = json.loads((HERE / "divisions.json").read_text(encoding="utf-8"))
    flat: dict[str, dict[str, Any]] = {said["code"]: {"name": said["name"], "parent": ""}}
    for unit in said["units"]:
        flat[unit["code"]] = {"name": unit["name"], "parent": said["code"], "col": unit["col"], "row": unit["row"]}
        for county in unit.get("counties", ()):
            flat[county["code"]] = {"name": county["name"], "parent": unit["code"]}
    for neighbour in read("offices.yaml")["neighbours"]:
        flat[neighbour["code"]] = {"name": neighbour["name"], "parent": ""}
    return flat


def open_account(person: dict[str, Any], passwords: FirstPasswords) -> Account:
    """One person of the province, with their roles and a password of their own."""
    account = Account(name_of_account=person["account"], name=person["name"], opened_at=OPENED)
    account.post_zh, account.post_en = person["post_zh"], person["post_en"]
    account.institution = person.get("institution", "")
    if "office" in person:
        account.office = Office.objects.get(key=person["office"])
    account.set_password(passwords.of(person["account"], f"{person['name']}，{person['post_zh']}"))
    account.save()
    for role in person["roles"]:
        Grant.objects.create(account=account, role=role, granted_by="demo", granted_at=OPENED, reason="演示")
    return account


def one(account: str, now: datetime) -> Actor:
    """Somebody of the province as they act at that time."""
    return actor_of(Account.objects.get(name_of_account=account), now=now)


def take_in(rows: dict[str, list[dict[str, Any]]], by: Actor) -> None:
    """The rows, as a package, previewed and confirmed; then the index of names."""
    with tempfile.TemporaryDirectory(prefix="mingjian-demo-") as name:
        package = Path(name) / "岚川省"
        write_package(package, {table: each for table, each in rows.items() if each})
        intake = exchange.take_in(
            by=by, source=package, file_name="岚川省在册数据", on_paper=None, reason="演示省", now=TAKEN_IN
        )
        if intake.state == IntakeState.REFUSED:
            raise RuntimeError(f"the demonstration's own package has faults: {intake.faults[:3]}")
        exchange.confirm(by=by, intake=intake.pk, now=TAKEN_IN)
    registers.follow_intakes.call()
    projects.follow_intakes.call()


def screen(at: datetime) -> None:
    """One screening as of that day, carried out here and now."""
    run = screening.run_after("演示省首次筛查", now=at)
    assert run is not None  # noqa: S101 - nothing waits in an empty home
    run.as_of = at.date()
    run.save(update_fields=("as_of",))
    carry_out(run.pk, lambda: at)
    run.refresh_from_db()
    if run.state != "done":
        raise RuntimeError(f"the demonstration's screening failed: {run.fault}")


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=SHANGHAI)
