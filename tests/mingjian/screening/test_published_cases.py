"""The published cases of examples/cases: what a person wrote from the facts is exactly what screening finds."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from mingjian.clock import shipped_calendar
from mingjian.findings import BASIS_NOT_VERIFIED, CALENDAR_PROVISIONAL, MAY_BE_SUPERSEDED
from mingjian.law import load_law
from mingjian.package.read import open_package
from mingjian.screening.engines import open_engine
from mingjian.screening.registry import all_rules
from mingjian.screening.run import Screening, screen

ROOT = Path(__file__).parents[3]
CASES = sorted((ROOT / "examples" / "cases").glob("*/expected.yaml"))
DOCUMENT = ROOT / "docs" / "explanation" / "published-cases.md"
DOUBTS = {
    BASIS_NOT_VERIFIED: "basis_not_verified",
    MAY_BE_SUPERSEDED: "may_be_superseded",
    CALENDAR_PROVISIONAL: "calendar_provisional",
}
#: Prefixes of GB/T 2260 that are some province's, municipality's or region's.
PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82}
#: Telling parts of the names of the real firms behind the cases, as hashes: they are not repeated here.
REAL_FIRMS = {
    "0391d6b40a1ecce2",
    "38a5368d76ae6e3a",
    "3d1b58b7989315c5",
    "454b9bafc7150e7a",
    "4692fddc923f4096",
    "4ec9dbfc1948ac91",
    "7fc58647a170a3bf",
    "9cbbfe1744c52e29",
    "b616a8fde097d06d",
    "bc1927e23e4bfb7a",
    "e48a4188ef0e953c",
    "fb27a2451a5b05bc",
}


def read(expected: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(expected.read_text(encoding="utf-8"))


def name_of(expected: Path) -> str:
    return read(expected)["case"]


every_case = pytest.mark.parametrize("expected", CASES, ids=name_of)


def screened(folder: Path, as_of: Any, work: Path) -> Screening:
    """All rules over a package that has neither fault nor warning."""
    package = open_package(folder, work / "package")
    assert [line.message.en for line in (*package.faults, *package.warnings)] == []
    with open_engine("duckdb", work) as engine:
        return screen(package, engine=engine, law=load_law(), calendar=shipped_calendar(), as_of=as_of)


def found(screening: Screening) -> list[tuple]:
    return sorted(
        (
            finding.rule,
            finding.basis,
            finding.level.value,
            finding.on.isoformat(),
            tuple(f"{subject.kind} {subject.id}" for subject in finding.subjects),
            tuple(DOUBTS[doubt] for doubt in finding.doubts),
        )
        for finding in screening.findings
    )


def written(data: dict[str, Any]) -> list[tuple]:
    return sorted(
        (
            group["rule"],
            group["basis"],
            group["level"],
            one["on"].isoformat(),
            tuple(one["subjects"]),
            tuple(group.get("doubts", ())),
        )
        for group in data["findings"]
        for one in group["each"]
    )


def test_the_five_cases_are_there():
    assert {name_of(expected) for expected in CASES} == {"C1", "C2", "C8", "C11", "L2"}


@every_case
def test_the_case_as_found_gives_exactly_what_was_written_by_hand(expected, tmp_path):
    data = read(expected)
    screening = screened(expected.parent / "as-found", data["as_of"], tmp_path)
    assert found(screening) == written(data)
    whole = {left.rule for left in screening.not_run if left.rows is None} - set(screening.ran)
    assert set(data["not_run"]) <= whole


@every_case
def test_the_clean_twin_gives_nothing(expected, tmp_path):
    assert found(screened(expected.parent / "clean-twin", read(expected)["as_of"], tmp_path)) == []


@every_case
def test_every_rule_and_ground_named_exists(expected):
    data = read(expected)
    rules = {id_: set(file.rule.bases) for id_, file in all_rules().items()}
    assert [group for group in data["findings"] if group["basis"] not in rules.get(group["rule"], ())] == []
    assert set(data["not_run"]) <= set(rules)


@every_case
def test_a_rule_said_to_be_missing_is_missing(expected):
    missing = [id_ for item in read(expected)["cannot_be_raised"] for id_ in item.get("rules", ())]
    assert [id_ for id_ in missing if id_ in all_rules()] == []


@every_case
def test_every_expectation_gives_its_reason_from_the_facts_in_both_languages(expected):
    data = read(expected)
    reasons = [group["because"] for group in data["findings"]]
    reasons += [item[part] for item in data["cannot_be_raised"] for part in ("what", "why")]
    reasons += [item["why"] for item in data["differs"]]
    assert reasons
    assert all(set(reason) == {"zh", "en"} and all(reason.values()) for reason in reasons)


def rows_of(folder: Path, table: str) -> Counter[tuple[tuple[str, str], ...]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return Counter(tuple(row.items()) for row in csv.DictReader(opened))


def names_in(folder: Path) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter((("file", path.name),) for path in folder.glob("*") if path.is_file())


def difference(case: Path, item: dict[str, Any]) -> tuple[Counter, Counter]:
    """Rows (or files) only in the case as found, and only in its twin."""
    if item.get("files"):
        a, b = (names_in(case / side / "files") for side in ("as-found", "clean-twin"))
    else:
        a, b = (rows_of(case / side, item["table"]) for side in ("as-found", "clean-twin"))
    return a - b, b - a


@every_case
def test_the_twin_differs_only_in_the_rows_said_to_differ(expected):
    case, differs = expected.parent, read(expected)["differs"]
    for item in differs:
        only_found, only_twin = difference(case, item)
        assert (only_found.total(), only_twin.total()) == (item["only_as_found"], item["only_clean_twin"]), item
        for column, values in item.get("where", {}).items():
            assert {dict(row)[column] for row in (only_found + only_twin)} == set(values), item


@every_case
def test_the_twin_is_the_same_file_by_file_where_nothing_is_said_to_differ(expected):
    case, differs = expected.parent, read(expected)["differs"]
    telling = {f"{item['table']}.csv" for item in differs if "table" in item}
    sides = [case / "as-found", case / "clean-twin"]
    same = [{path.name: path.read_bytes() for path in side.glob("*.csv") if path.name not in telling} for side in sides]
    assert same[0] == same[1]
    resources = [json.loads((side / "datapackage.json").read_text(encoding="utf-8"))["resources"] for side in sides]
    assert resources[0] == resources[1]
    if not any(item.get("files") for item in differs):
        assert not any((side / "files").exists() for side in sides)


def package_files() -> list[Path]:
    return [path for expected in CASES for path in sorted(expected.parent.rglob("*")) if path.is_file()]


def test_the_files_are_utf_8_with_plain_line_ends_and_no_cell_of_spaces():
    for path in package_files():
        raw = path.read_bytes()
        assert raw.decode("utf-8")
        assert b"\r" not in raw, path
        assert not raw.startswith(b"\xef\xbb\xbf"), path
        assert raw.endswith(b"\n"), path


def test_a_text_lies_under_the_name_of_its_own_hash():
    texts = [path for path in package_files() if path.parent.name == "files"]
    assert texts
    assert [path for path in texts if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem] == []


def divisions() -> Iterator[str]:
    for path in package_files():
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as opened:
                yield from (row["division"] for row in csv.DictReader(opened) if row.get("division"))


def test_every_division_is_of_a_province_that_does_not_exist():
    used = {int(division[:2]) for division in divisions()}
    assert used
    assert used.isdisjoint(PROVINCES)


def real_firms_in(text: str, stop: set[str]) -> set[str]:
    """The hashes of the stop list that some run of two to six characters of the text has."""
    runs = {text[at : at + length] for length in range(2, 7) for at in range(len(text) - length + 1)}
    return {name for run in runs if (name := hashlib.sha256(run.encode()).hexdigest()[:16]) in stop}


def test_a_name_on_the_stop_list_is_seen():
    stop = {hashlib.sha256("真实公司".encode()).hexdigest()[:16]}
    assert real_firms_in("某省真实公司有限责任公司", stop) == stop
    assert real_firms_in("某省虚构公司有限责任公司", stop) == set()


def test_no_real_firm_is_named():
    texts = {line for path in [*package_files(), DOCUMENT] for line in path.read_text(encoding="utf-8").splitlines()}
    assert real_firms_in("\n".join(sorted(texts)), REAL_FIRMS) == set()


def test_make_run_screens_every_case_on_its_day_and_its_twin_with_the_rules_that_found_something():
    script = (ROOT / "scripts" / "run-examples.sh").read_text(encoding="utf-8")
    said = re.findall(r'^case_of (\S+) (\S+) (\S+) "(\w+) ', script, flags=re.M)
    assert sorted(said) == sorted(
        (
            expected.parent.name,
            data["as_of"].isoformat(),
            ",".join(sorted({group["rule"] for group in data["findings"]})),
            data["case"],
        )
        for expected, data in ((expected, read(expected)) for expected in CASES)
    )


def documented(case: str) -> list[tuple[str, str, int]]:
    """Rule, level and number of findings as the page on the cases says them."""
    section = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.M)
    (text,) = (part for part in section if part.startswith(f"{case} "))
    rows = re.findall(r"^\| ([A-Z]{4}-\d\d) `(\w+)` \| (实据|线索)[^|]*\| (\d+) \|", text, flags=re.M)
    return sorted((f"{rule} {basis}", level, int(count)) for rule, basis, level, count in rows)


@every_case
def test_the_page_on_the_cases_says_the_same(expected):
    data = read(expected)
    level = {"hard": "实据", "clue": "线索"}
    groups = ((f"{g['rule']} {g['basis']}", level[g["level"]], len(g["each"])) for g in data["findings"])
    assert documented(data["case"]) == sorted(groups)
