"""Whatever is handed in as a spreadsheet and is none is named, with the way out; what would do harm is refused."""

from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path

import pytest
from tests.mingjian.package.sheets.made import MAIN, cell, read, row, sheet_of, write_parts

from mingjian.package.sheets import Limits, read_workbook
from mingjian.package.sheets.limits import OWN
from mingjian.terms import BadInput

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = sheet_of([["id", "name"], ["p1", "张三"]])


def refusal(path: Path, limits: Limits = OWN) -> str:
    """The one line with which the file is refused, in English."""
    with pytest.raises(BadInput) as refused:
        read(path, "people", limits)
    (line,) = refused.value.lines
    assert line.zh.startswith(path.name)
    return line.en


WRONG = {
    "an old workbook": (
        COMPOUND + bytes(600),
        "it is an old workbook (xls); open it in Excel or WPS and save it as xlsx",
    ),
    "an encrypted workbook": (
        COMPOUND + bytes(2**20 - 20) + "EncryptedPackage".encode("utf-16-le"),
        "it is encrypted; open it in Excel or WPS, remove the password and save it",
    ),
    "a PDF": (b"%PDF-1.7\n", "it is a PDF, not a workbook; hand in the spreadsheet it was made from"),
    "a web page": (
        b"\xef\xbb\xbf\r\n<html><table><tr><td>id</td></tr></table>",
        "it is a web page (HTML) named like a workbook; open it in Excel or WPS and save it as xlsx",
    ),
    "XML of 2003": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "it is an XML spreadsheet; open it in Excel or WPS and save it as xlsx",
    ),
    "Parquet": (b"PAR1xxxx", "it is Parquet, which belongs in a data package's folder"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "it is a picture, not a workbook"),
    "an archive": (b"Rar!\x1a\x07", "it is an archive; unpack it first"),
    "text": (
        b"id,name\np1,x\n",
        "it is no xlsx workbook; if it is comma-separated text, name it .csv, else open it in Excel or WPS and save "
        "it as xlsx",
    ),
    "nothing": (b"", "it is empty"),
    "half a download": (b"PK\x03\x04" + bytes(100), "it is not whole; perhaps half a download"),
}


