"""Nobody and nothing real is named: places against every division of the country, firms and people against lists."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from stdnum.cn import uscc

from mingjian_web.demo.province.stock import shelf

HERE = Path(__file__).parent
ENDS = re.compile(r"(自治县|自治州|林区|特区|地区|区|县|市|旗|盟|州|省)$")


def listed(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def stem(name: str) -> str:
    """The name without what it ends in: 砚北区 → 砚北; a name of two characters is its own stem."""
    return ENDS.sub("", name) if len(name) > 2 else name


@pytest.fixture(scope="module")
def divisions() -> tuple[set[str], set[str]]:
    """Names and two-digit prefixes of every division that ever had a code of GB/T 2260 (python-stdnum's list)."""
    text = files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8")
    told = re.findall(r'(?:county|province)="([^"]+)"', text)
    names = {name for one in told for name in re.split(r"\[[^\]]*\]|,", one) if name}
    return names, set(re.findall(r"^(\d\d) ", text, re.M))


def places() -> list[str]:
    told = shelf("divisions.json")
    units = [unit["name"] for unit in told["units"]]
    counties = [county["name"] for unit in told["units"] for county in unit["counties"]]
    neighbours = [row["name"] for row in shelf("offices.yaml")["neighbours"]]
    cities = [city for city, _ in shelf("institutions.yaml")["visitor"]["cities"].values()]
    return [told["name"], *units, *counties, *neighbours, *cities]


def test_the_list_of_real_divisions_is_really_there(divisions):
    names, prefixes = divisions
    assert {"道里区", "依兰县", "哈尔滨市"} <= names
    assert len(prefixes) > 30


def test_the_province_has_its_units_and_86_counties():
    units = shelf("divisions.json")["units"]
    assert Counter(unit["kind"] for unit in units) == {"city": 12, "region": 1, "directly_administered": 2}
    assert sum(len(unit["counties"]) for unit in units) == 86
    assert len({(unit["col"], unit["row"]) for unit in units}) == 15


def test_no_place_bears_a_real_name(divisions):
    real = divisions[0] | {stem(name) for name in divisions[0]}
    assert not [name for name in places() if name in real or stem(name) in real]


def test_no_code_begins_as_a_real_one(divisions, province):
    codes = {row["division"] for table in ("institutions", "clients", "projects") for row in province[table]}
    assert not [code for code in codes if code[:2] in divisions[1]]


def test_no_name_of_a_firm_holds_a_real_place(divisions, province):
    real = {name for name in divisions[0] if len(name) > 2}
    stems = {stem(name) for name in divisions[0] if len(stem(name)) > 1}
    firms = [row["name"] for table in ("institutions", "clients", "branches") for row in province[table]]
    assert not [firm for firm in firms if any(name in firm for name in real)]
    assert not [firm for firm in firms if firm[:2] in stems or firm[:3] in stems]


def test_no_name_holds_a_word_of_a_real_firm(province):
    words = listed("real_words.txt")
    tables = ("institutions", "clients", "branches", "offices")
    assert not [row["name"] for table in tables for row in province[table] for word in words if word in row["name"]]


def test_nobody_bears_a_name_everybody_knows(province):
    known = set(listed("real_people.txt"))
    assert not [row["name"] for table in ("people", "officers") for row in province[table] if row["name"] in known]


def test_rare_characters_and_one_name_of_two_people_are_there(province):
    people = Counter(row["name"] for row in province["people"])
    assert people["沈䶮"] == 1
    assert people["陈𠮷安"] == 1
    assert people["李文静"] >= 2
    assert any("㐂" in row["name"] for row in province["clients"])


def test_a_name_was_mistyped_once_online(province):
    assert [row["field"] for row in province["disclosed_values"] if "汪砚澄" in row["value"]] == ["onsite"]


def test_every_credit_code_is_valid_and_of_an_invented_place(province):
    codes = [row["uscc"] for table in ("institutions", "clients") for row in province[table]]
    codes += [row["employer_uscc"] for row in province["social_insurance"]]
    assert len({row["uscc"] for row in province["institutions"]}) == len(province["institutions"])
    assert not [
        code for code in set(codes) if not uscc.is_valid(code) or code[2:4] not in ("97", "94", "95", "96", "98")
    ]


def test_reports_cite_only_invented_standards_that_are_listed(province):
    numbers = {row["number"] for row in province["standards"]}
    assert all(number.startswith("DB97/T ") for number in numbers)
    assert {row["standard"] for row in province["citations"]} <= numbers
