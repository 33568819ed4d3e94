"""A column whose name is a slip hides what it holds; that is said."""

import json

from mingjian.package.read import open_package


def opened(tmp_path, header):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "disclosures.csv").write_text(f"{header}\n", encoding="utf-8")
    listed = {"resources": [{"name": "disclosures", "path": "disclosures.csv"}]}
    (tmp_path / "p" / "datapackage.json").write_text(json.dumps(listed), encoding="utf-8")
    return open_package(tmp_path / "p", tmp_path / "w")


def test_a_name_just_beside_one_of_the_contract_is_questioned(tmp_path):
    package = opened(tmp_path, "report,published_at,fields,removed_att")
    (warning,) = package.warnings
    assert (warning.column, warning.message.en) == ("removed_att", "unknown and not read; is it removed_at?")
    assert package.faults == ()


def test_a_column_of_ones_own_is_kept_without_a_word(tmp_path):
    assert opened(tmp_path, "report,published_at,fields,备注").warnings == ()
