"""The list of files: what it may say, and that it leads nowhere outside the package."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingjian.package.read import open_package
from mingjian.terms import BadInput

PEOPLE = "id,name,id_hash\np1,甲,h1\n"


def _refusal(folder: Path) -> str:
    with pytest.raises(BadInput) as refused:
        open_package(folder, folder / "work")
    (line,) = refused.value.lines
    return line.en


def test_a_folder_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none") == f"{tmp_path}/none is not a folder; give the package's"


NO_PACKAGE = [
    (None, "there is no such file"),
    (b"{", "not JSON"),
    (b"\xff\xfe", "not JSON"),
    (b"[" * 100_000, "not JSON"),
    (b"[]", "it has no list of resources"),
    (b'{"resources": {}}', "it has no list of resources"),
]


@pytest.mark.parametrize(("content", "said"), NO_PACKAGE)
def test_a_folder_without_a_legible_descriptor_is_bad_input(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)
    assert said in _refusal(tmp_path)


def test_a_descriptor_that_is_a_link_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"resources": []}')
    (tmp_path / "datapackage.json").symlink_to("other.json")
    assert "is a symbolic link" in _refusal(tmp_path)


PATHS = [
    ("../people.csv", "the path may not leave the package by .."),
    ("a/../../people.csv", "the path may not leave the package by .."),
    ("/etc/people.csv", "only a relative path may stand here"),
    ("https://example.org/people.csv", "only a relative path may stand here"),
    ("file:people.csv", "only a relative path may stand here"),
    ("..\\people.csv", "only a relative path may stand here"),
    ("link.csv", "is a symbolic link, which is not followed"),
    ("linked/people.csv", "is a symbolic link, which is not followed"),
    ("folder.csv", "not a regular file"),
    ("pipe.csv", "not a regular file"),
    ("none.csv", "there is no such file"),
    ("real/people.csv/x.csv", "cannot be opened (Not a directory)"),
    ("x" * 300 + ".csv", "cannot be opened (File name too long)"),
    ("a\0.csv", "not a path of a file"),
    ("\ud800.csv", "cannot be opened (UnicodeEncodeError)"),
]


@pytest.mark.parametrize(("path", "said"), PATHS)
def test_a_path_that_leads_out_or_nowhere_is_a_fault(made: Any, tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    (made.folder / "real").mkdir()
    (made.folder / "real" / "people.csv").write_text(PEOPLE)
    (made.folder / "linked").symlink_to("real")
    (made.folder / "link.csv").symlink_to("real/people.csv")
    (made.folder / "folder.csv").mkdir()
    os.mkfifo(made.folder / "pipe.csv")
    made.listed("people", path)
    package = made.open()
    assert [fault.message.en for fault in package.faults] == [said]
    assert package.tables == {}


def test_a_file_in_a_folder_of_the_package_is_read(made: Any) -> None:
    (made.folder / "tables").mkdir()
    (made.folder / "tables" / "people.csv").write_text(PEOPLE)
    assert made.listed("people", "./tables/people.csv").open().tables["people"].rows == 1


RESOURCES: list[tuple[Any, str]] = [
    (7, "item 1 needs a name and one path"),
    ({"name": "people"}, "item 1 needs a name and one path"),
    ({"name": "people", "data": []}, "item 1 needs a name and one path"),
    ({"name": "people", "path": ["people.csv", "b.csv"]}, "item 1 needs a name and one path"),
    ({"name": "people", "path": "people.xlsx"}, "people must be a CSV or a Parquet file"),
    ({"name": "people", "path": "people.csv", "bytes": "9"}, "bytes of people must be an integer"),
    ({"name": "people", "path": "people.csv", "hash": "md5:9"}, "hash of people must be sha256: and 64 hex digits"),
    ({"name": "people", "path": "people.csv", "complete": "no"}, "complete of people must be true or false"),
    ({"name": "people", "path": "people.csv", "covers": "2025"}, "covers of people must have the days from and to"),
    (
        {"name": "people", "path": "people.csv", "covers": {"from": "2025-02-01", "to": "2025-01-01"}},
        "covers of people must have the days from and to",
    ),
]


@pytest.mark.parametrize(("resource", "said"), RESOURCES)
def test_a_listing_that_cannot_be_meant_is_a_fault(made: Any, resource: Any, said: str) -> None:
    made.resources.append(resource)
    (made.folder / "people.csv").write_text(PEOPLE)
    assert f"fault datapackage.json: {said}" in made.faults()


def test_a_legible_extent_is_handed_on(made: Any) -> None:
    made.table("people", PEOPLE, covers={"from": "2025-01-01", "to": "2025-12-31"}, complete=False)
    file = made.open().tables["people"]
    assert (file.covers, file.complete) == ((date(2025, 1, 1), date(2025, 12, 31)), False)


def test_an_extent_that_cannot_be_read_makes_absence_prove_nothing(made: Any) -> None:
    made.table("people", PEOPLE, covers="always")
    assert not made.open().tables["people"].complete


def test_a_table_listed_twice_is_a_fault(made: Any) -> None:
    made.table("people", PEOPLE).listed("people", "people.csv")
    assert made.faults() == ["fault datapackage.json: people is listed twice"]


def test_an_unknown_table_is_a_warning_and_is_not_read(made: Any) -> None:
    made.listed("pets", "pets.csv")
    assert made.faults() == []
    assert made.warnings() == ["warning datapackage.json: no table is called pets: not read"]


def test_a_file_that_is_not_listed_is_read_with_a_warning(made: Any) -> None:
    (made.folder / "people.csv").write_text(PEOPLE)
    (made.folder / "peple.csv").write_text(PEOPLE)
    (made.folder / "people.parquet").write_text("")
    assert made.warnings() == [
        "warning people.csv: not listed in datapackage.json, read all the same",
        "warning people.parquet: not listed in datapackage.json, and the table has another file: not read",
        "warning peple.csv: not listed in datapackage.json, and no such table: not read",
    ]
    assert made.open().tables["people"].rows == 1


def test_a_file_of_another_length_was_half_written_or_swapped(made: Any) -> None:
    made.table("people", PEOPLE, bytes=5)
    assert made.faults() == [
        f"fault people.csv: {len(PEOPLE.encode())} bytes where 5 are listed: half-written or swapped"
    ]
    assert not made.open().tables["people"].complete


def test_a_file_of_another_content_is_a_fault(made: Any) -> None:
    made.table("people", PEOPLE, hash="sha256:" + "0" * 64)
    assert made.faults() == ["fault people.csv: the file does not match the SHA-256 digest listed"]


def test_a_file_that_is_as_listed_is_read_without_a_word(made: Any) -> None:
    raw = PEOPLE.encode()
    made.table("people", PEOPLE, bytes=len(raw), hash=f"sha256:{hashlib.sha256(raw).hexdigest()}")
    assert (made.faults(), made.warnings()) == ([], [])


def test_a_byte_order_mark_before_the_descriptor_is_no_fault(tmp_path: Path) -> None:
    listed = json.dumps({"resources": []}).encode()
    (tmp_path / "datapackage.json").write_bytes(b"\xef\xbb\xbf" + listed)
    assert open_package(tmp_path, tmp_path / "work").faults == ()


# Reports and photos ----------------------------------------------------------------------------------------------

TEXT = "评价结论".encode()
DIGEST = hashlib.sha256(TEXT).hexdigest()


def test_a_file_is_found_by_its_digest(made: Any) -> None:
    (made.folder / "files").mkdir()
    (made.folder / "files" / f"{DIGEST}.txt").write_bytes(TEXT)
    package = made.validated()
    assert (package.faults, package.warnings) == ((), ())
    assert package.file(DIGEST) == package.file(DIGEST, "txt") == made.folder / "files" / f"{DIGEST}.txt"
    assert package.file(DIGEST, "pdf") is None
    assert package.file("0" * 64) is None
    assert package.file("../" + "0" * 61) is None


def test_a_file_whose_content_is_not_what_its_name_says_is_a_fault_of_validation(made: Any) -> None:
    (made.folder / "files").mkdir()
    (made.folder / "files" / f"{DIGEST}.txt").write_bytes(TEXT + b"!")
    digest = hashlib.sha256(TEXT + b"!").hexdigest()
    assert made.open().faults == ()
    (fault,) = made.validated().faults
    assert fault.message.en == f"the digest of its content is {digest}, not its name"


def test_a_linked_file_is_neither_found_nor_valid(made: Any, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(TEXT)
    (made.folder / "files").mkdir()
    (made.folder / "files" / f"{DIGEST}.txt").symlink_to(tmp_path / "secret")
    package = made.validated()
    assert package.file(DIGEST) is None
    assert [fault.message.en for fault in package.faults] == ["is a symbolic link, which is not followed"]


def test_a_linked_folder_of_files_is_not_followed(made: Any, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / f"{DIGEST}.txt").write_bytes(TEXT)
    (made.folder / "files").symlink_to(tmp_path / "elsewhere")
    package = made.validated()
    assert package.file(DIGEST) is None
    assert [fault.message.en for fault in package.faults] == ["is a symbolic link, which is not followed"]


def test_a_file_with_another_name_is_a_warning(made: Any) -> None:
    (made.folder / "files").mkdir()
    (made.folder / "files" / "report.pdf").write_bytes(TEXT)
    (warning,) = made.validated().warnings
    assert warning.message.en == "not named by its SHA-256 digest: nothing can refer to it"
