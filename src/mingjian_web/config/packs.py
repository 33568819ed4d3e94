"""A province as a pack: divisions, outlines, offices and the first people; empty of matters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from ruamel.yaml import YAML

from mingjian.terms import BadInput, Text
from mingjian_web.accounts.first_passwords import FirstPasswords
from mingjian_web.accounts.models import Account, Grant, Office, OfficeLevel
from mingjian_web.config.home import Province
from mingjian_web.ledger.actions import begin
from mingjian_web.private import write_private

PACKS = Path(__file__).with_name("provinces")


def names() -> list[str]:
    """The packs that are shipped, the demonstration aside."""
    return sorted(path.parent.name for path in PACKS.glob("*/pack.yaml"))


def load_pack(pack: str, folder: Path, *, now: datetime) -> Province:
    """Lay the pack into an empty home. Raises BadInput for a pack that is not shipped."""
    if pack not in names():
        shipped = "、".join([*names(), "lanchuan"])
        raise BadInput(
            Text(f"没有资料包 {pack}；随软件的有：{shipped}", f"there is no pack {pack}; shipped: {shipped}")
        )
    said = YAML(typ="safe").load(PACKS / pack / "pack.yaml")
    divisions = json.loads((PACKS / pack / "divisions.json").read_text(encoding="utf-8"))
    write_private(folder / "divisions.json", json.dumps(flat(divisions), ensure_ascii=False))
    outlines = (PACKS / pack / said["outlines"]).read_text(encoding="utf-8")
    write_private(folder / "outlines.geojson", outlines)
    passwords = FirstPasswords()
    with transaction.atomic():
        begin(said["ledger"], now=now)
        lay_offices(said, divisions)
        for person in said["first_accounts"]:
            first_account(person, passwords, now=now)
    passwords.write(folder / "sign-ins.txt")
    return Province(pack=pack, name_zh=said["name"]["zh"], name_en=said["name"]["en"])


def flat(divisions: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Code → name, the code above, place on the tile map where it has one."""
    return {row["code"]: {key: row[key] for key in row if key != "code"} for row in _rows(divisions)}


def _rows(divisions: dict[str, Any]) -> Iterator[dict[str, Any]]:
    top = divisions["code"]
    yield {"code": top, "name": divisions["name"], "parent": ""}
    for unit in divisions["units"]:
        placed = {key: unit[key] for key in ("col", "row") if key in unit}
        yield {"code": unit["code"], "name": unit["name"], "parent": top, **placed}
        for county in unit.get("counties", ()):
            yield {"code": county["code"], "name": county["name"], "parent": unit["code"]}


def lay_offices(said: dict[str, Any], divisions: dict[str, Any]) -> None:
    """The province's offices, then one for every prefecture and county."""
    above: dict[str, Office] = {}
    for row in said["offices"]:
        office = Office.objects.create(**row)
        above.setdefault(row["division"], office)
    top = above[divisions["code"]]
    for unit in divisions["units"]:
        prefecture = _below(unit, top, OfficeLevel.PREFECTURE, said["below"]["prefecture"])
        for county in unit.get("counties", ()):
            if not county.get("statistical"):
                _below(county, prefecture, OfficeLevel.COUNTY, said["below"]["county"])


def _below(unit: dict[str, Any], parent: Office, level: OfficeLevel, ending: str) -> Office:
    return Office.objects.create(
        key=f"o-{unit['code']}",
        name=f"{unit['name']}{ending}",
        level=level.value,
        division=unit["code"],
        parent=parent,
    )


def first_account(person: dict[str, Any], passwords: FirstPasswords, *, now: datetime) -> Account:
    """One account of a pack with a password of its own, to be changed at the first sign-in."""
    account = Account(name_of_account=person["account"], name=person["name"], opened_at=now, must_change_password=True)
    account.office = Office.objects.get(key=person["office"])
    account.post_zh = person.get("post_zh", "")
    account.post_en = person.get("post_en", "")
    account.set_password(passwords.of(person["account"], person["name"]))
    account.save()
    for role in person["roles"]:
        Grant.objects.create(account=account, role=role, granted_by="init", granted_at=now, reason="建库")
    return account
