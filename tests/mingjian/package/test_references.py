"""Keys used twice, rows there twice, and ids that lead nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingjian.terms import BadInput

PEOPLE = "id,name,id_hash\np1,甲,h1\np2,乙,h2\n"
OFFICERS = "id,name,office,valid_from\nf1,甲,o1,2020-01-01\n"
INSPECTIONS = 'id,on,by\nn1,2025-03-01,f1|f2\nn2,2025-03-02,"f1"\n'


def test_a_key_used_twice_is_a_fault_at_the_later_row(made: Any) -> None:
    made.table("people", PEOPLE + "p1,丙,h3\np3,丁,h4\np1,戊,h5\n")
    assert made.faults() == [
        "fault people.csv row 3 (line 4) id: the id is the same as in row 1",
        "fault people.csv row 5 (line 6) id: the id is the same as in row 1",
    ]


def test_rows_without_a_key_are_the_same_only_when_every_cell_is(made: Any) -> None:
    made.table(
        "team_members",
        "project,person,role,备注\nj1,p1,leader,x\nj1,p1,leader,y\nj1,p1,leader,x\nj1,p1,leader,\nj1,p1,leader,\n",
    )
    assert made.faults() == [
        "fault team_members.csv row 3 (line 4): every cell is the same as in row 1",
        "fault team_members.csv row 5 (line 6): every cell is the same as in row 4",
    ]


def test_two_empty_keys_are_two_missing_keys_not_one_key_twice(made: Any) -> None:
    made.table("people", "id,name,id_hash\n,甲,h1\n,乙,h2\n")
    assert [fault.code for fault in made.open().faults] == ["empty", "empty"]


def test_an_id_that_is_not_there_is_a_fault(made: Any) -> None:
    made.table("people", PEOPLE)
    made.table("team_members", "project,person,role\nj1,p1,leader\nj1,p9,author\n")
    assert made.faults() == ["fault team_members.csv row 2 (line 3) person: 'p9' is not in people"]


def test_each_item_of_a_list_must_be_there(made: Any) -> None:
    made.table("officers", OFFICERS).table("inspections", INSPECTIONS)
    assert made.faults() == ["fault inspections.csv row 1 (line 2) by: 'f2' is not in officers"]


def test_a_table_may_refer_to_itself(made: Any) -> None:
    made.table("offices", "id,name,level,parent\no1,省局,province,\no2,市局,prefecture,o1\no3,县局,county,o9\n")
    assert made.faults() == ["fault offices.csv row 3 (line 4) parent: 'o9' is not in offices"]


@pytest.mark.parametrize(
    "listed",
    [{"complete": False}, {"covers": {"from": "2025-01-01", "to": "2025-12-31"}}],
    ids=["said to be partial", "of some days only"],
)
def test_absence_from_a_partial_table_is_no_fault(made: Any, listed: dict[str, Any]) -> None:
    made.table("people", PEOPLE, **listed)
    made.table("team_members", "project,person,role\nj1,p9,leader\n")
    assert made.faults() == []


def test_absence_from_a_table_that_is_not_there_is_no_fault(made: Any) -> None:
    made.table("team_members", "project,person,role\nj1,p9,leader\n")
    assert made.faults() == []


def test_absence_from_a_table_that_is_there_but_empty_is_a_fault(made: Any) -> None:
    made.table("people", "id,name,id_hash\n")
    made.table("team_members", "project,person,role\nj1,p9,leader\n")
    assert len(made.faults()) == 1


def test_a_standard_that_is_not_listed_may_be_the_reports_own_mistake_so_it_is_a_warning(made: Any) -> None:
    made.table("standards", "number,title,valid_from\nGB 1,甲,2020-01-01\n")
    made.table("citations", "report,standard\nr1,GB 1\nr1,GB 2\n")
    assert made.faults() == []
    assert made.warnings() == ["warning citations.csv row 2 (line 3) standard: 'GB 2' is not in standards"]


def test_payers_may_be_anything_and_a_calibration_paper_is_no_certificate(made: Any) -> None:
    made.table("certificates", "id,institution,number,issued_by,valid_from,valid_to\n")
    made.table("calibrations", "equipment,valid_from,valid_to,certificate\ne1,2025-01-01,2026-01-01,检2025-7\n")
    made.table("payments", "id,payer,payee,amount,on,purpose\nm1,某某公司,张三,1,2025-01-01,fee\n")
    assert made.faults() == []


def test_the_working_folder_may_have_any_name(made: Any, tmp_path: Path) -> None:
    made.into = tmp_path / "wo[r]k's *?"
    made.table("people", PEOPLE).table("team_members", "project,person,role\nj1,p9,leader\n")
    assert len(made.faults()) == 1


def test_a_working_folder_that_cannot_be_written_is_one_line(made: Any) -> None:
    made.table("people", PEOPLE)
    made.into.write_text("a file where the folder should be")
    with pytest.raises(BadInput, match="check the disk"):
        made.open()


def test_dangling_ids_are_counted_exactly(made: Any) -> None:
    made.table("people", PEOPLE)
    rows = "".join(f"j{n},p9,leader\n" for n in range(25))
    package = made.table("team_members", f"project,person,role\n{rows}").open()
    assert package.fault_count == 25
    assert [fault.row for fault in package.faults] == [*range(1, 11), None]
