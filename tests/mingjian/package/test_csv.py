"""CSV as it comes from offices: encodings, line ends, quotes, halves of files."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = "project,person,role,speciality"
SOUND = f"{HEAD}\nj1,p1,leader,机电\nj1,p2,author,安全\n"


def _roles(made: Any) -> list[tuple[int, str, str]]:
    return [(row["_row"], row["role"], row["speciality"]) for row in made.rows("team_members")]


SAME = [(1, "leader", "机电"), (2, "author", "安全")]


@pytest.mark.parametrize(
    "raw",
    [
        SOUND.encode(),
        b"\xef\xbb\xbf" + SOUND.encode(),
        SOUND.replace("\n", "\r\n").encode(),
        SOUND.replace("\n", "\r").encode(),
        SOUND.rstrip("\n").encode(),
        SOUND.replace("\n", "\n\n").encode(),
        SOUND.replace("\n", "\n,,,\n").encode(),
        SOUND.replace("机电", '"机电"').encode(),
    ],
    ids=["utf-8", "bom", "crlf", "cr", "no end of line", "empty lines", "rows of commas", "quoted"],
)
def test_the_same_table_however_it_was_saved(made: Any, raw: bytes) -> None:
    made.table("team_members", raw)
    assert (made.faults(), made.warnings(), _roles(made)) == ([], [], SAME)


def test_gb18030_is_read_and_said(made: Any) -> None:
    made.table("team_members", SOUND.encode("gb18030"))
    assert made.warnings() == ["warning team_members.csv: read as GB18030; please use UTF-8"]
    assert (made.faults(), _roles(made)) == ([], SAME)


def test_a_damaged_utf8_file_is_not_taken_for_gb18030(made: Any) -> None:
    raw = SOUND.encode().replace("安".encode(), "安".encode()[:2])
    made.table("team_members", raw)
    assert len(made.faults()) == 1
    assert "is neither UTF-8 nor GB18030" in made.faults()[0]
    assert "team_members.csv line 3:" in made.faults()[0]
    assert "team_members" not in made.open().tables


WHOLE_FILE = [
    (b"\xff\xfe" + SOUND.encode("utf-16-le"), "byte 4 is NUL: not a text file"),
    (b"", "there is no header"),
    (b"project,person,role,Role\n", "doubled column names: Role、role"),
    (b"project,,role\n", "a column has no name"),
    (b'"project,person\n', "a quote in the header is not closed"),
    (",".join(["project", "person", "role", *(f"c{n}" for n in range(500))]).encode(), "more than 500 columns"),
]


@pytest.mark.parametrize(("raw", "said"), WHOLE_FILE)
def test_a_file_that_is_no_table_is_one_fault_and_the_table_is_unknown(made: Any, raw: bytes, said: str) -> None:
    made.table("team_members", raw)
    assert [line.partition(": ")[2] for line in made.faults()] == [said]
    assert made.open().tables == {}


ROWS = [
    ("j1,p1\n", "row 1 (line 2): 2 cells where the header has 4: the row is not read"),
    ("j1,p1,leader,x,y\n", "row 1 (line 2): 5 cells where the header has 4: the row is not read"),
    ('j1,p1,leader,"x\ny', "row 1 (line 2): a quote is not closed by the end of the file"),
    ('j1,p1,leader,"x"y\n', "row 1 (line 2): text after a closing quote: the rest is not read"),
    (
        'j1,p1,leader,"' + "x" * 2**20 + 'x"\n',
        "row 1 (line 2): a cell over 1 MiB, or a quote not closed: the rest is not read",
    ),
    # 2²⁰ characters fit; as UTF-8 they are three times as many bytes.
    ("j1,p1,leader," + "安" * 2**19 + "\n", "row 1 (line 2) speciality: the cell is over 1 MiB"),
]


@pytest.mark.parametrize(("row", "said"), ROWS)
def test_a_row_that_cannot_be_read_is_a_fault(made: Any, row: str, said: str) -> None:
    made.table("team_members", f"{HEAD}\n{row}")
    assert made.faults() == [f"fault team_members.csv {said}"]


def test_a_cell_of_just_one_mebibyte_is_read(made: Any) -> None:
    made.table("team_members", f"{HEAD}\nj1,p1,leader,{'x' * 2**20}\n")
    assert made.faults() == []


def test_a_half_written_file_is_read_as_far_as_it_goes_and_proves_no_absence(made: Any) -> None:
    made.table("people", "id,name,id_hash\np1,甲,h1\np2,乙")
    made.table("team_members", "project,person,role\nj1,p2,leader\n")
    package = made.open()
    assert [fault.code for fault in package.faults] == ["cells"]  # and no dangling p2
    assert package.tables["people"].rows == 1
    assert not package.tables["people"].complete


def test_rows_after_a_cell_of_many_lines_keep_their_numbers_and_lines(made: Any) -> None:
    made.table(
        "team_members",
        f'{HEAD}\nj1,p1,leader,"一\n二\n三"\nj1,p2,nobody,x\n\nj1,p3,nobody,"x\n"\nj1,p4,nobody,x\n',
    )
    places = [(fault.row, fault.line) for fault in made.open().faults]
    assert places == [(2, 5), (3, 7), (4, 9)]
    assert made.rows("team_members")[0]["speciality"] == "一\n二\n三"


def test_a_missing_required_column_is_a_fault_and_a_missing_optional_one_is_empty(made: Any) -> None:
    made.table("team_members", "project,person\nj1,p1\n")
    assert made.faults() == ["fault team_members.csv role: the column is missing"]
    assert made.rows("team_members")[0]["speciality"] is None


def test_an_unknown_column_is_kept_as_text(made: Any) -> None:
    made.table("team_members", "project,person,备注,role\nj1,p1, 007 ,leader\n")
    assert (made.faults(), made.warnings()) == ([], [])
    (row,) = made.rows("team_members")
    assert list(row) == ["_row", "project", "person", "role", "speciality", "备注"]
    assert row["备注"] == "007"


def test_a_column_that_differs_in_case_only_is_not_taken_for_the_contracts(made: Any) -> None:
    made.table("team_members", "project,person,ROLE\nj1,p1,leader\n")
    assert made.faults() == [
        "fault team_members.csv role: the column is missing",
        "fault team_members.csv ROLE: names of columns are lower-case: the column is not read",
    ]


def test_a_column_of_the_reserved_name_is_not_read(made: Any) -> None:
    made.table("team_members", "project,person,role,_row\nj1,p1,leader,99\n")
    assert made.warnings() == ["warning team_members.csv _row: the name _row is reserved: the column is not read"]
    assert made.rows("team_members")[0]["_row"] == 1


def test_a_table_of_a_header_only_is_there_and_complete(made: Any) -> None:
    file = made.table("team_members", f"{HEAD}\n").open().tables["team_members"]
    assert (file.rows, file.complete) == (0, True)


def test_a_table_longer_than_one_block_is_read_whole(made: Any) -> None:
    rows = "".join(f"j{n},p1,leader,\n" for n in range(70_000))
    made.table("team_members", f"{HEAD}\n{rows}j0,p1,nobody,\n")
    package = made.open()
    assert package.tables["team_members"].rows == 70_001
    assert [(fault.row, fault.line) for fault in package.faults] == [(70_001, 70_002)]
