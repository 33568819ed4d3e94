"""Clients of the institutions: a name, a seat, a credit code and where the gate of the plant is."""

from __future__ import annotations

from collections import Counter
from typing import Any

from mingjian_web.demo.province.names import client_name
from mingjian_web.demo.province.offices import counties
from mingjian_web.demo.province.stock import Rows, chance, credit_code, plan

TOWN_ENDS = "市县区"


def lay_clients(rows: Rows, reports: Counter[str]) -> dict[str, list[dict[str, Any]]]:
    """The clients of each scope, as many as its reports ask for; their rows are laid too."""
    share = plan("clients")["share"]
    pools = {scope: [_client(scope, place) for place in range(round(n * share))] for scope, n in reports.items()}
    rows["clients"] = [client for pool in pools.values() for client in pool]
    return pools


def _client(scope: str, place: int) -> dict[str, Any]:
    measures, id_ = plan("clients"), f"c-{scope}-{place + 1:0>2}"
    luck, towns = chance("place", id_), counties()
    unit = luck.choice(measures["where"][scope])
    code = luck.choice(sorted(code for code, town in towns.items() if town["unit_code"] == unit))
    town = towns[code]
    return {
        "id": id_,
        "uscc": credit_code(code, id_),
        "name": client_name(scope, place, id_, luck.choice((town["unit"], town["name"])).rstrip(TOWN_ENDS + "地")),
        "division": code,
        "lat": _degrees(town["lat"], luck.uniform(-1, 1)),
        "lon": _degrees(town["lon"], luck.uniform(-1, 1)),
    }


def _degrees(centre: float, away: float) -> float:
    return float(f"{centre + away * plan('clients')['spread']:.5f}")
