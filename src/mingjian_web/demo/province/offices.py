"""Offices and officers: the department and its divisions, cities, counties, neighbours, and who works there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from mingjian_web.demo.province.names import person_name
from mingjian_web.demo.province.stock import Rows, shelf

PROVINCE = "o-ting"


def lay_offices(rows: Rows) -> None:
    """Every office, parents before children, and its officers; a county has one name."""
    home = shelf("offices.yaml")
    rows["offices"] = [*home["offices"], *_below(home["below"]), *_neighbours(home)]
    rows["officers"] = [*_officers(home), *_county_officers(home, rows["offices"])]
    rows["officer_interests"] = list(home["officer_interests"])


def office_of(division: str) -> str:
    """The id of the office of a city, a county or a directly administered place."""
    return f"o-{division}"


def counties() -> dict[str, dict[str, Any]]:
    """Every place a plant may lie in, by code: the counties, and the two directly administered places."""
    places = {}
    for unit in shelf("divisions.json")["units"]:
        for place in unit["counties"] or [unit]:
            places[place["code"]] = {**place, "unit": unit["name"], "unit_code": unit["code"]}
    return places


def _below(words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for unit in shelf("divisions.json")["units"]:
        direct = unit["kind"] == "directly_administered"
        suffix = words["region"] if unit["kind"] == "region" else words["name"]
        yield _office(unit, PROVINCE, "prefecture", suffix, words) | {
            "kind": "directly_administered" if direct else "territorial",
            "document_code": unit["name"].rstrip("市县地区") + words["code"],
        }
        for place in unit["counties"]:
            yield _office(place, office_of(unit["code"]), "county", words["name"], words) | {"kind": "territorial"}


def _office(place: dict[str, Any], parent: str, level: str, suffix: str, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": office_of(place["code"]),
        "name": place["name"] + suffix,
        "level": level,
        "division": place["code"],
        "short_name": place["name"] + "局",
        "parent": parent,
        "valid_from": words["valid_from"],
    }


def _neighbours(home: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for province in home["neighbours"]:
        yield {
            "id": f"o-{province['key']}",
            "name": f"{province['name']}应急管理厅",
            "level": "province",
            "division": province["code"],
            "kind": "territorial",
            "valid_from": home["below"]["valid_from"],
        }


def _officers(home: dict[str, Any]) -> Iterator[dict[str, Any]]:
    paper = home["certificate"]
    for office, people in home["officers"].items():
        for id_, name, post, *numbers in people:
            row = _officer(id_, name, office, post, home["officers_from"])
            for number in numbers:
                row |= {
                    "enforcement_certificate": f"{paper['prefix']}{number}",
                    "certificate_valid_to": paper["valid_to"],
                }
            yield row


def _county_officers(home: dict[str, Any], offices: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for office in offices:
        if office["level"] == "county" and office["id"] not in home["officers"]:
            id_ = f"u-{office['division']}"
            yield _officer(id_, person_name(id_), office["id"], home["county_post"], home["officers_from"])


def _officer(id_: str, name: str, office: str, post: str, since: date) -> dict[str, Any]:
    return {"id": id_, "name": name, "office": office, "valid_from": since, "post": post}
