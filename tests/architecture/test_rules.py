"""Every rule that was promised is there, lies where its id says, and holds nothing of the template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingjian.screening.registry import all_rules

RULES = Path("src/mingjian/screening/rules")

#: The first eighteen rules of the data package's contract, and PROC-04.
PROMISED = (
    "QUAL-01", "QUAL-02", "QUAL-03", "QUAL-04",
    "PERS-01", "PERS-02",
    "SITE-01", "SITE-03",
    "SIGN-01", "SIGN-03",
    "REPT-08",
    "PROC-02", "PROC-04",
    "LEND-01",
    "DISC-01", "DISC-02", "DISC-05",
    "NOTI-01",
    "GOVT-01",
)  # fmt: skip

UNWRITTEN = re.compile("待写|[Tt]o write")


def unwritten(path: Path) -> list[str]:
    """The lines a template left for a person to write."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [f"{path.name}:{number}: {line.strip()}" for number, line in lines if UNWRITTEN.search(line)]


def test_the_list_is_whole():
    assert len(PROMISED) == len(set(PROMISED)) == 18 + 1


@pytest.mark.parametrize("rule", PROMISED)
def test_a_promised_rule_is_there(rule):
    assert rule in all_rules(), (
        f"{rule} is promised by the contract of the data package: make new-rule RULE={rule} NAME=…"
    )


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_a_rule_lies_where_its_id_says(rule):
    *_, family, module = all_rules()[rule].module.split(".")
    assert (family, module[:7]) == (rule.partition("-")[0].lower(), rule.lower().replace("-", "_"))


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_a_rule_has_its_cases_beside_it(root, rule):
    family, module = all_rules()[rule].module.split(".")[-2:]
    cases = root / RULES / family / f"{module}.cases.yaml"
    assert cases.exists(), (
        f"write {cases.relative_to(root)}: a hit, a miss, an edge, a look-alike, the day before the law"
    )


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_a_rule_is_written_to_the_end(root, rule):
    family, module = all_rules()[rule].module.split(".")[-2:]
    left = [line for path in sorted((root / RULES / family).glob(f"{module}.*")) for line in unwritten(path)]
    assert not left, "write in your own words what the template leaves open:\n" + "\n".join(left)


def test_a_family_says_what_it_looks_at(root):
    left = [line for path in sorted((root / RULES).glob("*/__init__.py")) for line in unwritten(path)]
    assert not left, "write one sentence on what the rules of the family look at:\n" + "\n".join(left)
