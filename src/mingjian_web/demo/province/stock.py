"""What the province is made from: the files beside this one, seeded chance, and codes in their proper form."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from ruamel.yaml import YAML
from stdnum.cn import uscc

#: A table's name and its rows.
Rows = dict[str, list[dict[str, Any]]]


@cache
def shelf(name: str) -> Any:
    """The file `name` beside this module (YAML; JSON is YAML too), read once. Not to be changed."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)


def plan(chapter: str) -> Any:
    """One chapter of plan.yaml."""
    return shelf("plan.yaml")[chapter]


def chance(*of: object) -> Random:
    """Chance of its own for each thing named, so that a change in one place moves nothing elsewhere."""
    return Random(_said(of))  # noqa: S311 - an invented province, nothing secret


def sha256(*of: object) -> str:
    """The SHA-256 of the words: stands for a file nobody has made."""
    return hashlib.sha256(_said(of).encode()).hexdigest()


def credit_code(division: str, *of: object) -> str:
    """A credit code with a valid check character, of an enterprise registered in that division (GB 32100)."""
    codes = plan("codes")
    own = chance("credit code", *of).choices(codes["alphabet"], k=codes["organisation"])
    start = f"{codes['enterprise']}{division}{''.join(own)}"
    return f"{start}{uscc.calc_check_digit(start)}"


def _said(of: tuple[object, ...]) -> str:
    return ":".join(map(str, (plan("seed"), *of)))
