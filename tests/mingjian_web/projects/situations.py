"""A project with everything done for it; reports that were disclosed, withheld, taken down, never published."""

from __future__ import annotations

from tests.mingjian_web.registers.situations import a_house
from tests.web_factories import taken_in


def a_project() -> None:
    """j-1 of 砚衡 for 晨昇化工: contract 2024-01-10, two visits, a report on 2024-02-20 that cites three standards."""
    a_house()
    taken_in(
        projects=[
            {"id": "j-1", "institution": "i-yan", "client": "k-1", "kind": "acceptance", "scope": "chemical",
             "division": "970301", "contract_on": "2024-01-10", "fee": 80_000},
            {"id": "j-2", "institution": "i-he", "client": "k-1", "kind": "existing", "scope": "chemical",
             "division": "970104", "contract_on": "2025-03-01", "previous": "j-1"},
        ],
        team_members=[
            {"project": "j-1", "person": "p-2", "role": "member", "speciality": "chemical"},
            {"project": "j-1", "person": "p-1", "role": "leader", "speciality": "化工工艺"},
            {"project": "j-2", "person": "p-3", "role": "leader"},
        ],
        site_visits=[
            {"id": "v-1", "project": "j-1", "person": "p-1", "arrived_at": "2024-01-20T09:10:00",
             "left_at": "2024-01-20T15:00:00", "lat": 39.7, "lon": 150.7, "accuracy_m": 12, "source": "app"},
            {"id": "v-2", "project": "j-1", "person": "p-2", "arrived_at": "2024-01-21T00:30:00",
             "left_at": "2024-01-21T03:00:00", "source": "paper"},
        ],
        photos=[
            {"id": "f-1", "project": "j-1", "visit": "v-1", "sha256": "a" * 64, "received_at": "2024-01-20T10:00:00"},
            {"id": "f-2", "project": "j-1", "sha256": "b" * 64, "received_at": "2024-03-01T10:00:00", "lat": 39.7,
             "lon": 150.7},
        ],
        reviews=[{"project": "j-1", "step": "peer", "person": "p-3", "done_at": "2024-02-10T00:00:00",
                  "outcome": "passed"}],
        samples=[{"id": "s-1", "project": "j-1", "taken_at": "2024-01-20T11:00:00", "taken_by": "沈砚秋"}],
        test_records=[{"id": "t-1", "project": "j-1", "equipment": "e-1", "sample": "s-1", "item": "可燃气体",
                       "started_at": "2024-01-22T09:00:00", "ended_at": "2024-01-22T10:00:00"}],
        payments=[{"id": "m-1", "payer": "k-1", "payee": "i-yan", "project": "j-1", "amount": 80_000,
                   "on": "2024-03-02", "purpose": "fee"}],
        reports=[
            {"id": "r-1", "project": "j-1", "number": "YH-AP-2024-007", "issued_on": "2024-02-20",
             "conclusion": "qualified", "sha256": "c" * 64},
            {"id": "r-2", "project": "j-2", "number": "禾评字〔2025〕第9号", "issued_on": "2025-04-20",
             "conclusion": "conditional"},
        ],
        report_values=[{"report": "r-1", "name": "罐间距", "value": "12.30", "unit": "m", "limit_kind": "min",
                        "limit": 10, "limit_source": "GB 50160"}],
        report_problems=[{"report": "r-1", "problem": "围堰破损", "measure": "修复"}],
        report_checks=[{"report": "r-1", "item": "安全距离", "veto": True, "result": "符合"}],
        citations=[
            {"report": "r-1", "standard": "GB 1-2010"},
            {"report": "r-1", "standard": "GB 2-2024"},
            {"report": "r-1", "standard": "GB 3-2000", "clause": "4.2"},
            {"report": "r-1", "standard": "GB 4"},
        ],
        standards=[
            {"number": "GB 1-2010", "title": "现行的", "valid_from": "2010-01-01"},
            {"number": "GB 2-2024", "title": "未实施的", "valid_from": "2024-07-01"},
            {"number": "GB 3-2000", "title": "废止的", "valid_from": "2000-01-01", "valid_to": "2024-02-19",
             "replaced_by": "GB 3-2024"},
        ],
        signatures=[{"report": "r-1", "person": "p-1", "role": "leader", "signed_at": "2024-02-20T00:00:00",
                     "method": "handwritten"}],
    )  # fmt: skip


def disclosures() -> None:
    """r-1 published twice; r-2 withheld; r-3 taken down; r-4 never; r-5 comes only in 2030."""
    taken_in(
        reports=[
            {"id": f"r-{n}", "project": "j-1", "number": f"YH-{n}", "issued_on": "2025-02-20",
             "conclusion": "qualified"}
            for n in (3, 4, 5)
        ],
        disclosures=[
            {"id": "d-1", "report": "r-1", "published_at": "2024-04-10T00:00:00", "fields": ["project", "leader"]},
            {"id": "d-2", "report": "r-1", "published_at": "2024-05-10T00:00:00",
             "fields": ["leader", "project", "onsite", "id_number"]},
            {"id": "d-3", "report": "r-2", "published_at": "2025-07-01T00:00:00", "fields": ["project", "leader"],
             "withheld_reason": "trade_secret"},
            {"id": "d-4", "report": "r-3", "published_at": "2025-04-01T00:00:00", "fields": ["project"],
             "removed_at": "2025-06-01T00:00:00"},
            {"id": "d-5", "report": "r-5", "published_at": "2030-04-01T00:00:00", "fields": ["project"]},
        ],
        disclosed_values=[
            {"disclosure": "d-1", "field": "project", "value": "旧的项目名称"},
            {"disclosure": "d-2", "field": "project", "value": "晨昇罐区扩建"},
            {"disclosure": "d-2", "field": "leader", "value": "沈砚秋"},
            {"disclosure": "d-2", "field": "id_number", "value": "110101190001010000"},
            {"disclosure": "d-2", "field": "authors", "value": "没有列入公开内容的人"},
            {"disclosure": "d-3", "field": "project", "value": "不公开的项目"},
        ],
    )  # fmt: skip
