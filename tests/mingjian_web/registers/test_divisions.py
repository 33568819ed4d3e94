"""The divisions of the province that lives here, read from its file and read anew when it changes."""

from __future__ import annotations

import json
import os

import pytest

from mingjian_web.registers import divisions

LANCHUAN = {
    "960000": {"name": "邻省", "parent": ""},
    "970000": {"name": "岚川省", "parent": ""},
    "970100": {"name": "岚州市", "parent": "970000", "col": 2, "row": 2},
    "970102": {"name": "衡台区", "parent": "970100"},
    "979001": {"name": "沙渡市", "parent": "970000", "col": 4, "row": 1},
}


@pytest.fixture
def home(settings, tmp_path):
    """A home with the divisions of an invented province."""
    settings.HOME = tmp_path
    (tmp_path / "divisions.json").write_text(json.dumps(LANCHUAN), encoding="utf-8")
    return tmp_path


def test_a_division_is_named_with_what_it_lies_in_below_the_province(home):
    assert divisions.name("970102") == "衡台区"
    assert divisions.full_name("970102") == "岚州市衡台区"
    assert divisions.full_name("970100") == "岚州市"
    assert divisions.full_name("979001") == "沙渡市"


def test_a_code_that_is_not_in_the_file_is_its_own_name(home):
    assert divisions.name("230109") == divisions.full_name("230109") == "230109"


def test_prefectures_and_those_directly_administered_come_in_the_order_of_their_codes_with_their_tiles(home):
    assert [(one.name, one.col, one.row) for one in divisions.prefectures()] == [("岚州市", 2, 2), ("沙渡市", 4, 1)]


def test_who_lives_in_the_province_is_told_by_the_first_digits(home):
    assert divisions.province() == "97"
    assert divisions.is_resident("970102") is True
    assert divisions.is_resident("230109") is False
    assert divisions.within("970100") == "9701"


def test_without_a_province_nobody_is_said_to_be_resident_or_visiting(settings, tmp_path):
    settings.HOME = tmp_path
    assert divisions.is_resident("970102") is None
    assert divisions.prefectures() == []
    assert divisions.full_name("970102") == "970102"


def test_a_changed_file_is_read_anew(home):
    assert divisions.name("970102") == "衡台区"
    path = home / "divisions.json"
    path.write_text(json.dumps({**LANCHUAN, "970102": {"name": "新台区", "parent": "970100"}}), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert divisions.name("970102") == "新台区"
