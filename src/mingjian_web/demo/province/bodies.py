"""The institutions as the files tell of them: one shape for residents, testing bodies and visitors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from mingjian_web.demo.province.stock import chance, shelf

EVALUATION, TESTING = "evaluation", "testing"


@dataclass(frozen=True, slots=True)
class Body:
    """One institution: `key` is what its ids are made of, `staff` how many evaluators or testers it always has.

    `certificates`, `branches`: as institutions.yaml gives them. `reports` is how many of each scope in the year,
    `open` how many projects are under way on the first day. `early` are scopes done before the others;
    `gone` and `come`: places in the roster and the day somebody left or came; `pending`: the renewal is undecided.
    """

    key: str
    name: str
    kind: str
    division: str
    since: date
    staff: int
    style: str
    certificates: tuple[Mapping[str, Any], ...]
    reports: Mapping[str, int]
    open: int
    visiting: bool = False
    leavers: int = 0
    pairs: tuple[tuple[int, int], ...] = ()
    branches: tuple[Mapping[str, Any], ...] = ()
    closed: tuple[date, ...] = ()
    early: tuple[str, ...] = ()
    underground: bool = False
    pending: bool = False
    gone: Mapping[int, date] = field(default_factory=dict)
    come: Mapping[int, date] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id in the table `institutions`."""
        return f"i-{self.key}"


@cache
def bodies() -> tuple[Body, ...]:
    """Every institution with a certificate: residents, testing bodies, visitors."""
    told = shelf("institutions.yaml")
    residents = [_resident(key, EVALUATION, said) for key, said in told["resident"].items()]
    testers = [_resident(key, TESTING, said) for key, said in told["testing"].items()]
    visitors = [_visitor(place, *line) for place, line in enumerate(told["visiting"], start=1)]
    return (*residents, *testers, *visitors)


def reports_by_scope() -> Counter[str]:
    """How many reports of each scope the year has, all institutions together."""
    return sum((Counter(body.reports) for body in bodies()), Counter())


def _resident(key: str, kind: str, said: dict[str, Any]) -> Body:
    lists = {name: tuple(said.get(name, ())) for name in ("certificates", "pairs", "branches", "closed", "early")}
    return Body(key=key, kind=kind, **{**said, **lists})


def _visitor(place: int, key: str, stem: str, home: str, scope: str, reports: int, under_way: int, since: date) -> Body:
    said, kind = shelf("institutions.yaml")["visitor"], TESTING if scope.endswith("-test") else EVALUATION
    city, division = said["cities"][home]
    style = said["styles"][place % len(said["styles"])]
    number = said["certificate"][kind].format(short=said["short"][home], n=place)
    return Body(
        key=key,
        name=said["names"][kind].format(city=city, stem=stem),
        kind=kind,
        division=division,
        since=since,
        staff=chance("staff", key).randint(*said["staff"][kind]),
        style=style.replace("{code}", key[:2].upper() + key[-1].upper()).replace("{stem}", stem),
        certificates=({"number": number, "office": f"o-{home}", "scopes": [[scope]]},),
        reports={scope: reports},
        open=under_way,
        visiting=True,
    )
