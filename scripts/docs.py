"""Write docs/reference anew from the code and data, or with `--check` say what there is stale.

Exit 0 when done or nothing is stale; 1 when a file is stale, missing or superfluous, each named on a line; 2 when the
data it is made from cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from mingjian.terms import BadInput
from reference import commands, law, lifecycles, package, permissions, readme, rules

SOURCES = (readme, rules, law, lifecycles, package, permissions, commands)
REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"


def written() -> dict[str, str]:
    """Every page that there should be: path below docs/reference → text."""
    made = [page for source in SOURCES for page in source.pages()]
    return {page.path: page.text for page in made}


def found(folder: Path) -> dict[str, str]:
    """Every file that there is below `folder`."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in files}


def differences(wanted: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    """A line for each file that is missing, stale or superfluous, in order of path."""
    for path in sorted({*wanted, *there}):
        if path not in there:
            yield f"missing      {path}"
        elif path not in wanted:
            yield f"superfluous  {path}"
        elif wanted[path] != there[path]:
            yield f"stale        {path}"


def check(folder: Path) -> int:
    """Say what differs from what would be written now."""
    lines = list(differences(written(), found(folder)))
    for line in lines:
        print(line)
    if lines:
        print(f"{folder.name}: {len(lines)} file(s) differ from the code; run `make docs` and commit the result")
    return 1 if lines else 0


def write(folder: Path) -> int:
    """Write every page and remove every file that is none."""
    wanted, there = written(), found(folder)
    for path in set(there) - set(wanted):
        (folder / path).unlink()
    for path, text in wanted.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8"))
    return 0


def main() -> int:
    """The command line of this script."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--check", action="store_true", help="change nothing; exit 1 when a file is stale")
    words.add_argument(
        "--into", type=Path, default=REFERENCE, metavar="FOLDER", help="another folder than docs/reference"
    )
    asked = words.parse_args()
    try:
        return check(asked.into) if asked.check else write(asked.into)
    except BadInput as wrong:
        print("\n".join(line.both() for line in wrong.lines), file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
