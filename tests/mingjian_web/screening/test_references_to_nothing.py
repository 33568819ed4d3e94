"""A register that points at what nobody registered is screened all the same, and the run says so."""

from __future__ import annotations

from datetime import date

from mingjian.package.write import write_package
from mingjian_web.law import queries as law
from mingjian_web.screening import aside


def test_a_reference_to_nothing_stops_no_screening_and_is_said(tmp_path, db):
    write_package(
        tmp_path / "package",
        {
            "offices": [{"id": "o-1", "name": "某厅", "level": "province"}],
            "institutions": [
                {
                    "id": "i-1",
                    "uscc": "91970100MA0001234X",
                    "name": "某机构",
                    "kind": "evaluation",
                    "legal_representative": "某某",
                    "division": "970102",
                }
            ],
            "certificates": [
                {
                    "id": "c-1",
                    "institution": "i-1",
                    "number": "A-1",
                    "issued_by": "o-nobody",
                    "valid_from": "2024-01-15",
                    "valid_to": "2029-01-14",
                }
            ],
        },
    )
    job = aside.job(tmp_path / "package", date(2026, 11, 23), (), law.current_calendar())
    aside.run(job, tmp_path)
    said = (tmp_path / "run.json").read_text(encoding="utf-8")
    assert "o-nobody" in said
