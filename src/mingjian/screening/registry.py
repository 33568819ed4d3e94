"""How the files in `rules/` become rules: by lying there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from mingjian.screening import rules as rules_package
from mingjian.screening.rule import Find, LeftOut, Rule
from mingjian.terms import BadInput, Text


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule as it lies in the house: front matter, expression, what it leaves out, module."""

    rule: Rule
    find: Find
    left_out: LeftOut | None
    module: str


def _rule_file(module: ModuleType) -> RuleFile:
    return RuleFile(module.RULE, module.find, getattr(module, "left_out", None), module.__name__)


@cache
def all_rules() -> Mapping[str, RuleFile]:
    """Every rule by its id, in order of id."""
    modules = (
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(rules_package.__path__, rules_package.__name__ + ".")
        if not found.ispkg
    )
    files = [_rule_file(module) for module in modules]
    by_id = {file.rule.id: file for file in sorted(files, key=lambda file: file.rule.id)}
    if len(by_id) != len(files):
        raise ValueError("two rules share an id: " + ", ".join(file.rule.id for file in files))
    return by_id


def chosen_rules(ids: Sequence[str] | None) -> tuple[RuleFile, ...]:
    """The rules named, in order of id; all when none is named. An unknown id is bad input."""
    known = all_rules()
    wanted = tuple(known) if ids is None else ids
    unknown = [name for name in wanted if name not in known]
    if unknown:
        names, have = ", ".join(unknown), ", ".join(known)
        raise BadInput(Text(f"没有这些规则：{names}。现有：{have}", f"no such rule: {names}. There are: {have}"))
    return tuple(known[name] for name in sorted(set(wanted)))