@pytest.mark.parametrize(("raw", "said"), WRONG.values(), ids=WRONG.keys())
def test_another_kind_of_file_is_named(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "人员.xlsx"
    path.write_bytes(raw)
    assert refusal(path) == f"人员.xlsx cannot be read: {said}"


ARCHIVES = {
    "xl/workbook.bin": "it is a binary workbook (xlsb); save it as xlsx",
    "content.xml": "it is an OpenDocument file (such as ods); save it as xlsx",
    "word/document.xml": "it is a Word document, not a workbook",
    "ppt/presentation.xml": "it is a presentation, not a workbook",
    "人员.csv": "it is an archive, not a workbook; unpack it first",
}


@pytest.mark.parametrize(("part", "said"), ARCHIVES.items(), ids=ARCHIVES.keys())
def test_another_kind_of_archive_is_named(tmp_path: Path, part: str, said: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(part, "x")
    assert refusal(path) == f"a.xlsx cannot be read: {said}"


def test_text_that_begins_like_an_archive_is_still_text(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("PKU,id,name\n1,p1,张三\n", encoding="utf-8")
    assert read(tmp_path / "people.csv", "people")[0] == [(2, {"PKU": "1", "id": "p1", "name": "张三"})]


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx") == "pipe.xlsx cannot be read: it is no regular file"
    assert refusal(tmp_path / "none.xlsx").startswith("none.xlsx cannot be read: it cannot be opened")
    assert refusal(tmp_path).startswith(f"{tmp_path.name} cannot be read: it cannot be opened")


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", {"人员": SHEET})
    raw = bytearray(path.read_bytes())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:  # bit 0 of the flags in every entry of the directory
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 1)
    path.write_bytes(raw)
    assert refusal(path) == "a.xlsx cannot be read: it is an encrypted archive; decrypt it first"


# Harm ------------------------------------------------------------------------------------------------------------


def test_a_file_that_is_too_long_is_not_opened(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", {"人员": SHEET})
    with path.open("ab") as stream:
        stream.truncate(2 * 1024 * 1024 + 1)
    assert refusal(path, Limits(file_bytes=2 * 1024 * 1024)) == "a.xlsx cannot be read: it is over 2 MiB; split it"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", {"人员": SHEET}, more={"xl/media/x": bytes(9 * 1024 * 1024)})
    assert path.stat().st_size < 20_000
    assert refusal(path, Limits(unpacked_bytes=8 << 20)) == "a.xlsx cannot be read: it unpacks to over 8 MiB; split it"


def test_a_part_that_is_longer_than_its_directory_says_is_not_read_further(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", {"人员": sheet_of([["id", "name"]] + [["p", "x" * 9]] * 9999)})
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    at = raw.rfind(struct.pack("<L", size))  # in the directory, which comes last
    raw[at : at + 4] = struct.pack("<L", 2000)
    path.write_bytes(raw)
    assert "damaged or half-written" in refusal(path)


def test_a_directory_of_too_many_parts_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 5 * 1024 * 1024, 0, 0)
    path.write_bytes(b"PK\x03\x04" + bytes(1000) + end)
    assert refusal(path) == "a.xlsx cannot be read: it holds too many parts to be a workbook"


def test_the_long_form_of_a_directory_is_measured_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    long = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 99, 99, 5 * 1024 * 1024, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 1004, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(b"PK\x03\x04" + bytes(1000) + long + locator + end)
    assert refusal(path) == "a.xlsx cannot be read: it holds too many parts to be a workbook"


def test_two_cells_in_opposite_corners_are_two_cells(tmp_path: Path) -> None:
    corner = f'<row r="1048576">{cell("XFD1048576", "1")}</row></sheetData>'
    path = write_parts(tmp_path / "a.xlsx", {"人员": SHEET.replace("</sheetData>", corner)})
    assert refusal(path) == "a.xlsx 人员 cannot be read: row 1048576 has more than 500 columns"
    rows, notes = read(path, "people", Limits(columns=16384))
    assert (rows, notes) == ([(2, {"id": "p1", "name": "张三"})], [])


def test_too_many_rows_sheets_and_too_long_a_cell_are_refused(tmp_path: Path) -> None:
    many = write_parts(tmp_path / "a.xlsx", {"人员": sheet_of([["id", "name"]] + [["p", "x"]] * 4), "机构": SHEET})
    assert refusal(many, Limits(rows=3)) == "a.xlsx 人员 cannot be read: it has more than 3 rows; split it"
    assert refusal(many, Limits(sheets=1)) == "a.xlsx cannot be read: it has more than 1 sheets"
    assert len(read(many, "people", Limits(rows=4))[0]) == 4
    long = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([["id", "name"], ["p", "长" * 30]])})
    assert refusal(long, Limits(cell_bytes=29)) == (
        "b.xlsx cannot be read: damaged or half-written (the cell B2 is too long)"
    )


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
DAMAGED = {
    "entities": LAUGHS + SHEET.replace("张三", "&b;"),
    "a tag cut off": SHEET[:-20],
    "no markup": "id,name",
    "rows out of order": SHEET.replace('<row r="2">', '<row r="1">'),
    "cells out of order": SHEET.replace('r="B2"', 'r="A2"'),
    "a column beyond the last": SHEET.replace('r="B2"', 'r="ZZZZ2"'),
    "a column that is no letters": SHEET.replace('r="B2"', 'r="列2"'),
    "a shared text that is not there": sheet_of([["id", "name"], [cell("A2", "<v>7</v>", kind="s")]]),
    "a shared text without a number": sheet_of([["id", "name"], [cell("A2", "<v>9999999999</v>", kind="s")]]),
}


@pytest.mark.parametrize("sheet", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_sheet_no_honest_program_writes_is_refused_in_one_line(tmp_path: Path, sheet: str) -> None:
    assert "damaged or half-written" in refusal(write_parts(tmp_path / "a.xlsx", {"人员": sheet}))


def test_a_tag_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    endless = f'<worksheet xmlns="{MAIN}" x="' + "x" * (18 * 1024 * 1024)
    assert "a tag without end" in refusal(write_parts(tmp_path / "a.xlsx", {"人员": endless}))


def test_a_cell_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    endless = SHEET.replace("张三", "三" * 400_000)
    assert "too long" in refusal(write_parts(tmp_path / "a.xlsx", {"人员": endless}), Limits(cell_bytes=300_000))


def test_external_links_and_macros_are_not_looked_at(tmp_path: Path) -> None:
    formula = cell("B2", "<f>[1]Sheet1!A1</f><v>张三</v>", kind="str")
    linked = sheet_of([]).replace("<sheetData>", f"<sheetData>{row(1, ['id', 'name'])}{row(2, ['p1', formula])}")
    more = {"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<broken"}
    rows, notes = read(write_parts(tmp_path / "a.xlsm", {"人员": linked}, more=more), "people")
    assert (rows, notes) == ([(2, {"id": "p1", "name": "张三"})], ["formula 1 name"])


@pytest.mark.parametrize("cut", [30, 400, 1500])
def test_a_file_cut_short_anywhere_is_refused_in_one_line(tmp_path: Path, cut: int) -> None:
    path = write_parts(tmp_path / "a.xlsx", {"人员": SHEET})
    path.write_bytes(path.read_bytes()[:-cut])
    assert "cannot be read" in refusal(path)


def test_bytes_changed_anywhere_are_refused_or_read_but_never_an_accident(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", {"人员": SHEET})
    raw = path.read_bytes()
    for at in range(0, len(raw), 7):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
        try:
            with read_workbook(path) as workbook:
                list(workbook.rows("people"))
        except (BadInput, KeyError):  # a sheet whose name was hit is no table any more
            continue
