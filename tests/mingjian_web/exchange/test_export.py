"""What stands goes out as a package that comes in again the same; limited to one's reach, or as it was known."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.factories import _filled
from tests.mingjian_web.exchange.situations import (
    EMPLOYMENT,
    INSTITUTION,
    NOTICE,
    PERSON,
    imported,
    keeper_of_data,
    package,
    staged,
)
from tests.web_factories import at

from mingjian.package import open_package
from mingjian.terms import BadInput
from mingjian_web.accounts.actor import Scope
from mingjian_web.exchange import actions, export

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]

CASES = sorted(path for path in (Path(__file__).parents[3] / "examples" / "cases").iterdir() if path.is_dir())


@pytest.fixture
def by():
    return keeper_of_data()


def typed(folder: Path, into: Path) -> dict[str, list[dict[str, object]]]:
    """Every table as it is read, rows in an order of their own."""
    opened = open_package(folder, into)
    assert not opened.faults, [str(fault) for fault in opened.faults]
    read = {name: pq.read_table(table.path).drop_columns(["_row"]) for name, table in opened.tables.items()}
    return {name: sorted(table.to_pylist(), key=repr) for name, table in read.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_package_goes_out_as_it_came_in(case, by, tmp_path):
    source = next(path.parent for path in sorted(case.rglob("datapackage.json")))
    intake = staged(by, source)
    assert intake.state == "staged", intake.faults
    actions.confirm(by=by, intake=intake.pk, now=at())
    written = export.write(tmp_path / "out")
    came, went = typed(source, tmp_path / "a"), typed(tmp_path / "out", tmp_path / "b")
    assert went == {name: rows for name, rows in came.items() if rows}
    assert written == {name: len(rows) for name, rows in went.items()}


def test_a_package_keeps_how_far_absence_is_a_fact(by, tmp_path):
    whole = staged(by, package(tmp_path / "a", complete=True, institutions=[INSTITUTION]))
    actions.confirm(by=by, intake=whole.pk, now=at())
    imported(by, tmp_path / "b", people=[PERSON])
    export.write(tmp_path / "out")
    opened = open_package(tmp_path / "out", tmp_path / "t")
    assert (opened.tables["institutions"].complete, opened.tables["people"].complete) == (True, False)


def test_columns_that_only_some_rows_have_go_out_for_all(by, tmp_path):
    imported(by, tmp_path / "a", people=[PERSON])
    imported(by, tmp_path / "b", people=[{**PERSON, "id": "p-2", "nickname": "老裴"}])
    export.write(tmp_path / "out")
    rows = typed(tmp_path / "out", tmp_path / "t")["people"]
    assert sorted((row["id"], row["nickname"]) for row in rows) == [("p-1", None), ("p-2", "老裴")]


def test_a_citys_export_holds_its_own_institutions_and_what_hangs_on_them(by, tmp_path):
    far = {**INSTITUTION, "id": "i-2", "division": "970200"}
    project = _filled("projects", {"id": "j-1", "institution": "i-2", "client": "c-1", "division": "970102"})
    imported(
        by,
        tmp_path / "a",
        institutions=[INSTITUTION, far],
        people=[PERSON, {**PERSON, "id": "p-2"}],
        employments=[EMPLOYMENT, {**EMPLOYMENT, "person": "p-2", "institution": "i-2"}],
        clients=[_filled("clients", {"id": "c-1"}), _filled("clients", {"id": "c-2"})],
        projects=[project, {**project, "id": "j-2", "division": "970200"}],
        notices=[NOTICE, {**NOTICE, "project": "j-2"}],
    )
    written = export.write(tmp_path / "out", scope=Scope(territory="9701"))
    assert written == {
        "institutions": 1,
        "people": 1,
        "employments": 1,
        "clients": 1,
        "projects": 1,
        "notices": 1,
    }
    assert export.write(tmp_path / "none", scope=Scope())["institutions"] == 0


def test_the_export_as_known_is_what_stood_then(by, tmp_path):
    imported(by, tmp_path / "a", institutions=[INSTITUTION])
    later = staged(by, package(tmp_path / "b", institutions=[{**INSTITUTION, "name": "改名"}]))
    actions.confirm(by=by, intake=later.pk, now=at("2026-11-25T09:00:00"))
    export.write(tmp_path / "out", as_known=at("2026-11-24T00:00:00"))
    assert [row["name"] for row in typed(tmp_path / "out", tmp_path / "t")["institutions"]] == [INSTITUTION["name"]]


def test_columns_that_say_who_somebody_is_stay_out_where_no_reason_is_given(by, tmp_path):
    imported(by, tmp_path / "a", people=[PERSON])
    export.write(tmp_path / "out", personal=False)
    assert "h1" not in (tmp_path / "out" / "people.csv").read_text(encoding="utf-8")


def test_a_workbook_that_went_out_comes_in_as_the_same(by, tmp_path):
    rows = {"institutions": [INSTITUTION], "people": [PERSON], "employments": [EMPLOYMENT], "notices": [NOTICE]}
    imported(by, tmp_path / "a", **rows)
    export.write_sheets(tmp_path / "out.xlsx", tables=list(rows))
    again = staged(by, tmp_path / "out.xlsx")
    assert {name: table["same"] for name, table in again.counts["tables"].items()} == dict.fromkeys(rows, 1)


def test_files_that_rows_name_go_out_under_a_name_that_says_what_they_are(by, tmp_path):
    import hashlib

    text = "报告正文"
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = _filled("reports", {"id": "r-1", "text_sha256": digest})
    folder = package(tmp_path / "a", reports=[report])
    (folder / "files").mkdir()
    (folder / "files" / f"{digest}.txt").write_text(text, encoding="utf-8")
    actions.confirm(by=by, intake=staged(by, folder).pk, now=at())
    export.write(tmp_path / "out", files=True)
    assert (tmp_path / "out" / "files" / f"{digest}.txt").read_text(encoding="utf-8") == text


def test_a_table_that_is_none_is_said(db, tmp_path):
    with pytest.raises(BadInput):
        export.write(tmp_path / "out", tables=["cats"])
