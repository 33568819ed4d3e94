"""Begin a rule: `make new-rule RULE=SITE-99 NAME=some_name` writes its file and its cases from the templates.

Both are valid as they stand, and its tests fail until a person has written what the templates leave open.
Exit 0 when written, 2 for an id or name that cannot be used.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = Path(__file__).with_name("templates")
RULES = ROOT / "src" / "mingjian" / "screening" / "rules"

ID = re.compile(r"(?P<family>[A-Z]{4})-(?P<number>[0-9]{2})")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

FAMILY = '"""To write (待写): what the rules of this family look at."""\n'
NEXT = """\
接下来 Next:
  1. 在两个文件中改写每一处“待写”。 Write every 待写 in both files.
  2. .venv/bin/pytest tests/mingjian/screening tests/architecture -k {id}   先不通过，写好为止。 It fails until written.
  3. make docs，然后 make check test。 `make docs`, then `make check test`.
CONTRIBUTING.md 有完整的例子。 CONTRIBUTING.md walks through one."""


def refusal(rule: str, name: str, rules: Path) -> str | None:
    """Why a rule of that id and name cannot be begun, in one line; None when it can."""
    found = ID.fullmatch(rule)
    if found is None:
        return f"RULE={rule}：应写作 SITE-99。 An id is four capitals, a dash and two digits: RULE=SITE-99"
    if NAME.fullmatch(name) is None:
        return f"NAME={name}：应写作 not_on_site。 A name is small words joined by _: NAME=not_on_site"
    taken = sorted(rules.glob(f"*/{stem(rule)}_*.py"))
    if taken:
        return f"{rule} 已有：{taken[0].name}。 {rule} exists: choose another number"
    return None


def stem(rule: str) -> str:
    """How the id begins a file's name: site_99 of SITE-99."""
    return rule.lower().replace("-", "_")


def begin(rule: str, name: str, rules: Path) -> list[Path]:
    """Write the rule and its cases, and the folder of its family where there is none; the files written."""
    folder = rules / rule.partition("-")[0].lower()
    files = {
        folder / f"{stem(rule)}_{name}.py": filled("rule.py.txt", rule),
        folder / f"{stem(rule)}_{name}.cases.yaml": filled("rule.cases.yaml.txt", rule),
    }
    if not folder.exists():
        files = {folder / "__init__.py": FAMILY} | files
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return list(files)


def filled(template: str, rule: str) -> str:
    """The template with the id in its place."""
    return Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(id=rule)


def main() -> int:
    """The command line of this script."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("rule", help="the id, as SITE-99")
    words.add_argument("name", help="a few small words joined by _, as not_on_site")
    words.add_argument(
        "--rules", type=Path, default=RULES, metavar="FOLDER", help="another folder than the house's own"
    )
    asked = words.parse_args()
    if line := refusal(asked.rule, asked.name, asked.rules):
        print(line, file=sys.stderr)
        return 2
    for path in begin(asked.rule, asked.name, asked.rules):
        print(f"已写 wrote {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")
    print(NEXT.format(id=asked.rule))
    return 0


if __name__ == "__main__":
    sys.exit(main())
