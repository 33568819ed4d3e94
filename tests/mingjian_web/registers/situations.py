"""Situations of the registers: one institution with its people, papers and equipment; many institutions."""

from __future__ import annotations

from typing import Any

from tests.web_factories import at, taken_in

from mingjian_web.records.models import Intake, IntakeState
from mingjian_web.registers.models import Institution

HERE = "91970100MA0000001A"
THERE = "91970100MA0000002B"


def institution(key: str, name: str, **more: Any) -> dict[str, Any]:
    """A row of `institutions`."""
    return {
        "id": key,
        "uscc": HERE,
        "name": name,
        "kind": "evaluation",
        "legal_representative": "陆知衡",
        "division": "970102",
        **more,
    }


def a_house() -> Intake:
    """砚衡: valid since 2021, stopped from 2024-03-13 to 06-12, a scope added, one struck, three people."""
    return taken_in(
        institutions=[
            institution("i-yan", "岚州砚衡安全评价有限公司", registered_capital=5_000_000),
            institution("i-he", "岚州禾汀安全技术咨询有限公司", uscc=THERE),
        ],
        certificates=[
            {"id": "c-1", "institution": "i-yan", "number": "APJ-（岚）-001", "issued_by": "o-ting",
             "valid_from": "2021-05-20", "valid_to": "2026-05-19"},
        ],
        certificate_events=[
            {"certificate": "c-1", "kind": "issued", "on": "2021-05-20", "reason": "岚应急许〔2021〕3号"},
            {"certificate": "c-1", "kind": "suspended", "on": "2024-03-13", "reason": "岚应急停〔2024〕1号"},
            {"certificate": "c-1", "kind": "resumed", "on": "2024-06-13"},
        ],
        certificate_scopes=[
            {"certificate": "c-1", "scope": "chemical", "valid_from": "2021-05-20"},
            {"certificate": "c-1", "scope": "smelting", "valid_from": "2022-07-05"},
            {"certificate": "c-1", "scope": "fireworks", "valid_from": "2021-05-20", "valid_to": "2023-12-31"},
        ],
        branches=[{"id": "b-1", "institution": "i-yan", "name": "砚衡青埠分公司", "division": "970902",
                   "opened_on": "2022-03-15", "closed_on": "2024-01-31"}],
        institution_figures=[
            {"institution": "i-yan", "name": "年营业收入", "value": 12.5, "valid_from": "2023-01-01"}
        ],
        changes=[{"id": "ch-1", "institution": "i-yan", "what": "address", "on": "2023-02-01"}],
        people=[
            {"id": "p-1", "name": "沈砚秋", "id_hash": "h1"},
            {"id": "p-2", "name": "顾临川", "id_hash": "h2"},
            {"id": "p-3", "name": "祁晏清", "id_hash": "h3"},
        ],
        employments=[
            {"person": "p-1", "institution": "i-yan", "post": "technical_leader", "full_time": True,
             "valid_from": "2021-05-01"},
            {"person": "p-2", "institution": "i-yan", "post": "evaluator", "full_time": True,
             "valid_from": "2021-05-01", "branch": "b-1"},
            {"person": "p-3", "institution": "i-yan", "post": "evaluator", "full_time": True,
             "valid_from": "2021-05-01", "valid_to": "2023-09-30"},
            {"person": "p-3", "institution": "i-he", "post": "evaluator", "full_time": True,
             "valid_from": "2023-10-01"},
        ],
        social_insurance=[
            {"person": "p-1", "employer_uscc": HERE, "month": "2024-04"},
            {"person": "p-1", "employer_uscc": HERE, "month": "2024-05"},
            {"person": "p-2", "employer_uscc": "91970000XX0000009Z", "month": "2024-04"},
        ],
        qualifications=[
            {"id": "q-1", "person": "p-1", "kind": "evaluator", "level": "1", "number": "S-0001",
             "institution": "i-yan", "valid_from": "2019-06-03"},
            {"id": "q-3", "person": "p-3", "kind": "evaluator", "level": "2", "number": "S-0003",
             "institution": "i-yan", "valid_from": "2019-06-03"},
            {"id": "q-4", "person": "p-1", "kind": "professional_title", "level": "senior", "number": "T-1",
             "valid_from": "2015-01-01"},
        ],
        registration_events=[
            {"qualification": "q-3", "from_institution": "i-yan", "to_institution": "i-he", "on": "2023-10-08"}
        ],
        equipment=[
            {"id": "e-1", "institution": "i-yan", "name": "可燃气体检测仪", "serial": "A-1"},
            {"id": "e-2", "institution": "i-yan", "name": "测距仪", "serial": "B-2"},
        ],
        calibrations=[
            {"equipment": "e-1", "valid_from": "2023-05-01", "valid_to": "2024-04-30", "certificate": "J-7"},
        ],
        clients=[{"id": "k-1", "name": "岚州晨昇化工有限公司", "division": "970104", "uscc": "91970104MA0000003C"}],
    )  # fmt: skip


def renamed(key: str, name: str, on: str, *, change: bool = True) -> Intake:
    """A later intake with another name for the institution; with a change of name registered, or a slip mended."""
    old = Institution.objects.get(key=key, standing=True)
    moment = at(f"{on}T10:00:00")
    intake = Intake.objects.create(at=moment, by="data", what="更名", state=IntakeState.IN_FORCE.value, state_at=moment)
    old.standing, old.ended_by = False, intake
    old.save()
    old.pk, old.name, old.intake, old.ended_by, old.standing = None, name, intake, None, True
    old._state.adding = True
    old.save()
    if change:
        taken_in(changes=[{"id": f"ch-{on}", "institution": key, "what": "name", "on": on}])
    return intake


def many(how_many: int) -> None:
    """So many institutions with a certificate, a scope and an evaluator each."""
    n = range(how_many)
    taken_in(
        institutions=[institution(f"i-{k:05}", f"第{k:05}安全评价有限公司", uscc=f"91{k:016}") for k in n],
        certificates=[
            {"id": f"c-{k:05}", "institution": f"i-{k:05}", "number": f"APJ-{k:05}", "issued_by": "o",
             "valid_from": "2022-01-01", "valid_to": "2026-12-31" if k % 2 else "2024-12-31"}
            for k in n
        ],
        certificate_scopes=[
            {"certificate": f"c-{k:05}", "scope": "chemical" if k % 3 else "coal", "valid_from": "2022-01-01"}
            for k in n
        ],
        people=[{"id": f"p-{k:05}", "name": f"人{k:05}", "id_hash": f"h{k}"} for k in n],
        employments=[
            {"person": f"p-{k:05}", "institution": f"i-{k:05}", "post": "evaluator", "full_time": True,
             "valid_from": "2022-01-01"}
            for k in n
        ],
    )  # fmt: skip
