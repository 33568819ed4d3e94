"""Institutions, their certificates and scopes through the years, branches, equipment and its calibrations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from mingjian_web.demo.province.bodies import Body, bodies
from mingjian_web.demo.province.days import worked, years_after
from mingjian_web.demo.province.names import person_name
from mingjian_web.demo.province.offices import PROVINCE
from mingjian_web.demo.province.stock import Rows, chance, credit_code, plan, shelf

INSTRUMENTS = (
    "激光测距仪",
    "红外热像仪",
    "可燃气体检测仪",
    "声级计",
    "风速仪",
    "绝缘电阻测试仪",
    "超声测厚仪",
    "粉尘采样器",
    "压力校验仪",
)


def lay_institutions(rows: Rows, today: date) -> None:
    """Institutions with their certificates, and applicants that have none yet."""
    for body in bodies():
        rows["institutions"].append(_institution(body.key, body.name, body.kind, body.division) | _measures(body))
        for place, paper in enumerate(body.certificates, start=1):
            _lay_certificate(rows, body, place, paper, today)
        _lay_equipment(rows, body)
        rows["branches"] += [_branch(body, branch) for branch in body.branches]
    for told in shelf("institutions.yaml")["applicants"]:
        rows["institutions"].append(_institution(**told) | {"owner_office": PROVINCE})


def legal_representative(key: str) -> str:
    """The person id of the institution's legal representative."""
    return f"p-{key}-01"


def _institution(key: str, name: str, kind: str, division: str) -> dict[str, Any]:
    return {
        "id": f"i-{key}",
        "uscc": credit_code(division, key),
        "name": name,
        "kind": kind,
        "legal_representative": person_name(legal_representative(key)),
        "division": division,
    }


def _measures(body: Body) -> dict[str, Any]:
    measures, luck = plan("institutions"), chance("measures", body.key)
    return {
        "registered_capital": luck.randint(*measures["capital"]),
        "fixed_assets": luck.randint(*measures["assets"]),
        "premises_m2": luck.randint(*measures["premises"]),
        "archive_m2": luck.randint(*measures["archive"]),
        "equipment_original_value": luck.randint(*measures["equipment_value"]),
        "website": f"www.{body.key}.example",
        "owner_office": body.certificates[0]["office"],
    }


def _lay_certificate(rows: Rows, body: Body, place: int, paper: Any, today: date) -> None:
    """One certificate after another, five years each, the same number on all; scopes go with the paper."""
    first, kind, years = paper.get("since", body.since), "issued", plan("institutions")["years"]
    while first <= today:
        last = years_after(first, years) - timedelta(days=1)
        id_ = f"z-{body.key}-{place}-{first.year}"
        rows["certificates"].append(
            {
                "id": id_,
                "institution": body.id,
                "number": paper["number"],
                "issued_by": paper["office"],
                "valid_from": first,
                "valid_to": last,
            }
        )
        rows["certificate_events"].append({"certificate": id_, "kind": kind, "on": first})
        rows["certificate_scopes"] += _scopes(id_, paper, first, last, today, body.pending)
        if body.closed:
            rows["certificate_events"] += _stop(id_, first, last, body.closed)
        if body.pending and last < today:
            return
        first, kind = last + timedelta(days=1), "renewed"


def _scopes(
    certificate: str, paper: Any, first: date, last: date, today: date, pending: bool
) -> Iterator[dict[str, Any]]:
    """The scopes written on this paper; on the one that stands now their end is open, unless one was struck."""
    for scope, *days in paper["scopes"]:
        added = max(days[0], first) if days else first
        struck = days[1] - timedelta(days=1) if len(days) > 1 else None
        if added <= last:
            end = last if last < today and not pending else struck
            yield {"certificate": certificate, "scope": scope, "valid_from": added, "valid_to": end}


def _stop(certificate: str, first: date, last: date, closed: tuple[date, ...]) -> Iterator[dict[str, Any]]:
    stopped, ended = closed
    if first <= stopped <= last:
        yield {"certificate": certificate, "kind": "suspended", "on": stopped, "reason": "责令停业整顿"}
        yield {"certificate": certificate, "kind": "resumed", "on": worked(ended, 1), "reason": "整改验收合格"}


def _branch(body: Body, branch: Any) -> dict[str, Any]:
    row = {name: branch.get(name) for name in ("id", "name", "division", "opened_on", "closed_on")}
    return {**row, "institution": body.id}


def _lay_equipment(rows: Rows, body: Body) -> None:
    """Instruments with their calibrations, one after the other without a gap."""
    measures, luck = plan("institutions"), chance("equipment", body.key)
    if body.visiting:
        return
    for place in range(luck.randint(*measures["equipment"][body.kind])):
        id_, day = f"e-{body.key}-{place + 1}", worked(measures["calibrated_from"], luck.randint(*measures["stagger"]))
        serial = f"{body.key[:2].upper()}{luck.randint(*measures['serial'])}"
        rows["equipment"].append(
            {
                "id": id_,
                "institution": body.id,
                "name": INSTRUMENTS[place % len(INSTRUMENTS)],
                "serial": serial,
                "original_value": luck.randint(*measures["item_value"]),
            }
        )
        for number in range(measures["calibrations"]):
            until = day + timedelta(days=measures["calibrated_days"])
            rows["calibrations"].append(
                {
                    "equipment": id_,
                    "valid_from": day,
                    "valid_to": until,
                    "certificate": f"JZ{day.year}-{serial}-{number + 1}",
                }
            )
            day = until + timedelta(days=1)
